// Runs the benches as the product is run: bundled. What tsx makes of a module asks a function for each name that it imports,
// which in the hottest loops costs as much as the work.
//
//   npm run bench [-- PART [ARGUMENT…]] [--json]
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isMain, main, root } from './common.mjs';

async function bench() {
  const outdir = join(root, 'out/bench'); // two folders deep, as its source is: `import.meta.dirname` serves for both
  const shared = { absWorkingDir: root, outdir, bundle: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'warning', outExtension: { '.js': '.cjs' } };
  await Promise.all([
    build({ ...shared, entryPoints: ['test/bench/main.ts'], sourcemap: 'inline', packages: 'external', define: { 'import.meta.dirname': '__dirname' } }),
    build({ ...shared, entryPoints: ['src/disk/thread.ts'], mainFields: ['module', 'main'], minify: true }), // as it ships
  ]);
  process.exitCode = spawnSync(process.execPath, [join(outdir, 'main.cjs'), ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
}

if (isMain(import.meta)) await main(bench);
