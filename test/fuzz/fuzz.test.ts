import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { kill } from './kills';
import { anyText, parsers } from './parsers';

describe('any text', () => {
  for (const [name, parse] of Object.entries(parsers)) {
    it(`is taken by the parser: ${name}`, () => fc.assert(fc.property(anyText, parse), { numRuns: Number(process.env['SEEDMARK_RUNS'] ?? 300) }));
  }
});

describe('a process that writes to many files', () => {
  it('may be killed at any moment: the next start finds what it did whole or not at all, and says which', async () => {
    const { completed, undone, between } = await kill(10, Math.random);
    assert.equal(completed + undone + between, 10);
  });
});
