import assert from 'node:assert/strict';
import { commands } from '../../src/cli/commands';
import { build, seedmark } from './seedmark';

describe('seedmark', () => {
  before(build);

  it('lists its commands, and tells of each one', () => {
    const { code, out } = seedmark('--help');
    assert.equal(code, 0);
    for (const { name, summary } of commands) {
      assert.ok(out.includes(`${name} `) && out.includes(summary), name);
      const help = seedmark(name, '--help');
      assert.equal(help.code, 0);
      assert.match(help.out, new RegExp(`^Usage: seedmark ${name} `));
      assert.equal(seedmark('help', name).out, help.out);
    }
  });

  const wrong: readonly (readonly [words: readonly string[], said: RegExp])[] = [
    [[], /which command/],
    [['chekc'], /no command chekc/],
    [['check'], /needs CORPUS/],
    [['check', 'a', 'b'], /no more/],
    [['check', '.', '--jsno'], /jsno/],
    [['check', '/nowhere/at/all'], /is no folder/],
    [['check', '.', '--level', 'loud'], /--level takes one of/],
    [['bundle', '.'], /needs --out/],
    [['unbundle', '/nowhere.seeds'], /there is no file/],
    [['merge', '/nowhere', '/nowhere', '/nowhere'], /no such file/],
  ];
  for (const [words, said] of wrong) {
    it(`says why it cannot run: ${words.join(' ')}`, () => {
      const ended = seedmark(...words);
      assert.equal(ended.code, 2);
      assert.match(ended.said, said);
      assert.equal(ended.out, '');
      assert.doesNotMatch(ended.said, /\n\s+at /, 'no stack for what a person did');
    });
  }
});
