import assert from 'node:assert/strict';
import { readBrat } from '../../../src/core/exchange/brat';
import { readCasJson } from '../../../src/core/exchange/casJson';
import { annotationKeys, differenceOf } from '../../../src/core/exchange/compare';
import { readConllu } from '../../../src/core/exchange/conllu';
import { readConll } from '../../../src/core/exchange/conll';
import { tableWriter } from '../../../src/core/exchange/conllWrite';
import { parseJson, isObject, objectsOf, stringOf } from '../../../src/core/exchange/json';
import { extentOf, quoteOf, type ExchangeDocument, type ExchangeSpan, type TextFile } from '../../../src/core/exchange/model';
import { readSpacy } from '../../../src/core/exchange/spacy';
import { readWebannoTsv } from '../../../src/core/exchange/webannoTsv';
import { writeWebannoTsv } from '../../../src/core/exchange/webannoTsvWrite';
import { readXmi } from '../../../src/core/exchange/xmi';
import { sharedFiles } from './shared';

describe('the same document in two formats', () => {
  it('WebAnno TSV and XMI', function () {
    const files = sharedFiles(this, 'webanno-tsv3-suite');
    const both = foldersWith(files, 'reference.tsv', 'reference.xmi');
    assert.ok(both.length >= 30, `${both.length} pairs`);
    for (const [folder, tsv, xmi] of both) {
      const [fromTsv] = readWebannoTsv([{ name: 'doc.tsv', text: tsv.text }]).documents;
      const throughTsv = writeWebannoTsv(readXmi([{ name: 'doc.xmi', text: xmi.text }]).documents);
      const [fromXmi] = readWebannoTsv(throughTsv.files).documents;
      assert.ok(fromTsv !== undefined && fromXmi !== undefined, folder);
      assert.deepEqual(keysOf(fromXmi), keysOf(fromTsv), folder);
      assert.deepEqual(fromXmi.tokens, fromTsv.tokens, folder);
    }
  });

  it('CAS JSON and XMI', function () {
    const files = sharedFiles(this, 'uima-cas-json');
    const both = foldersWith(files, 'data.json', 'debug.xmi');
    assert.ok(both.length >= 5, `${both.length} pairs`);
    for (const [folder, json, xmi] of both) {
      // the debug files leave the text and what is on the whole document out, so places and types are compared
      const fromJson = readCasJson([json]).documents.flatMap((document) => document.spans.map(placeOf)).sort();
      const fromXmi = readXmi([xmi]).documents.flatMap((document) => document.spans.map(placeOf)).sort();
      assert.deepEqual(fromXmi, fromJson, folder);
    }
  });

  it('brat and IOB2', function () {
    const files = sharedFiles(this, 'brat-turku-ner');
    const tables = files.filter((file) => file.name.endsWith('.tsv'));
    for (const table of tables) {
      const set = /(\w+)\.tsv$/.exec(table.name)?.[1] ?? '';
      const brat = readBrat(files.filter((file) => file.name.startsWith(`${set}/`))).documents.map(entitiesOf).sort();
      const rows = readConll([table]).documents.map(entitiesOf).sort();
      assert.ok(brat.length > 50);
      assert.deepEqual(rows, brat);
    }
  });

  it('WebAnno TSV and CoNLL-U', function () {
    const files = sharedFiles(this, 'gum-wikinews');
    const tables = files.filter((file) => file.name.endsWith('.conllu'));
    const differing: string[] = [];
    let chains = 0;
    for (const table of tables) {
      const [fromTable] = readConllu([table]).documents;
      const tsv = files.find((file) => file.name === table.name.replace(/conllu/g, 'tsv'));
      const [fromTsv] = readWebannoTsv(tsv === undefined ? [] : [tsv]).documents;
      assert.ok(fromTable !== undefined && fromTsv !== undefined, table.name);
      assert.ok(fromTable.spans.length > 50, table.name);
      assert.deepEqual(mentionsOf(fromTable), mentionsOf(fromTsv), table.name);
      const [one, other] = [chainsOf(fromTable, clustersIn(fromTable)), chainsOf(fromTsv, joinedBy(fromTsv))];
      chains += one.length;
      differing.push(...differenceOf(other, one).missing.map((chain) => `${table.name} ${chain}`));
    }
    // the published files themselves: one links a mention to a chain that the other keeps apart
    assert.ok(chains > 50 * differing.length, differing.join('\n'));
    assert.ok(tables.length >= 10);
  });

  it('the layouts of IOB', function () {
    const files = sharedFiles(this, 'iob-spacy');
    const read = files.map((file) => (file.name.endsWith('.json') ? readSpacy([file]) : readConll([file])).documents.map(entitiesOf).join('\n'));
    assert.ok(read.length >= 4);
    for (const entities of read) assert.equal(entities, read[0]);
    assert.match(read[0] ?? '', /PERSON SebastianThrun/);
  });

  it('spans and IOB2 as Label Studio makes it', function () {
    const file = sharedFiles(this, 'label-studio-sdk').find(({ name }) => name.endsWith('span-to-iob-cases.json'));
    const parsed = parseJson(file?.text ?? '');
    const cases = parsed.ok && isObject(parsed.value) ? objectsOf(parsed.value['cases']) : [];
    assert.ok(cases.length >= 5);
    for (const each of cases) {
      const document = marked(stringOf(each['text']), objectsOf(each['spans']).map((span) => [Number(span['start']), Number(span['end']), stringOf(Array.isArray(span['labels']) ? span['labels'][0] : '')]));
      const rows = tableWriter('iob2')([document]).files.flatMap(({ text }) => text.trim().split('\n').filter((line) => line !== '').map((line) => line.split('\t')));
      const expected = Array.isArray(each['tokens']) && Array.isArray(each['tags']) ? [each['tokens'], each['tags']] : [valuesOf(each['tokens_at']), valuesOf(each['tags_at'])];
      assert.deepEqual([rows.map(([token]) => token), rows.map(([, tag]) => tag)], expected, stringOf(each['id']));
    }
  });
});

