import type { Span } from '../model';
import type { Tagged } from './habits';

/** What is known of the entities of mentions that are to be mended. */
export interface Kept {
  readonly typeOf: (entity: string) => string | undefined;
  /** Whether another article mentions it too. */
  readonly isElsewhere: (entity: string) => boolean;
}

/** Backspace: the innermost mention at each caret; the one that is exactly selected, else all that lie in a selection. Each once. */
export function mentionsMeant<Mention extends Tagged>(mentions: readonly Mention[], selections: readonly Span[]): Mention[] {
  return [...new Set(selections.flatMap(({ start, end }) => {
    const exactly = mentions.filter(({ span }) => span.start === start && span.end === end);
    if (start < end) return exactly.length > 0 ? exactly : mentions.filter(({ span }) => start <= span.start && span.end <= end);
    const over = mentions.filter(({ span }) => span.start <= start && start <= span.end);
    return [...over].sort((one, other) => length(one.span) - length(other.span)).slice(0, 1);
  }))];
}

/** Of the entities of mentions that are taken away those that no mention is left of. */
export function leftWithout(taken: readonly Tagged[], mentionCount: (entity: string) => number): string[] {
  const entities = taken.map(({ entity }) => entity);
  return [...new Set(entities)].filter(id => mentionCount(id) === entities.filter(each => each === id).length);
}

/** What stands tagged on exactly a stretch: tagging that again changes it. */
export function mentionOn<Mention extends Tagged>(mentions: readonly Mention[], { start, end }: Span): Mention | undefined {
  return mentions.find(({ span }) => span.start === start && span.end === end);
}

/**
 * A type's key on a mention of an entity that only this article mentions: its type was guessed wrongly when it was made, and
 * is mended. The entity; undefined where the key means to tag.
 */
export function retyped(mentions: readonly Tagged[], stretch: Span, type: string, { typeOf, isElsewhere }: Kept): string | undefined {
  const entity = mentionOn(mentions, stretch)?.entity;
  const before = entity === undefined ? undefined : typeOf(entity);
  return entity === undefined || before === undefined || before === type || isElsewhere(entity) ? undefined : entity;
}

function length({ start, end }: Span): number {
  return end - start;
}
