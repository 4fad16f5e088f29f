// The web workbench as a program: its server, and a Chromium window on it.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { needChromium } from './chromium.mjs';
import { Failure, root } from './common.mjs';

/** What a quiet window for tests and pictures wants; the same for every run, whatever machine it is. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'chat.agent.enabled': false,
  'editor.minimap.enabled': false,
  'files.autoSave': 'off',
  'editor.cursorBlinking': 'solid',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  // For where a test turns git on: these ask it at any time, and throw when the repository goes away meanwhile.
  'git.decorations.enabled': false,
  'git.autorefresh': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'files.simpleDialog.enable': true,
};

const themes = {
  light: 'Default Light Modern', dark: 'Default Dark Modern',
  'contrast-light': 'Default High Contrast Light', 'contrast-dark': 'Default High Contrast',
};

/**
 * Starts a VS Code server on 127.0.0.1 and returns once it listens.
 * @param {object} o
 * @param {{ node: string, server: string }} o.workbench  from `webWorkbench`
 * @param {string} o.data      a folder for its data, kept by the caller
 * @param {string} o.token     the secret that a page must know
 * @param {number} [o.port]    0: any free one
 * @param {string[]} [o.args]  further flags of the server
 * @param {object} [o.env]     its environment, which its extension host inherits
 * @param {object} [o.settings]  the user's settings, where there are none yet
 */
export async function startServer({ workbench, data, token, port = 0, args = [], env = process.env, settings = {} }) {
  writeSettings(data, settings);
  const child = spawn(workbench.node, [
    '--require', join(root, 'scripts/leave-with-parent.cjs'), workbench.server, '--host', '127.0.0.1', '--port', String(port), '--connection-token', token,
    '--server-data-dir', data, '--accept-server-license-terms', '--telemetry-level', 'off', '--disable-workspace-trust', ...args,
  ], { stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: serverEnvironment(env) });
  const ended = new Promise(done => child.once('exit', done));
  const stop = () => stopGroup(child, ended);
  try {
    return { address: `http://127.0.0.1:${await listening(child)}/`, token, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

// A VS Code whose terminal we were started from has left its own variables, which would lead ours astray.
function serverEnvironment(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(VSCODE_(IPC|ESM|CWD|NLS|PID|HANDLES|CRASH|CODE)|ELECTRON_)/.test(name)));
}

// Only the first time: in a profile that is kept, the settings are the person's.
function writeSettings(data, settings) {
  const file = join(data, 'data', 'User', 'settings.json');
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(settings, null, '\t')}\n`);
}

// The server prints the port that it got; what it prints before that may tell why it did not start.
function listening(child) {
  let output = '';
  return new Promise((ready, fail) => {
    const late = setTimeout(() => fail(new Failure(`VS Code's server does not listen after a minute:\n${output}`)), 60_000);
    const read = chunk => {
      if (output.length < 100_000) output += chunk;
      const port = /agent listening on (\d+)/.exec(output)?.[1];
      const taken = /Error: listen E\w+.*/.exec(output)?.[0]; // after which the server lives on, for nobody
      if (port === undefined && taken === undefined) return;
      clearTimeout(late);
      if (port === undefined) fail(new Failure(`VS Code's server cannot listen: ${taken}`));
      else ready(Number(port));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', fail);
    child.once('exit', code => fail(new Failure(`VS Code's server ended with ${code}:\n${output}`)));
  });
}

// The server leads a process group, so its extension hosts and watchers go with it.
async function stopGroup(child, ended) {
  const signal = name => { try { process.kill(-child.pid, name); } catch { /* already gone */ } };
  signal('SIGTERM');
  const gone = await Promise.race([ended.then(() => true), new Promise(done => setTimeout(done, 3000, false))]);
  if (!gone) signal('SIGKILL');
}

/** The page's address for a folder; `payload` is what the desktop takes as flags. */
export function pageAddress({ address, token }, folder, payload = []) {
  const query = new URLSearchParams({ tkn: token });
  if (folder !== undefined) query.set('folder', resolve(folder));
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `${address}?${query}`;
}

/** A file of this machine as the window names it. */
export function remotePath({ address }, path) {
  return `vscode-remote://${new URL(address).host}${resolve(path)}`;
}

/**
 * Opens a Chromium without a screen and returns its browser and an empty page.
 * @param {{ viewport?: { width: number, height: number }, scale?: number, theme?: keyof typeof themes }} o  scale: device pixels per CSS pixel
 */
export async function openBrowser(o = {}) {
  const browser = await chromium.launch({
    executablePath: await needChromium(),
    handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync', '--force-color-profile=srgb'],
  });
  return { browser, page: await newPage(browser, o) };
}

/** A further empty page, which shares nothing with the others of its browser; the same options. */
export function newPage(browser, { viewport = { width: 1400, height: 900 }, scale = 1, theme = 'dark' } = {}) {
  return browser.newPage({ viewport, deviceScaleFactor: scale, colorScheme: theme.endsWith('light') ? 'light' : 'dark', permissions: ['clipboard-read', 'clipboard-write'] });
}

export function themeSettings(theme) {
  return { 'workbench.colorTheme': themes[theme] ?? themes.dark, 'window.autoDetectColorScheme': false };
}
