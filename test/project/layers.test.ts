// The layers of src, read from its import lines. What each layer may import stands in `rules`.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** npm packages that are pure: text in, data out. */
const purePackages = ['chrono-node', 'd3-force', 'd3-time', 'fuse.js', 'picomatch', 'saxes', 'yaml'];

interface Rule {
  /** What the files of the layer have in common, and what they may import: paths from the root without ending, or packages. */
  readonly of: RegExp;
  readonly may: readonly RegExp[];
}

const packages = new RegExp(`^(${purePackages.map(name => name.replaceAll('.', '\\.')).join('|')})(/|$)`);
const rules: readonly Rule[] = [
  { of: /^src\/core\//, may: [/^src\/core\//, packages] },
  { of: /^src\/editor\/features\//, may: [/^src\/core\//, /^src\/editor\/(?!features\/)/, /^vscode$/, packages] },
  { of: /^src\/disk\//, may: [/^src\/core\//, /^src\/disk\//, /^node:/] },
  { of: /^src\/editor\/(?!features\/)/, may: [/^src\/core\//, /^src\/disk\/threads$/, /^src\/editor\/(?!features\/)/, /^vscode$/, packages] },
  { of: /^src\/cli\//, may: [/^src\/core\//, /^src\/cli\//, /^node:/, packages] },
  { of: /^src\/webview\//, may: [/^src\/core\//, /^src\/webview\//] },
  { of: /^src\/desktop\//, may: [/^src\/desktop\//, /^node:/, /^vscode$/] },
  { of: /^src\/extension$/, may: [/^src\/core\//, /^src\/editor\//, /^vscode$/] },
];

/** Each file of src, as a path from the root without its ending, with what it imports in the same form. */
type Imports = ReadonlyMap<string, readonly string[]>;

describe('the layers of src', () => {
  const sources = readSources();
  const imports: Imports = new Map([...sources].map(([file, code]) => [file, importsOf(file, code)]));

  it('each file belongs to a layer', () => {
    assert.ok(sources.size > 0);
    assert.deepEqual([...sources.keys()].filter(file => !rules.some(rule => rule.of.test(file))), []);
  });

  it('each file imports only what its layer may', () => assert.deepEqual(strangers(imports), []));

  it('no file imports itself by way of others', () => assert.equal(cycle(imports), undefined));

  it('no file is a barrel or has a default export', () => {
    const bad = /^\s*export\s+(default\b|\*|(?:type\s+)?\{[^}]*\}\s*from\b)|\bas\s+default\b/m;
    assert.deepEqual([...sources].filter(([, code]) => bad.test(code)).map(([file]) => file), []);
  });
});

describe('the reading of import lines', () => {
  const cases: readonly (readonly [code: string, imported: readonly string[]])[] = [
    ["import { a } from '../model';", ['src/core/model']],
    ["import type { A } from './a';", ['src/core/seed/a']],
    ["import {\n\ta,\n\tb,\n} from './a.ts';", ['src/core/seed/a']],
    ["import Fuse from 'fuse.js';", ['fuse.js']],
    ["import 'yaml';", ['yaml']],
    ["const a = await import('./a');", ['src/core/seed/a']],
    ["export { a } from './a';", ['src/core/seed/a']],
    ["type A = import('./a').A;", ['src/core/seed/a']],
    ["// from './a'", []],
    ["export type End = 'from' | 'to';", []],
  ];
  for (const [code, imported] of cases) it(code.replaceAll(/\s+/g, ' '), () => assert.deepEqual(importsOf('src/core/seed/seed', code), imported));

  it('a wrong import is found', () => {
    assert.deepEqual(wrong('src/core/a', 'vscode'), ['src/core/a imports vscode']);
    assert.deepEqual(wrong('src/core/a', 'node:fs').length, 1);
    assert.deepEqual(wrong('src/core/a', 'src/editor/session').length, 1);
    assert.deepEqual(wrong('src/editor/features/a', 'src/editor/features/b').length, 1);
    assert.deepEqual(wrong('src/editor/session', 'src/editor/features/a').length, 1);
    assert.deepEqual(wrong('src/editor/corpus/corpus', 'src/editor/features/a').length, 1);
    assert.deepEqual(wrong('src/editor/session', 'src/extension').length, 1);
    assert.deepEqual(wrong('src/editor/features/a', 'src/editor/session'), []);
  });

  it('a cycle is found', () => {
    assert.equal(cycle(new Map([['a', ['b']], ['b', ['c']], ['c', ['a']]])), 'a > b > c > a');
    assert.equal(cycle(new Map([['a', ['b', 'c']], ['b', ['c']], ['c', ['d']]])), undefined);
  });
});

function wrong(file: string, imported: string): readonly string[] {
  return strangers(new Map([[file, [imported]]]));
}

function strangers(imports: Imports): readonly string[] {
  return [...imports].flatMap(([file, imported]) => {
    const rule = rules.find(each => each.of.test(file));
    return imported.filter(name => !rule?.may.some(pattern => pattern.test(name))).map(name => `${file} imports ${name}`);
  });
}

function importsOf(file: string, code: string): readonly string[] {
  const bare = code.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const lines = bare.matchAll(/^\s*(?:import|export)\b[^;'"=]*\bfrom\s*'([^']+)'|^\s*import\s*'([^']+)'|\bimport\(\s*'([^']+)'/gm);
  const names = [...lines].map(([, from, plain, call]) => from ?? plain ?? call ?? '');
  return names.map(name => name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name).replace(/\.[jt]s$/, '') : name);
}

/** A way from a file back to itself, as `a > b > a`; undefined where there is none. */
function cycle(imports: Imports): string | undefined {
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): string | undefined => {
    const from = way.indexOf(file);
    if (from >= 0) return [...way.slice(from), file].join(' > ');
    if (done.has(file)) return undefined;
    for (const next of imports.get(file) ?? []) {
      const found = visit(next, [...way, file]);
      if (found !== undefined) return found;
    }
    done.add(file);
    return undefined;
  };
  for (const file of imports.keys()) {
    const found = visit(file, []);
    if (found !== undefined) return found;
  }
  return undefined;
}

function readSources(): ReadonlyMap<string, string> {
  const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(name => /\.tsx?$/.test(name));
  return new Map(files.map(name => [
    `src/${name.replaceAll('\\', '/').replace(/\.tsx?$/, '')}`,
    readFileSync(path.join(root, 'src', name), 'utf8'),
  ]));
}