/** What is said of each mention; the texts differ in their blanks. */
function mentionsOf(document: ExchangeDocument): string[] {
  return document.spans.map((span) => {
    const said = span.attributes.filter(({ name }) => !['minspan', 'link'].includes(name)).map(({ name, value }) => `${name}=${stringOf(value)}`);
    const identity = span.references.map(({ key }) => `identity=${key}`);
    return [placeInTokens(document, span), span.label, ...[...said.map((each) => each.startsWith('identity=') ? decodeURIComponent(each) : each), ...identity].sort()].join(' ');
  }).sort();
}

function placeInTokens(document: ExchangeDocument, span: ExchangeSpan): string {
  const { start, end } = extentOf(span);
  const tokens = document.tokens ?? [];
  return `${tokens.findIndex((token) => token.end > start)}-${tokens.findLastIndex((token) => token.start < end)}`;
}

/** The mentions that mean the same, chain by chain, where there are several. */
function chainsOf(document: ExchangeDocument, clusterOf: ReadonlyMap<string, string>): string[] {
  const chains = new Map<string, string[]>();
  for (const span of document.spans) {
    const cluster = clusterOf.get(span.id) ?? span.id;
    chains.set(cluster, [...chains.get(cluster) ?? [], placeInTokens(document, span)]);
  }
  return [...chains.values()].filter((chain) => chain.length > 1).map((chain) => chain.sort().join(' ')).sort();
}

function clustersIn(document: ExchangeDocument): ReadonlyMap<string, string> {
  return new Map(document.spans.map(({ id, cluster }) => [id, cluster ?? id]));
}

/** The chains that relations between mentions make. Bridging joins nothing. */
function joinedBy(document: ExchangeDocument): ReadonlyMap<string, string> {
  const clusters = new Map(document.spans.map(({ id }) => [id, id]));
  for (const { ends, label } of document.relations) {
    const [one, other] = ends.map(({ target }) => clusters.get(target));
    if (one === undefined || other === undefined || label.startsWith('bridge')) continue;
    for (const [id, cluster] of clusters) if (cluster === one) clusters.set(id, other);
  }
  return clusters;
}

function foldersWith(files: readonly TextFile[], one: string, other: string): [string, TextFile, TextFile][] {
  return files.filter((file) => file.name.endsWith(`/${one}`)).flatMap((first) => {
    const folder = first.name.slice(0, -one.length);
    const second = files.find((file) => file.name === `${folder}${other}`);
    return second === undefined ? [] : [[folder, first, second]];
  });
}

function placeOf(span: ExchangeSpan): string {
  return JSON.stringify([span.layer, span.fragments, span.attributes.map(({ name, value }) => `${name}=${JSON.stringify(value)}`.replaceAll('"', '')).sort()]);
}

/** The suite's tables say `webanno.custom.Span` where its XMI says `NamedEntity`; the two are one layer here. */
function keysOf(document: ExchangeDocument): string[] {
  return annotationKeys(document).map((key) => key.replaceAll(/webanno\.custom\.Span\b|de\.[\w.]+\.NamedEntity\b/g, 'Span').replaceAll('NamedEntity', 'Span')).sort();
}

/** `PER AngelaMerkel`, one a line in the order of the text. */
function entitiesOf(document: ExchangeDocument): string {
  const spans = [...document.spans].sort((one, other) => (one.fragments[0]?.start ?? 0) - (other.fragments[0]?.start ?? 0));
  return spans.map((span) => `${span.label} ${quoteOf(document, span).replace(/\s+/g, '')}`).join('\n');
}

function marked(text: string, spans: readonly (readonly [number, number, string])[]): ExchangeDocument {
  return {
    id: 'doc', text, metadata: {}, relations: [], notes: [], kept: {},
    spans: spans.map(([start, end, label], index) => ({ id: `s${index}`, label, fragments: [{ start, end }], references: [], attributes: [], kept: {} })),
  };
}

function valuesOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}
