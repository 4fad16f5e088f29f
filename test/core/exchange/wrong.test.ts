import assert from 'node:assert/strict';
import { formats } from '../../../src/core/exchange/formats';
import { quoteOf, type Format, type Reading, type TextFile } from '../../../src/core/exchange/model';
import { safeId } from '../../../src/core/exchange/names';

describe('what is wrong is reported, and the rest is read', () => {
  const text = '😀 Angela Merkel\nvisited Siemens.';
  const cases: readonly (readonly [title: string, format: string, name: string, file: string, problems: readonly string[], spans: readonly string[]])[] = [
    ['an offset beyond the text', 'brat', 'd.ann', 'T1\tPER 2 15\tAngela Merkel\nT2\tPER 90 95\tNobody\n', ['2 offset-invalid'], ['PER Angela Merkel']],
    ['a quote that is not there', 'brat', 'd.ann', 'T1\tPER 2 15\tAngela Merkel\nT2\tORG 24 31\tBayer\n', ['2 quote-differs'], ['PER Angela Merkel', 'ORG Bayer']],
    ['an id that comes twice', 'brat', 'd.ann', 'T1\tPER 2 15\tAngela Merkel\nT1\tORG 24 31\tSiemens\n', ['2 id-duplicate'], ['PER Angela Merkel']],
    ['a type with a space', 'brat', 'd.ann', 'T1\tbig org 24 31\tSiemens\n', ['1 label-invalid'], ['big org Siemens']],
    ['an attribute of nothing: its name has a space', 'brat', 'd.ann', 'T1\tORG 24 31\tSiemens\nA9\tbool flag 0 T1\n', ['2 target-unknown'], ['ORG Siemens']],
    ['an event without a trigger', 'brat', 'd.ann', 'T1\tORG 24 31\tSiemens\nE1\tVisit Agent:T1\n', [], ['ORG Siemens']],
    ['a line of nonsense', 'brat', 'd.ann', 'T1\tORG 24 31\tSiemens\nnonsense\n', ['2 line-malformed'], ['ORG Siemens']],
    ['a row without a tag', 'conll', 'd.conll', 'Angela\tB-PER\nMerkel\tI-PER\nvisited\nSiemens\tB-ORG\n', ['3 line-malformed'], ['PER Angela Merkel', 'ORG Siemens']],
    ['a tag that is none', 'conll', 'd.conll', 'Angela\tB-PER\nMerkel\tI-PER\nvisited\tO\nKöln\tB-LOC\nSiemens\tOLOC\nx\tO\n', ['5 tag-invalid'], ['PER Angela Merkel', 'LOC Köln']],
    ['an I- that continues nothing', 'conll', 'd.conll', 'a\tB-PER\nb\tO\nc\tI-ORG\n\nd\tB-PER\n', ['3 tag-invalid'], ['PER a', 'ORG c', 'PER d']],
    ['a line that is no JSON', 'doccano', 'd.jsonl', '{"text":"Ant","label":[[0,3,"ORG"]]}\n{"text":\n{"text":"Jack","label":[[0,4,"PER"]]}\n', ['2 json-syntax'], ['ORG Ant', 'PER Jack']],
    ['offsets beyond the text in JSON', 'doccano', 'd.jsonl', '{"text":"Ant","label":[[0,3,"ORG"],[2,9,"ORG"]]}\n', ['1 offset-invalid'], ['ORG Ant']],
    ['an id that climbs', 'doccano', 'd.jsonl', '{"id":"../../x","text":"Ant","label":[[0,3,"ORG"]]}\n', ['1 id-unsafe'], ['ORG Ant']],
    ['a document that climbs', 'conll', 'd.conll', '# newdoc id = ../x\nAnt\tB-ORG\n\n# newdoc id = y\nAnt\tO\n', ['1 id-unsafe'], ['ORG Ant']],
    ['a task that was rejected', 'prodigy', 'd.jsonl', '{"text":"Ant","spans":[{"start":0,"end":3,"label":"ORG"}],"answer":"reject"}\n', ['1 answer-rejected'], ['ORG Ant']],
    ['a region of HTML', 'label-studio', 'd.json', '[{"data":{"text":"Ant"},"annotations":[{"result":[{"id":"a","type":"hypertextlabels","value":{"start":"/p[1]","end":"/p[1]","hypertextlabels":["X"]}}]}]}]', ['1 selector-unsupported'], []],
    ['a position that is not where the quote is', 'w3c', 'd.jsonld', '{"type":"Annotation","body":{"purpose":"tagging","value":"ORG"},"target":{"source":"d.txt","selector":[{"type":"TextQuoteSelector","exact":"Siemens"},{"type":"TextPositionSelector","start":3,"end":11}]}}', ['1 quote-differs'], ['ORG Siemens']],
    ['a row with too few columns', 'webanno-tsv', 'd.tsv', '#FORMAT=WebAnno TSV 3.3\n#T_SP=a.Span|value\n\n\n#Text=Ant grows\n1-1\t0-3\tAnt\tORG\t\n1-2\t4-9\tgrows\n', ['7 line-malformed'], ['ORG Ant']],
    ['a token that is not in the text', 'webanno-tsv', 'd.tsv', '#FORMAT=WebAnno TSV 3.3\n#T_SP=a.Span|value\n\n\n#Text=Hello Ant\n1-1\t0-6\tHello\tX\t\n1-2\t6-9\tAnt\tORG\t\n', ['6 token-differs'], ['X Hello ', 'ORG Ant']],
    ['a file without its header', 'webanno-tsv', 'd.tsv', '1-1\t0-3\tAnt\tORG\t\n', ['1 header-missing'], []],
    ['XML that ends too soon', 'xmi', 'd.xmi', '<xmi:XMI xmlns:n="http:///a.ecore">\n<n:Span xmi:id="2" sofa="1" begin="0" end="3"/>\n<cas:So', ['3 xml-syntax'], []],
    ['JSON that is no CAS', 'cas-json', 'd.json', '[1]', ['1 shape-unknown'], []],
  ];
  for (const [title, format, name, file, problems, spans] of cases) {
    it(`${title} (${format})`, () => {
      const reading = read(format, [{ name, text: file }, ...(['brat', 'w3c'].includes(format) ? [{ name: 'd.txt', text }] : [])]);
      assert.deepEqual(reading.problems.filter(({ code }) => code !== 'text-missing').map(({ line, code }) => `${line} ${code}`), problems);
      assert.deepEqual(reading.documents.flatMap((document) => document.spans.map((span) => `${span.label} ${quoteOf(document, span)}`)), spans);
      for (const problem of reading.problems) assert.equal(problem.file, name);
    });
  }
});

