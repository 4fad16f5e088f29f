import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Bearers } from '../../src/core/bearers';

describe('who bears which name', () => {
  it('is what sets of them would say', () => {
    const change = fc.record({ comes: fc.boolean(), name: fc.constantFrom('Ma', 'Ant'), id: fc.constantFrom('one', 'two', 'three') });
    fc.assert(fc.property(fc.array(change), changes => {
      const [bearers, sets] = [new Bearers(), new Map([['Ma', new Set<string>()], ['Ant', new Set<string>()]])];
      for (const { comes, name, id } of changes) {
        const set = sets.get(name) ?? new Set();
        const isDifferent = comes !== set.has(id);
        assert.equal(comes ? bearers.add(name, id) : bearers.remove(name, id), isDifferent);
        if (comes) set.add(id);
        else set.delete(id);
      }
      for (const [name, set] of sets) {
        assert.deepEqual([...bearers.of(name)].sort(), [...set].sort());
        assert.equal(bearers.count(name), set.size);
      }
    }));
  });
});
