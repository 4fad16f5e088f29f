import { execFile } from 'node:child_process';
import type { ArticleInfo } from '../core/corpus/article';
import { articleIn } from '../core/corpus/baseText';
import { gitBlobId } from '../core/store/gitBlobId';
import type { CorpusFolder } from './corpusFolder';

/**
 * The article's text when its anchors were made, from git's store; undefined where it is the one that stands there now,
 * or is not to be had.
 * @param id git's id of the bytes of the file at that time; `''` where the sidecar does not say
 */
export async function oldText(folder: CorpusFolder, { path, id: article }: ArticleInfo, text: string, id: string): Promise<string | undefined> {
  if (!/^[0-9a-f]{40,64}$/.test(id) || gitBlobId(new TextEncoder().encode(text)) === id) return undefined;
  const old = await blob(folder.root, id);
  return old === undefined ? undefined : articleIn(path, old, article);
}

async function blob(folder: string, id: string): Promise<string | undefined> {
  return new Promise(resolve => {
    execFile('git', ['cat-file', 'blob', id], { cwd: folder, maxBuffer: 1 << 28, encoding: 'utf8' }, (error, out) => resolve(error === null ? out : undefined));
  });
}
