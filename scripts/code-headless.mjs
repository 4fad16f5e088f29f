#!/usr/bin/env node
// A VS Code without a screen, with the desktop's command line: it takes the flags that @vscode/test-electron gives to an
// executable, runs them in a real workbench (VS Code's server, and Chromium for its window), and exits with the run's code.
//
//   --extensionDevelopmentPath=DIR --extensionTestsPath=FILE [FOLDER]    as the desktop has them
//   --theme=light|dark --viewport=WIDTHxHEIGHT                           of the window
//   VSCODE_VERSION      which workbench of .vscode-test (the newest without it)
//   SEEDMARK_TIMEOUT    seconds after which a run is given up (1800)
//   SEEDMARK_RESULTS    a file that gets the counts of a browser-host run, which cannot write files itself
//   VERBOSE             also print what the workbench says
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Failure, main, onEnd, root } from './common.mjs';
import { newest, webWorkbench } from './vscode.mjs';
import { bridge } from './window-bridge.mjs';
import { newPage, openBrowser, pageAddress, quietSettings, remotePath, startServer, themeSettings } from './workbench.mjs';

/** Flags by name (several of one name: the last), and the folder: `--a=b c` is `{ flags: Map { a → b }, folder: 'c' }`. */
function readCommandLine(args) {
  const flags = new Map();
  let folder;
  for (const arg of args) {
    const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name === undefined) folder = arg;
    else flags.set(name, value ?? '');
  }
  return { flags, folder };
}

function viewport(flags) {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(flags.get('viewport') ?? '') ?? [0, 1400, 900];
  return { width: Number(width), height: Number(height) };
}

/** What the page is told, of these flags where they are given. */
function payload(server, flags, names) {
  const paths = names.filter(name => flags.has(name));
  return [['skipWelcome', 'true'], ...paths.map(name => [name, remotePath(server, flags.get(name))])];
}

// What the workbench itself says: in brackets ('[AgentHost] …'), from its bundle, or about the internet that it looked for.
const workbenchTalk = /^\s*(\[|%c)|\/code\/browser\/workbench\/|ENOTFOUND/;

/** Takes what is logged in the window, and prints what tests print: all from their first line on, before it only errors. */
function printer(verbose) {
  let begun = false;
  return (type, args) => {
    const text = String(args[0]);
    begun ||= text.startsWith('Tests in VS Code'); // test/editor/index.ts and test/web/run.ts begin with it
    if (keepResults(text)) return;
    if (verbose || ((begun || type === 'error') && !workbenchTalk.test(text))) console.log(...args);
  };
}

// The last line of a browser-host run carries its counts (test/web/run.ts).
function keepResults(text) {
  const [, counts] = /^seedmark-results (\{.*\})\s*$/.exec(text) ?? [];
  if (counts === undefined) return false;
  if (process.env.SEEDMARK_RESULTS) writeFileSync(process.env.SEEDMARK_RESULTS, counts);
  return true;
}

/** Shows the page and returns the exit code of the run in it. */
async function runIn(page, address) {
  const verbose = Boolean(process.env.VERBOSE);
  // The window calls these two by name: when something is logged in it or in its extension host, and when a run ends.
  await page.exposeFunction('codeAutomationLog', printer(verbose));
  const exit = new Promise((done, fail) => { page.exposeFunction('codeAutomationExit', done).catch(fail); });
  if (verbose) page.on('console', message => console.log(message.text()));
  page.on('crash', () => console.error('the window crashed'));
  await page.goto(address);
  return exit;
}

/** Shows the folder in one more window, with the extension under development and without a run. */
async function openSecond(browser, look, address) {
  const page = await newPage(browser, look);
  await page.goto(address);
  return page;
}

async function givenUp(page) {
  const seconds = Number(process.env.SEEDMARK_TIMEOUT ?? 1800);
  await new Promise(done => setTimeout(done, seconds * 1000).unref());
  const path = join(root, 'out', 'given-up.png');
  await page.screenshot({ path, timeout: 5000 }).catch(() => {});
  throw new Failure(`the run has not ended after ${seconds} s: given up (the window is in ${path})`);
}

await main(async () => {
  const { flags, folder } = readCommandLine(process.argv.slice(2));
  const theme = flags.get('theme') === 'light' ? 'light' : 'dark';
  const data = mkdtempSync(join(tmpdir(), 'seedmark-vscode-'));
  const parts = [() => rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })];
  const stop = onEnd(async () => { for (const part of parts.reverse()) await part(); });
  try {
    const window = await bridge(join(root, 'out', 'screenshots'));
    parts.push(window.close);
    const server = await startServer({
      workbench: await webWorkbench(process.env.VSCODE_VERSION ?? newest), data, token: randomUUID(),
      args: ['--enable-smoke-test-driver'], // without it a built product ignores the payload
      env: { ...process.env, SEEDMARK_WINDOW: window.address, SEEDMARK_USER: join(data, 'data', 'User') },
      settings: { ...quietSettings, ...themeSettings(theme) },
    });
    parts.push(server.stop);
    const look = { viewport: viewport(flags), theme };
    const { browser, page } = await openBrowser(look);
    parts.push(() => browser.close().catch(() => {}));
    const addressWith = names => pageAddress(server, folder && resolve(folder), payload(server, flags, names));
    window.show(page, () => openSecond(browser, look, addressWith(['extensionDevelopmentPath'])));
    const address = addressWith(['extensionDevelopmentPath', 'extensionTestsPath']);
    const lost = server.ended.then(code => { throw new Failure(`VS Code's server ended with ${code} in the middle of the run`); });
    lost.catch(() => {}); // at the end of the run it is meant to end
    process.exitCode = await Promise.race([runIn(page, address), givenUp(page), lost]);
  } finally {
    await stop();
  }
});
process.exit();
