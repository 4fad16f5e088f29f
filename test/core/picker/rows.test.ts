import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PickerIndex } from '../../../src/core/picker/rank';
import { pickerRows, typedType, type PickerQuestion } from '../../../src/core/picker/rows';

const entities = [
  { id: 'jack-ma', name: 'Jack Ma', type: 'person', aliases: ['Ma Yun'], description: '' },
  { id: 'cainiao', name: 'Cainiao', type: 'organization', aliases: [], description: '' },
  { id: 'shanghai', name: 'Shanghai', type: 'place', aliases: [], description: '' },
];
const types = ['person', 'organization', 'place'].map(id => ({ id, label: id.charAt(0).toUpperCase() + id.slice(1) }));

function question(quote: string, others: Partial<PickerQuestion> = {}): PickerQuestion {
  const entity = (id: string): typeof entities[number] | undefined => entities.find(each => each.id === id);
  return { picker: new PickerIndex(entities), entity, types, quote, recent: [], here: [], type: undefined, likelyType: undefined, ...others };
}

/** The lines in words: an entity's id, `+ place Wuhan` for a new one. */
function lines(asked: PickerQuestion, typed: string): string[] {
  return pickerRows(asked, typed).map(row => row.kind === 'known' ? row.entity : `+ ${row.type} ${row.name}`);
}

describe('the lines of the picker', () => {
  it('begin with who bears the name', () => {
    assert.equal(lines(question('Ma Yun'), '')[0], 'jack-ma');
    assert.equal(lines(question('someone'), 'jack')[1], 'jack-ma');
  });

  it('offer a new one first where nobody bears it, of the type that is likely', () => {
    assert.deepEqual(lines(question('Xyz', { likelyType: 'place' }), ''), ['+ place Xyz', '+ person Xyz', '+ organization Xyz']);
  });

  it('show whose name the quote begins with', () => {
    assert.deepEqual(lines(question('Cainiao Network'), '').slice(0, 2), ['+ person Cainiao Network', 'cainiao']);
  });

  it('show the recent ones and those of the article before anything is typed, each once', () => {
    assert.deepEqual(lines(question('Jack Ma', { recent: ['shanghai', 'jack-ma'], here: ['cainiao', 'shanghai'] }), '').slice(0, 3), ['jack-ma', 'shanghai', 'cainiao']);
  });

  it('keep to the type that is given or typed', () => {
    assert.deepEqual(lines(question('Xyz', { type: 'place' }), ''), ['+ place Xyz']);
    assert.deepEqual(lines(question('Wuhan'), '/or').filter(line => line.startsWith('+')), ['+ organization Wuhan']);
    assert.deepEqual(lines(question('x'), 'Ma Yun /person'), ['jack-ma', '+ person Ma Yun']);
  });
});

describe('a typed type', () => {
  for (const [typed, type] of [['jack ma /Pe', 'pe'], ['/place', 'place'], ['and/or', undefined], ['', undefined]] as const) {
    it(typed || 'nothing', () => assert.equal(typedType(typed), type));
  }
});
