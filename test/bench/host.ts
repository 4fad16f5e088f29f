import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { corpusOf } from './corpusOf';
import { numbersIn, type Row } from './part';

/** An entity that a made corpus mentions often: the one at rank ten. */
const busyEntity = 'hangzhou';

/**
 * `host [ARTICLES…]`: in a real VS Code, what the extension host's event loop has to bear on a corpus of 10,000 articles: the
 * longest time that nothing else could run while the corpus is read, while someone types, tags and asks, and while much is
 * changed at once. Needs the workbench that the tests use.
 */
export async function host(args: readonly string[]): Promise<readonly Row[]> {
  const root = path.resolve(import.meta.dirname, '../..');
  const suite = path.join(root, 'out/bench/run.cjs');
  const { bundle } = await builder(root);
  await bundle({ production: process.env['SEEDMARK_BENCH_PROFILES'] === undefined }); // profiles are read by the names of functions
  await build({ absWorkingDir: root, entryPoints: ['test/bench/host/run.ts'], outfile: suite, bundle: true, platform: 'node', format: 'cjs', target: 'node20', external: ['vscode'], logLevel: 'warning' });
  const rows: Row[] = [];
  for (const articles of numbersIn(args, [10_000])) {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'seedmark-host-'));
    try {
      rows.push(...await inWindow(root, suite, await corpusOf(articles), articles, folder));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return rows;
}

async function builder(root: string): Promise<{ bundle: (options: { production: boolean }) => Promise<void> }> {
  return import(path.join(root, 'scripts/build.mjs')) as Promise<{ bundle: (options: { production: boolean }) => Promise<void> }>;
}

async function inWindow(root: string, suite: string, corpus: string, articles: number, folder: string): Promise<readonly Row[]> {
  const result = path.join(folder, 'result.json');
  await runTests({
    vscodeExecutablePath: path.join(root, 'scripts/code-headless.mjs'), extensionDevelopmentPath: root, extensionTestsPath: suite,
    launchArgs: [corpus, `--user-data-dir=${path.join(folder, 'user')}`],
    extensionTestsEnv: { ...process.env, SEEDMARK_BENCH_RESULT: result, SEEDMARK_BENCH_ENTITY: busyEntity, SEEDMARK_TIMEOUT: '900' },
  });
  const report: unknown = JSON.parse(await readFile(result, 'utf8'));
  if (!isReport(report)) throw new Error('the window has told nothing');
  return report.phases.map(({ what, took, longest, work: stretch, over50, cpu, gc, memory }) => ({
    articles, what, 'took ms': Math.round(took), 'cpu ms': Math.round(cpu), 'longest stall ms': Math.round(longest), 'longest by cpu ms': Math.round(stretch), 'over 50 ms by cpu': over50,
    'longest gc ms': Math.round(gc), 'heap MB': Math.round(memory.heapUsed / 1e6), 'buffers MB': Math.round(memory.external / 1e6), 'host MB': Math.round(memory.rss / 1e6),
  }));
}

interface Report {
  readonly phases: readonly { readonly what: string; readonly took: number; readonly longest: number; readonly work: number; readonly over50: number; readonly cpu: number; readonly gc: number; readonly memory: NodeJS.MemoryUsage }[];
}

function isReport(value: unknown): value is Report {
  return typeof value === 'object' && value !== null && 'phases' in value && Array.isArray(value.phases);
}
