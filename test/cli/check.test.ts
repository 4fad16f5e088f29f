import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, Folder, seedmark } from './seedmark';

const article = '001_a.txt';
const text = '## Title: Ant grows\n\nAnt Group grows in Hangzhou. So does Ant Group elsewhere.\n';
const mention = '  - { id: aaaaaa, entity: ant, at: [21, 30], quote: "Ant Group", before: "", after: " grows in Hangzhou" }\n';
const entities = 'ant:\n  name: Ant Group\n  type: organization\n';

describe('seedmark check', () => {
  let folder: Folder;
  before(build);
  beforeEach(() => { folder = new Folder(); });
  afterEach(() => folder.remove());

  function corpus(files: Readonly<Record<string, string>>): string {
    for (const [name, content] of Object.entries({ [article]: text, 'entities.yaml': entities, 'annotations/001_a.yaml': `article: 001_a\nmentions:\n${mention}`, ...files })) folder.write(`c/${name}`, content);
    return folder.at('c');
  }

  it('says nothing against the sample corpus', () => {
    assert.deepEqual(seedmark('check', folder.sample()), { code: 0, out: '', said: '' });
  });

  it('says nothing against a corpus that is all right', () => assert.deepEqual(seedmark('check', corpus({})), { code: 0, out: '', said: '' }));

  const cases: readonly (readonly [name: string, files: Readonly<Record<string, string>>, found: readonly string[]])[] = [
    [
      'entities that look alike', { 'entities.yaml': `${entities}harbour:\n  name: Harbour Board\n  type: organization\nharbor:\n  name: Harbor Board\n  type: organization\n` },
      ['entities.yaml:7:1: entity-alike'],
    ],
    ['an entity that is not there', { 'entities.yaml': '' }, ['annotations/001_a.yaml:3:27: entity-unknown']],
    ['a type that is not there', { 'entities.yaml': entities.replace('organization', 'firm') }, ['entities.yaml:3:9: type-unknown']],
    ['a sidecar without its article', { 'annotations/002_b.yaml': 'article: 002_b\n' }, ['annotations/002_b.yaml:1:10: sidecar-orphan']],
    ['YAML that is none', { 'corpus.yaml': 'a: b: c\n' }, ['corpus.yaml:1:4: yaml-syntax']],
    ['one article in two files', { '002_b.seeds': '==> 001_a.txt <==\nX\n' }, ['001_a.txt:1:11: article-duplicate', '002_b.seeds:2:1: article-duplicate']],
    ['an article without text', { '003_c.txt': ' \n' }, ['003_c.txt:1:1: article-empty']],
    ['a mark whose text is gone', { [article]: text.replaceAll('Ant Group', 'Siemens') }, ['001_a.txt:1:11: anchor-lost']],
    ['a link to nowhere, and one whose far end is gone', {
      '002_b.txt': 'Nothing of it.\n',
      'annotations/001_a.yaml': [
        'article: 001_a', 'links:',
        '  - { id: bbbbbb, relation: same-event, from: { at: [21, 30], quote: "Ant Group", before: "", after: " grows in Hangzhou" }, to: { article: 009_z, at: [0, 3], quote: "Ant", before: "", after: "" } }',
        '  - { id: cccccc, relation: same-event, from: { at: [21, 30], quote: "Ant Group", before: "", after: " grows in Hangzhou" }, to: { article: 002_b, at: [0, 9], quote: "Ant grows", before: "", after: "" } }', '',
      ].join('\n'),
    }, ['annotations/001_a.yaml:3:3: link-dangling', '002_b.txt:1:1: anchor-lost']],
  ];
  for (const [name, files, found] of cases) {
    it(`finds ${name}`, () => {
      const root = corpus(files);
      const { code, out } = seedmark('check', root);
      assert.deepEqual(out.trimEnd().split('\n').map(line => line.replace(`${root}/`, '').split(': ').slice(0, 2).join(': ')), found);
      assert.equal(code, 1);
    });
  }

  it('prints one line of JSON for each finding, with its words', () => {
    const { out } = seedmark('check', corpus({ 'entities.yaml': '' }), '--json');
    assert.deepEqual(out.trimEnd().split('\n').map(line => JSON.parse(line)), [{
      file: 'annotations/001_a.yaml', code: 'entity-unknown', level: 'warning', message: '“Ant Group” is tagged as ant, which entities.yaml does not know.',
      start: { line: 3, column: 27 }, end: { line: 3, column: 30 },
    }]);
  });

  it('prints SARIF, also where there is nothing to say', () => {
    const report = JSON.parse(seedmark('check', corpus({ 'entities.yaml': '', 'corpus.yaml': 'a: b: c\n' }), '--sarif').out);
    assert.equal(report.version, '2.1.0');
    assert.deepEqual(report.runs[0].results.map((result: { ruleId: string }) => result.ruleId), ['yaml-syntax', 'entity-unknown']);
    assert.deepEqual(report.runs[0].results[1].locations[0].physicalLocation, {
      artifactLocation: { uri: 'annotations/001_a.yaml' }, region: { startLine: 3, startColumn: 27, endLine: 3, endColumn: 30 },
    });
    assert.deepEqual(JSON.parse(seedmark('check', folder.sample(), '--sarif').out).runs[0].results, []);
  });

  it('keeps to the rules of SARIF: each result names a rule of the tool, a level, words, and a region that ends after it starts', () => {
    const report = JSON.parse(seedmark('check', corpus({ 'entities.yaml': '', 'corpus.yaml': 'a: b: c\n', 'a b/003_ü.txt': '\n' }), '--sarif').out);
    assert.deepEqual(Object.keys(report).sort(), ['$schema', 'runs', 'version']);
    const [run] = report.runs;
    assert.ok(run.tool.driver.name.length > 0);
    const rules = run.tool.driver.rules.map(({ id }: { id: string }) => id);
    assert.equal(new Set(rules).size, rules.length);
    assert.ok(run.results.length >= 2);
    for (const { ruleId, ruleIndex, level, message, locations } of run.results) {
      assert.equal(rules[ruleIndex], ruleId);
      assert.ok(['note', 'warning', 'error'].includes(level) && message.text.length > 0);
      const { artifactLocation, region } = locations[0].physicalLocation;
      assert.equal(new URL(artifactLocation.uri, 'file:///c/').href, `file:///c/${artifactLocation.uri}`);
      assert.ok(region.startLine >= 1 && region.startColumn >= 1);
      assert.ok(region.endLine > region.startLine || (region.endLine === region.startLine && region.endColumn >= region.startColumn));
    }
  });

  it('leaves out what matters less, on request', () => {
    const root = corpus({ '003_c.txt': '\n' });
    assert.equal(seedmark('check', root).code, 1);
    assert.deepEqual(seedmark('check', root, '--level', 'warning'), { code: 0, out: '', said: '' });
  });

  it('takes the old text from git: what it proves needs no one', () => {
    const root = corpus({});
    const git = (...args: readonly string[]): string => execFileSync('git', ['-C', root, '-c', 'user.name=A', '-c', 'user.email=a@b.c', ...args], { encoding: 'utf8' }).trim();
    git('init', '--quiet');
    folder.write(`c/${article}`, 'Early Ant Group grew.\nLate Ant Group fell.\n');
    const id = git('hash-object', '-w', article);
    const second = '  - { id: aaaaaa, entity: ant, at: [27, 36], quote: "Ant Group", before: "", after: "" }\n';
    folder.write(`c/annotations/001_a.yaml`, `article: 001_a\ntext: ${id}\nmentions:\n${second}`);
    folder.write(`c/${article}`, 'A new line.\nEarly Ant Group grew.\nLate Ant Group fell.\n');
    assert.equal(seedmark('check', root).out, '');
    folder.write(`c/annotations/001_a.yaml`, `article: 001_a\nmentions:\n${second}`);
    assert.match(seedmark('check', root).out, /anchor-/);
  });

  it('does not read a file that is too large to be an article, and looks at the rest', () => {
    const root = corpus({ '003_small.txt': 'Ant' });
    writeFileSync(path.join(root, '002_large.txt'), '');
    truncateSync(path.join(root, '002_large.txt'), 3 * 2 ** 30);
    const { code, out } = seedmark('check', root);
    assert.deepEqual([code, out.trimEnd().split('\n').map(line => line.replace(`${root}/`, ''))], [1, ['002_large.txt:1:1: unreadable: This file of the corpus cannot be read.']]);
  });

  it('does not look into another corpus further down', () => {
    assert.equal(seedmark('check', corpus({ 'sub/corpus.yaml': 'types: [\n', 'sub/annotations/x.yaml': 'article: y\n' })).code, 0);
  });
});
