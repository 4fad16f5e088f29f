import picomatch from 'picomatch';
import type { CorpusConfig } from '../model';
import { annotationsFolder } from './fileKind';

/** Where the files of a corpus are to be looked for, as far as its globs tell. */
export interface Folders {
  /** Paths from the root, `''` for the root itself; none is below another one. */
  readonly tops: readonly string[];
  /** Whether no article can be in a folder, or below it. */
  readonly isBarren: (folder: string) => boolean;
}

/** `news/**` is looked for in `news`; folders are passed over that an `exclude` leaves out with all below, and those whose names begin with a dot. */
export function foldersOf({ articles, exclude }: Pick<CorpusConfig, 'articles' | 'exclude'>): Folders {
  const annotations = annotationsFolder.slice(0, -1);
  const bases = [...new Set([...articles.map(glob => picomatch.scan(glob).base), annotations])].map(base => base === '.' ? '' : base);
  const tops = bases.filter(base => !bases.some(other => other !== base && (other === '' || base.startsWith(`${other}/`))));
  const whole = exclude.filter(glob => glob.endsWith('/**'));
  const isExcluded = whole.length === 0 ? () => false : picomatch([...whole], { dot: true });
  const dotted = articles.some(glob => /(?:^|\/)\./.test(glob));
  return {
    tops,
    isBarren: folder => !isBelow(folder, annotations) && ((!dotted && /(?:^|\/)\.[^/]*$/.test(folder)) || isExcluded(`${folder}/x`)),
  };
}

function isBelow(folder: string, top: string): boolean {
  return folder === top || folder.startsWith(`${top}/`);
}
