// What VS Code loads on the desktop and over Remote: the bundle, with what the engine made of it the last time.
import path from 'node:path';
import type * as vscode from 'vscode';
import { compiled } from './compiled';

/** How long after the start what the engine has made is put away, in milliseconds: by then it has what a start needs, and the start is over. */
const later = 10_000;

interface Bundle {
  activate(context: vscode.ExtensionContext): void;
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const loaded = bundle(context);
  await new Promise(done => { setImmediate(done); }); // what else is due need not wait for both
  loaded.activate(context);
}

/** Nothing that goes wrong with what was put away matters: then the bundle is compiled as any other. */
function bundle({ globalStorageUri }: vscode.ExtensionContext): Bundle {
  const file = path.join(__dirname, 'bundle.js');
  try {
    const { exported, keep } = compiled(file, path.join(globalStorageUri.fsPath, 'compiled'), require);
    if (keep !== undefined) setTimeout(keep, later).unref();
    return exported as Bundle;
  } catch {
    return require('./bundle.js') as Bundle;
  }
}
