import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { CorpusIndex } from '../../../src/core/corpus/corpusIndex';
import { EntityNames } from '../../../src/core/entities/entityNames';
import { printEntity } from '../../../src/core/store/printEntity';
import type { Entity } from '../../../src/core/model';

const names = ['Ant Group', 'Ant Financial', 'Alibaba', 'Jack Ma', 'Ma', 'Shanghai', 'IBM', 'Société Générale'];
const text = 'Ant Group, once Ant Financial, is of Alibaba; Jack Ma said in Shanghai that Ma and IBM met Société Générale.';

const entity: fc.Arbitrary<Entity> = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  name: fc.constantFrom(...names),
  type: fc.constantFrom('person', 'organization', 'topic', 'nothing'),
  aliases: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 3 }),
  never: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 1 }),
  description: fc.constantFrom('', 'About'),
  links: fc.constant(new Map()),
});

const step = fc.oneof(
  { arbitrary: fc.uniqueArray(entity, { selector: ({ id }) => id, maxLength: 5 }).map(entities => ({ path: 'entities.yaml', text: entities.map(each => `${printEntity(each).join('\n')}\n`).join('') })), weight: 6 },
  { arbitrary: fc.constantFrom('', 'types:\n  person: { label: P, marks: passages }\n  organization: { label: O }\n').map(each => ({ path: 'corpus.yaml', text: each })), weight: 1 },
);

/** All that is looked up, with what is ready done beforehand in parts or not at all. */
function answers(known: EntityNames): unknown {
  const { names: gazetteer, parts } = known.knowledge();
  const context = { recent: [], here: [], types: [] };
  return {
    hits: gazetteer.find(text, { start: 0, end: text.length }),
    guesses: ['Ant', 'Ma', 'SG', 'Alibaba Group'].map(name => parts.guess(name)),
    picked: ['ant', 'ma', 'alibbaba', 'b'].map(typed => known.picker().rank(typed, context, 10)),
  };
}

describe('the names of entities', () => {
  it('after any changes are those of a rebuild', () => {
    fc.assert(fc.property(fc.array(fc.tuple(step, fc.nat(4)), { minLength: 1, maxLength: 8 }), steps => {
      const index = new CorpusIndex();
      const kept = new EntityNames(index);
      for (const [{ path, text: said }, prepared] of steps) {
        index.set(path, said);
        kept.prepare('names', prepared);
        kept.prepare('picker', prepared);
      }
      assert.deepEqual(answers(kept), answers(new EntityNames(index)));
    }), { numRuns: 300 });
  });
});
