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
    isBarren: folder => !isAtOrBelow(folder, annotations) && ((!dotted && /(?:^|\/)\.[^/]*$/.test(folder)) || isExcluded(`${folder}/x`)),
  };
}

/** `news/2018` is at or below `news`; `newsroom` is not. */
export function isAtOrBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** The folder of a path, the one above that, and so on, without the root: `a/b/c` gives `a/b` and `a`. */
export function* foldersAbove(path: string): Generator<string> {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) yield path.slice(0, end);
}
