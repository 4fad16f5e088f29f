import { readSidecar, type SidecarFile } from '../store/sidecarFile';
import { canonicalOutline, type SidecarOutline } from './canonicalOutline';

/** The outline of a sidecar: read off lines in canonical form, else what `readSidecar` makes of the text. They say the same. */
export function outlineOf(text: string): SidecarOutline {
  return canonicalOutline(text) ?? outlineOfFile(readSidecar(text));
}

export function outlineOfFile({ sidecar, problems }: SidecarFile): SidecarOutline {
  const { article, status, overrides, mentions, rejected, links } = sidecar;
  return {
    article, status, overrides, hasProblems: problems.length > 0,
    mentions: mentions.map(({ entity, anchor }) => ({ entity, quote: anchor.quote })),
    rejected: rejected.flatMap(({ entity }) => entity ?? []),
    links: links.map(({ relation, to }) => ({ relation, target: to.article })),
  };
}
