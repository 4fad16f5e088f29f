import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { articles, caretAt, folder, onDisk, restore, show, toDisk, uriOf } from './corpus';
import { drag, eventually, needWindow, press, textOf, type, waitFor } from './window';

/** All files of annotations, by path. */
async function annotations(): Promise<Map<string, string>> {
  const root = join(folder().fsPath, 'annotations');
  const names = ['entities.yaml', ...(await readdir(root)).sort().map(name => `annotations/${name}`)];
  return new Map(await Promise.all(names.map(async name => [name, await readFile(uriOf(name).fsPath, 'utf8')] as const)));
}

/** The files that are not as they were. */
async function changedSince(before: ReadonlyMap<string, string>): Promise<string[]> {
  const now = await annotations();
  return [...new Set([...before.keys(), ...now.keys()])].filter(path => before.get(path) !== now.get(path));
}

/** How many mentions of an entity all sidecars have. */
async function count(entity: string): Promise<number> {
  const texts = [...await annotations()].filter(([name]) => name !== 'entities.yaml').map(([, text]) => text);
  return texts.join('').split(`entity: ${entity},`).length - 1;
}

/** Breaks a sidecar by a line at its end, and waits until that has been seen. */
async function breakBy(line: string, path: string): Promise<void> {
  await toDisk(path, `${await onDisk(path)}${line}\n`);
  await eventually(() => assert.ok(vscode.languages.getDiagnostics(uriOf(path)).some(({ severity }) => severity === vscode.DiagnosticSeverity.Error)));
}