describe('the unit of offsets', () => {
  const text = '😀 José met Ant Group 👩‍👩‍👧 in Köln.\r\nAnt left.';
  const quotes = ['José', 'Ant Group', 'Köln'];
  const units: readonly (readonly [string, (before: string) => number])[] = [
    ['code-points', (before) => Array.from(before).length],
    ['utf-16', (before) => before.length],
    ['utf-8', (before) => new TextEncoder().encode(before).length],
    ['graphemes', (before) => [...new Intl.Segmenter().segment(before)].length],
  ];
  for (const [unit, count] of units) {
    it(`is found to be ${unit}`, () => {
      const lines = quotes.map((quote, index) => `T${index + 1}\tX ${count(text.slice(0, text.indexOf(quote)))} ${count(text.slice(0, text.indexOf(quote) + quote.length))}\t${quote}\n`);
      const reading = read('brat', [{ name: 'd.txt', text }, { name: 'd.ann', text: lines.join('') }]);
      assert.deepEqual(reading.problems, []);
      assert.deepEqual(reading.offsets.map((report) => [report.unit, report.matched, report.of, report.decisive]), [[unit, 3, 3, true]]);
      assert.deepEqual(reading.documents[0]?.spans.map((span) => text.slice(span.fragments[0]?.start, span.fragments[0]?.end)), quotes);
    });
  }

  it('is not a neighbour that differs by white space at the edges', () => {
    const reading = read('brat', [{ name: 'd.txt', text: '😀 Ant met Jack' }, { name: 'd.ann', text: 'T1\tX 3 6\tAnt\nT2\tX 11 15\tJack\n' }]);
    assert.deepEqual(reading.offsets.map((report) => [report.unit, report.matched, report.decisive]), [['utf-16', 2, true]]);
  });

  for (const [counted, shift] of [['counts', 1], ['does not count', 0]] as const) {
    it(`is found where a tool ${counted} the byte order mark`, () => {
      const reading = read('brat', [{ name: 'd.txt', text: '\ufeffAnt met Jack' }, { name: 'd.ann', text: `T1\tX ${shift} ${3 + shift}\tAnt\nT2\tX ${8 + shift} ${12 + shift}\tJack\n` }]);
      assert.deepEqual(reading.problems, []);
      assert.deepEqual(reading.documents.flatMap((document) => document.spans.map((span) => quoteOf(document, span))), ['Ant', 'Jack']);
    });
  }

  it('is found where Python read CRLF as one', () => {
    const at = text.replaceAll('\r\n', '\n');
    const start = Array.from(at.slice(0, at.lastIndexOf('left'))).length;
    const reading = read('brat', [{ name: 'd.txt', text }, { name: 'd.ann', text: `T1\tX ${start} ${start + 4}\tleft\n` }]);
    assert.deepEqual(reading.offsets.map((report) => report.unit), ['code-points-lf']);
    assert.deepEqual(reading.documents[0]?.spans.map((span) => text.slice(span.fragments[0]?.start, span.fragments[0]?.end)), ['left']);
  });
});

