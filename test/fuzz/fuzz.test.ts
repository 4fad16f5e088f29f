import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { anyText, parsers } from './parsers';

describe('any text', () => {
  for (const [name, parse] of Object.entries(parsers)) {
    it(`is taken by the parser: ${name}`, () => fc.assert(fc.property(anyText, parse), { numRuns: Number(process.env['SEEDMARK_RUNS'] ?? 300) }));
  }
});
