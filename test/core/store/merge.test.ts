import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { editsOf } from '../../../src/core/store/intents';
import { mergeSidecars, type Merge } from '../../../src/core/store/merge';
import { mergeConflicted } from '../../../src/core/store/mergeConflicted';
import { readSidecar } from '../../../src/core/store/sidecarFile';
import { conflictSides } from '../../../src/core/yaml/conflict';
import { applyEdits } from '../../../src/core/yaml/splice';
import { someEdits } from './randomIntents';

const a = '  - { id: aaaaaa, entity: ant, at: [1, 4], quote: "Ant", before: "", after: "" }\n';
const b = '  - { id: bbbbbb, entity: ali, at: [9, 12], quote: "Ali", before: "", after: "" }\n';
const c = '  - { id: cccccc, entity: hema, at: [5, 7], quote: "He", before: "", after: "", mine: 1 }\n';
const head = 'article: x\ntext: 1a\n';

function sidecar(...marks: readonly string[]): string {
  return `${head}mentions:\n${marks.join('')}`;
}

/** Each mention as data, its id left out. */
function words(text: string): Set<string> {
  return new Set(readSidecar(text).sidecar.mentions.map(mark => JSON.stringify({ ...mark, id: '' })));
}

function merged(base: string | undefined, ours: string, theirs: string): Merge {
  const merge = mergeSidecars(base, ours, theirs);
  assert.ok(merge !== undefined, 'it is refused');
  return merge;
}

/** The marks as they are listed, `id entity at`, and what was not decided. */
function said({ text, conflicts }: Merge): readonly string[] {
  const { sidecar: { mentions }, problems } = readSidecar(text);
  assert.deepEqual(problems, [], text);
  return [...mentions.map(({ id, entity, anchor: { at } }) => `${id} ${entity} ${at.join('-')}`), ...conflicts.map(each => each.kind)];
}

