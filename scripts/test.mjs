// Passes all tests, or the kinds that are named:  npm test -- [lint] [unit] [grammar] [editor] [web] [--grep PATTERN] [--oldest]
// Ends with one line, `N passed, N failed`, and an exit code that says the same.
import { closeSync, cpSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { bundle } from './build.mjs';
import { Failure, binary, main, root, run } from './common.mjs';
import { packedFiles } from './package.mjs';
import { newest, oldest, vscodeForTests } from './vscode.mjs';
import { quietSettings } from './workbench.mjs';

const out = join(root, 'out');

/**
 * Each kind: how it runs, whether it needs the bundles, whether it counts tests, whether a bare `npm test` includes it,
 * and whether it can look for a pattern (the browser's host has no environment to tell it one).
 */
const kinds = {
  lint: { run: () => run('npm', ['run', '--silent', 'lint']), standard: true },
  unit: { run: o => runMocha(o, 'test/**/*.test.ts'), counts: true, standard: true, greps: true },
  grammar: { run: o => runMocha(o, '--no-config', '--node-option', 'import=tsx', 'test/grammar/**/*.test.ts'), counts: true, greps: true },
  editor: { run: runEditor, bundles: true, counts: true, standard: true, greps: true },
  web: { run: runWeb, bundles: true, counts: true, standard: true },
};

function readCommandLine(args) {
  const wanted = [];
  const options = { grep: '', oldest: false };
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--grep' || args[i] === '-g') options.grep = args[++i] ?? '';
    else if (args[i].startsWith('--grep=')) options.grep = args[i].slice('--grep='.length);
    else if (args[i] === '--oldest') options.oldest = true;
    else if (args[i] in kinds) wanted.push(args[i]);
    else throw new Failure(`unknown argument ${args[i]}: give any of ${Object.keys(kinds).join(', ')}, --grep PATTERN, --oldest`);
  }
  const usual = Object.keys(kinds).filter(name => kinds[name].standard && (options.grep === '' || kinds[name].greps));
  return { ...options, wanted: wanted.length > 0 ? wanted : usual };
}

// Their settings stand in .mocharc.json; which files there are does not, so that some can be named alone. They need no window, and run beside the
// tests that do: what they print is kept, and printed when they have ended.
async function runMocha({ env, grep }, ...args) {
  const pattern = grep === '' ? [] : ['--grep', grep];
  const printed = join(out, 'unit.log');
  const file = openSync(printed, 'w');
  const code = await run(binary('mocha'), ['--reporter', join(root, 'scripts/reporter.mjs'), ...pattern, ...args], { env, stdio: ['ignore', file, file] });
  closeSync(file);
  console.log(readFileSync(printed, 'utf8'));
  return code;
}

/** Runs tests in one window of a VS Code, on a copy of the sample corpus, so that no test can touch the checkout. */
async function inVSCode({ version, env }, extension, suite) {
  const vscode = await vscodeForTests(version);
  const folder = mkdtempSync(join(tmpdir(), 'seedmark-test-'));
  const settings = join(folder, 'user', 'User', 'settings.json'); // the desktop's; the headless VS Code has its own place
  mkdirSync(dirname(settings), { recursive: true });
  writeFileSync(settings, JSON.stringify(quietSettings));
  cpSync(join(root, 'seeds'), join(folder, 'seeds'), { recursive: true });
  try {
    return await runTests({
      vscodeExecutablePath: vscode.kind === 'web' ? join(root, 'scripts/code-headless.mjs') : vscode.executable,
      extensionDevelopmentPath: extension, extensionTestsPath: suite,
      launchArgs: [join(folder, 'seeds'), `--user-data-dir=${join(folder, 'user')}`, `--extensions-dir=${join(folder, 'extensions')}`],
      extensionTestsEnv: { ...env, VSCODE_VERSION: version, SEEDMARK_USER: dirname(settings) },
    });
  } catch (error) {
    console.error(error.message);
    return 1;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

function runEditor(options) {
  return inVSCode(options, root, join(out, 'test/editor/index.js'));
}

// A manifest without `main` is what makes a VS Code with both hosts choose the browser's. A desktop reports no counts
// from there, since that host writes no file: its exit code then stands for one test.
async function runWeb(options) {
  const staged = join(out, 'browser-extension');
  rmSync(staged, { recursive: true, force: true });
  const { folder, files } = await packedFiles();
  for (const file of files) cpSync(join(folder, file), join(staged, file));
  const { main: _dropped, ...manifest } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(staged, 'package.json'), JSON.stringify(manifest, null, '\t'));
  const suite = join(staged, 'suite.js'); // inside the extension: where a suite lies decides which host runs it
  cpSync(join(out, 'test/web/index.js'), suite);
  return inVSCode(options, staged, suite);
}

/** Runs one kind and returns its counts; a failure without a failed test (a crash, lint, nothing ran) counts as one. */
async function runKind(name, options) {
  console.log(`\n=== ${name}`);
  const results = join(out, `results-${name}.json`);
  rmSync(results, { force: true });
  const env = { ...process.env, SEEDMARK_ROOT: root, SEEDMARK_RESULTS: results, SEEDMARK_GREP: options.grep, SEEDMARK_COLOR: process.stdout.isTTY ? '1' : '0' };
  const code = await kinds[name].run({ ...options, env });
  const unseen = { passed: name === 'web' && code === 0 ? 1 : 0, failed: 0, skipped: 0 };
  const counts = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : unseen;
  if (code !== 0 && counts.failed === 0) return { ...counts, failed: 1 };
  return counts;
}

async function timed(name, options) {
  const began = Date.now();
  const counts = await runKind(name, options);
  return { name, ...counts, seconds: Math.round((Date.now() - began) / 1000) };
}

await main(async () => {
  const { wanted, grep, oldest: onOldest } = readCommandLine(process.argv.slice(2));
  mkdirSync(out, { recursive: true });
  const options = { grep, version: onOldest ? oldest : newest };
  if (wanted.some(name => kinds[name].bundles)) await bundle({ production: true, withTests: true });
  const beside = wanted.includes('unit') ? timed('unit', options) : undefined;
  const rows = [];
  for (const name of wanted) rows.push(name === 'unit' ? undefined : await timed(name, options));
  if (beside !== undefined) rows[wanted.indexOf('unit')] = await beside;
  console.log();
  for (const { name, passed, failed, skipped, seconds } of rows) console.log(`${name.padEnd(8)} ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds} s)`);
  const sum = key => rows.reduce((total, row) => total + row[key], 0);
  const tests = rows.filter(row => kinds[row.name].counts);
  const none = tests.length > 0 && tests.every(row => row.passed + row.failed === 0);
  if (none) console.log(grep === '' ? 'no test ran' : `no test matches ${grep}`);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') > 0 || none ? 1 : 0;
});
