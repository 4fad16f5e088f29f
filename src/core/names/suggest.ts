import type { Span } from '../model';
import type { Hit } from './gazetteer';

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
  readonly kind: 'known';
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
  /** All known names in the article, where more stand in it than may be suggested. */
  readonly among?: readonly Hit[];
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

const only: SuggestionReason = { code: 'only' };

/** Those of the known names in a text that stand untagged, in order, never overlapping a taken or skipped span. */
export function suggest(text: string, hits: readonly Hit[], options: SuggestOptions): Suggestion[] {
  const isFree = outside([...options.taken, ...(options.skip ?? [])]);
  const admitted = admitting(options);
  const open: Suggestion[] = [];
  // One pass, and no object for what falls out: a long text has thousands of names, and this is done at each pause in typing.
  for (const hit of hits) {
    const entities = isFree(hit) ? admitted(hit) : [];
    if (entities.length > 0) open.push({ kind: 'known', span: hit.span, entities, reason: only });
  }
  const shared = new Set(open.flatMap(({ entities }) => (entities.length > 1 ? [entities] : [])));
  const rank = ranking(namedAlone(options.among ?? hits, new Set([...shared].flat())), options);
  return open.map((one) => {
    if (one.entities.length === 1) return one;
    const { span } = one;
    const { entities, reason } = rank(text.slice(span.start, span.end), one.entities);
    return { kind: 'known', span, entities, reason };
  });
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

/** Which of the entities that bear a name it may stand for at its place. */
function admitting({ rejected = [], inflects }: SuggestOptions): (hit: Hit) => readonly string[] {
  const byStart = new Map<number, Rejection[]>();
  for (const one of rejected) byStart.set(one.span.start, [...byStart.get(one.span.start) ?? [], one]);
  return ({ span, entities, plural }) => {
    const here = byStart.get(span.start)?.filter((one) => one.span.end === span.end) ?? [];
    if (here.length === 0 && !plural) return entities;
    if (here.some(({ entity }) => entity === undefined)) return [];
    return entities.filter((id) => !here.some(({ entity }) => entity === id) && !(plural && inflects?.(id) === false));
  };
}

/** How often each of the entities that share a name is the only one that a name in the article can stand for. */
function namedAlone(hits: readonly Hit[], sharing: ReadonlySet<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  if (sharing.size === 0) return counts;
  for (const { entities } of hits) {
    const [id = ''] = entities;
    if (entities.length === 1 && sharing.has(id)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/** What speaks for an entity, the strongest first. */
const evidence = ['mentioned-here', 'named-here', 'usual'] as const;

type Ranked = Pick<Suggestion, 'entities' | 'reason'>;

/** Puts the entities that share a name in order. A long text has the same names over and over: each is looked at once. */
function ranking(named: ReadonlyMap<string, number>, options: SuggestOptions): (name: string, entities: readonly string[]) => Ranked {
  const known = new Map<string, Ranked & { readonly of: readonly string[] }>();
  return (name, entities) => {
    const like = known.get(name);
    if (like?.of === entities) return like;
    const now = { of: entities, ...ranked(name, entities, named, options) };
    known.set(name, now);
    return now;
  };
}

function ranked(name: string, entities: readonly string[], named: ReadonlyMap<string, number>, { mentioned, usual }: SuggestOptions): Ranked {
  const weighed = entities.map((id) => ({ id, counts: [mentioned?.get(id) ?? 0, named.get(id) ?? 0, usual?.(name, id) ?? 0] as const }));
  weighed.sort(({ counts: one }, { counts: other }) => other[0] - one[0] || other[1] - one[1] || other[2] - one[2]);
  const [first, second] = weighed;
  const decisive = evidence.findIndex((_, at) => first?.counts[at] !== second?.counts[at]);
  const code = evidence[decisive];
  return { entities: weighed.map(({ id }) => id), reason: code === undefined ? { code: 'undecided' } : { code, count: first?.counts[decisive] ?? 0 } };
}
