import { rm } from 'node:fs/promises';
import path from 'node:path';
import { unbundled } from '../core/corpus/bundling';
import { articleMatcher } from '../core/corpus/fileKind';
import { Failure, type Command } from './command';
import { CorpusFolder, rootAbove } from './corpusFolder';
import { inside, isFile, readExactly, safelyInside, writeWhole, type NewFile } from './files';

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
    const files = await filesFor(root, path.relative(root, path.resolve(bundle)).split(path.sep).join('/'), await readExactly(bundle));
    for (const [done, file] of files.entries()) {
      terminal.progress('writing', done, files.length);
      await writeWhole(await safelyInside(root, file.path), file.text);
    }
    if (args.has('move')) await rm(bundle);
    terminal.say(`${files.length} articles in ${path.dirname(bundle)}${args.has('move') ? `; ${bundle} deleted` : ''}`);
    return 0;
  },
};

/** What is to be written; refused as a whole where one of the files cannot be. */
async function filesFor(root: string, bundle: string, text: string): Promise<NewFile[]> {
  const files: NewFile[] = [];
  const seen = new Set<string>();
  const isArticle = articleMatcher((await CorpusFolder.open(root)).configFile.config);
  for (const { path: name, text: own } of unbundled(bundle, text)) {
    if (own === undefined) throw new Failure(`${name} would not be the same article in a file of its own; nothing was written`);
    if (seen.has(name)) throw new Failure(`there are two articles with the name ${name}; nothing was written`);
    if (await isFile(inside(root, name))) throw new Failure(`${name} is there already; nothing was written`);
    if (!isArticle(name)) throw new Failure(`${name} would be no article by the globs of corpus.yaml; nothing was written`);
    seen.add(name);
    files.push({ path: name, text: own });
  }
  if (files.length === 0) throw new Failure(`${bundle} holds no article`);
  return files;
}