describe('two versions of a sidecar', () => {
  it('come together with the marks of both, in the order of the text, as each was written', () => {
    assert.equal(merged(sidecar(a), sidecar(a, b), sidecar(a, c)).text, sidecar(a, c, b));
  });

  it('keep what either of them rejected', () => {
    const [mine, yours] = ['  - { id: rrrrrr, entity: ant, at: [30, 33], quote: "Ant" }\n', '  - { id: ssssss, at: [20, 23], quote: "Sea" }\n'];
    const { text } = merged(sidecar(a), `${sidecar(a)}rejected:\n${mine}`, `${sidecar(a)}rejected:\n${yours}`);
    assert.equal(text, `${sidecar(a)}rejected:\n${yours}${mine}`);
  });

  const cases: readonly (readonly [name: string, base: string | undefined, ours: string, theirs: string, wanted: readonly string[]])[] = [
    ['they deleted, we did nothing', sidecar(a, b), sidecar(a, b), sidecar(a), ['aaaaaa ant 1-4']],
    ['we deleted, they did nothing', sidecar(a, b), sidecar(a), sidecar(a, b), ['aaaaaa ant 1-4']],
    ['they deleted, we changed', sidecar(a, b), sidecar(a, b.replace('ali', 'alibaba')), sidecar(a), ['aaaaaa ant 1-4', 'bbbbbb alibaba 9-12', 'deletion-dropped']],
    ['we deleted, they changed', sidecar(a, b), sidecar(a), sidecar(a, b.replace('ali', 'alibaba')), ['aaaaaa ant 1-4', 'bbbbbb alibaba 9-12', 'deletion-dropped']],
    ['they changed, we did not', sidecar(a), sidecar(a), sidecar(a.replace('ant', 'anta')), ['aaaaaa anta 1-4']],
    ['both changed alike', sidecar(a), sidecar(a.replace('ant', 'anta')), sidecar(a.replace('ant', 'anta')), ['aaaaaa anta 1-4']],
    ['one moved it, the other renamed it', sidecar(a, b), sidecar(a.replace('[1, 4]', '[10, 13]'), b), sidecar(a.replace('ant', 'anta'), b), ['aaaaaa anta 10-13', 'bbbbbb ali 9-12']],
    ['one left it waiting, the other anchored it anew', sidecar(a), sidecar(a.replace(' }', ', text: 1b }')), sidecar(a.replace('[1, 4]', '[10, 13]')), ['aaaaaa ant 10-13']],
    ['both changed the same, not alike', sidecar(a), sidecar(a.replace('ant', 'one')), sidecar(a.replace('ant', 'two')), ['aaaaaa one 1-4', '?????? two 1-4', 'both-kept']],
    ['they differ, and there is no base', undefined, sidecar(a, b), sidecar(a.replace('ant', 'two'), c), ['aaaaaa ant 1-4', '?????? two 1-4', 'cccccc hema 5-7', 'bbbbbb ali 9-12', 'both-kept']],
    ['only formatting differs', sidecar(a), sidecar(a), sidecar(a.replace('ant', '"ant"')), ['aaaaaa ant 1-4']],
  ];
  for (const [name, base, ours, theirs, wanted] of cases) {
    it(name, () => assert.deepEqual(said(merged(base, ours, theirs)).map(line => line.replace(/^(?!aaaaaa|bbbbbb|cccccc)\w{6} /, '?????? ')), wanted));
  }

  it('keep what either side rejected', () => {
    const rejected = (...ids: readonly string[]): string => `${sidecar(a)}rejected:\n${ids.map((id, at) => `  - { id: ${id}, entity: ant, at: [${at}, 9], quote: "x", before: "", after: "" }\n`).join('')}`;
    assert.deepEqual(readSidecar(merged(sidecar(a), rejected('rrrrrr'), rejected('ssssss')).text).sidecar.rejected.map(({ id }) => id), ['rrrrrr', 'ssssss']);
    assert.deepEqual(readSidecar(merged(rejected('rrrrrr'), rejected('rrrrrr', 'tttttt'), sidecar(a)).text).sidecar.rejected.map(({ id }) => id), ['tttttt']);
  });

  it('keep the order of what is new in theirs where two marks stand at one place', () => {
    const [d, e] = ['d', 'e'].map(letter => `  - { id: ${letter.repeat(6)}, entity: new, at: [3, 3], quote: "x", before: "", after: "" }\n`);
    const moved = b.replace('[9, 12]', '[3, 3]');
    assert.deepEqual(said(merged(sidecar(a, b), sidecar(a, b), sidecar(e ?? '', moved, d ?? ''))), ['eeeeee new 3-3', 'bbbbbb ali 3-3', 'dddddd new 3-3']);
    assert.deepEqual(said(merged(sidecar(a, b), sidecar(a, b, c), sidecar(e ?? '', moved, d ?? ''))), ['bbbbbb ali 3-3', 'eeeeee new 3-3', 'dddddd new 3-3', 'cccccc hema 5-7']);
  });

  it('are the other one, byte for byte, where one of them is what both come from', () => {
    const theirs = `# theirs\n${sidecar(a.replace('[1, 4]', '[9, 12]'), b)}`;
    assert.equal(merged(sidecar(a, b), sidecar(a, b), theirs).text, theirs);
    assert.equal(merged(sidecar(a, b), theirs, sidecar(a, b)).text, theirs);
  });

  it('keep our comments and formatting', () => {
    const ours = `# ours\r\n${sidecar(a, b).replaceAll('\n', '\r\n')}# end`;
    assert.equal(merged(sidecar(a, b), ours, sidecar(a, c, b)).text, ours.replace(b.replace('\n', '\r\n'), c.replace('\n', '\r\n') + b.replace('\n', '\r\n')));
  });

  it('change a mark of ours where it stands, with its comment and as it is written', () => {
    const ours = `${head}mentions:\n- id: aaaaaa # first\n  entity: ant\n  # where\n  at: [1, 4]\n  quote: Ant\n  note: mine\n${b.slice(2).replace('\n', ' # second\n')}`;
    const base = sidecar(a, b);
    assert.equal(merged(base, ours, sidecar(a.replace('ant', 'anta').replace('[1, 4]', '[2, 5]'), b.replace('"Ali"', '"Alibaba"').replace('[9, 12]', '[9, 16]'))).text,
      ours.replace('entity: ant', 'entity: anta').replace('[1, 4]', '[2, 5]').replace('"Ali"', '"Alibaba"').replace('[9, 12]', '[9, 16]'));
  });

  it('bring what they say in comments, each above or beside what it is about, once', () => {
    const sure = c.replace('\n', ' # sure\n');
    const asked = `  # is it him?\n  # ask Jo\n${sure}`;
    assert.equal(merged(sidecar(a), sidecar(a, b), `# of all\n${sidecar(a, asked)}# the end\n`).text, `# of all\n${sidecar(a, asked, b)}# the end\n`);
    assert.equal(merged(`# is it him?\n${sidecar(a)}`, `# ask Jo\n${sidecar(a)}`, sidecar(a, asked)).text, `# ask Jo\n${sidecar(a, sure)}`);
    assert.equal(merged(sidecar(a, b), sidecar(a, c, b), `${head}# people\nmentions: # all\n${a.replace('\n', ' # one\n')}  # two\n${b}`).text,
      `${head}# people\nmentions: # all\n${a.replace('\n', ' # one\n')}${c}  # two\n${b}`);
  });

  it('put a comment of theirs above, where we have said something else beside, and with the next mark, where we have deleted what it is about', () => {
    assert.equal(merged(sidecar(a, b), sidecar(a.replace('\n', ' # ours\n'), b), sidecar(a.replace('\n', ' # theirs\n'), b)).text, sidecar(`  # theirs\n${a.replace('\n', ' # ours\n')}`, b));
    assert.equal(merged(sidecar(a, c, b), sidecar(a, b), sidecar(a, `  # theirs\n${c}`, b)).text, sidecar(a, `  # theirs\n${b}`));
    assert.equal(merged(sidecar(a, b), sidecar(a), sidecar(a, b.replace('\n', ' # theirs\n'))).text, `${sidecar(a)}# theirs\n`);
  });

  it('agree on what is said of the article, and on keys that nobody here knows', () => {
    const merge = merged(sidecar(a), sidecar(a).replace('text: 1a', 'text: 1a\nstatus: done'), sidecar(a).replace('1a', '2b').replace('text', 'reviewer: Jo\ntext'));
    assert.equal(merge.text, `article: x\nreviewer: Jo\ntext: 2b\nstatus: done\nmentions:\n${a}`);
    assert.deepEqual(merged(sidecar(a), sidecar(a).replace('1a', '2b'), sidecar(a).replace('1a', '3c')).conflicts, [{ kind: 'field', field: 'text', theirs: '3c' }]);
  });

  it('are refused when what they would make together could not be read', () => {
    assert.equal(mergeSidecars(undefined, sidecar(a), `${sidecar(b)}? three\n: 4\n`), undefined);
  });

  it('are refused when one of them cannot be read', () => {
    assert.equal(mergeSidecars(undefined, sidecar(a), 'mentions: ['), undefined);
    assert.equal(mergeSidecars('{', sidecar(a), sidecar(a)), undefined);
  });
});

