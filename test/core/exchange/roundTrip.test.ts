import assert from 'node:assert/strict';
import { array, assert as check, constantFrom, nat, property, tuple } from 'fast-check';
import { differenceOf } from '../../../src/core/exchange/compare';
import { formats } from '../../../src/core/exchange/formats';
import { quoteOf, writerOf, type ExchangeDocument, type ExchangeSpan, type Format, type Reading, type TextFile } from '../../../src/core/exchange/model';
import { measure } from '../../bench/exchange';
import { sharedFiles } from './shared';

/** Formats that say offsets and quotes; those of tokens widen spans to tokens, and doccano does not say what its offsets count. */
const offsetFormats = new Set(['brat', 'prodigy', 'label-studio', 'w3c', 'cas-json', 'xmi']);

const pieces = [
  'Ant', 'Group', ' ', ' ', ', ', '.', '\n', '\r\n', '😀', '👩‍👩‍👧', '🇨🇳', 'e\u0301', 'ﷺ', 'محمد', 'שלום', '上海', '株式会社', '\u00a0', '\u200b', '"', '\\', '<&>', '|', '_', '*', '[1]', '->', '#', ';', '\t',
];

const texts = array(constantFrom(...pieces), { minLength: 3, maxLength: 25 }).map((parts) => `X${parts.join('')}X`);

/** A text with spans that start and end between whole pieces of it and hold no white space at their edges. */
const documents = texts.chain((text) => array(tuple(nat(text.length), nat(text.length), constantFrom('PER', 'ORG', 'creative-work')), { maxLength: 5 })
  .map((spans) => documentOf(text, spans.map(([one, other, label]) => trimmed(text, Math.min(one, other), Math.max(one, other), label)))));

describe('documents that are written one by one', () => {
  for (const format of formats) {
    it(`come out as all at once, as ${format.name}`, () => {
      check(property(array(documents, { minLength: 1, maxLength: 4 }), (all) => {
        const several = all.map((document, index) => ({ ...document, id: `d${index}` }));
        const writer = writerOf(format);
        assert.deepEqual(joined([...several.flatMap((document) => [...writer.add([document]).files]), ...writer.end().files]), joined(format.write(several).files));
      }));
    });
  }
});

/** The files of a stream of parts. */
function joined(parts: readonly TextFile[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const { name, text } of parts) files.set(name, `${files.get(name) ?? ''}${text}`);
  return files;
}

describe('what is written is read again', () => {
  for (const format of formats.filter(({ id }) => offsetFormats.has(id))) {
    it(`as ${format.name}`, () => {
      check(property(documents, (document) => {
        const [again] = readBack(format, document).documents;
        assert.ok(again !== undefined);
        if (format.id !== 'xmi') assert.equal(again.text, document.text);
        assert.deepEqual(placesOf(again), placesOf(document));
      }));
    });
  }

  it('as WebAnno TSV, where white space between sentences is blanks', () => {
    const format = formatNamed('webanno-tsv');
    check(property(documents, (document) => {
      const written = format.write([document]);
      const reading = format.read?.(written.files);
      assert.deepEqual(reading?.problems.filter(({ code }) => code !== 'token-differs'), []);
      const lost = new Set(written.losses.map(({ item }) => item));
      const kept = document.spans.filter((span) => !lost.has(span.id)).map((span) => `${span.label} ${bare(quoteOf(document, span))}`);
      const again = reading?.documents.flatMap((each) => each.spans.map((span) => `${span.label} ${bare(quoteOf(each, span))}`)) ?? [];
      assert.deepEqual(differenceOf(kept, again).missing, []);
    }));
  });

  for (const id of ['conll', 'conll-2003', 'iob1', 'iob2', 'bilou', 'spacy', 'conllu', 'conll-coref']) {
    it(`as ${formatNamed(id).name}, but for what is listed as lost`, () => {
      const format = formatNamed(id);
      check(property(documents, (document) => {
        const written = format.write([document]);
        const lost = new Set(written.losses.map(({ item }) => item));
        const kept = document.spans.filter((span) => !lost.has(span.id)).map((span) => `${span.label} ${bare(quoteOf(document, span))}`);
        const again = format.read?.(written.files).documents.flatMap((each) => each.spans.map((span) => `${span.label} ${bare(quoteOf(each, span))}`)) ?? [];
        assert.deepEqual(differenceOf(kept, again).missing, []);
      }));
    });
  }
});

