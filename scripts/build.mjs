// Bundles the extension, and on request the tests that run inside VS Code.
//
//   node scripts/build.mjs [--production] [--watch] [--tests]
import { build, context } from 'esbuild';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { minify } from 'terser';
import { isMain, root } from './common.mjs';

// Each `import * as vscode` from what is no ES module would copy all of the API, some 300 names, when the extension is loaded:
// a third of the time that takes. As a module of the bundle it is read once.
const vscodeOnce = {
  name: 'vscode once',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vscode$/ }, ({ namespace }) => (namespace === 'vscode' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'vscode' }));
    onLoad({ filter: /^/, namespace: 'vscode' }, () => {
      const types = readFileSync(join(root, 'node_modules/@types/vscode/index.d.ts'), 'utf8');
      const names = new Set([...types.matchAll(/^\texport (?:class|enum|namespace|const|abstract class) (\w+)/gm)].map(([, name]) => name));
      return { contents: `const api = require('vscode');\n${[...names].map(name => `export const ${name} = api.${name};`).join('\n')}`, loader: 'js' };
    });
  },
};

/**
 * What the desktop loads when it is first used, by what its importers write: the file that has it, from where the extension's own is,
 * and the names that they take. Packages have files of their own. What few sessions need at all is taken from the browser's bundle,
 * which has everything in any case; so it is packed once.
 */
const browserBundle = '../browser/extension.js';
export const seldom = {
  yaml: { file: './seldom-yaml.js', names: ['Composer', 'Parser', 'isAlias', 'isMap', 'isScalar', 'isSeq'] },
  'chrono-node/en': { file: './seldom-chrono-node.js', names: ['parse'] },
  'core/exchange/corpus': { file: browserBundle, names: ['toCorpus'] },
  'core/exchange/encoding': { file: browserBundle, names: ['looksLikeUtf16', 'mostBytes', 'unreadableInWords'] },
  'core/exchange/exporting': { file: browserBundle, names: ['Export', 'sidecarContent'] },
  'core/exchange/formats': { file: browserBundle, names: ['formats'] },
  'core/exchange/importing': { file: browserBundle, names: ['articleIntent', 'importInto'] },
  'core/exchange/inputs': { file: browserBundle, names: ['formatsIn', 'isMissed', 'mayBe'] },
  'core/exchange/report': { file: browserBundle, names: ['findingsIn', 'reportPage'] },
  'core/exchange/words': { file: browserBundle, names: ['skippedInWords'] },
};
const packages = Object.entries(seldom).filter(([, { file }]) => file !== browserBundle);
const parts = Object.entries(seldom).filter(([, { file }]) => file === browserBundle);

const onNeed = {
  name: 'on need',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^yaml$|^chrono-node\/en$|\/core\/exchange\// }, ({ path }) => ({ path: path.replace(/^(?:\.\.?\/)+/, ''), namespace: 'on need' }));
    onLoad({ filter: /^/, namespace: 'on need' }, ({ path }) => {
      const { file, names } = seldom[path];
      return { loader: 'js', contents: `module.exports = {\n${names.map(name => `get ${name}() { return require('${file}').${name}; },`).join('\n')}\n};` };
    });
    onResolve({ filter: /^/, namespace: 'on need' }, ({ path }) => ({ path, external: true }));
  },
};

// A browser reaches no disk: its corpora are never of this machine.
const noThreads = {
  name: 'no threads',
  setup({ onLoad }) {
    const none = "{ throw new Error('a browser has no threads for this'); }";
    const contents = `export class Threads { fewest = Infinity; atOnce = 1; async stats() ${none} async read() ${none} async texts() ${none} close() {} }`;
    onLoad({ filter: /[\\/]src[\\/]disk[\\/]threads\.ts$/ }, () => ({ contents, loader: 'js' }));
  },
};

/** The browser's bundle: the extension, and what the desktop takes from it. */
const everything = ["export { activate } from './src/extension.ts';", ...parts.map(([path, { names }]) => `export { ${names.join(', ')} } from './src/${path}.ts';`)].join('\n');

const shared = { absWorkingDir: root, bundle: true, format: 'cjs', logLevel: 'warning' };
const forNode = { ...shared, platform: 'node', target: 'es2023', external: ['vscode'] };
// The names of `package.json` fields: the ES module of a package bundles better than its CommonJS twin.
const forBrowser = { ...shared, platform: 'browser', target: 'es2022', external: ['vscode'], mainFields: ['browser', 'module', 'main'] };

