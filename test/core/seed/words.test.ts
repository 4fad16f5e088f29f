import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { wordAt } from '../../../src/core/seed/words';

describe('the word under the caret', () => {
  // A bar is the caret; the brackets are around the word that it finds.
  const cases = [
    'in [[Shang|hai]] now', '[[|in]] Shanghai', '[[in|]] Shanghai', 'to [[Xi’|an]] city', "to [[Xi|'an]] city", '[[e-com|merce]] giant', '[[e|-commerce]]',
    '"[[Ant|]]" and', 'the [[boss|]]’ said', '(‘[[|quoted]]’)', '[[Bí|lek]]', '[[B\u0069\u0301|lek]]', '[[7|]].7 percent', 'a | b', ' -|- ', '[[2018|]]', '[[𝐀|𝐁]]', '[[COVID-1|9]]', '|', 'trailing- |',
  ];
  for (const marked of cases) {
    it(marked, () => {
      const start = marked.indexOf('[[');
      const text = marked.replace('[[', '').replace(']]', '').replace('|', '');
      const caret = marked.replace('[[', '').indexOf('|');
      const found = wordAt(text, caret);
      assert.deepEqual(found, start < 0 ? undefined : { start, end: marked.replace('[[', '').replace('|', '').indexOf(']]') });
    });
  }

  it('is one word of the dictionary where no spaces are written', () => {
    const text = '他在上海签署了协议';
    const found = wordAt(text, 3);
    assert.equal(found && text.slice(found.start, found.end), '上海');
  });

  it('is inside the text, around the caret, and never half a character', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: -2, max: 20 }), (text, offset) => {
      const found = wordAt(text, offset);
      if (found === undefined) return;
      assert.ok(found.start >= 0 && found.start < found.end && found.end <= text.length);
      assert.ok(found.start <= offset && offset <= found.end);
      assert.equal(text.slice(found.start, found.end).replace(/[\ud800-\udbff][\udc00-\udfff]/g, '').search(/[\ud800-\udfff]/), -1);
    }));
  });
});
