import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { corpusOf } from './corpusOf';
import { numbersIn, type Row } from './part';

/**
 * `in-window [ARTICLES…]`, 1,000 and 10,000 unless told: the same acts in the extension host of a real window. `busy` is how
 * long the host worked, `blocked` the longest time in which it could do nothing else; milliseconds, of one run.
 */
export async function inWindow(args: readonly string[]): Promise<readonly Row[]> {
  const suite = path.resolve('out/bench/window.js');
  await build({ entryPoints: ['src/extension.ts'], outfile: 'dist/node/extension.js', bundle: true, platform: 'node', format: 'cjs', external: ['vscode'], mainFields: ['module', 'main'], logLevel: 'error' });
  await build({ entryPoints: ['test/bench/window.ts'], outfile: suite, bundle: true, platform: 'node', format: 'cjs', external: ['vscode'], logLevel: 'error' });
  const rows: Row[] = [];
  for (const articles of numbersIn(args, [1000, 10_000])) rows.push(...(await figures(articles, suite)).map(row => ({ articles, ...row })));
  return rows;
}

async function figures(articles: number, suite: string): Promise<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'seedmark-window-'));
  try {
    await cp(await corpusOf(articles), folder, { recursive: true });
    const said = await output(['scripts/code-headless.mjs', `--extensionDevelopmentPath=${path.resolve('.')}`, `--extensionTestsPath=${suite}`, folder]);
    return [...said.matchAll(/^\s*seedmark-figure (\{.*\})\s*$/gm)].map(([, figure = '{}']) => JSON.parse(figure) as Row);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function output(args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, SEEDMARK_TIMEOUT: '1200' } });
  let said = '';
  child.stdout.on('data', (data: Buffer) => { said += data.toString(); });
  const code = await new Promise(done => { child.on('close', done); });
  if (code !== 0) throw new Error(`the window ended with ${String(code)}\n${said}`);
  return said;
}
