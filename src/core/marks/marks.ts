import type { CorpusIndex } from '../corpus/corpusIndex';
import type { Anchor, Link, Mention, Rejection } from '../model';

/** Anything anchored to the text of one article: a mention, or one end of a link. */
export type Mark = MentionMark | LinkMark;

interface MarkBase {
  /** Tells the mark from every other one of the corpus. */
  readonly key: string;
  /** The sidecar that holds it, from the corpus root. */
  readonly path: string;
  readonly anchor: Anchor;
}

export interface MentionMark extends MarkBase {
  readonly kind: 'mention';
  readonly mention: Mention;
}

/** One end of a link. The far end stands in `link`, and in the article that holds the sidecar. */
export interface LinkMark extends MarkBase {
  readonly kind: 'link';
  readonly end: 'from' | 'to';
  readonly link: Link;
  /** The article with the link's first end. */
  readonly home: string;
}

/** A stretch that is not to be offered again. It marks nothing for a reader, so it is none of the marks on an article. */
export interface RejectionMark extends MarkBase {
  readonly kind: 'rejection';
  readonly rejection: Rejection;
}

/** What was rejected in an article. */
export function rejectionsIn(index: CorpusIndex, article: string): RejectionMark[] {
  return index.sidecars(article).flatMap(({ path, file }) =>
    file.sidecar.rejected.map((rejection): RejectionMark => ({ kind: 'rejection', key: `${path}#${rejection.id}`, path, anchor: rejection.anchor, rejection })));
}

/** All marks on an article: its own, and the far ends of links that were made elsewhere. */
export function marksOn(index: CorpusIndex, article: string): Mark[] {
  const own = index.sidecars(article).flatMap(({ path, file }) => [
    ...file.sidecar.mentions.map((mention): Mark => ({ kind: 'mention', key: `${path}#${mention.id}`, path, anchor: mention.anchor, mention })),
    ...file.sidecar.links.map((link): Mark => linkMark(path, link, 'from', article)),
  ]);
  const far = index.linksTo(article).map(({ article: home, link, path }) => linkMark(path, link, 'to', home));
  return [...own, ...far];
}

/** One end of a link as a mark. `home` is the article with its first end, `path` the sidecar. */
export function linkMark(path: string, link: Link, end: 'from' | 'to', home: string): LinkMark {
  const anchor = end === 'from' ? link.from : link.to.anchor;
  return { kind: 'link', key: `${path}#${link.id}:${end}`, path, anchor, end, link, home };
}
