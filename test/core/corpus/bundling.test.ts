import assert from 'node:assert/strict';
import { array, assert as check, constantFrom, integer, property } from 'fast-check';
import { cutAtDelimiter, unbundled, unbundledStretch, type SingleFile } from '../../../src/core/corpus/bundling';

const pieces = ['==> 001_a.txt <==\n', '==> b/002.txt <==\r\n', '\n==> 003.txt <==\n', '==> no delimiter\n', '==>', 'Ant grew.\n', '\n', '\r\n', '## Title: x\n', '😀', '\ufeff'];
const bundles = array(constantFrom(...pieces), { maxLength: 30 }).map(parts => parts.join(''));

describe('a bundle that is read stretch by stretch', () => {
  it('has the articles of the whole', () => {
    check(property(bundles, integer({ min: 1, max: 40 }), (text, size) => {
      assert.deepEqual(inStretches(text, size), unbundled('all.seeds', text));
    }));
  });
});

function inStretches(text: string, size: number): SingleFile[] {
  const files: SingleFile[] = [];
  let waiting = '';
  for (let at = 0; at < text.length; at += size) {
    waiting += text.slice(at, at + size);
    const cut = cutAtDelimiter(waiting);
    if (cut === undefined) continue;
    files.push(...unbundledStretch('all.seeds', cut));
    waiting = waiting.slice(cut.text.length);
  }
  return waiting === '' && text !== '' ? files : [...files, ...unbundledStretch('all.seeds', { text: waiting, next: '' })];
}
