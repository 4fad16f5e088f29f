import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { articles, restore, show } from './corpus';

/** What VS Code itself makes of each view: `seedmark.entities.focus` and the like. */
const ofViews = /^seedmark\.\w+\.(focus|open|removeView|resetViewLocation|toggleVisibility)$/;

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: { readonly commandPalette: readonly { readonly command: string; readonly when: string }[] };
    readonly keybindings: readonly { readonly command: string; readonly when: string }[];
    readonly configuration: { readonly properties: Record<string, unknown> };
    readonly views: Record<string, readonly unknown[]>;
  };
}

async function read(path: string): Promise<string> {
  const root = process.env['SEEDMARK_ROOT'];
  assert.ok(root);
  return readFile(join(root, path), 'utf8');
}

describe('the commands', () => {
  let manifest: Manifest;
  before(async () => {
    manifest = JSON.parse(await read('package.json')) as Manifest;
    await show(articles.headed);
    await vscode.extensions.getExtension('seedmark.seedmark')?.activate();
  });
  after(restore);

  it('of the manifest are those that are registered', async () => {
    const registered = (await vscode.commands.getCommands(true)).filter(id => id.startsWith('seedmark.') && !ofViews.test(id));
    assert.deepEqual(registered.sort(), manifest.contributes.commands.map(each => each.command).sort());
  });

  it('are all in docs/commands.md, with the titles that people see', async () => {
    const words = JSON.parse(await read('package.nls.json')) as Record<string, string>;
    const rows = [...(await read('docs/commands.md')).matchAll(/^\| `(seedmark\.\w+)` \| ([^|]+) \|/gm)].map(row => `${row[1]}: ${row[2]}`);
    const expected = manifest.contributes.commands.map(({ command, title }) => `${command}: ${words[title.slice(1, -1)]}`);
    assert.deepEqual(rows.sort(), expected.sort());
  });

  it('are few: in the palette, by default keys; so are settings and views', () => {
    const { commands, menus, keybindings, configuration, views } = manifest.contributes;
    const hidden = new Set(menus.commandPalette.filter(each => each.when === 'false').map(each => each.command));
    assert.ok(commands.filter(each => !hidden.has(each.command)).length <= 30);
    // Keys in a list take nothing from anyone: it is a document of ours that cannot be typed in.
    assert.ok(keybindings.filter(each => !/seedmark\.annotating|seed-concordance/.test(each.when)).length <= 5);
    assert.ok(Object.keys(configuration.properties).length <= 15);
    assert.ok(Object.values(views).flat().length <= 4);
  });

  it('take no key outside an article', () => {
    for (const { command, when } of manifest.contributes.keybindings) assert.match(when, /editorLangId == seed/, command);
  });
});
