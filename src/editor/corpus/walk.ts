import * as vscode from 'vscode';
import type { CorpusFiles } from './corpusFiles';

/** How many folders are read at once. */
const foldersAtOnce = 16;

/**
 * Gives the paths of all files below some folders, as they are found: with VS Code's own search a hundred thousand would
 * come at once, and hold everything up. Links to folders are not followed, so that there is no end to miss.
 */
export async function walk(files: CorpusFiles, tops: readonly string[], isLeftOut: (folder: string) => boolean, take: (path: string) => Promise<void> | undefined): Promise<void> {
  const left = [...tops];
  const visit = async (folder: string): Promise<void> => {
    const entries = await vscode.workspace.fs.readDirectory(files.uri(folder)).then(found => found, () => []); // there may be none
    for (const [name, type] of entries) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (type === vscode.FileType.Directory && !isLeftOut(path)) left.push(path);
      if ((type & vscode.FileType.File) !== 0) await take(path);
    }
  };
  while (left.length > 0) await Promise.all(left.splice(0, foldersAtOnce).map(visit));
}