describe('what is made to do harm does none', () => {
  it('an id that climbs out of its folder', () => {
    assert.deepEqual(['../../etc/passwd', '/etc/passwd', 'C:\\Windows\\x', 'a/./../b', '..', '', 'a\u0000b', '\\\\host\\share'].map(safeId), ['etc/passwd', 'etc/passwd', 'C_/Windows/x', 'a/b', 'document', 'document', 'a_b', 'host/share']);
    for (const format of formats) {
      const files = format.write([{ id: '../../../etc/cron.d/x', text: 'Ant', metadata: {}, spans: [], relations: [], notes: [], kept: { [keptKey(format)]: { file: '../../../../tmp/x.json' }, w3c: { source: '../../x', file: '/y.json' } } }]).files;
      for (const file of files) assert.doesNotMatch(file.name, /^\/|(?:^|\/)\.\.(?:\/|$)|^[a-z]:/i, `${format.id}: ${file.name}`);
    }
  });

  it('XML entities: none is expanded, none is fetched', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "${'&a;'.repeat(50)}"><!ENTITY c SYSTEM "file:///etc/passwd">]><xmi:XMI><n:X a="&b;">&c;</n:X></xmi:XMI>`;
    const reading = read('xmi', [{ name: 'd.xmi', text: bomb }]);
    assert.deepEqual(reading.problems.map(({ code }) => code).slice(0, 1), ['xml-syntax']);
    assert.ok(JSON.stringify(reading.documents).length < 2000);
  });

  for (const [format, name, open] of [['xmi', 'd.xmi', '<a>'], ['cas-json', 'd.json', '['], ['w3c', 'd.json', '{"a":'], ['doccano', 'd.jsonl', '['], ['label-studio', 'd.json', '[{"data":']] as const) {
    it(`deep nesting (${format})`, () => {
      const reading = read(format, [{ name, text: open.repeat(200_000) }]);
      assert.equal(reading.problems[0]?.code, format === 'xmi' ? 'xml-syntax' : 'too-deep');
    });
  }

  it('keys that are names of JavaScript', () => {
    const reading = read('doccano', [{ name: 'd.jsonl', text: '{"__proto__":{"polluted":1},"constructor":1,"text":"Ant","label":[[0,3,"__proto__"]]}\n' }]);
    const written = formats.find(({ id }) => id === 'doccano')?.write(reading.documents);
    assert.equal(Object.keys(Object.prototype).length, 0);
    assert.equal(written?.files[0]?.text, '{"__proto__":{"polluted":1},"constructor":1,"text":"Ant","label":[[0,3,"__proto__"]]}\n');
  });

  it('a line of two million characters', () => {
    for (const [format, name] of [['brat', 'd.ann'], ['conll', 'd.conll'], ['doccano', 'd.jsonl'], ['webanno-tsv', 'd.tsv'], ['xmi', 'd.xmi'], ['cas-json', 'd.json']] as const) {
      const reading = read(format, [{ name, text: 'T1\tX'.padEnd(2_000_000, 'a:b ') }]);
      assert.ok(reading.problems.length > 0, format);
    }
  });
});

describe('tags without prefixes', () => {
  it('say what people changed since, and list what they cannot keep apart', () => {
    const [document] = read('conll', [{ name: 'a.conll', text: 'Ant ORG\nmet O\nJack PER\nMa PER\nagain O\n' }]).documents;
    assert.ok(document !== undefined);
    const [, person] = document.spans;
    assert.ok(person !== undefined);
    const parts = [{ ...person, id: 'one', fragments: [{ start: 8, end: 12 }] }, { ...person, id: 'two', fragments: [{ start: 13, end: 15 }] }];
    const written = formats.find(({ id }) => id === 'conll')?.write([{ ...document, spans: parts }]);
    assert.deepEqual(written?.files.map(({ text }) => text), ['Ant O\nmet O\nJack PER\nMa PER\nagain O\n']);
    assert.deepEqual(written?.losses.map(({ code, item }) => `${code} ${item}`), ['widened two']);
  });
});

describe('what a format cannot say is listed', () => {
  const document = {
    id: 'd', text: 'Ant Group and Ant left Köln', metadata: { source: 'x' }, kept: {}, notes: [{ id: 'n', label: 'Note', target: 's1', text: 'x' }],
    spans: [
      { id: 's1', label: 'ORG', fragments: [{ start: 0, end: 9 }], references: [{ base: 'Wikidata', key: 'Q1' }], attributes: [{ name: 'a', value: 'b' }], cluster: 'c', kept: {} },
      { id: 's2', label: 'ORG', fragments: [{ start: 0, end: 3 }, { start: 14, end: 17 }], references: [], attributes: [], note: 'remark', kept: {} },
    ],
    relations: [{ id: 'r1', label: 'left', trigger: 's2', ends: [{ role: 'who', target: 's1' }], references: [], attributes: [], kept: {} }],
  };
  const expected: Readonly<Record<string, readonly string[]>> = {
    brat: ['metadata'], iob2: ['attribute', 'cluster', 'event', 'fragments', 'metadata', 'note', 'note', 'overlap', 'reference'],
    // under a key of their own, and so not lost
    doccano: ['aside attribute', 'aside cluster', 'aside event', 'aside fragments', 'aside note', 'aside note', 'aside reference'], prodigy: ['aside event', 'aside fragments', 'aside note'],
    w3c: ['event', 'metadata'], 'webanno-tsv': ['cluster', 'event', 'fragments', 'metadata', 'note', 'note'], xmi: ['cluster', 'event', 'fragments', 'metadata', 'note', 'note'],
  };
  for (const [id, codes] of Object.entries(expected)) {
    it(id, () => {
      assert.deepEqual([...formats.find((format) => format.id === id)?.write([document]).losses.map(({ code, detail }) => (code === 'aside' ? `aside ${detail.split(' ')[0]}` : code)) ?? []].sort(), codes);
    });
  }
});

function read(id: string, files: readonly TextFile[]): Reading {
  const format = formats.find((each) => each.id === id);
  assert.ok(format?.read !== undefined, id);
  return format.read(files);
}

function keptKey(format: Format): string {
  return { 'label-studio': 'labelStudio', 'cas-json': 'casJson', 'webanno-tsv': 'tsv' }[format.id] ?? format.id;
}