/** What ships. One line per bundle. */
const product = [
  { ...forNode, entryPoints: ['src/desktop/main.ts'], outfile: 'dist/node/extension.js', external: ['vscode', './bundle.js'] },
  { ...forNode, entryPoints: ['src/extension.ts'], outfile: 'dist/node/bundle.js', mainFields: ['module', 'main'], plugins: [vscodeOnce, onNeed] },
  { ...forNode, entryPoints: ['src/disk/thread.ts'], outfile: 'dist/node/thread.js', mainFields: ['module', 'main'], plugins: [onNeed] },
  ...packages.map(([name, { file, names }]) => ({
    ...forNode, mainFields: ['module', 'main'], outfile: join('dist/node', file),
    stdin: { contents: `export { ${names.join(', ')} } from '${name}';`, resolveDir: root },
  })),
  { ...forBrowser, stdin: { contents: everything, resolveDir: root, sourcefile: 'everything.ts', loader: 'ts' }, outfile: 'dist/browser/extension.js', plugins: [vscodeOnce, noThreads] },
  { ...forBrowser, entryPoints: [{ in: 'src/webview/main.ts', out: 'graph' }, 'src/webview/graph.css'], outdir: 'dist/webview', format: 'iife', external: [] },
  { ...forNode, entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.js', mainFields: ['module', 'main'], banner: { js: '#!/usr/bin/env node' } },
];

/** The tests of the two extension hosts: a bundle per file for Node's, one bundle for the browser's, which cannot list a folder. */
function tests() {
  return [
    {
      ...forNode,
      entryPoints: ['test/editor/index.ts', ...testFiles('test/editor')],
      outbase: 'test', outdir: 'out/test', sourcemap: 'inline', external: ['vscode', 'mocha'],
    },
    {
      ...forBrowser,
      stdin: { contents: browserSuite(), resolveDir: join(root, 'test/web'), sourcefile: 'suite.ts', loader: 'ts' },
      outfile: 'out/test/web/index.js', sourcemap: 'inline', plugins: [browserMocha, noThreads],
    },
  ];
}

// Mocha's browser build would take the bundle's own `module` for the place of its export; without one it sets a global.
const browserMocha = {
  name: 'browser mocha',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]mocha[\\/]mocha\.js$/ }, ({ path }) => (
      { contents: `(function (module, exports, define) {${readFileSync(path, 'utf8')}\n}).call(globalThis);`, loader: 'js' }
    ));
  },
};

// Mocha's globals must stand before the first `describe`, so the order of these imports matters.
function browserSuite() {
  const files = testFiles('test/web').map(file => `import './${file.slice('test/web/'.length)}';`);
  return ["import './mocha.ts';", ...files, "export { run } from './run.ts';"].join('\n');
}

function testFiles(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true })
    .map(name => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter(name => name.endsWith('.test.ts'))
    .sort();
}

/** @param {{ production?: boolean, withTests?: boolean }} options */
export async function bundle({ production = false, withTests = false } = {}) {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  if (withTests) rmSync(join(root, 'out/test'), { recursive: true, force: true });
  await Promise.all(targets(production, withTests).map(options => build(options)));
  if (production) await Promise.all(packed.map(shrink));
}

/** What the VSIX holds, and a browser or a slow disk waits for. */
const packed = ['node/bundle.js', 'node/thread.js', 'node/seldom-yaml.js', 'node/seldom-chrono-node.js', 'browser/extension.js', 'webview/graph.js'];

/** Makes a bundle that esbuild has made small a twentieth smaller still. */
async function shrink(name) {
  const file = join(root, 'dist', name);
  const { code } = await minify(readFileSync(file, 'utf8'), {
    ecma: 2020, toplevel: name !== 'webview/graph.js',
    compress: { passes: 3, sequences: false }, // what is longer by a few letters packs better
  });
  writeFileSync(file, code);
}

async function watch({ production, withTests }) {
  const reporter = {
    name: 'reporter',
    setup({ onEnd, onStart }) {
      onStart(() => console.log('building')); // .vscode/tasks.json waits for these words
      onEnd(({ errors }) => console.log(errors.length === 0 ? 'built' : `${errors.length} errors`));
    },
  };
  const contexts = await Promise.all(targets(production, withTests).map(options => context({ ...options, plugins: [...options.plugins ?? [], reporter] })));
  await Promise.all(contexts.map(each => each.watch()));
}

function targets(production, withTests) {
  const mode = { minify: production, sourcemap: !production };
  const shipped = product.map(options => Object.assign({}, options, mode));
  return withTests ? [...shipped, ...tests()] : shipped;
}

if (isMain(import.meta)) {
  const [production, withTests, watching] = ['--production', '--tests', '--watch'].map(flag => process.argv.includes(flag));
  try {
    await (watching ? watch : bundle)({ production, withTests });
  } catch (error) {
    if (!error.errors) console.error(error); // esbuild has printed its own
    process.exitCode = 1;
  }
}
