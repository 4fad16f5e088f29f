import type { Corpus } from '../corpus/corpus';

/**
 * What commands are given: by a key binding plain words (`"ant-group"`, `{"entity": "ant-group"}`), by an item of a
 * tree the item. Anything else is as good as nothing.
 */

/** The id of the entity that is meant. */
export function entityIn(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  const entity = property(argument, 'entity');
  return typeof entity === 'string' ? entity : text(property(entity, 'id'));
}

/** The id of the article that is meant. */
export function articleIn(argument: unknown): string | undefined {
  const article = property(argument, 'article') ?? property(property(argument, 'place'), 'article');
  return typeof article === 'string' ? article : text(property(article, 'id'));
}

/** The new name that is given. */
export function nameIn(argument: unknown): string | undefined {
  return text(property(argument, 'name'));
}

/** The key of the mark that is meant. */
export function markIn(argument: unknown): string | undefined {
  return text(property(argument, 'mark'));
}

/** The mention that an item of the tree stands for: the sidecar that holds it, and its id there. */
export function mentionIn(argument: unknown): { readonly path: string; readonly id: string } | undefined {
  const path = text(property(argument, 'path'));
  const id = text(property(property(property(argument, 'place'), 'mention'), 'id'));
  return path !== undefined && id !== undefined ? { path, id } : undefined;
}

/** The corpus of an item, among those that there are; a key binding may name it by its root. */
export function corpusIn(argument: unknown, corpora: readonly Corpus[]): Corpus | undefined {
  const corpus = property(argument, 'corpus');
  return corpora.find(each => each === corpus || each.id === corpus);
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