describe('real files come out as they were', () => {
  const folders = [
    'brat-tutorials', 'brat-dkpro', 'brat-turku-ner', 'brat-edsnlp-training', 'derived-crlf-brat', 'derived-astral-brat', 'webanno-tsv3-suite', 'webanno-tsv3',
    'inception-curation', 'gum-wikinews', 'uima-cas-json', 'uima-cassis', 'btc', 'wnut17', 'uner-zh', 'hipe-newspapers', 'iob-spacy', 'conll-dkpro', 'meantime', 'doccano',
    'doccano-transformer', 'label-studio-frontend', 'label-studio-sdk', 'prodigy', 'w3c-annotation', 'hypothesis-anchoring',
  ];
  for (const folder of folders) {
    it(folder, function () {
      const figures = measure(sharedFiles(this, folder));
      assert.ok(figures.length > 0);
      for (const figure of figures) {
        assert.deepEqual([figure.differing, figure.textsDiffering], [0, 0], figure.examples.join('\n'));
        assert.equal(figure.annotationsOut, figure.annotationsIn);
      }
    });
  }
});

describe('a document of one format in another', () => {
  it('keeps labels, places, relations, references and notes where the format has them', () => {
    const document: ExchangeDocument = {
      ...documentOf('😀 Angela Merkel visited Siemens in Köln.', [[3, 16, 'PER'], [25, 32, 'ORG'], [36, 40, 'LOC']]),
      relations: [{ id: 'r1', label: 'worksFor', ends: [{ role: 'Arg1', target: 's1' }, { role: 'Arg2', target: 's2' }], references: [], attributes: [], kept: {} }],
    };
    for (const id of ['brat', 'doccano', 'prodigy', 'label-studio', 'w3c', 'cas-json', 'xmi', 'webanno-tsv']) {
      const [again] = readBack(formatNamed(id), document).documents;
      assert.deepEqual(placesOf(again ?? document), ['LOC 36-40 Köln', 'ORG 25-32 Siemens', 'PER 3-16 Angela Merkel'], id);
      const names = new Map(again?.spans.map((span) => [span.id, quoteOf(again, span)]));
      assert.deepEqual(again?.relations.map((relation) => `${relation.label}: ${relation.ends.map((end) => names.get(end.target)).join(' > ')}`), ['worksFor: Angela Merkel > Siemens'], id);
    }
  });
});

function readBack(format: Format, document: ExchangeDocument): Reading {
  return format.read?.(format.write([document]).files) ?? { documents: [], problems: [], offsets: [] };
}

function formatNamed(id: string): Format {
  const format = formats.find((each) => each.id === id);
  assert.ok(format !== undefined, id);
  return format;
}

function trimmed(text: string, start: number, end: number, label: string): readonly [number, number, string] {
  let [from, to] = [start, end];
  while (from < to && (/\s/.test(text[from] ?? '') || /[\udc00-\udfff]/.test(text[from] ?? ''))) from++;
  while (to > from && (/\s/.test(text[to - 1] ?? '') || /[\ud800-\udbff]/.test(text[to - 1] ?? ''))) to--;
  return [from, to, label];
}

function documentOf(text: string, spans: readonly (readonly [number, number, string])[]): ExchangeDocument {
  return {
    id: 'folder/doc', text, metadata: {}, relations: [], notes: [], kept: {},
    spans: spans.filter(([start, end]) => start < end).map(([start, end, label], index): ExchangeSpan => ({ id: `s${index + 1}`, label, fragments: [{ start, end }], references: [], attributes: [], kept: {} })),
  };
}

function placesOf(document: ExchangeDocument): string[] {
  return document.spans.map((span) => `${span.label} ${span.fragments.map(({ start, end }) => `${start}-${end}`).join(';')} ${quoteOf(document, span)}`).sort();
}

function bare(text: string): string {
  return text.replace(/[\s_]+/gu, '');
}

