import { rm } from 'node:fs/promises';
import path from 'node:path';
import { unbundled, type SingleFile } from '../core/corpus/bundling';
import { Failure, type Command } from './command';
import { inside, isFile, readExactly, writeWhole } from './files';

export const unbundle: Command = {
  name: 'unbundle',
  summary: 'Give each article of a bundle a file of its own',
  operands: 'BUNDLE',
  count: [1, 1],
  options: { move: { help: 'delete the bundle once the files are written' } },
  details: [
    'Writes each article beside the bundle, under the name in its delimiter line. Articles keep their ids, so their\nannotations need no change. Names never lead out of the folder, and nothing is overwritten.',
    'Without --move the bundle stays where it is as well; then the corpus has each article twice.',
  ],
  async run(args, terminal) {
    const [bundle = ''] = args.operands;
    if (!await isFile(bundle)) throw new Failure(`there is no file ${bundle}`);
    const folder = path.dirname(path.resolve(bundle));
    const files = await filesFor(folder, path.basename(bundle), await readExactly(bundle));
    for (const [done, file] of files.entries()) {
      terminal.progress('writing', done, files.length);
      await writeWhole(inside(folder, file.path), file.text);
    }
    if (args.has('move')) await rm(bundle);
    terminal.say(`${files.length} articles in ${path.dirname(bundle)}${args.has('move') ? `; ${bundle} deleted` : ''}`);
    return 0;
  },
};

/** What is to be written; refused as a whole where one of the files cannot be. */
async function filesFor(folder: string, bundle: string, text: string): Promise<SingleFile[]> {
  const files: SingleFile[] = [];
  const seen = new Set<string>();
  for (const { path: name, text: own } of unbundled(bundle, text)) {
    if (own === undefined) throw new Failure(`${name} would not be the same article in a file of its own; nothing was written`);
    if (seen.has(name)) throw new Failure(`there are two articles with the name ${name}; nothing was written`);
    if (await isFile(inside(folder, name))) throw new Failure(`${name} is there already; nothing was written`);
    seen.add(name);
    files.push({ path: name, text: own });
  }
  if (files.length === 0) throw new Failure(`${bundle} holds no article`);
  return files;
}
