// Opens VS Code on the sample corpus with Seedmark in it, as users get it: the packed extension, in a profile of its own.
//
//   npm start [-- FOLDER] [--port N] [--no-open] [--web]
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Failure, findProgram, main, onEnd, root, run, say, windows } from './common.mjs';
import { packageVsix } from './package.mjs';
import { cache, downloadDesktop, hasDisplay, webWorkbench } from './vscode.mjs';
import { pageAddress, startServer } from './workbench.mjs';

const profile = join(cache, 'profile');

function readCommandLine(args) {
  const options = { folder: join(root, 'seeds'), port: 8000, fixedPort: false, open: true, web: process.env.SEEDMARK_VSCODE === 'web' };
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--port') Object.assign(options, { port: portNumber(args[++i]), fixedPort: true });
    else if (args[i].startsWith('--port=')) Object.assign(options, { port: portNumber(args[i].slice('--port='.length)), fixedPort: true });
    else if (args[i] === '--no-open') options.open = false;
    else if (args[i] === '--web') options.web = true;
    else if (args[i].startsWith('-')) throw new Failure(`unknown option ${args[i]}: give a folder, --port N, --no-open, --web`);
    else options.folder = resolve(args[i]);
  }
  if (!existsSync(options.folder)) throw new Failure(`there is no folder ${options.folder}`);
  return options;
}

function portNumber(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Failure(`--port takes a number up to 65535, not ${text}`);
  return port;
}

/** The command of a desktop VS Code and what goes before its arguments; undefined where there is none. */
async function desktopCommand() {
  const own = findProgram('code');
  if (own !== undefined) return hasDisplay() ? [own] : undefined;
  const downloaded = await downloadDesktop();
  if (downloaded === undefined) return undefined;
  const { resolveCliArgsFromVSCodeExecutablePath } = await import('@vscode/test-electron');
  return resolveCliArgsFromVSCodeExecutablePath(downloaded.executable, { reuseMachineInstall: true });
}

async function openDesktop([command, ...before], vsix, folder) {
  const home = [...before, '--user-data-dir', join(profile, 'desktop'), '--extensions-dir', join(profile, 'desktop-extensions')];
  say(`installing Seedmark into a profile of its own, ${profile}`);
  if (await run(command, [...home, '--install-extension', vsix, '--force']) !== 0) throw new Failure('VS Code did not install the extension');
  say(`opening ${folder} in VS Code; this ends when its window is closed`);
  const code = await run(command, [...home, '--new-window', '--wait', '--disable-workspace-trust', folder]);
  if (code !== 0) throw new Failure(`VS Code ended with exit code ${code}`);
}

async function openWeb(vsix, { folder, port, fixedPort, open }) {
  const workbench = await webWorkbench();
  const start = at => startServer({
    workbench, data: join(profile, 'web'), token: token(), port: at,
    args: ['--install-extension', vsix, '--force', '--start-server'],
    settings: { 'workbench.startupEditor': 'none', 'extensions.autoCheckUpdates': false, 'telemetry.telemetryLevel': 'off' },
  });
  say('starting VS Code');
  // The usual port keeps the address from one start to the next; where it is taken, any other will do, unless it was asked for.
  const server = await start(port).catch(error => {
    if (fixedPort || !/EADDRINUSE/.test(error.message)) throw error;
    return start(0);
  });
  const stop = onEnd(server.stop);
  const address = pageAddress(server, folder);
  console.log(`\n  ${address}\n`);
  if (open && hasDisplay()) openInBrowser(address);
  say(open && hasDisplay() ? 'opened in your browser; Ctrl+C stops it' : 'open this address in a browser; Ctrl+C stops it');
  const code = await server.ended;
  await stop();
  throw new Failure(`VS Code's server ended with ${code}`);
}

// The page gives whoever opens it this user's files, so its address holds a secret; kept, so that a bookmark stays good.
function token() {
  const file = join(profile, 'token');
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, randomUUID(), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}

function openInBrowser(address) {
  const opener = process.platform === 'darwin' ? 'open' : windows ? 'explorer' : 'xdg-open';
  const child = spawn(opener, [address], { stdio: 'ignore', detached: true });
  child.on('error', () => say('no browser could be opened: open the address yourself'));
  child.unref();
}

await main(async () => {
  const options = readCommandLine(process.argv.slice(2));
  say('building and packing the extension');
  const vsix = await packageVsix();
  const desktop = options.web ? undefined : await desktopCommand();
  await (desktop === undefined ? openWeb(vsix, options) : openDesktop(desktop, vsix, options.folder));
});
