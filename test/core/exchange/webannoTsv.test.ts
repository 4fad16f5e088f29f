import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { linesOf } from '../../../src/core/exchange/lines';
import type { Sentence } from '../../../src/core/exchange/tokens';
import { escapeText, escapeValue, printValue, splitUnescaped, stackOf, unescapeText, unescapeValue, valueOf } from '../../../src/core/exchange/webannoTsvCells';
import { LayersToBe, parseHeader, printLayer, slotName } from '../../../src/core/exchange/webannoTsvLayers';
import { Rows } from '../../../src/core/exchange/webannoTsvRows';
import { textIn } from '../../../src/core/exchange/webannoTsvText';

/** The values of a cell, each with its number. */
function shown(cell: string): string[] {
  return stackOf(cell).map(({ value, number }) => `${JSON.stringify(value)} ${number}`);
}

/** Rows as `1-1 0-3 Ant`, with blanks for tabs. */
function read(...lines: readonly string[]): { readonly text: string; readonly told: string[]; readonly rows: string[]; readonly unit: string } {
  const told: string[] = [];
  const source = lines.map(line => /^\d/.test(line) ? line.replaceAll(' ', '\t') : line).join('\n');
  const { text, unit, sentences } = textIn([...linesOf(source)], (line, code) => { told.push(`${line} ${code}`); });
  return { text, told, unit, rows: sentences.flatMap(({ rows }) => rows.map(({ id, start, end }) => `${id} ${text.slice(start, end)}`)) };
}

/** Sentences of tokens that stand one blank apart. */
function rowsOf(...texts: readonly string[]): Rows {
  let at = 0;
  return new Rows(texts.map((text): Sentence => {
    const start = at;
    const tokens = text.split(' ').map(token => ({ start: at, end: (at += token.length + 1) - 1 }));
    return { span: { start, end: at - 1 }, tokens };
  }));
}

/** What stretches cover, as ids with places. */
function covered(rows: Rows, ...spans: readonly (readonly [start: number, end: number])[]): string[] {
  const found = spans.map(([start, end]) => rows.covering({ start, end }));
  rows.number();
  return found.map(each => each.map(({ id, start, end }) => `${id} ${start}-${end}`).join(', '));
}

function names(layers: LayersToBe): string[] {
  return layers.all.map(printLayer);
}

describe('a cell of WebAnno TSV', () => {
  it('means what was put into it', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...Array.from('aB_*[]|;->\\\t\nß')) }), text => {
      assert.equal(unescapeValue(escapeValue(text)), text);
      assert.deepEqual(splitUnescaped(`${escapeValue(text)}|x`, '|'), [escapeValue(text), 'x']);
      assert.equal(valueOf(printValue(text)), text);
    }));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => { assert.equal(unescapeText(escapeText(text)), text); }));
  });

  it('holds values with their numbers, or none', () => {
    assert.deepEqual(shown('PER[1]|*[2]'), ['"PER" 1', 'null 2']);
    assert.deepEqual(shown('a\\|b'), ['"a|b" 0']);
    assert.deepEqual(shown('a\\[1\\]'), ['"a[1]" 0']);
    assert.deepEqual(shown('_'), []);
  });
});

describe('the text of WebAnno TSV', () => {
  it('stands where its first tokens say, with blanks between its sentences', () => {
    const { text, rows, told } = read('#Text=Ant said.', '1-1 0-3 Ant', '1-2 4-8 said', '', '#Text=So it was.', '2-1 11-13 So');
    assert.deepEqual([text, rows, told], ['Ant said.\n\nSo it was.', ['1-1 Ant', '1-2 said', '2-1 So'], []]);
  });

  it('is counted in the unit that explains most tokens', () => {
    assert.deepEqual(read('#Text=😀 Ant', '1-1 3-6 Ant').unit, 'utf-16');
    assert.deepEqual(read('#Text=😀😀 Ant Group', '1-1 0-2 😀😀', '1-2 3-6 Ant', '1-3 7-12 Group').unit, 'code-points');
  });

  it('leaves out, and tells of, rows that are none, come again, or go back', () => {
    const { rows, told } = read('#Text=Ant Group', '1-1 0-3 Ant', '1-1.1 0-1 A', 'x y', '1-1 4-9 Group', '1-2 2-9 Group', '1-3 4-9 Group', '1-4 4 Group');
    assert.deepEqual(rows, ['1-1 Ant', '1-1.1 A', '1-3 Group']);
    assert.deepEqual(told, ['4 line-malformed', '5 id-duplicate', '6 offset-invalid', '8 line-malformed']);
  });
});

describe('the rows that WebAnno TSV is to have', () => {
  it('are tokens, also of several sentences', () => {
    assert.deepEqual(covered(rowsOf('Ant Group', 'said so'), [0, 3], [4, 14], [4, 9]), ['1-1 0-3', '1-2 4-9, 2-1 10-14', '1-2 4-9']);
  });

  it('are parts of tokens where a stretch begins or ends in one, in the order of the text', () => {
    assert.deepEqual(covered(rowsOf('Ant Group'), [1, 6], [0, 2], [1, 3]), ['1-1.2 1-3, 1-2.1 4-6', '1-1.1 0-2', '1-1.2 1-3']);
  });

  it('are, of an empty stretch, in the token where it is, or beside the one before it', () => {
    assert.deepEqual(covered(rowsOf('Ant Group'), [1, 1], [20, 20]), ['1-1.1 1-1', '1-2.1 9-9']);
  });
});

describe('the layers that WebAnno TSV is to have', () => {
  const base = { id: 'x', label: '', references: [], kept: {} };
  it('are those that came, and what is needed beyond them', () => {
    const layers = new LayersToBe(parseHeader([...linesOf('#FORMAT=WebAnno TSV 3.3\n#T_SP=my.Span|colour\n#T_RL=my.Link|kind|BT_my.Span')])?.layers ?? []);
    const attributes = [{ name: 'size', value: 'small' }, { name: 'colour', value: 'red' }];
    layers.addSpan({ ...base, fragments: [], attributes, layer: 'my.Span' });
    assert.equal(layers.addRelation({ ...base, ends: [], attributes: [], layer: 'my.Link' }, 'my.Span'), 'my.Link');
    assert.equal(layers.addRelation({ ...base, ends: [], attributes: [], layer: 'my.Link' }, 'my.Other'), undefined);
    layers.addChain('my.Chain');
    layers.addChain('my.Chain');
    assert.deepEqual(names(layers), ['#T_SP=my.Span|colour|size', '#T_RL=my.Link|kind|BT_my.Span', '#T_CH=my.Chain|referenceRelation|referenceType']);
  });

  it('have two columns for a slot, whose targets are of one layer or of any', () => {
    const layers = new LayersToBe([]);
    assert.equal(layers.addSlot('my.Event', 'who', new Set(['my.Span'])), false);
    assert.deepEqual(names(layers), ['#T_SP=my.Event|ROLE_my.Event:who_my.EventLink|my.Span']);
    assert.equal(layers.addSlot('my.Event', 'who', new Set(['my.Other'])), true);
    assert.deepEqual(names(layers), ['#T_SP=my.Event|ROLE_my.Event:who_my.EventLink|uima.tcas.Annotation']);
    assert.equal(slotName('ROLE_my.Event:who_my.EventLink'), 'who');
  });
});
