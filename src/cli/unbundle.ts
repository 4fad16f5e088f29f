import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { cutAtDelimiter, unbundledStretch, type SingleFile, type Stretch } from '../core/corpus/bundling';
import { articleMatcher } from '../core/corpus/fileKind';
import { mostBytes } from '../core/exchange/encoding';
import { copyOf } from '../core/text/copyOf';
import { Failure, type Command } from './command';
import { CorpusFolder, rootAbove } from './corpusFolder';
import { inside, isFile, SafeFolder, writeWhole } from './files';
import type { Terminal } from './terminal';

export const unbundle: Command = {
  name: 'unbundle',
  summary: 'Give each article of a bundle a file of its own',
  operands: 'BUNDLE',
  count: [1, 1],
  options: { move: { help: 'delete the bundle once the files are written' } },
  details: [
    'Writes each article beside the bundle, under the name in its delimiter line. Articles keep their ids, so their\nannotations need no change. Names never lead out of the corpus, and nothing is overwritten.',
    'Without --move the bundle stays where it is as well; then the corpus has each article twice.',
  ],
  async run(args, terminal) {
    const [bundle = ''] = args.operands;
    if (!await isFile(bundle)) throw new Failure(`there is no file ${bundle}`);
    const root = await rootAbove(path.dirname(path.resolve(bundle)));
    const name = path.relative(root, path.resolve(bundle)).split(path.sep).join('/');
    const count = await check(root, bundle, name);
    await write(root, bundle, { name, count }, terminal);
    if (args.has('move')) await rm(bundle);
    terminal.say(`${count} articles in ${path.dirname(bundle)}${args.has('move') ? `; ${bundle} deleted` : ''}`);
    return 0;
  },
};

/** How many files there are to be; refused as a whole where one of them cannot be. */
async function check(root: string, bundle: string, name: string): Promise<number> {
  const seen = new Set<string>();
  const isArticle = articleMatcher((await CorpusFolder.open(root)).configFile.config);
  for await (const file of filesIn(bundle, name)) {
    if (file.text === undefined) throw new Failure(`${file.path} would not be the same article in a file of its own; nothing was written`);
    if (seen.has(file.path)) throw new Failure(`there are two articles with the name ${file.path}; nothing was written`);
    if (await isFile(inside(root, file.path))) throw new Failure(`${file.path} is there already; nothing was written`);
    if (!isArticle(file.path)) throw new Failure(`${file.path} would be no article by the globs of corpus.yaml; nothing was written`);
    seen.add(copyOf(file.path));
  }
  if (seen.size === 0) throw new Failure(`${bundle} holds no article`);
  return seen.size;
}

async function write(root: string, bundle: string, { name, count }: { readonly name: string; readonly count: number }, terminal: Terminal): Promise<void> {
  const safe = new SafeFolder(root);
  let done = 0;
  for await (const { path: file, text } of filesIn(bundle, name)) {
    terminal.progress('writing', done++, count);
    await writeWhole(await safe.at(file), text ?? '');
  }
}

/** The articles of a bundle, of which only a stretch is in memory. @param name its path from the corpus */
async function* filesIn(bundle: string, name: string): AsyncGenerator<SingleFile> {
  for await (const stretch of stretchesOf(bundle)) yield* unbundledStretch(name, stretch);
}

async function* stretchesOf(bundle: string): AsyncGenerator<Stretch> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
  const decode = (chunk?: Uint8Array): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (error) {
      throw new Failure(`${bundle} is no UTF-8 text; nothing was written`, { cause: error });
    }
  };
  let text = '';
  for await (const chunk of createReadStream(bundle, { highWaterMark: 1 << 20 })) {
    text += decode(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
    if (text.length > mostBytes) throw new Failure(`${bundle} holds an article that is too large; nothing was written`);
    const cut = cutAtDelimiter(text);
    if (cut === undefined) continue;
    yield cut;
    text = text.slice(cut.text.length);
  }
  text += decode();
  if (text !== '') yield { text, next: '' };
}
