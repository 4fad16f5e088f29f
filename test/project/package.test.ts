// What users get: the files of the VSIX, and a browser bundle that runs without Node.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { transformSync } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');

const always = ['CHANGELOG.md', 'LICENSE', 'README.md', 'dist/browser/extension.js', 'dist/node/bundle.js', 'dist/node/extension.js', 'dist/node/thread.js', 'dist/webview/graph.css', 'dist/webview/graph.js', 'media/icon.png', 'package.json', 'package.nls.json'];

const allowed = [
  ...['language-configuration.json'].map(name => new RegExp(`^${name.replaceAll('.', '\\.')}$`)),
  /^dist\/node\/seldom-[\w-]+\.js$/,
  /^package\.nls\.[\w-]+\.json$/,
  /^l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
  /^syntaxes\/[\w.-]+\.tmLanguage\.json$/,
  /^schemas\/[\w.-]+\.schema\.json$/,
  /^media\/[\w.-]+\.(svg|png)$/,
];

describe('the package', () => {
  let files: readonly string[] = [];

  before(() => {
    const output = execFileSync(process.execPath, [path.join(root, 'scripts/package.mjs'), '--list'], { encoding: 'utf8' });
    files = output.trim().split('\n');
  });

  it('holds what ships, and nothing else', () => {
    assert.deepEqual(always.filter(name => !files.includes(name)), []);
    assert.deepEqual(files.filter(name => !always.includes(name) && !allowed.some(pattern => pattern.test(name))), []);
  });

  for (const bundle of ['dist/node/bundle.js', 'dist/node/extension.js', 'dist/node/thread.js', 'dist/browser/extension.js']) {
    it(`${bundle} requires only what its host has`, () => {
      const names = requiredBy(readFileSync(path.join(root, bundle), 'utf8'));
      const isBeside = (name: string): boolean => files.includes(path.posix.join(path.posix.dirname(bundle), name));
      const strangers = names.filter(name => name !== 'vscode' && !(bundle.startsWith('dist/node/') && (isBuiltin(name) || isBeside(name))));
      assert.deepEqual(strangers, []);
    });
  }

  it('the browser bundle uses no name that only Node has', () => {
    assert.deepEqual(nodeNamesIn(readFileSync(path.join(root, 'dist/browser/extension.js'), 'utf8')), []);
  });
});

describe('what the desktop loads when it is first used', () => {
  // A name that the build does not know of would be undefined, and nothing would say so.
  it('has each name that is imported from it', async () => {
    const { seldom } = await import(path.join(root, 'scripts/build.mjs')) as { seldom: Record<string, { names: readonly string[] }> };
    const missing: string[] = [];
    const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(name => /^(?:core(?!.exchange)|editor).*\.ts$/.test(name));
    for (const file of files) {
      for (const [, names = '', from = ''] of readFileSync(path.join(root, 'src', file), 'utf8').matchAll(/^import \{([^}]*)\} from '([^']*)'/gm)) {
        const wanted = names.split(',').map(name => name.trim()).filter(name => name !== '' && !name.startsWith('type '));
        const known = seldom[from.replace(/^(?:\.\.?\/)+/, '')]?.names ?? (from.includes('/core/exchange/') ? [] : wanted);
        missing.push(...wanted.filter(name => !known.includes(name)).map(name => `${file}: ${name}`));
      }
    }
    assert.deepEqual(missing, []);
  });
});

describe('the search for modules', () => {
  const cases: readonly (readonly [code: string, found: readonly string[]])[] = [
    ['var a = require("vscode"), b = require(\'node:fs\')', ['vscode', 'node:fs']],
    ['import("fs")', ['fs']],
    ['require(name)', ['?']],
    ['a.require("fs")', []],
  ];
  for (const [code, found] of cases) it(code, () => assert.deepEqual(requiredBy(code), found));
});

describe('the search for names of Node', () => {
  const cases: readonly (readonly [code: string, found: readonly string[]])[] = [
    ['process.cwd()', ['process']],
    ['new Buffer(3)', ['Buffer']],
    ['x=Buffer.from(a)', ['Buffer']],
    ['typeof process!="undefined"&&process.cwd()', []],
    ['typeof Buffer=="function"?Buffer.from(a):b', []],
    ['x = { process }', ['process']],
    ['this.process(a)', []],
    ['function f(process) { return process; }', []],
    ['x = { process: 1 }', []],
    ['"process the text"', []],
    ['__dirname', ['__dirname']],
    ['a?.Buffer', []],
  ];
  for (const [code, found] of cases) it(code, () => assert.deepEqual(nodeNamesIn(code), found));
});

/** The module names of all `require` and `import` calls: `require("vscode")` is `vscode`; one that is computed is `?`. */
function requiredBy(code: string): readonly string[] {
  const calls = markGlobals(code, ['require']).matchAll(/(?:\$global_require|(?<![\w$.])import)\(\s*(?:"([^"]*)")?/g);
  return [...new Set([...calls].map(([, name]) => name ?? '?'))];
}

/** Names of Node's globals that code reads, once each; not one that it asks `typeof` about anywhere, which is how a library guards itself. */
function nodeNamesIn(code: string): readonly string[] {
  const names = ['process', 'Buffer', '__dirname', '__filename', 'setImmediate'];
  const marked = markGlobals(code, names);
  return names.filter(name => marked.includes(`$global_${name}`) && !marked.includes(`typeof $global_${name}`));
}

// esbuild knows a global from a property, a local name or a word in a text: `process.a(b.process)` is `$global_process.a(b.process)`.
function markGlobals(code: string, names: readonly string[]): string {
  return transformSync(code, { define: Object.fromEntries(names.map(name => [name, `$global_${name}`])) }).code;
}
