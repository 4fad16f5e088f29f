import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { articlesOf, readArticles } from '../../../src/core/corpus/article';
import { pack, unpack } from '../../../src/core/corpus/packed';
import { outlineOf, outlineOfFile } from '../../../src/core/corpus/sidecarOutline';
import type { Anchor, Link, Mention, Rejection } from '../../../src/core/model';
import { parseSeed } from '../../../src/core/seed/parse';
import { newSidecar, printLink, printMention, printRejection, readSidecar } from '../../../src/core/store/sidecarFile';

const words = fc.constantFrom('Ant', 'Group ', '“', '”', '’s', 'é', '\n', '"', '\\', ', ', '] ', '{', '}', ': ', ' #', '蚂蚁', '😀', '\u0001', '\u0080', '\u2028', '0', '- ', 'null');
const phrase = fc.array(words, { maxLength: 6 }).map(parts => parts.join(''));
const id = fc.constantFrom('aaaaaa', 'bbbbbb', 'cccccc', 'k3f9qa', 'null', '007', 'Null');
const entity = fc.constantFrom('ant-group', 'jack-ma', 'null', '12', 'true', 'a b', 'x.y', '~', '-x', 'é');
const article = fc.constantFrom('001_a', 'news/2018/002_b', '001', 'a b', 'null', '#x', '2018-01-02');
const anchor: fc.Arbitrary<Anchor> = fc.record({ at: fc.tuple(fc.nat(50), fc.nat(50)), quote: phrase, before: phrase, after: phrase });
const note = fc.option(phrase, { nil: undefined, freq: 4 }).map(each => each === undefined ? {} : { note: each });
const mention: fc.Arbitrary<Mention> = fc.tuple(fc.record({ id, entity, anchor }), note).map(([own, more]) => ({ ...own, ...more }));
const rejection: fc.Arbitrary<Rejection> = fc.tuple(fc.record({ id, anchor }), fc.option(entity, { nil: undefined })).map(([own, as]) => as === undefined ? own : { ...own, entity: as });
const link: fc.Arbitrary<Link> = fc.record({ id, relation: fc.constantFrom('quotes', 'same-event'), from: anchor, to: fc.record({ article, anchor }) });

const canonical = fc.record({
  article, text: fc.constantFrom('', '8f0a1c0de5f0a1c0de5f0a1c0de5f0a1c0de5f0a'), head: fc.constantFrom('', 'status: done\n', 'status: odd\n', 'title: "A"\n', '# said\n'),
  mentions: fc.array(mention, { maxLength: 4 }), links: fc.array(link, { maxLength: 2 }), rejected: fc.array(rejection, { maxLength: 2 }),
}).map(({ article: of, text, head, mentions, links, rejected }) => [
  newSidecar(of, text), head,
  ...listOf('mentions', mentions.map(printMention)), ...listOf('links', links.map(printLink)), ...listOf('rejected', rejected.map(printRejection)),
].join(''));

function listOf(key: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${key}:\n`, ...lines.map(line => `  - ${line}\n`)];
}

/** A text with a piece of it taken out, doubled, or replaced. */
const damaged = fc.tuple(canonical, fc.nat(), fc.nat(12), fc.constantFrom('', '\n', '"', ' ', '\r\n', 'x', '}', '\t', '\\')).map(([text, where, length, by]) => {
  const at = where % (text.length + 1);
  return text.slice(0, at) + by + text.slice(at + length);
});

describe('the outline of a sidecar', () => {
  it('says what the whole reading says, of canonical sidecars', () => {
    fc.assert(fc.property(canonical, text => assert.deepEqual(outlineOf(text), outlineOfFile(readSidecar(text)))), { numRuns: 2000 });
  });

  it('says what the whole reading says, of any other text', () => {
    fc.assert(fc.property(damaged, text => assert.deepEqual(outlineOf(text), outlineOfFile(readSidecar(text)))), { numRuns: 800 });
  });

  it('says so with CRLF too', () => {
    fc.assert(fc.property(canonical, text => {
      const wide = text.replaceAll('\n', '\r\n');
      assert.deepEqual(outlineOf(wide), outlineOfFile(readSidecar(wide)));
    }));
  });
});

describe('a packed text', () => {
  it('is, unpacked, the text', () => {
    fc.assert(fc.property(fc.oneof(canonical, damaged, phrase, fc.string({ unit: 'binary' })), text => {
      assert.equal(unpack(pack(text)), text);
    }), { numRuns: 3000 });
  });

  it('takes a byte for what stands in every mark, and for quotation marks', () => {
    const text = 'mentions:\n  - { id: k3f9qa, entity: alibaba, at: [0, 7], quote: "Alibaba", before: "", after: "’s “c" }\n';
    assert.equal(pack(text).bytes.length, text.length - 58);
  });

  it('takes two bytes a character where few fit into one', () => assert.deepEqual([pack('蚂蚁').form, pack('蚂蚁').bytes.length], ['wide', 4]));

  it('takes three for one that does not', () => assert.deepEqual([pack('as it is蚂').form, pack('as it is蚂').bytes.length], ['narrow', 11]));
});

describe('the facts of a seed file', () => {
  const lines = fc.constantFrom('## Title: One', '## Date: May 3, 2018', '## Section: Tech', '## Byline: Jo Doe', '## Date:', '## odd', '', '', 'By Jane Doe', 'Written By', 'Jane Doe',
    'Policy, Tech', 'One', 'A headline of some words', 'A sentence of May 3, 2018, that goes on for a while.', '==> 002_b.txt <==', '=== c.txt ===', '##### d.txt', '- a line', 'Copyright 2018', 'alt= x', '\0', '  ', '\ufeff');
  const text = fc.tuple(fc.array(lines, { maxLength: 14 }), fc.constantFrom('\n', '\r\n', '\r'), fc.constantFrom('', '\n'), fc.constantFrom('', '\ufeff'))
    .map(([each, ending, last, mark]) => mark + each.join(ending) + last);

  it('are those of its full reading', () => {
    fc.assert(fc.property(text, file => {
      const seed = parseSeed(file);
      assert.deepEqual(readArticles('a.seeds', file), { articles: articlesOf('a.seeds', seed), problems: seed.problems });
    }), { numRuns: 3000 });
  });
});
