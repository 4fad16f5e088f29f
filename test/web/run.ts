import * as vscode from 'vscode';

/** Runs the suite in the web-worker extension host. Its last line carries the counts: scripts/code-headless.mjs reads them. */
export async function run(): Promise<void> {
  console.log(`Tests in VS Code ${vscode.version}, web-worker extension host`);
  const results = await new Promise<{ passed: number; failed: number; skipped: number }>(done => {
    const runner = mocha.run(() => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      done({ passed: passes, failed: failures, skipped: pending });
    });
  });
  console.log(`seedmark-results ${JSON.stringify(results)}`);
  if (results.failed > 0) throw new Error(`${results.failed} tests failed`);
  if (results.passed === 0) throw new Error('no test ran');
}
