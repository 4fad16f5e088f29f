// Runs the benches as the product is run: bundled. What tsx makes of a module asks a function for each name that it imports,
// which in the hottest loops costs as much as the work.
//
//   npm run bench [-- PART [ARGUMENT…]] [--json]
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isMain, main, root } from './common.mjs';

async function bench() {
  const outfile = join(root, 'out/bench/main.cjs'); // two folders deep, as its source is: `import.meta.dirname` serves for both
  await build({
    absWorkingDir: root, entryPoints: ['test/bench/main.ts'], outfile, bundle: true, platform: 'node', target: 'node20', format: 'cjs', sourcemap: 'inline',
    packages: 'external', define: { 'import.meta.dirname': '__dirname' }, logLevel: 'warning',
  });
  process.exitCode = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
}

if (isMain(import.meta)) await main(bench);
