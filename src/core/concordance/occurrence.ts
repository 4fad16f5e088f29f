import type { EntitySpan, Span } from '../model';
import type { Hit } from '../names/gazetteer';

/** What finds names in a text. */
export interface Finder {
  find(text: string, within: Span): readonly Hit[];
}

/** A mention, and where it stands. */
export interface TaggedSpan extends EntitySpan {
  /** Whether it marks a passage, which leaves the names in it to be tagged. */
  readonly isPassage: boolean;
  /** The sidecar that holds it under its id. */
  readonly path: string;
}

/** What speaks for and against tagging a place. */
export type State =
  | { readonly kind: 'open' }
  | { readonly kind: 'tagged'; readonly tag: TaggedSpan }
  /** Other entities bear the name too. */
  | { readonly kind: 'shared'; readonly others: readonly string[] }
  /** Someone tagged it, or something that overlaps it, as another entity. */
  | { readonly kind: 'otherwise'; readonly tag: TaggedSpan }
  /** Someone said that it is not the entity. */
  | { readonly kind: 'rejected' };

/** A place in an article that names what is looked for; or that was tagged so, by whatever words. */
export interface Occurrence {
  /** UTF-16 units of the file's text, as an editor counts them. */
  readonly span: Span;
  readonly state: State;
}

/** Where to look, and what is settled there. All spans count from the start of the file. */
export interface Searched {
  readonly text: string;
  readonly article: Span;
  /** Headers and boilerplate: what is tagged there is found, what is not is passed over. */
  readonly skip: readonly Span[];
  readonly tagged: readonly TaggedSpan[];
  readonly rejected: readonly { readonly span: Span; readonly entity?: string | undefined }[];
}

/** The mentions of an entity in an article, and the places that name it otherwise, by position. */
export function occurrencesOfEntity(searched: Searched, entity: string, names: Finder): Occurrence[] {
  const own = searched.tagged.filter(tag => tag.entity === entity);
  const hits = names.find(searched.text, searched.article).filter(({ entities, span }) => entities.includes(entity) && !overlaps(span, searched.skip));
  const untagged = hits.filter(({ span }) => !own.some(tag => meet(span, tag.span)));
  const open = untagged.map((hit): Occurrence => ({ span: hit.span, state: stateOf(hit, entity, searched) }));
  return [...own.map((tag): Occurrence => ({ span: tag.span, state: { kind: 'tagged', tag } })), ...open].sort(byPlace);
}

/** Every place of some words in an article, whatever they are tagged as. */
export function occurrencesOfText({ text, article, tagged }: Searched, words: Finder): Occurrence[] {
  return words.find(text, article).map(({ span }): Occurrence => {
    const exact = tagged.find(tag => tag.span.start === span.start && tag.span.end === span.end);
    if (exact !== undefined) return { span, state: { kind: 'tagged', tag: exact } };
    const tag = tagged.find(each => !each.isPassage && meet(span, each.span));
    return { span, state: tag === undefined ? { kind: 'open' } : { kind: 'otherwise', tag } };
  });
}

function stateOf({ span, entities }: Hit, entity: string, { tagged, rejected }: Searched): State {
  const tag = tagged.find(each => !each.isPassage && meet(span, each.span));
  if (tag !== undefined) return { kind: 'otherwise', tag };
  if (rejected.some(each => meet(span, each.span) && (each.entity ?? entity) === entity)) return { kind: 'rejected' };
  const others = entities.filter(id => id !== entity);
  return others.length > 0 ? { kind: 'shared', others } : { kind: 'open' };
}

function overlaps(span: Span, others: readonly Span[]): boolean {
  return others.some(other => meet(span, other));
}

function meet(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}

function byPlace(one: Occurrence, other: Occurrence): number {
  return one.span.start - other.span.start || one.span.end - other.span.end;
}
