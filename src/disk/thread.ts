// What runs in a thread of its own: reads files below one folder for whoever asks.
import { parentPort, workerData } from 'node:worker_threads';
import { separator, type Answer, type Question } from './messages';
import { readBytes, readMany, statMany } from './readMany';
import { SmallFiles } from './smallFiles';

const files = new SmallFiles(String(workerData));

parentPort?.on('message', ({ number, what, paths: all, room }: Question) => {
  const paths = all.split(separator);
  if (what === 'stats') {
    const stats = statMany(files, paths);
    answer({ number, stats }, stats.buffer);
  } else if (what === 'texts') {
    const bytes = readBytes(files, paths, room);
    answer({ number, bytes }, bytes.buffer);
  } else {
    const read = readMany(files, paths, room);
    answer({ number, read }, read.entries.buffer);
  }
});

/** @param moved is not copied: nobody has it here any more */
function answer(message: Answer, moved: ArrayBufferLike): void {
  parentPort?.postMessage(message, moved instanceof ArrayBuffer ? [moved] : []);
}
