import assert from 'node:assert/strict';
import { formats } from '../../src/core/exchange/formats';
import type { ExchangeDocument, ExchangeSpan, TextFile } from '../../src/core/exchange/model';

function span(id: string, label: string, start: number, end: number): ExchangeSpan {
  return { id, label, fragments: [{ start, end }], references: [{ base: 'Wikidata', key: 'Q1' }], attributes: [{ name: 'sure', value: true }], kept: {} };
}

const sample: ExchangeDocument = {
  id: 'a', text: '😀 Ant Group met "Jack".\n\nJack & Ant Group left Köln.', metadata: { source: 'x' },
  spans: [span('T1', 'ORG', 3, 12), span('T2', 'PER', 18, 22), span('T3', 'PER', 26, 30), span('T4', 'ORG', 33, 42)],
  relations: [{ id: 'R1', label: 'same', ends: [{ role: 'Arg1', target: 'T2' }, { role: 'Arg2', target: 'T3' }], references: [], attributes: [], kept: {} }],
  notes: [], kept: {},
};

/** The reader of each format, given a text as one of its files, and a file of its own that the text has damaged. */
export const exchangeReaders: Readonly<Record<string, (text: string) => void>> = Object.fromEntries(formats.flatMap(({ id, read, write }, index) => {
  const files = write([sample]).files;
  const isFirst = formats.findIndex(other => other.read === read) === index;
  return read === undefined || !isFirst ? [] : [[id, (text: string): void => {
    for (const given of [files.map(file => ({ ...file, text })), files.map((file, at) => damaged(file, text, at))]) {
      const { documents, problems } = read(given);
      for (const document of documents) spansIn(document);
      for (const { line } of problems) assert.ok(line >= 1, `${line}`);
    }
  }]];
}));

/** The file with a part of the text in the place of some characters, at a place that follows from the text. */
function damaged(file: TextFile, text: string, index: number): TextFile {
  let hash = index;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash, 31) + text.charCodeAt(at) >>> 0;
  const at = hash % (file.text.length + 1);
  return { ...file, text: file.text.slice(0, at) + text.slice(0, hash % 13) + file.text.slice(at + hash % 7) };
}

function spansIn({ text, spans }: ExchangeDocument): void {
  if (text === null) return;
  for (const { fragments } of spans) {
    for (const { start, end } of fragments) assert.ok(start >= 0 && start <= end && end <= text.length, `${start}-${end} of ${text.length}`);
  }
}
