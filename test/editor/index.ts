// VS Code calls `run` in the extension host: this finds the test files beside it and runs them with mocha.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** Resolves when all tests passed; rejects when one failed or none ran, which makes VS Code exit with 1. */
export async function run(): Promise<void> {
  console.log(`Tests in VS Code ${vscode.version}`);
  const { default: Mocha } = await import('mocha');
  const root = process.env['SEEDMARK_ROOT'];
  const mocha = new Mocha({
    ui: 'bdd',
    color: process.env['SEEDMARK_COLOR'] === '1',
    timeout: 60_000,
    retries: process.env['SEEDMARK_NORETRY'] ? 0 : 2, // a window drops a key now and then when the machine is busy; what fails three times is broken
    ...(root === undefined ? {} : { reporter: join(root, 'scripts', 'reporter.mjs') }),
  });
  const pattern = process.env['SEEDMARK_GREP'];
  if (pattern !== undefined && pattern !== '') mocha.grep(pattern);
  for (const file of testFiles()) mocha.addFile(join(__dirname, file));
  await mocha.loadFilesAsync();
  const { failures, total } = await new Promise<{ failures: number; total: number }>(done => {
    const runner = mocha.run(count => done({ failures: count, total: runner.stats?.tests ?? 0 }));
  });
  if (failures > 0) throw new Error(`${failures} tests failed`);
  if (total === 0 && (pattern === undefined || pattern === '')) throw new Error('no test ran');
}

function testFiles(): readonly string[] {
  return readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.test.js')).sort();
}
