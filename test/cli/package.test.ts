import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { build, Folder } from './seedmark';

describe('the package of the shell', () => {
  let folder: Folder;
  before(build);
  beforeEach(() => { folder = new Folder(); });
  afterEach(() => folder.remove());

  it('holds one program, which needs nothing else', () => {
    const root = path.resolve(import.meta.dirname, '..', '..');
    const packed = JSON.parse(execFileSync('npm', ['pack', '--json', '--pack-destination', folder.path], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    assert.deepEqual(packed[0].files.map((file: { path: string }) => file.path).sort(), ['CHANGELOG.md', 'LICENSE', 'README.md', 'dist/cli.js', 'package.json'].filter(name => packed[0].files.some((file: { path: string }) => file.path === name)));
    execFileSync('tar', ['-xzf', folder.at(packed[0].filename), '-C', folder.path]);
    const run = (...words: readonly string[]): string => execFileSync(process.execPath, [folder.at('package/dist/cli.js'), ...words], { cwd: folder.path, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    assert.match(run('--help'), /^Usage: seedmark COMMAND/);
    folder.write('in/a.txt', 'Ant grew.');
    folder.write('in/a.ann', 'T1\tORG 0 3\tAnt\n');
    run('import', '--from', 'brat', 'in', '--to', 'corpus');
    assert.match(run('check', 'corpus', '--sarif'), /"version":"2\.1\.0"/);
    for (const format of ['xmi', 'w3c', 'conll']) assert.match(run('export', '--to', format, 'corpus', '--out', format, '--json'), /"annotations": 1/);
    run('bundle', 'corpus', '--out', 'all.seeds', '--move');
    run('unbundle', 'corpus/all.seeds', '--move');
    assert.equal(folder.read('corpus/a.seed'), 'Ant grew.');
  });
});