describe('an entity as it changes', () => {
  afterEach(restore);

  it('gets another id, which every sidecar follows, and back in one step', async () => {
    await show(articles.headed);
    const before = await annotations();
    const mentions = await count('alibaba');
    await vscode.commands.executeCommand('seedmark.renameEntityId', { entity: 'alibaba', id: 'alibaba-group' });
    assert.deepEqual([await count('alibaba'), await count('alibaba-group')], [0, mentions]);
    assert.match(await onDisk('entities.yaml'), /^alibaba-group:\n {2}name: Alibaba Group$/m);
    await vscode.commands.executeCommand('seedmark.undo');
    assert.deepEqual(await changedSince(before), []);
  });

  it('gets another id by F2 in entities.yaml, and another name', async () => {
    const { document } = await show('entities.yaml');
    const text = document.getText();
    const rename = (words: string, to: string): Thenable<unknown> =>
      vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', document.uri, document.positionAt(text.indexOf(words) + 3), to);
    await rename('cainiao:', 'cainiao-network');
    assert.match(await onDisk('entities.yaml'), /^cainiao-network:/m);
    assert.ok(await count('cainiao-network') > 0);
    await vscode.commands.executeCommand('seedmark.undo');
    await eventually(() => assert.equal(document.getText(), text));
    await rename('Cainiao\n', 'Cainiao Smart Logistics');
    assert.match(await onDisk('entities.yaml'), /^cainiao:\n {2}name: Cainiao Smart Logistics$/m);
  });

  it('does not take the id of another one', async () => {
    await show(articles.headed);
    const before = await annotations();
    await vscode.commands.executeCommand('seedmark.renameEntityId', { entity: 'alibaba', id: 'ant-group' });
    assert.deepEqual(await changedSince(before), []);
  });

  it('is merged into another one with its names, and back in one step', async () => {
    await show(articles.headed);
    const before = await annotations();
    const [goes, stays] = [await count('cainiao'), await count('alibaba')];
    await vscode.commands.executeCommand('seedmark.mergeEntities', { entity: 'cainiao', into: 'alibaba', confirm: true });
    assert.deepEqual([await count('cainiao'), await count('alibaba')], [0, goes + stays]);
    assert.match(await onDisk('entities.yaml'), /^alibaba:\n.*\n.*\n {2}aliases: \[Alibaba, .*, Cainiao, Cainiao Network\]$/m);
    assert.doesNotMatch(await onDisk('entities.yaml'), /^cainiao:/m);
    await vscode.commands.executeCommand('seedmark.undo');
    assert.deepEqual(await changedSince(before), []);
  });

  it('is merged together with others', async () => {
    await show(articles.headed);
    const sum = await count('cainiao') + await count('hema') + await count('alibaba');
    await vscode.commands.executeCommand('seedmark.mergeEntities', { entities: ['cainiao', 'hema'], into: 'alibaba', confirm: true });
    assert.equal(await count('alibaba'), sum);
    await vscode.commands.executeCommand('seedmark.undo');
    assert.ok(await count('hema') > 0);
  });

  it('is not merged at all when one of the files cannot be read whole', async () => {
    await show(articles.headed);
    const sidecar = [...await annotations()].filter(([, text]) => text.includes('entity: cainiao,')).map(([path]) => path).at(-1) ?? '';
    await breakBy('broken: [', sidecar);
    const before = await annotations();
    await vscode.commands.executeCommand('seedmark.mergeEntities', { entity: 'cainiao', into: 'alibaba', confirm: true });
    assert.deepEqual(await changedSince(before), []);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  for (const [command, args] of [
    ['seedmark.deleteEntity', { entity: 'ant-group', mentions: 'delete' }],
    ['seedmark.renameEntityId', { entity: 'ant-group', id: 'ant' }],
    ['seedmark.untagEverywhere', { entity: 'ant-group', confirm: true }],
  ] as const) {
    it(`is left as it is by ${command} when one of the files cannot be read whole`, async () => {
      await breakBy('  x: "', 'annotations/000_94900289e261b5e4.yaml');
      const before = await annotations();
      await vscode.commands.executeCommand(command, args);
      assert.deepEqual(await changedSince(before), []);
      await vscode.commands.executeCommand('notifications.clearAll');
    });
  }

  it('changes its type', async () => {
    await show(articles.headed);
    await vscode.commands.executeCommand('seedmark.changeType', { entities: ['hema', 'cainiao'], type: 'product' });
    assert.match(await onDisk('entities.yaml'), /^cainiao:\n.*\n {2}type: product$/m);
    assert.match(await onDisk('entities.yaml'), /^hema:\n.*\n {2}type: product$/m);
    await vscode.commands.executeCommand('seedmark.undo');
    assert.match(await onDisk('entities.yaml'), /^hema:\n.*\n {2}type: organization$/m);
  });

  it('is deleted with its mentions, or leaving them', async () => {
    await show(articles.headed);
    const before = await annotations();
    const mentions = await count('hema');
    await vscode.commands.executeCommand('seedmark.deleteEntity', { entity: 'hema', mentions: 'delete' });
    assert.equal(await count('hema'), 0);
    assert.doesNotMatch(await onDisk('entities.yaml'), /^hema:/m);
    await vscode.commands.executeCommand('seedmark.undo');
    assert.deepEqual(await changedSince(before), []);
    await vscode.commands.executeCommand('seedmark.deleteEntity', { entity: 'hema', mentions: 'keep' });
    assert.equal(await count('hema'), mentions);
    assert.doesNotMatch(await onDisk('entities.yaml'), /^hema:/m);
    await vscode.commands.executeCommand('seedmark.undo');
    assert.deepEqual(await changedSince(before), []);
  });
});

describe('entities that are likely the same', () => {
  afterEach(restore);

  it('are pointed out in entities.yaml, with the offer to merge them', async () => {
    await toDisk('entities.yaml', `${await onDisk('entities.yaml')}\nalibaba-cloud-2:\n  name: Alibaba Cloud Services Ltd\n  type: organization\n`);
    const { document } = await show('entities.yaml');
    const at = document.positionAt(document.getText().indexOf('alibaba-cloud-2') + 2);
    await eventually(() => {
      const found = vscode.languages.getDiagnostics(document.uri).filter(({ code }) => code === 'entity-alike');
      assert.match(found.map(({ message }) => message).join('\n'), /^Alibaba Cloud Services Ltd and Alibaba Cloud may be one/);
    });
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, new vscode.Range(at, at));
    const merge = actions.find(({ title }) => title === 'Merge Alibaba Cloud Services Ltd into Alibaba Cloud…');
    assert.deepEqual(merge?.command?.arguments, [{ entity: 'alibaba-cloud-2', into: 'alibaba-cloud' }]);
  });

  it('are said to be two, once and for all, and that follows the other’s id', async () => {
    const before = await onDisk('entities.yaml');
    const text = `${before}\nalibaba-cloud-2:\n  name: Alibaba Cloud Services Ltd\n  type: organization\n`;
    await toDisk('entities.yaml', text);
    const { document } = await show('entities.yaml');
    const alike = (): vscode.Diagnostic[] => vscode.languages.getDiagnostics(document.uri).filter(({ code }) => code === 'entity-alike');
    await eventually(() => assert.equal(alike().length, 1));
    const at = document.positionAt(document.getText().indexOf('alibaba-cloud-2') + 2);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, new vscode.Range(at, at));
    const apart = actions.find(({ title }) => title === 'Alibaba Cloud Services Ltd and Alibaba Cloud are two: do not say so again')?.command;
    assert.ok(apart);
    await vscode.commands.executeCommand(apart.command, ...apart.arguments ?? []);
    assert.equal(await onDisk('entities.yaml'), `${text}  distinct: [alibaba-cloud]\n`);
    await eventually(() => assert.equal(alike().length, 0));
    await vscode.commands.executeCommand('seedmark.renameEntityId', { entity: 'alibaba-cloud', id: 'aliyun' });
    assert.match(await onDisk('entities.yaml'), /\n {2}distinct: \[aliyun\]\n$/);
    await vscode.commands.executeCommand('seedmark.undo');
    await vscode.commands.executeCommand('seedmark.undo');
    assert.equal(await onDisk('entities.yaml'), text);
    await eventually(() => assert.equal(alike().length, 1));
  });
});

