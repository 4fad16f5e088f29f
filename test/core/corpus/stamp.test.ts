import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isSameStamp, isSettled } from '../../../src/core/corpus/stamp';

describe('the stamp of a file', () => {
  const stamp = { size: 12, mtime: 1_000_000 };

  it('is the same with the same size and time, and never that of no file', () => {
    assert.equal(isSameStamp(stamp, { ...stamp }), true);
    for (const other of [{ ...stamp, size: 13 }, { ...stamp, mtime: 999_999 }, { size: NaN, mtime: NaN }, undefined]) assert.equal(isSameStamp(stamp, other), false);
  });

  it('says that a file cannot have changed since it was read, where it was written two seconds before that or earlier', () => {
    assert.deepEqual([1_002_000, 1_001_999, 1_000_000, 0].map(readAt => isSettled(stamp, readAt)), [true, false, false, false]);
  });
});
