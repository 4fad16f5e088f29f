import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { MadeCorpus, type MadeFile } from './madeCorpus';
import type { Row } from './part';

const writesAtOnce = 32;

/** `generate N DIR [--seed S]`: a corpus of N articles, about N entities, ten mentions an article, and links. */
export async function generate(args: readonly string[]): Promise<readonly Row[]> {
  const [count, folder] = args;
  const at = args.indexOf('--seed');
  if (!(Number(count) > 0) || folder === undefined) throw new Error('usage: generate N DIR [--seed S]');
  return [await writeCorpus(new MadeCorpus(Number(count), at < 0 ? 1 : Number(args[at + 1])), folder)];
}

/** Writes the files as they are made, so that a corpus of any size takes little memory. */
export async function writeCorpus(corpus: Pick<MadeCorpus, 'articles'> & { files(): Iterable<MadeFile> }, folder: string): Promise<Row> {
  const made = new Map<string, Promise<unknown>>();
  let [files, bytes] = [0, 0];
  const write = async ({ path: name, text }: MadeFile): Promise<void> => {
    const file = path.join(folder, name);
    const parent = path.dirname(file);
    const ready = made.get(parent) ?? mkdir(parent, { recursive: true });
    made.set(parent, ready);
    await ready;
    files++;
    bytes += Buffer.byteLength(text);
    await writeFile(file, text);
  };
  const batch: MadeFile[] = [];
  for (const file of corpus.files()) {
    batch.push(file);
    if (batch.length === writesAtOnce) await Promise.all(batch.splice(0).map(write));
  }
  await Promise.all(batch.map(write));
  return { articles: corpus.articles, files, MB: Math.round(bytes / 1e4) / 100, folder };
}
