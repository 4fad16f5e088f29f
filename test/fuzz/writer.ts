// A process that writes one deed after another to many files until it is killed, and says after each that it is done.
import { commit } from '../../src/editor/writing/commit';
import { files, realGround } from './realDisk';

const [root = '', begun = '0'] = process.argv.slice(2);

async function write(): Promise<void> {
  const ground = await realGround(root, []);
  process.stdout.write('begun\n');
  for (let deed = Number(begun) + 1; ; deed++) {
    await commit(ground, `deed ${deed}`, files.map(path => ({ path, edits: text => [{ span: { start: text?.length ?? 0, end: text?.length ?? 0 }, text: `  - { id: d${deed}, of: ${path} }\n` }] })));
    process.stdout.write(`done ${deed}\n`);
  }
}

void write();
