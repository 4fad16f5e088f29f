import { mkdir, rename, rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { articleMatcher } from '../core/corpus/fileKind';
import { bundleEntry, entryText } from '../core/corpus/bundling';
import { articlesOf } from '../core/corpus/article';
import { parseSeed } from '../core/seed/parse';
import { Failure, type Command } from './command';
import { CorpusFolder } from './corpusFolder';
import { inside, isFile, readExactly } from './files';
import type { Terminal } from './terminal';

export const bundle: Command = {
  name: 'bundle',
  summary: 'Put the articles of a corpus into one bundle',
  operands: 'CORPUS [ARTICLE-FILE…]',
  count: [1, Infinity],
  options: {
    out: { value: 'FILE', help: 'the bundle, a path from the corpus: all.seeds', needed: true },
    move: { help: 'delete the files of the articles once the bundle is written' },
  },
  details: [
    'Writes the articles of the corpus, or of the files that are named (paths from the corpus), into one file with a line\n==> NAME <== before each, as `tail -n +1` does. Articles keep their ids, so their annotations need no change.',
    'Without --move the articles stay where they are as well; then the corpus has each twice, unless its globs leave the\nbundle out. Nothing is overwritten.',
  ],
  async run(args, terminal) {
    const [root = '.', ...files] = args.operands;
    const folder = await CorpusFolder.open(root);
    const out = path.relative(root, inside(root, path.relative(root, path.resolve(root, args.value('out'))))).split(path.sep).join('/');
    if (await folder.has(out)) throw new Failure(`${out} is there already; nothing was written`);
    if (!articleMatcher(folder.configFile.config)(out)) throw new Failure(`${out} would hold no articles by the globs of corpus.yaml; nothing was written`);
    const paths = files.length === 0 ? folder.articlePaths : files.map(file => file.split(path.sep).join('/'));
    if (paths.length === 0) throw new Failure(`${root} has no articles`);
    const count = await writeBundle(root, paths, out, terminal);
    if (args.has('move')) for (const file of paths) await rm(path.join(root, file));
    terminal.say(`${count} articles in ${path.join(root, out)}${args.has('move') ? `; ${paths.length} files deleted` : ''}`);
    return 0;
  },
};

/** Writes article after article, so that only one is in memory; the bundle has its name only when it is whole. */
async function writeBundle(root: string, paths: readonly string[], out: string, terminal: Terminal): Promise<number> {
  const draft = path.join(root, `${out}.${process.pid}.part`);
  const ids = new Set<string>();
  async function* entries(): AsyncGenerator<string> {
    for (const [done, file] of paths.entries()) {
      terminal.progress('bundling:', done, paths.length);
      yield* await entriesOf(root, file, out, ids);
    }
  }
  await mkdir(path.dirname(draft), { recursive: true });
  try {
    await pipeline(entries, createWriteStream(draft, { flags: 'wx' }));
    await rename(draft, path.join(root, out));
  } finally {
    await rm(draft, { force: true });
  }
  return ids.size;
}

/** The parts of the bundle that come from one file. `ids` has those written so far, and takes these. */
async function entriesOf(root: string, file: string, out: string, ids: Set<string>): Promise<string[]> {
  const full = inside(root, file);
  if (!await isFile(full)) throw new Failure(`there is no ${full}`);
  const text = await readExactly(full);
  const seed = parseSeed(text);
  return articlesOf(file, seed).map((info, index) => {
    const entry = bundleEntry(info, seed.articles[index]?.name, text, out);
    if (entry === undefined) throw new Failure(`${full}: ${info.id} would not be the same article in ${out}; nothing was written`);
    if (ids.has(info.id)) throw new Failure(`there are two articles with the id ${info.id}; nothing was written`);
    ids.add(info.id);
    return entryText(entry, ids.size === 1);
  });
}
