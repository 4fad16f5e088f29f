import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { compiled } from '../../src/desktop/compiled';

describe('what the engine made of a file', () => {
  let root = '';
  let [file, folder] = ['', ''];
  const required = createRequire(import.meta.filename);

  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'seedmark-compiled-'));
    [file, folder] = [path.join(root, 'bundle.js'), path.join(root, 'storage', 'compiled')];
    write('one');
  });

  afterEach(() => { rmSync(root, { recursive: true }); });

  function write(word: string): void {
    writeFileSync(file, `exports.says = () => [${JSON.stringify(word)}, require('node:path').basename(__filename), __dirname].join();`);
  }

  /** What the file says; and whether it was taken from what was put away. */
  function run(): [said: string, isKept: boolean] {
    const { exported, keep } = compiled(file, folder, required);
    keep?.();
    assert.ok('says' in exported && typeof exported.says === 'function');
    return [String(exported.says()), keep === undefined];
  }

  it('is taken the next time', () => {
    assert.deepEqual([run(), run(), run()], [[`one,bundle.js,${root}`, false], [`one,bundle.js,${root}`, true], [`one,bundle.js,${root}`, true]]);
  });

  it('is made anew for another text, and the old goes', () => {
    run();
    write('two'); // as long as the first
    assert.deepEqual([run(), run()], [[`two,bundle.js,${root}`, false], [`two,bundle.js,${root}`, true]]);
    assert.equal(readdirSync(folder).length, 1);
  });

  it('is not believed when it is cut short or changed by a bit', () => {
    run();
    const name = path.join(folder, readdirSync(folder)[0] ?? '');
    const whole = readFileSync(name);
    for (const damaged of [whole.subarray(0, whole.length - 1), whole.subarray(0, 10), Buffer.alloc(0), whole.map((byte, at) => at === whole.length - 20 ? byte ^ 4 : byte)]) {
      writeFileSync(name, damaged);
      assert.deepEqual([run()[1], run()[1]], [false, true]);
    }
  });

  it('need not be put away for the file to run', () => {
    const { exported, keep } = compiled(file, path.join(file, 'no folder'), required);
    assert.ok('says' in exported && keep !== undefined);
    assert.throws(keep, /ENOTDIR/); // which whoever keeps it is told
  });
});
