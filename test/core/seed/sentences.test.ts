import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { sentenceAt, sentencesIn } from '../../../src/core/seed/sentences';

describe('sentences', () => {
  // A bar stands between two sentences.
  const paragraphs = [
    'They met. | They signed.',
    'Mr. Ma met Dr. Li and J. K. Rowling. | They signed.',
    'Alibaba Group Holding Ltd. has plans. | JD.com Inc. announced others.',
    'It was bought by JD.com Inc. | The price is not known.',
    'It was bought by Alibaba Group Holding Ltd. Chief Executive Zhang said so.',
    'He left the U.S. in May. | He went to the U.S. | The trip was long.',
    'U.N. directives and the U.S. Treasury agree.',
    'No. 1 of all. | He said no. | Nobody minded.',
    'It grew 7.7 percent to $14.7 million. | Ele.me grew too.',
    'On Aug. 23 they met at 3 p.m. | The mayor came at 4 p.m. on foot.',
    '“We are excited.” | This alliance serves. | (It does.) | [Really!] | Yes.',
    '"Why?" he asked. | "Because!" | "Oh..." | He left.',
    'Wait... what? | Yes … | No.',
    'Jack Y. Ma spoke. | It is plan B. | The plan is good.',
    '上海与阿里巴巴签署协议。| 马云说：“很好！”| 真的吗？| 是的',
    'A title\nwith a break',
    'A title | \n\nA text. | \r\n \r\nAnother.',
    'no stop',
    '  spaces.   | Around. ',
  ];
  for (const marked of paragraphs) {
    it(JSON.stringify(marked), () => {
      const text = marked.replaceAll('| ', '').replaceAll('|', '');
      const found = sentencesIn(text, { start: 0, end: text.length }).map(({ start, end }) => text.slice(start, end));
      assert.deepEqual(found, marked.split('|').map((part) => part.trim()));
    });
  }

  it('are found at an offset, both ends included', () => {
    const text = 'One. Two.   Three.';
    const at = (offset: number) => {
      const span = sentenceAt(text, { start: 0, end: text.length }, offset);
      return span && text.slice(span.start, span.end);
    };
    assert.deepEqual([0, 4, 5, 9, 10, 12, 18, 19, -1].map(at), ['One.', 'One.', 'Two.', 'Two.', 'Two.', 'Three.', 'Three.', undefined, undefined]);
    assert.equal(sentenceAt('   ', { start: 0, end: 3 }, 1), undefined);
  });

  it('are in order, trimmed, and leave out nothing but white space', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('A', 'b', '.', '!', '。', ' ', '\n', '\r', '"', '”', 'Mr', 'U.S.', '7', '…', '\u0000', '\ud800')), (parts) => {
      const text = parts.join('');
      let at = 0;
      for (const { start, end } of sentencesIn(text, { start: 0, end: text.length })) {
        assert.equal(text.slice(at, start).trim(), '');
        assert.ok(start < end);
        assert.equal(text.slice(start, end).trim(), text.slice(start, end));
        at = end;
      }
      assert.equal(text.slice(at).trim(), '');
    }));
  });
});
