import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { build, Folder, seedmark } from './seedmark';

describe('seedmark import and convert of large files, piece by piece', () => {
  let folder: Folder;
  before(build);
  beforeEach(() => { folder = new Folder(); });
  afterEach(() => folder.remove());

  it('passes over a line without end, and what is no UTF-8, and takes the lines around', () => {
    const input = folder.at('in.jsonl');
    writeFileSync(input, Buffer.concat([line('Ant one'), Buffer.from('"'), Buffer.alloc(70 << 20, 'x'), Buffer.from('\n'), line('Ant two'), Buffer.from([0x7b, 0xe9, 0x0a]), line('Ant three')]));
    const ended = seedmark('import', '--from', 'doccano', input, '--to', folder.at('c'));
    assert.equal(ended.code, 1, ended.said);
    assert.match(ended.said, /^in\.jsonl:2: line-too-long/m);
    assert.match(ended.said, /^in\.jsonl:4: not-utf8/m);
    assert.match(ended.said, /^3 articles, 1 entities, 3 mentions, 0 links$/m);
  });

  it('counts the offsets of a large file of lines in one unit, found in all of it', () => {
    const lines = Array.from({ length: 3000 }, (_, index) => JSON.stringify({ text: `${'x'.repeat(1000)} ${index === 2500 ? '😀 ' : ''}Ant grew`, label: index === 2500 ? [[1003, 1006, 'ORG']] : [[1001, 1004, 'ORG']] }));
    folder.write('in.jsonl', `${lines.join('\n')}\n`);
    const ended = seedmark('convert', '--from', 'doccano', '--to', 'doccano', folder.at('in.jsonl'), '--out', '-');
    assert.equal(ended.code, 0, ended.said);
    assert.match(ended.said, /code-points/);
    assert.equal(ended.out, folder.read('in.jsonl'));
  });

  for (const indent of [0, 2]) {
    it(`takes a large array of tasks piece by piece${indent === 0 ? '' : ', indented'}: what is wrong is told by its line, the rest comes in and out again`, () => {
      const tasks = Array.from({ length: 400 }, (_, index) => labelStudioTask(index + 1, `${'x'.repeat(2000)} Ant 😀 grew`));
      const printed = tasks.map(task => JSON.stringify(task, null, indent));
      const broken = [...printed.slice(0, 300), printed[0]?.slice(0, -1) ?? '', ...printed.slice(300)];
      folder.write('in/tasks.json', `[\n${broken.join(',\n')}\n]\n`);
      const ended = seedmark('import', '--from', 'label-studio', folder.at('in'), '--to', folder.at('c'));
      assert.equal(ended.code, 1);
      const [first, height] = [2 + 300 * (printed[0]?.split('\n').length ?? 0), printed[0]?.split('\n').length ?? 0];
      const told = Number(/^tasks\.json:(\d+): json-syntax/m.exec(ended.said)?.[1]);
      assert.ok(told >= first && told < first + height, ended.said);
      assert.match(ended.said, /^400 articles, 1 entities, 400 mentions, 0 links$/m);
      const out = seedmark('export', '--to', 'label-studio', folder.at('c'), '--out', folder.at('out'));
      assert.equal(out.code, 0, out.said);
      assert.equal(folder.read('out/tasks.json'), `${JSON.stringify(tasks, null, 2)}\n`);
      assert.equal(seedmark('convert', '--from', 'label-studio', '--to', 'label-studio', folder.at('out'), '--out', '-').out, folder.read('out/tasks.json'));
    });
  }

  for (const [format, name, mark, end] of [['conll', 'in.conll', () => '-DOCSTART- -X- O\n\n', ''], ['conll-coref', 'in.conll', (number: number) => `#begin document (d/${number}); part 000\n`, '#end document\n']] as const) {
    it(`${format}: takes a large table document by document, and gives it back byte for byte`, () => {
      const row = (word: string, tag: string, chain: string): string => (format === 'conll' ? `${word} N ${tag}\n` : `d 0 1 ${word} ${chain}\n`.replaceAll(' ', '\t'));
      const sentence = `${row('Ant', 'B-ORG', '(1)')}${row('Köln😀', 'O', '-').repeat(60)}\n`;
      const file = Array.from({ length: 60 }, (_, index) => `${mark(index)}${sentence.repeat(14)}${end}`).join('');
      folder.write(`in/${name}`, file);
      assert.ok(Buffer.byteLength(file) > 2 ** 19);
      const imported = seedmark('import', '--from', format, folder.at('in'), '--to', folder.at('c'));
      assert.equal(imported.code, 0, imported.said);
      assert.match(imported.said, /^60 articles, \d+ entities, 840 mentions, 0 links$/m);
      assert.equal(seedmark('export', '--to', format, folder.at('c'), '--out', folder.at('out')).code, 0);
      assert.equal(folder.read('out', name), file);
    });
  }

  it('tells by its line what is wrong far down in a large table', () => {
    const sentence = `Ant B-ORG\n${'word O\n'.repeat(100)}\n`;
    folder.write('in.conll', `${`-DOCSTART- O\n\n${sentence.repeat(8)}`.repeat(160)}-DOCSTART- O\n\nAnt B-ORG\nx I-PER\n`);
    const ended = seedmark('convert', '--from', 'conll', '--to', 'iob2', folder.at('in.conll'), '--out', '-');
    assert.deepEqual([ended.code, /^in\.conll:(\d+): tag-invalid/m.exec(ended.said)?.[1]], [1, String(160 * 818 + 4)]);
  });

  it('takes the elements of a large array around one that is no UTF-8', () => {
    const elements = Array.from({ length: 2000 }, (_, index) => element(index === 1000 ? Buffer.from([0x41, 0xe9, 0x42]) : `Köln ${'😀'.repeat(100)} ${index}`));
    writeFileSync(folder.at('in.json'), Buffer.concat([Buffer.from('\ufeff[\n'), ...elements.flatMap((each, index) => [each, Buffer.from(index === 1999 ? '\n]\n' : ',\n')])]));
    const ended = seedmark('import', '--from', 'doccano', folder.at('in.json'), '--to', folder.at('c'));
    assert.equal(ended.code, 1);
    assert.match(ended.said, /^in\.json:1002: not-utf8/m);
    assert.doesNotMatch(ended.said, /json-syntax/);
    assert.match(ended.said, /^1999 articles, /m);
  });
});

/** A line of doccano's. */
function line(text: string): Buffer {
  return Buffer.from(`${JSON.stringify({ text, label: [[0, 3, 'ORG']] })}\n`);
}

function element(text: string | Buffer): Buffer {
  return Buffer.concat([Buffer.from('{"text":"'), Buffer.from(text), Buffer.from('","label":[[0,3,"ORG"]]}')]);
}

function labelStudioTask(id: number, text: string): object {
  const start = text.indexOf('Ant');
  return { id, data: { text }, annotations: [{ id, completed_by: 1, result: [{ id: `r${id}`, from_name: 'label', to_name: 'text', type: 'labels', value: { start, end: start + 3, text: 'Ant', labels: ['ORG'] } }] }] };
}
