import assert from 'node:assert/strict';
import { pairsIn, replay } from '../../bench/anchoring';
import { sharedFile } from '../../shared';

/** Old and new texts from git histories, with what became of each of 1,797 marks; see docs/anchoring.md. */
describe('real edits', () => {
  const text = sharedFile('fixtures', 'revisions', 'pairs.jsonl');
  const pairs = pairsIn(text ?? '');

  it('leave at least 998 of 1,000 marks in their place, and put none elsewhere', function () {
    if (text === undefined) this.skip();
    const { kept, keptRight, deletedFalse, confidentDeletedFalse } = replay(pairs, false);
    assert.ok(kept > 1600 && keptRight >= kept * 0.998, `${keptRight} of ${kept}`);
    assert.deepEqual([deletedFalse, confidentDeletedFalse], [0, 0]);
  });

  it('leave all in their place where the old text is known', function () {
    if (text === undefined) this.skip();
    const { kept, keptRight, deletedFalse, confidentDeletedFalse } = replay(pairs, true);
    assert.deepEqual([keptRight, deletedFalse, confidentDeletedFalse], [kept, 0, 0]);
  });
});
