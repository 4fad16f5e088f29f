import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { CorpusIndex } from '../../../src/core/corpus/corpusIndex';
import { FilteredShelves } from '../../../src/core/lists/filteredShelves';
import { finished } from '../../../src/core/steps';

/** `Ant Group, Anton: Alibaba` as `entities.yaml`: persons before the colon, places after it. */
function entities(words: string): string {
  return words.split(':').flatMap((names, at) => names.split(',').map(name => name.trim()).filter(Boolean)
    .map(name => `${name.toLowerCase().replace(/\W+/g, '-')}:\n  name: ${name}\n  type: ${at === 0 ? 'person' : 'place'}\n`)).join('');
}

function shelvesOf(words: string): { readonly index: CorpusIndex; readonly shelves: FilteredShelves } {
  const index = new CorpusIndex();
  index.set('entities.yaml', entities(words));
  const shelves = new FilteredShelves(index);
  finished(shelves.update());
  return { index, shelves };
}

/** What is seen of both types, and by name. */
function seen(shelves: FilteredShelves): string[] {
  return ['person', 'place'].flatMap(type => [shelves.byCount(type), shelves.byName(type)]).map(items => items.map(({ entity }) => entity.name).join(', '));
}

describe('the shelves of entities behind a filter', () => {
  it('show what it lets through, and all without one', () => {
    const { shelves } = shelvesOf('Ant Group, Jack Ma, Anton: Antwerp, Macau');
    assert.deepEqual(seen(shelves), ['Ant Group, Anton, Jack Ma', 'Ant Group, Anton, Jack Ma', 'Antwerp, Macau', 'Antwerp, Macau']);
    shelves.filter = 'ant';
    assert.deepEqual(seen(shelves), ['Ant Group, Anton', 'Ant Group, Anton', 'Antwerp', 'Antwerp']);
    shelves.filter = '';
    assert.deepEqual(seen(shelves)[0], 'Ant Group, Anton, Jack Ma');
  });

  it('are after any typing and any changes what they are from the last of both alone', () => {
    const name = fc.constantFrom('Ant Group', 'Anton', 'Antwerp', 'Macau', 'Ma');
    const change = fc.tuple(fc.uniqueArray(name), fc.uniqueArray(name)).map(([persons, places]) => ({ words: `${persons.join(',')}: ${places.filter(each => !persons.includes(each)).join(',')}` }));
    const typing = fc.record({ filter: fc.constantFrom('', 'a', 'an', 'ant', 'anto', 'm', 'ma', 'b') });
    fc.assert(fc.property(fc.array(fc.oneof(change, typing), { maxLength: 20 }), steps => {
      const { index, shelves } = shelvesOf('');
      let last = '';
      for (const step of steps) {
        if ('filter' in step) shelves.filter = last = step.filter;
        else index.set('entities.yaml', entities(step.words));
        finished(shelves.update());
        seen(shelves); // what is remembered of one state must not show in the next
      }
      const anew = new FilteredShelves(index);
      anew.filter = last;
      finished(anew.update());
      assert.deepEqual(seen(shelves), seen(anew));
    }));
  });

  it('are not led astray by what is typed while they are sifted', () => {
    const { shelves } = shelvesOf(Array.from({ length: 600 }, (_, at) => `${at % 2 === 0 ? 'Ant' : 'Bee'} ${at}`).join(', '));
    shelves.filter = 'ant';
    const sifting = shelves.sift('person');
    assert.equal(sifting.next().done, false);
    shelves.filter = 'bee';
    finished(sifting);
    assert.equal(shelves.byCount('person').length, 300);
    assert.ok(shelves.byCount('person').every(({ entity }) => entity.name.startsWith('Bee')));
  });

  it('tell which types are different', () => {
    const { index, shelves } = shelvesOf('Ant Group: Macau');
    index.set('entities.yaml', entities('Ant Group: Macau, Antwerp'));
    assert.deepEqual(finished(shelves.update()), new Set(['place']));
    assert.deepEqual(finished(shelves.update()), new Set());
  });
});
