// Finds the Chromium that draws the web workbench: CHROMIUM, then the PATH, then the usual places, then Debian's package.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, findProgram, mustRun, say, windows } from './common.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge', 'msedge'];

function usualPlaces() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(name => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (windows) {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map(name => process.env[name]).filter(Boolean);
    return folders.flatMap(folder => ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map(path => join(folder, path)));
  }
  return ['/usr/bin/chromium', '/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge', '/snap/bin/chromium'];
}

/** The path of a Chromium, Chrome or Edge, or undefined. A CHROMIUM that does not exist is an error: it was meant. */
export function findChromium() {
  const wanted = process.env.CHROMIUM;
  if (wanted) {
    if (!existsSync(wanted)) throw new Failure(`CHROMIUM is ${wanted}, which does not exist`);
    return wanted;
  }
  return findProgram(...names) ?? usualPlaces().find(path => existsSync(path));
}

/** As `findChromium`; where there is none it is installed if this machine allows that, else the person is told what to do. */
export async function needChromium() {
  const found = findChromium();
  if (found !== undefined) return found;
  const advice = 'install Chromium, Chrome or Edge, or set CHROMIUM to the path of one';
  if (process.getuid?.() !== 0 || findProgram('apt-get') === undefined) throw new Failure(`no Chromium found: ${advice}`);
  say('no Chromium found: installing Debian\'s package chromium (once, about a minute)');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await mustRun('apt-get update', 'apt-get', ['update', '-qq'], { env });
  await mustRun('installing chromium', 'apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env });
  const installed = findChromium();
  if (installed === undefined) throw new Failure(`the package chromium brought no Chromium: ${advice}`);
  return installed;
}
