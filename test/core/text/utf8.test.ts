import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as fc from 'fast-check';
import { decoded, encoded, encodedAll } from '../../../src/editor/time/utf8';

const text = fc.string({ unit: fc.constantFrom('a', 'é', '’', '马', '😀', '\uFEFF', '\n'), maxLength: 40 });
const stretch = fc.integer({ min: 1, max: 9 });

describe('UTF-8 in pieces', () => {
  it('is that of the whole text, wherever it is cut', async () => {
    await fc.assert(fc.asyncProperty(text, stretch, async (whole, at) => {
      assert.deepEqual(Buffer.from(await encoded(whole, at)), Buffer.from(whole));
      assert.equal(await decoded(Buffer.from(whole), { stretch: at, fatal: true }), whole);
    }));
  });

  it('is that of texts one behind the other, however much room there was thought to be', async () => {
    await fc.assert(fc.asyncProperty(fc.array(text), fc.nat(200), async (all, room) => {
      assert.deepEqual(Buffer.from(await encodedAll(all, room)), Buffer.from(all.join('')));
    }));
  });

  it('is the text that was known where these are its bytes, and what they say where not', async () => {
    await fc.assert(fc.asyncProperty(text, text, stretch, async (whole, known, at) => {
      assert.equal(await decoded(Buffer.from(whole), { stretch: at, known }), whole);
      assert.equal(await decoded(Buffer.from(whole), { stretch: at, known: whole }), whole);
    }));
    for (const lone of ['\ud83d', 'a\ude00b', '马\ud83d马']) assert.equal(await decoded(Buffer.from(lone), { stretch: 2, known: lone }), lone.toWellFormed());
  });

  it('is refused where it is none, and else has U+FFFD there, also at a cut', async () => {
    const bytes = Uint8Array.of(0x61, 0xf0, 0x9f, 0x62, 0xe2, 0x80);
    for (const at of [1, 2, 3, 100]) {
      await assert.rejects(decoded(bytes, { stretch: at, fatal: true }));
      assert.equal(await decoded(bytes, { stretch: at }), new TextDecoder().decode(bytes));
    }
  });
});
