// Packs the extension into seedmark-VERSION.vsix, as users get it: offline, without a question.
//
//   npm run package [-- --list]     --list prints the files that would be in it, and packs nothing
import { PackageManager, createVSIX, listFiles } from '@vscode/vsce';
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './build.mjs';
import { isMain, main, root } from './common.mjs';

/** What no rule of .vscodeignore could let in. vsce would walk all of it; .vscode-test alone has 50,000 files. */
const outside = new Set(['.git', '.vscode-test', 'node_modules', 'out', 'src', 'test']);

/** Copies the project without those folders, for vsce to look at, and its manifest without what is for us alone. */
function stage() {
  const folder = join(root, 'out', 'package');
  rmSync(folder, { recursive: true, force: true });
  for (const name of readdirSync(root)) {
    if (!outside.has(name) && !name.endsWith('.vsix')) cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  const { scripts: _scripts, devDependencies: _tools, ...manifest } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

/** The folder that holds what would be packed now, and the paths in it; the bundles are taken as they are. */
export async function packedFiles() {
  const folder = stage();
  return { folder, files: await listFiles({ cwd: folder, packageManager: PackageManager.None }) };
}

/** Builds and packs; returns the path of the VSIX. */
export async function packageVsix() {
  await bundle({ production: true });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const file = join(root, `seedmark-${version}.vsix`);
  await createVSIX({
    cwd: stage(), packagePath: file, // it prints the list of files, and their size
    dependencies: false, // the bundles hold all that they need
    rewriteRelativeLinks: false, // the README's pictures are beside it
    allowMissingRepository: true,
  });
  return file;
}

async function list() {
  await bundle({ production: true });
  console.log((await packedFiles()).files.join('\n'));
}

if (isMain(import.meta)) await main(process.argv.includes('--list') ? list : packageVsix);
