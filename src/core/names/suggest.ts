import type { Span } from '../model';
import type { Hit } from './gazetteer';
import type { KnownNames } from './nameAt';

/** Why the first entity of a suggestion comes first. */
export type SuggestionReason =
  /** No other entity bears the name. */
  | { readonly code: 'only' }
  /** It is mentioned so often in the article already. */
  | { readonly code: 'mentioned-here'; readonly count: number }
  /** So many other names in the article can only be it. */
  | { readonly code: 'named-here'; readonly count: number }
  /** The name stood for it so often in the corpus. */
  | { readonly code: 'usual'; readonly count: number }
  /** Nothing speaks for one of them. */
  | { readonly code: 'undecided' };

/** A known name that stands untagged. */
export interface Suggestion {
  readonly span: Span;
  /** The entities that bear the name, the likeliest first; never empty. */
  readonly entities: readonly string[];
  readonly reason: SuggestionReason;
}

/** What someone said no to: a name there, or only one entity for it. */
export interface Rejection {
  readonly span: Span;
  readonly entity?: string;
}

export interface SuggestOptions {
  readonly gazetteer: KnownNames;
  /** Spans that are tagged, in any order. */
  readonly taken: readonly Span[];
  /** Boilerplate and headers, in any order. */
  readonly skip?: readonly Span[];
  readonly rejected?: readonly Rejection[];
  /** How often each entity is mentioned in the article. */
  readonly mentioned?: ReadonlyMap<string, number>;
  /** How often a name stood for an entity in the corpus. */
  readonly usual?: (name: string, entity: string) => number;
  /** Whether an entity's name takes a plural: people's do not, so "Williams" is not offered for "William". */
  readonly inflects?: (entity: string) => boolean;
}

interface Open {
  readonly span: Span;
  readonly entities: readonly string[];
}

/** The known names in `within` (UTF-16 units) that stand untagged, in order, never overlapping a taken or skipped span. */
export function suggest(text: string, within: Span, options: SuggestOptions): Suggestion[] {
  const hits = options.gazetteer.find(text, within);
  const open = hits.filter(outside([...options.taken, ...(options.skip ?? [])]))
    .filter(({ span }) => !standsForMoney(text, span))
    .map((hit) => ({ span: hit.span, entities: admitted(hit, options) })).filter(({ entities }) => entities.length > 0);
  const named = namedAlone(hits);
  return open.map((one) => ranked(text, one, named, options));
}

/** A test whether a span overlaps none of the given ones, empty ones aside; spans must be asked in order of their starts. */
export function outside(spans: readonly Span[]): (one: { readonly span: Span }) => boolean {
  const sorted = spans.filter(({ start, end }) => start < end).sort((one, other) => one.start - other.start);
  let at = 0;
  let covered = 0;
  return ({ span }) => {
    for (let next = sorted[at]; next !== undefined && next.start < span.end; next = sorted[++at]) covered = Math.max(covered, next.end);
    return covered <= span.start;
  };
}

/** "US" in "US$3 million". */
function standsForMoney(text: string, { end }: Span): boolean {
  const at = ' \u00a0'.includes(text.charAt(end)) ? end + 1 : end;
  return '$€£¥'.includes(text.charAt(at)) && /^[$€£¥][ \u00a0]?\p{N}/u.test(text.slice(at, at + 4));
}

function admitted({ span, entities, plural }: Hit, { rejected = [], inflects }: SuggestOptions): readonly string[] {
  const here = rejected.filter((one) => one.span.start === span.start && one.span.end === span.end);
  if (here.length === 0 && !plural) return entities;
  if (here.some(({ entity }) => entity === undefined)) return [];
  return entities.filter((id) => !here.some(({ entity }) => entity === id) && !(plural && inflects?.(id) === false));
}

/** How often each entity is the only one that a name in the article can stand for. */
function namedAlone(hits: readonly Hit[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { entities: [only, other] } of hits) {
    if (only !== undefined && other === undefined) counts.set(only, (counts.get(only) ?? 0) + 1);
  }
  return counts;
}

function ranked(text: string, { span, entities }: Open, named: ReadonlyMap<string, number>, { mentioned, usual }: SuggestOptions): Suggestion {
  if (entities.length === 1) return { span, entities, reason: { code: 'only' } };
  const name = text.slice(span.start, span.end);
  const evidence = [
    { code: 'mentioned-here', count: (id: string) => mentioned?.get(id) ?? 0 },
    { code: 'named-here', count: (id: string) => named.get(id) ?? 0 },
    { code: 'usual', count: (id: string) => usual?.(name, id) ?? 0 },
  ] as const;
  const differ = (one: string, other: string) => evidence.find(({ count }) => count(one) !== count(other));
  const sorted = [...entities].sort((one, other) => {
    const decisive = differ(one, other);
    return decisive === undefined ? 0 : decisive.count(other) - decisive.count(one);
  });
  const [first = '', second = ''] = sorted;
  const decisive = differ(first, second);
  return { span, entities: sorted, reason: decisive === undefined ? { code: 'undecided' } : { code: decisive.code, count: decisive.count(first) } };
}
