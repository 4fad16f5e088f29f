import type { LinkMark } from '../marks/marks';
import type { Anchor, Link, Relation } from '../model';

export type LinkEnd = LinkMark['end'];

/** One end of a link, wherever it is. */
export interface LinkedPassage {
  readonly article: string;
  readonly anchor: Anchor;
  readonly end: LinkEnd;
  /** The key of the mark that stands there. */
  readonly key: string;
}

/** The end of a link that is not where the mark is. */
export function farEnd({ link, end, home, path }: LinkMark): LinkedPassage {
  const far = end === 'from' ? 'to' : 'from';
  const key = `${path}#${link.id}:${far}`;
  return far === 'to' ? { article: link.to.article, anchor: link.to.anchor, end: far, key } : { article: home, anchor: link.from, end: far, key };
}

/** What a link is called where the reader stands: its label at the first end, the inverse at the second; an unknown relation by its id. */
export function relationRead(relations: readonly Relation[], relation: string, end: LinkEnd): string {
  const known = relations.find(each => each.id === relation);
  if (known === undefined) return relation;
  return end === 'from' ? known.label : known.inverse;
}

/** Whether a relation reads the same from both ends. */
export function isSymmetric({ label, inverse }: Relation): boolean {
  return label === inverse;
}

/** Whether a link may be turned round: one that says the same from either end may not. Of an unknown relation nobody knows. */
export function isTurnable(relations: readonly Relation[], { relation }: Link): boolean {
  return !relations.some(each => each.id === relation && isSymmetric(each));
}

/** The link with its ends swapped; it then belongs in the sidecar of what was its far end. */
export function turnedRound(link: Link, home: string): Link {
  return { ...link, from: link.to.anchor, to: { article: home, anchor: link.from } };
}

/** The links seen from one article, each once: a link within the article is seen from its first end. */
export function linksSeenFrom(marks: readonly LinkMark[], article: string): LinkMark[] {
  return marks.filter(mark => mark.end === 'from' || mark.home !== article);
}