describe('merging, for any edits of both sides', () => {
  const start = `# head\n${sidecar(a, b)}links:\n`;
  const version = someEdits.map(intents => intents.reduce((text, intent) => {
    const meant = editsOf(intent, text);
    return typeof meant === 'string' ? text : applyEdits(text, meant);
  }, start));

  it('with oneself changes nothing, and with who did nothing takes the other', () => {
    fc.assert(fc.property(version, version, (one, other) => {
      assert.deepEqual(mergeSidecars(start, one, one), { text: one, conflicts: [] });
      assert.deepEqual(mergeSidecars(start, one, start), { text: one, conflicts: [] });
      assert.deepEqual(mergeSidecars(undefined, one, one), { text: one, conflicts: [] });
      assert.deepEqual(readSidecar(merged(start, start, other).text).sidecar, readSidecar(other).sidecar);
    }));
  });

  it('loses nothing: what a side added or changed is there, and says the same in either direction', () => {
    fc.assert(fc.property(version, version, (one, other) => {
      const there = merged(start, one, other);
      const back = merged(start, other, one);
      assert.deepEqual(readSidecar(there.text).problems, [], there.text);
      assert.deepEqual([...words(there.text)].sort(), [...words(back.text)].sort());
      assert.deepEqual(there.conflicts.map(({ kind }) => kind).sort(), back.conflicts.map(({ kind }) => kind).sort());
      const old = readSidecar(start).sidecar.mentions;
      for (const side of [one, other]) {
        const added = readSidecar(side).sidecar.mentions.filter(({ id }) => !old.some(mark => mark.id === id));
        for (const mark of added) assert.ok(words(there.text).has(JSON.stringify({ ...mark, id: '' })), there.text);
      }
    }));
  });
});

describe('a sidecar that git left in conflict', () => {
  const text = `${head}mentions:\n${a}<<<<<<< HEAD\n${b}||||||| base\n=======\n${c}>>>>>>> theirs\n`;

  it('falls into its sides', () => {
    assert.deepEqual(conflictSides(text), { ours: sidecar(a, b), theirs: sidecar(a, c), base: sidecar(a) });
    assert.deepEqual(conflictSides(text.replace('||||||| base\n', '')), { ours: sidecar(a, b), theirs: sidecar(a, c), base: undefined });
    assert.equal(conflictSides(text.replaceAll('\n', '\r\n'))?.theirs, sidecar(a, c).replaceAll('\n', '\r\n'));
  });

  it('is brought together', () => {
    const sides = conflictSides(text);
    assert.ok(sides);
    assert.equal(merged(sides.base, sides.ours, sides.theirs).text, sidecar(a, c, b));
  });

  it('is brought together also where what git says of the ancestor cannot be read', () => {
    const [mine, yours] = [b, c].map(line => line.slice(4, -1));
    const conflict = `${head}mentions: [\n  ${a.slice(4, -1)},\n<<<<<<< HEAD\n  ${mine}\n||||||| base\n  ${a.slice(4, -1)}\n=======\n  ${yours}\n>>>>>>> theirs\n]\n`;
    assert.deepEqual(readSidecar(mergeConflicted('sidecar', conflict)?.text ?? '').sidecar.mentions.map(({ id }) => id), ['aaaaaa', 'cccccc', 'bbbbbb']);
  });

  it('is brought together entity by entity where it says the entities', () => {
    const [ant, bob, eve] = ['ant', 'bob', 'eve'].map(id => `${id}:\n  name: ${id}\n  type: person\n`);
    const merge = mergeConflicted('entities', `${ant}<<<<<<< HEAD\n${bob}=======\n${eve}>>>>>>> theirs\n`);
    assert.deepEqual(merge, { text: `${ant}${bob}${eve}`, conflicts: [] });
  });

  it('is left alone when its markers are out of order, or none', () => {
    for (const odd of ['', sidecar(a), '<<<<<<< x\n', '=======\n', '>>>>>>> x\n', '<<<<<<< x\n>>>>>>> y\n', '<<<<<<< x\n<<<<<<< y\n', `${text}<<<<<<< x\n`]) {
      assert.equal(conflictSides(odd), undefined, odd);
    }
  });
});
