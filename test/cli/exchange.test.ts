import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { formats } from '../../src/core/exchange/formats';
import { readEntities } from '../../src/core/store/entitiesFile';
import { readSidecar } from '../../src/core/store/sidecarFile';
import { build, contentsOf, Folder, seedmark } from './seedmark';

const brat = {
  'news/one.txt': '😀 Angela Merkel visited Siemens in Köln.\n',
  'news/one.ann': 'T1\tPerson 2 15\tAngela Merkel\nT2\tOrganization 24 31\tSiemens\nR1\tVisits Arg1:T1 Arg2:T2\t\nN1\tReference T1 Wikidata:Q567\tAngela Merkel\nA1\tMention T1 Name\nE1\tPerson:T1 Goal:T2\n#1\tAnnotatorNotes T1\tformer chancellor\n',
  'news/two.txt': 'Merkel left.',
  'news/two.ann': 'T1\tPerson 0 6\tMerkel\nN1\tReference T1 Wikidata:Q567\tAngela Merkel\n',
};

describe('seedmark import, export and convert', () => {
  let folder: Folder;
  before(build);
  beforeEach(() => { folder = new Folder(); });
  afterEach(() => folder.remove());

  function write(below: string, files: Readonly<Record<string, string>>): string {
    for (const [name, text] of Object.entries(files)) folder.write(`${below}/${name}`, text);
    return folder.at(below);
  }

  for (const format of ['brat', 'w3c', 'doccano', 'prodigy', 'label-studio']) {
    it(`${format}: the marks, links and entities of the sample corpus come back, each in its place`, () => {
      const sample = folder.sample();
      assert.equal(seedmark('export', '--to', format, sample, '--out', folder.at('out')).code, 0);
      seedmark('import', '--from', format, folder.at('out'), '--to', folder.at('again'));
      assert.deepEqual(seedmark('check', folder.at('again'), '--level', 'warning'), { code: 0, out: '', said: '' });
      const marks = marksIn(sample);
      assert.ok(marks.length > 300);
      assert.deepEqual(marksIn(folder.at('again')), marks);
      assert.deepEqual(linksIn(folder.at('again')), linksIn(sample));
      assert.ok(linksIn(sample).some(link => link.endsWith(' elsewhere')));
      assert.deepEqual(entityIdsIn(folder.at('again')), entityIdsIn(sample));
    });
  }

  for (const format of ['webanno-tsv', 'xmi', 'cas-json']) {
    it(`${format}: each mark of the sample corpus comes back as what it was`, () => {
      const sample = folder.sample();
      seedmark('export', '--to', format, sample, '--out', folder.at('out'));
      seedmark('import', '--from', format, folder.at('out'), '--to', folder.at('again'));
      assert.deepEqual(groupsIn(meantIn(folder.at('again'))), groupsIn(meantIn(sample)));
    });
  }

  it('what a corpus has no word for is kept, and comes out again byte for byte', () => {
    const input = write('in', brat);
    const ended = seedmark('import', '--from', 'brat', input, '--to', folder.at('c'));
    assert.equal(ended.code, 0, ended.said);
    assert.match(ended.said, /^2 articles, 2 entities, 3 mentions, 1 links$/m);
    assert.deepEqual(seedmark('check', folder.at('c')), { code: 0, out: '', said: '' });
    assert.deepEqual([...contentsOf(folder.at('c')).keys()], ['annotations/news/one.yaml', 'annotations/news/two.yaml', 'corpus.yaml', 'entities.yaml', 'news/one.seed', 'news/two.seed']);
    assert.equal(seedmark('export', '--to', 'brat', folder.at('c'), '--out', folder.at('out')).code, 0);
    assert.deepEqual(contentsOf(folder.at('out')), contentsOf(input));
  });

  it('a second import changes nothing, and is refused without --merge only where it would', () => {
    const input = write('in', brat);
    seedmark('import', '--from', 'brat', input, '--to', folder.at('c'));
    const before = contentsOf(folder.at('c'));
    assert.equal(seedmark('import', '--from', 'brat', input, '--to', folder.at('c')).code, 0);
    assert.equal(seedmark('import', '--from', 'brat', input, '--to', folder.at('c'), '--merge').code, 0);
    assert.deepEqual(contentsOf(folder.at('c')), before);
    write('in', { 'news/two.ann': `${brat['news/two.ann']}T2\tPerson 0 6\tMerkel\n` });
    const refused = seedmark('import', '--from', 'brat', input, '--to', folder.at('c'));
    assert.equal(refused.code, 2);
    assert.match(refused.said, /is there already: --merge adds to it; nothing was written/);
    assert.deepEqual(contentsOf(folder.at('c')), before);
    assert.equal(seedmark('import', '--from', 'brat', input, '--to', folder.at('c'), '--merge').code, 0);
    assert.deepEqual(seedmark('check', folder.at('c'), '--level', 'warning').out, '');
    assert.equal(readSidecar(folder.read('c/annotations/news/two.yaml')).sidecar.mentions.length, 2);
  });

  it('keeps two things apart that have the same id, and types that the corpus names itself', () => {
    const input = write('in', brat);
    write('c', { 'corpus.yaml': '# mine\narticles: ["**/*.txt"]\ntypes:\n  person: {}\n', 'entities.yaml': '# mine\nsiemens:\n  name: Georg Siemens\n  type: person\n' });
    assert.equal(seedmark('import', '--from', 'brat', input, '--to', folder.at('c'), '--merge').code, 0);
    assert.equal(folder.read('c/corpus.yaml').split('relations:')[0], '# mine\narticles: ["**/*.txt"]\ntypes:\n  person: {}\n  organization: { label: Organization }\n');
    assert.match(folder.read('c/entities.yaml'), /^# mine\nsiemens:\n {2}name: Georg Siemens\n {2}type: person\nangela-merkel:\n(?: .*\n)+siemens-2:\n {2}name: Siemens\n {2}type: organization\n$/);
    assert.deepEqual(seedmark('check', folder.at('c')), { code: 0, out: '', said: '' });
    assert.equal(seedmark('export', '--to', 'brat', folder.at('c'), '--out', folder.at('out')).code, 0);
    assert.deepEqual(contentsOf(folder.at('out')), contentsOf(input));
  });

  it('never changes an article', () => {
    write('c', { 'corpus.yaml': 'articles: ["**/*.txt"]\n', 'news/one.txt': 'Something else.' });
    const ended = seedmark('import', '--from', 'brat', write('in', brat), '--to', folder.at('c'), '--merge');
    assert.equal(ended.code, 1);
    assert.match(ended.said, /^news\/one: left out: The corpus has an article of this name with another text/m);
    assert.equal(folder.read('c/news/one.txt'), 'Something else.');
    assert.ok(!folder.has('c/annotations/news/one.yaml') && folder.has('c/annotations/news/two.yaml'));
  });

  it('tells what is wrong by file and line, and imports the rest', () => {
    const input = write('in', { ...brat, 'news/two.ann': `T9\tnonsense\n${brat['news/two.ann']}` });
    const ended = seedmark('import', '--from', 'brat', input, '--to', folder.at('c'));
    assert.equal(ended.code, 1);
    assert.match(ended.said, /^news\/two\.ann:1: line-malformed: This line cannot be read/m);
    assert.equal(readSidecar(folder.read('c/annotations/news/two.yaml')).sidecar.mentions.length, 1);
  });

  const evil: readonly (readonly [name: string, format: string, files: Readonly<Record<string, string>>])[] = [
    ['a name that climbs', 'w3c', { 'a.jsonld': JSON.stringify([{ type: 'Annotation', id: '#a', target: { source: '../../evil.txt', selector: { type: 'TextQuoteSelector', exact: 'x' } } }]) }],
    ['JSON that nests without end', 'doccano', { 'a.jsonl': `{"text":"x","label":${'['.repeat(100_000)}${']'.repeat(100_000)}}\n` }],
    ['entities that grow', 'xmi', { 'a.xmi': `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${'bcdefghij'.split('').map((name, index) => `<!ENTITY ${name} "${`&${'abcdefghij'.charAt(index)};`.repeat(10)}">`).join('')}]><xmi:XMI xmlns:xmi="http://www.omg.org/XMI">&j;</xmi:XMI>` }],
    ['an article that would be two', 'doccano', { 'a.jsonl': `${JSON.stringify({ text: '==> one.txt <==\nA\n==> two.txt <==\nB\n', label: [[16, 17, 'PER']] })}\n` }],
    ['an article in the folder of the sidecars', 'brat', { 'annotations/a.txt': 'Ant', 'annotations/a.ann': 'T1\tPER 0 3\tAnt\n' }],
    ['bytes that are no text', 'brat', { 'a.txt': 'Ant', 'a.ann': '\u0000T1\tPER 0 3\tAnt\n' }],
  ];
  for (const [name, format, files] of evil) {
    it(`takes no harm from ${name}`, () => {
      const input = write('in/deep/er', files);
      const before = contentsOf(folder.path);
      const ended = seedmark('import', '--from', format, input, '--to', folder.at('in/deep/c'));
      assert.equal(ended.code, 1, ended.said);
      assert.notEqual(ended.said, '');
      const added = [...contentsOf(folder.path).keys()].filter(file => !before.has(file));
      assert.deepEqual(added.filter(file => !file.startsWith('in/deep/c/')), []);
      assert.deepEqual(seedmark('check', folder.at('in/deep/c')), { code: 0, out: '', said: '' });
    });
  }

  it('writes nothing where a link leads out of the folder', () => {
    const input = write('in', { 'x/a.txt': 'Ant', 'x/a.ann': 'T1\tORG 0 3\tAnt\n' });
    mkdirSync(folder.at('outside'));
    write('c', { 'corpus.yaml': 'articles: ["**/*.txt"]\n' });
    symlinkSync(folder.at('outside'), folder.at('c/x'));
    const ended = seedmark('import', '--from', 'brat', input, '--to', folder.at('c'));
    assert.equal(ended.code, 2);
    assert.match(ended.said, /leads out of .* by a link/);
    assert.deepEqual(readdirSync(folder.at('outside')), []);
    mkdirSync(folder.at('out'), { recursive: true });
    symlinkSync(folder.at('outside'), folder.at('out/x'));
    assert.equal(seedmark('convert', '--from', 'brat', '--to', 'brat', input, '--out', folder.at('out')).code, 2);
    assert.deepEqual(readdirSync(folder.at('outside')), []);
  });

  it('passes over what is of no format, and says so where that is all there is', () => {
    const input = write('in', { 'a.txt': 'Ant', 'a.ann': 'T1\tORG 0 3\tAnt\n', 'readme.md': 'Hello' });
    writeFileSync(path.join(input, 'a.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]));
    assert.equal(seedmark('import', '--from', 'brat', input, '--to', folder.at('c')).code, 0);
    const ended = seedmark('import', '--from', 'xmi', input, '--to', folder.at('d'));
    assert.equal(ended.code, 2);
    assert.match(ended.said, /none of the files is UIMA CAS XMI/);
  });

  it('says which encoding a file is in that cannot be read', () => {
    const input = write('in', { 'a.txt': 'Ant', 'a.ann': 'T1\tORG 0 3\tAnt\n', 'b.txt': 'x' });
    writeFileSync(path.join(input, 'b.ann'), Buffer.from('\ufeffT1\tORG 0 1\tx\n', 'utf16le'));
    writeFileSync(path.join(input, 'c.ann'), Buffer.from('T1\tORG 0 1\tx\nT2\tORG 0 1\t\xe9\n', 'latin1'));
    const ended = seedmark('import', '--from', 'brat', input, '--to', folder.at('c'));
    assert.equal(ended.code, 1);
    assert.match(ended.said, /^b\.ann: not read: This is UTF-16/m);
    assert.match(ended.said, /^c\.ann:2: not read: This is not UTF-8/m);
  });

  it('what is nested deeply is kept and comes out again', () => {
    const deep = JSON.parse(`${'{"a":['.repeat(20)}"json:1"${']}'.repeat(20)}`);
    const input = write('in', { 'a.jsonl': `${JSON.stringify({ text: 'Ant grows.', label: [[0, 3, 'ORG']], meta: deep, more: 'json:x' })}\n` });
    assert.equal(seedmark('import', '--from', 'doccano', input, '--to', folder.at('c')).code, 0);
    assert.equal(seedmark('export', '--to', 'doccano', folder.at('c'), '--out', folder.at('out')).code, 0);
    assert.deepEqual(contentsOf(folder.at('out')), contentsOf(input));
  });

  it('tells which marks have no place any more', () => {
    folder.write('c/001_a.txt', 'Nothing of it.');
    folder.write('c/annotations/001_a.yaml', 'article: 001_a\nmentions:\n  - { id: aaaaaa, entity: ant, at: [0, 3], quote: "Ant", before: "", after: "" }\n');
    folder.write('c/annotations/002_b.yaml', 'mentions: [');
    const ended = seedmark('export', '--to', 'csv', folder.at('c'), '--out', folder.at('out'));
    assert.equal(ended.code, 1);
    assert.match(ended.said, /^annotations\/001_a\.yaml#aaaaaa: left out/m);
    assert.match(ended.said, /^annotations\/002_b\.yaml: left out: This file cannot be read whole/m);
  });

  it('the sample corpus can be written in every format, and nothing is overwritten', () => {
    const sample = folder.sample();
    for (const { id } of formats) {
      const ended = seedmark('export', '--to', id, sample, '--out', folder.at(id));
      assert.equal(ended.code, 0, `${id}: ${ended.said}`);
      assert.match(ended.said, /^15 articles, /m);
    }
    const again = seedmark('export', '--to', 'csv', sample, '--out', folder.at('csv'));
    assert.equal(again.code, 2);
    assert.match(again.said, /is there already; nothing was written/);
  });

  it('converts, and lists what the other format cannot say', () => {
    const input = write('in', brat);
    const ended = seedmark('convert', '--from', 'brat', '--to', 'doccano', input, '--out', folder.at('out'));
    assert.equal(ended.code, 0);
    assert.match(ended.said, /^lost: aside, \d+ times: kept where only Seedmark looks for it\n {2}news\/one \S+ \w+/m);
    assert.match(ended.said, /^offsets were counted in code-points$/m);
    const report = JSON.parse(seedmark('convert', '--from', 'brat', '--to', 'conll', input, '--out', folder.at('conll'), '--json').out);
    assert.deepEqual(report.counts.documents, 2);
    assert.ok(report.losses.some((loss: { code: string }) => loss.code === 'reference'));
  });

  it('prints what can be a stream, and refuses what cannot', () => {
    const input = write('in', brat);
    const stream = seedmark('convert', '--from', 'brat', '--to', 'doccano', input, '--out', '-');
    assert.deepEqual(stream.out.trimEnd().split('\n').map(each => JSON.parse(each).text), [brat['news/one.txt'], brat['news/two.txt']]);
    assert.match(seedmark('export', '--to', 'graphml', folder.sample(), '--out', '-').out, /^<\?xml/);
    const [tokens, sentences] = [/^\S/, /^$/].map(pattern => (text: string) => text.trimEnd().split('\n').filter(each => pattern.test(each)).length);
    assert.ok(tokens !== undefined && sentences !== undefined);
    const table = seedmark('convert', '--from', 'brat', '--to', 'iob2', input, '--out', '-').out;
    assert.deepEqual([tokens(table), sentences(table)], [11, 1]);
    for (const format of ['brat', 'csv', 'xmi', 'webanno-tsv']) {
      const refused = seedmark('convert', '--from', 'brat', '--to', format, input, '--out', '-');
      assert.deepEqual([refused.code, refused.out], [2, ''], format);
    }
    assert.equal(seedmark('convert', '--from', 'csv', '--to', 'brat', input, '--out', folder.at('x')).code, 2);
  });
});

function entityIdsIn(root: string): string[] {
  return readEntities(readFileSync(path.join(root, 'entities.yaml'), 'utf8')).entities.filter(({ type }) => type !== 'passage').map(({ id }) => id).sort();
}

/** What each mention means, by its article and quote. */
function meantIn(root: string): Map<string, string> {
  return new Map(sidecarsIn(root).flatMap(({ article, mentions }) => mentions.map(({ entity, anchor: { at, quote } }): [string, string] => [`${article} ${quote.replace(/\s+/g, ' ')} ${at[1] - at[0]}`, entity])));
}

/** Which mentions mean the same. */
function groupsIn(meant: ReadonlyMap<string, string>): string[] {
  const groups = new Map<string, string[]>();
  for (const [place, entity] of meant) groups.set(entity, [...groups.get(entity) ?? [], place]);
  return [...groups.values()].map(group => group.sort().join('; ')).sort();
}

/** Every mention as `ARTICLE START-END QUOTE TYPE`. */
function marksIn(root: string): string[] {
  const { entities } = readEntities(readFileSync(path.join(root, 'entities.yaml'), 'utf8'));
  const types = new Map(entities.map(({ id, type }) => [id, type]));
  return sidecarsIn(root).flatMap(({ article, mentions }) => mentions.map(({ entity, anchor: { at, quote } }) => `${article} ${at.join('-')} ${quote} ${types.get(entity) ?? ''}`)).sort();
}

/** Every link as `ARTICLE START-END RELATION ARTICLE START-END`, with `elsewhere` for one to another article. */
function linksIn(root: string): string[] {
  return sidecarsIn(root).flatMap(({ article, links }) => links.map(({ relation, from, to }) =>
    `${article} ${from.at.join('-')} ${relation} ${to.article} ${to.anchor.at.join('-')}${to.article === article ? '' : ' elsewhere'}`)).sort();
}

function sidecarsIn(root: string): ReturnType<typeof readSidecar>['sidecar'][] {
  const folder = path.join(root, 'annotations');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.yaml')).map(name => readSidecar(readFileSync(path.join(folder, name), 'utf8')).sidecar);
}
