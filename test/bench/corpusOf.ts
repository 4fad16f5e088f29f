import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeCorpus } from './generate';
import { MadeCorpus } from './madeCorpus';

/** The folder of a made corpus of so many articles; made when it is not there, and left for the next run. */
export async function corpusOf(articles: number): Promise<string> {
  const folder = path.join(process.env['SEEDMARK_BENCH'] ?? path.join(os.tmpdir(), 'seedmark-bench'), `corpus-${String(articles)}`);
  // Written last, so that a corpus that was cut short is made anew.
  if (!existsSync(path.join(folder, '.complete'))) {
    await writeCorpus(new MadeCorpus(articles), folder);
    await writeCorpus({ articles, files: () => [{ path: '.complete', text: '' }] }, folder);
  }
  return folder;
}