describe('an entity as it changes by keys', () => {
  before(function () { needWindow(this); });
  afterEach(restore);

  it('is merged from a mention: the direction and what moves are shown before', async () => {
    const editor = await show(articles.headed);
    const before = await annotations();
    caretAt(editor, 'and Ant Fin|ancial Services Group');
    const done = vscode.commands.executeCommand('seedmark.mergeEntities');
    await waitFor('.quick-input-widget .quick-input-title:has-text("Merge Ant Group into")');
    await type('alibaba');
    await waitFor('.quick-input-widget .monaco-list-row.focused:has-text("Alibaba Group")');
    await press('enter');
    await waitFor('.quick-input-widget .quick-input-title:has-text("Ant Group → Alibaba Group")');
    const rows = (await textOf('.quick-input-list .monaco-list-row')).join('\n');
    assert.match(rows, /Merge Ant Group into Alibaba Group[^]*\d+ mentions in \d+ articles move to Alibaba Group; aliases united/);
    assert.match(rows, /Merge Alibaba Group into Ant Group/);
    await press('enter');
    await done;
    assert.equal(await count('ant-group'), 0);
    await press('ctrl+z');
    await eventually(async () => assert.deepEqual(await changedSince(before), []));
  });

  it('is left alone with Escape', async () => {
    const editor = await show(articles.headed);
    const before = await annotations();
    caretAt(editor, 'and Ant Fin|ancial Services Group');
    const done = vscode.commands.executeCommand('seedmark.deleteEntity');
    await waitFor('.quick-input-list .monaco-list-row:has-text("Delete Ant Group and")');
    await press('escape');
    await done;
    assert.deepEqual(await changedSince(before), []);
  });
});

/** A row of the Entities view, by how its label for screen readers begins. */
function row(label: string): string {
  return `.pane:has(.title:text-is("Entities")) .monaco-list-row[aria-label^="${label}"]`;
}

describe('entities dragged in the tree', () => {
  before(function () { needWindow(this); });
  beforeEach(async () => {
    await vscode.commands.executeCommand('seedmark.filterEntities', 'ca');
    await vscode.commands.executeCommand('seedmark.entities.focus');
    await toDisk('entities.yaml', 'cainiao:\n  name: Cainiao\n  type: organization\ncathay:\n  name: Cathay\n  type: organization\ncanton:\n  name: Canton\n  type: place\n');
    await waitFor(row('Cathay, Organization'));
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('seedmark.clearEntityFilter');
    await restore();
  });
  after(() => vscode.commands.executeCommand('workbench.view.explorer'));

  it('onto an entity become part of that one, the direction shown before', async () => {
    const before = await annotations();
    const mentions = await count('cainiao');
    await drag(row('Cainiao, Organization'), row('Cathay, Organization'));
    await waitFor('.quick-input-widget .quick-input-title:has-text("Cainiao → Cathay")');
    assert.match((await textOf('.quick-input-list .monaco-list-row'))[0] ?? '', /Merge Cainiao into Cathay[^]*mentions in \d+ articles move to Cathay/);
    await press('enter');
    await eventually(async () => assert.equal(await count('cathay'), mentions));
    assert.ok(mentions > 0);
    assert.match(await onDisk('entities.yaml'), /^cathay:\n {2}name: Cathay\n {2}type: organization\n {2}aliases: \[Cainiao\]\ncanton:/);
    await vscode.commands.executeCommand('seedmark.undo');
    assert.deepEqual(await changedSince(before), []);
  });

  it('onto a type are of that type', async () => {
    await drag(row('Cathay, Organization'), row('Place, '));
    await eventually(async () => assert.match(await onDisk('entities.yaml'), /cathay:\n {2}name: Cathay\n {2}type: place\n/));
    await waitFor(row('Cathay, Place'));
  });
});
