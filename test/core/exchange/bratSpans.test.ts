import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { documentsIn } from '../../../src/core/exchange/bratFiles';
import { lineOf, placeSpans, type RawSpan } from '../../../src/core/exchange/bratSpans';

/** `T1 ORG 0 3;4 9 "Ant Group"` as a T line. */
function raw(words: string): RawSpan {
  const [, id = '', label = '', offsets = '', quote] = /^(\S+) (\S+) ([\d; ]+?)(?: "(.*)")?$/s.exec(words) ?? [];
  const fragments = offsets.split(';').map(pair => pair.split(' ').map(Number)).map(([start = 0, end = 0]) => ({ start, end }));
  return { file: 'a.ann', line: Number(id.slice(1)), id, label, fragments, quote: quote ?? null };
}

/** Where T lines stand in a text, and what is said against them. */
function placed(text: string | null, ...lines: readonly string[]): readonly [places: string[], problems: string[], unplaced: string[]] {
  const found = placeSpans(lines.map(raw), text, 'a');
  const covered = (start: number, end: number): string => found.text === null ? `${start}-${end}` : found.text.slice(start, end);
  return [
    found.spans.map(({ id, fragments, quote }) => `${id} ${fragments.map(({ start, end }) => covered(start, end)).join('+')}${quote === undefined ? '' : ` not “${quote}”`}`),
    found.problems.map(({ line, code }) => `${line} ${code}`),
    found.unplaced.map(lineOf),
  ];
}

describe('T lines of brat', () => {
  it('stand where they say, in the unit that explains most of them', () => {
    assert.deepEqual(placed('😀 Ant said so', 'T1 ORG 2 5 "Ant"', 'T2 X 6 10 "said"'), [['T1 Ant', 'T2 said'], [], []]);
    assert.deepEqual(placed('😀 Ant said so', 'T1 ORG 3 6 "Ant"', 'T2 X 7 11 "said"'), [['T1 Ant', 'T2 said'], [], []]);
  });

  it('are one piece where only a line end and blanks part two', () => {
    assert.deepEqual(placed('Ant \n Group and more', 'T1 ORG 0 3;6 11 "Ant Group"', 'T2 ORG 0 3;16 20 "Ant more"'), [['T1 Ant \n Group', 'T2 Ant+more'], [], []]);
  });

  it('keep a quote that the text does not say, and are no spans where their offsets are none', () => {
    assert.deepEqual(placed('Ant said', 'T1 ORG 0 3 "Ant"', 'T2 X 4 8 "did"', 'T3 X 7 90 "d…"'), [
      ['T1 Ant', 'T2 said not “did”'], ['2 quote-differs', '3 offset-invalid'], ['T3\tX 7 90\td…'],
    ]);
  });

  it('are counted with the byte order mark or without it, as more quotes are right', () => {
    assert.deepEqual(placed('\ufeffAnt said', 'T1 ORG 0 3 "Ant"', 'T2 X 4 8 "said"')[0], ['T1 Ant', 'T2 said']);
    assert.deepEqual(placed('\ufeffAnt said', 'T1 ORG 1 4 "Ant"', 'T2 X 5 9 "said"')[0], ['T1 Ant', 'T2 said']);
  });

  it('are taken as they are where there is no text', () => {
    assert.deepEqual(placed(null, 'T1 ORG 0 3 "Ant"'), [['T1 0-3 not “Ant”'], ['1 text-missing'], []]);
    assert.deepEqual(placed(null), [[], [], []]);
  });
});

describe('the files of brat', () => {
  it('go together by their names, and the configuration of a folder with its first document', () => {
    const names = ['a/2.txt', 'a/1.ann', 'a/1.txt', 'annotation.conf', 'a/annotation.conf', 'a/1.a2', 'b/1.ann', 'notes.md'];
    const shown = [...documentsIn(names.map(name => ({ name, text: '' })))].map(({ base, text, annotations, conf }) =>
      [base, text?.name, ...annotations.map(({ name }) => name), conf?.name].filter(each => each !== undefined).join(' '));
    assert.deepEqual(shown, ['a/2 a/2.txt a/annotation.conf', 'a/1 a/1.txt a/1.ann a/1.a2', 'b/1 b/1.ann']);
  });
});
