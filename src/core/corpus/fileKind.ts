import picomatch from 'picomatch';
import type { CorpusConfig } from '../model';

/** What a file of the corpus is for. */
export type FileKind = 'config' | 'entities' | 'sidecar' | 'articles';

export const configPath = 'corpus.yaml';
export const entitiesPath = 'entities.yaml';
export const annotationsFolder = 'annotations/';

/**
 * Tells what the file at `path` (from the corpus root, with `/`) is for; `undefined` for a file
 * that is none of the corpus's business. The fixed names win over the globs.
 */
export function fileKind(path: string, isArticle: (path: string) => boolean): FileKind | undefined {
  if (path === configPath) return 'config';
  if (path === entitiesPath) return 'entities';
  if (path.startsWith(annotationsFolder)) return path.endsWith('.yaml') ? 'sidecar' : undefined;
  return isArticle(path) ? 'articles' : undefined;
}

/** Builds the test for article files from the corpus's globs. A path that both match is excluded. */
export function articleMatcher(config: Pick<CorpusConfig, 'articles' | 'exclude'>): (path: string) => boolean {
  return picomatch([...config.articles], { ignore: [...config.exclude], dot: false });
}

/** The article that a sidecar belongs to by its place: `annotations/2018/a.yaml` is that of `2018/a`. */
export function articleOfSidecar(path: string): string {
  return path.slice(annotationsFolder.length, -'.yaml'.length);
}
