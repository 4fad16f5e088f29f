import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readSidecar } from '../../src/core/store/sidecarFile';
import { build, Folder, program } from './seedmark';

const sidecar = 'annotations/001_a.yaml';
const mark = (id: string, entity: string, at: number): string => `  - { id: ${id}, entity: ${entity}, at: [${at}, ${at + 3}], quote: "Ant", before: "", after: "" }\n`;
const head = 'article: 001_a\nmentions:\n';
const base = head + mark('aaaaaa', 'ant', 5);
const entities = 'ant:\n  name: Ant\n  type: organization\n';

describe('seedmark merge, as git calls it', () => {
  let folder: Folder;
  before(build);
  beforeEach(() => {
    folder = new Folder();
    git('init', '--quiet', '--initial-branch=ours');
    git('config', 'merge.seedmark.driver', `"${process.execPath}" "${program}" merge %O %A %B %P`);
    commit({ '.gitattributes': 'annotations/**/*.yaml merge=seedmark\nentities.yaml merge=seedmark\n', [sidecar]: base, 'entities.yaml': entities });
    git('branch', 'theirs');
  });
  afterEach(() => folder.remove());

  function git(...args: readonly string[]): { readonly code: number | null; readonly out: string } {
    const { status, stdout, stderr } = spawnSync('git', ['-C', folder.path, '-c', 'user.name=A', '-c', 'user.email=a@b.c', ...args], { encoding: 'utf8' });
    return { code: status, out: stdout + stderr };
  }

  function commit(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) folder.write(name, text);
    git('add', '--all');
    assert.equal(git('commit', '--quiet', '--allow-empty', '-m', 'x').code, 0);
  }

  /** Commits each side on its branch, and merges theirs into ours. */
  function mergeBranches(ours: Readonly<Record<string, string>>, theirs: Readonly<Record<string, string>>): { readonly code: number | null; readonly out: string } {
    commit(ours);
    git('checkout', '--quiet', 'theirs');
    commit(theirs);
    git('checkout', '--quiet', 'ours');
    return git('merge', '--no-edit', 'theirs');
  }

  it('brings marks on neighbouring lines together, where git alone would stop', () => {
    const { code, out } = mergeBranches({ [sidecar]: base + mark('bbbbbb', 'ant', 20) }, { [sidecar]: base + mark('cccccc', 'ant', 10) });
    assert.equal(code, 0, out);
    assert.equal(folder.read(sidecar), base + mark('cccccc', 'ant', 10) + mark('bbbbbb', 'ant', 20));
    assert.equal(git('status', '--porcelain').out, '');
  });

  it('brings entities together', () => {
    const { code, out } = mergeBranches({ 'entities.yaml': `${entities}bob: { name: Bob, type: person }\n` }, { 'entities.yaml': `${entities}eve: { name: Eve, type: person }\n` });
    assert.equal(code, 0, out);
    assert.equal(folder.read('entities.yaml'), `${entities}bob: { name: Bob, type: person }\neve: { name: Eve, type: person }\n`);
  });

  it('merges a file that both sides added', () => {
    const added = 'annotations/002_b.yaml';
    const { code, out } = mergeBranches({ [added]: `article: 002_b\nmentions:\n${mark('aaaaaa', 'ant', 0)}` }, { [added]: `article: 002_b\nmentions:\n${mark('bbbbbb', 'ant', 9)}` });
    assert.equal(code, 0, out);
    assert.deepEqual(readSidecar(folder.read(added)).sidecar.mentions.map(({ id }) => id), ['aaaaaa', 'bbbbbb']);
  });

  it('keeps both where both changed one mark, and leaves the decision to a person', () => {
    const { code, out } = mergeBranches({ [sidecar]: head + mark('aaaaaa', 'one', 5) }, { [sidecar]: head + mark('aaaaaa', 'two', 5) });
    assert.equal(code, 1);
    assert.match(out, /both sides changed the mark aaaaaa/);
    assert.match(git('status', '--porcelain').out, /^AA|^UU annotations\/001_a\.yaml$/m);
    assert.deepEqual(readSidecar(folder.read(sidecar)).sidecar.mentions.map(({ entity }) => entity).sort(), ['one', 'two']);
  });

  it('stops where both renamed an entity, and says what theirs was', () => {
    const { code, out } = mergeBranches({ 'entities.yaml': entities.replace('name: Ant', 'name: A') }, { 'entities.yaml': entities.replace('name: Ant', 'name: B') });
    assert.equal(code, 1);
    assert.match(out, /entities\.yaml: both sides changed name of ant; ours stands, theirs is B/);
  });

  it('leaves what cannot be read to git, with its markers, and loses nothing', () => {
    const { code, out } = mergeBranches({ [sidecar]: `${base}  - { id: broken` }, { [sidecar]: base + mark('cccccc', 'ant', 10) });
    assert.equal(code, 1);
    assert.match(out, /cannot be read whole/);
    const text = folder.read(sidecar);
    assert.match(text, /^<{7} annotations\/001_a\.yaml \(ours\)$/m);
    assert.ok(text.includes('{ id: broken') && text.includes('id: cccccc'));
    assert.match(git('status', '--porcelain').out, /^UU /m);
  });
});
