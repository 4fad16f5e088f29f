import * as vscode from 'vscode';
import { filesOf } from '../window/counts';
import { working, type Work } from '../window/working';
import type { Watch } from './stoppable';

/** Writing fewer files is done before anyone could read that it is being done. */
const worthAWord = 50;

/** Writing so many takes long enough for somebody to think better of it. */
const worthStopping = 500;

/** Reading a file, reading it once more before it is written, and writing it. */
const operationsAFile = 3;

/** Writes to so many files, and shows it where that takes a while. A work is given where it can be stopped. */
export async function writing<Result>(files: number, write: (work?: Work) => Promise<Result>): Promise<Result> {
  if (files < worthAWord) return write();
  const title = vscode.l10n.t('Writing annotations');
  if (files >= worthStopping) return working(title, write);
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, async () => write());
}

/** Shows each operation on so many files as a part of the work. */
export function watchOf({ isStopped, reached }: Work, files: number): Watch {
  let operations = 0;
  const all = files * operationsAFile;
  return {
    isStopped,
    onOperation: () => {
      operations = Math.min(operations + 1, all);
      reached(operations, all, filesOf(Math.floor(operations / operationsAFile), files));
    },
  };
}
