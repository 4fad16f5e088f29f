// An article from nothing to complete, by keys alone: no mouse, no selecting, nothing typed.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { onDisk, restore, show, toDisk, uriOf } from './corpus';
import { eventually, needWindow, press } from './window';

const name = '008_0cca2d7b00e5e9ff';

/** What each key is for; the caret goes on by itself. */
const script: readonly (readonly [keys: string, why: string])[] = [
  ['alt+enter', 'annotate mode on'],
  ['n', 'to the first name'],
  ['shift+a', 'Chengdu, a place: rightly guessed, at all its places'],
  ['shift+a', 'Alibaba, an organization'],
  ['o', 'Ant Financial is no person but an organization, at both places'],
  ['o', 'Hema Xiansheng is no person either'],
  ['a', 'Sichuan'],
  ['a', 'Shanghai'],
  ['a', 'Alipay'],
  ['3', 'Tianfu New Area is a place'],
  ['a', 'Wuhan'],
  ['a', 'Qingdao'],
  ['a', 'Rongcheng Morning News'],
  ['d', 'done: on to the next article'],
];

interface Name {
  readonly at: string;
  readonly quote: string;
  readonly entity: string;
}

function names(sidecar: string): Name[] {
  const lines = [...sidecar.matchAll(/entity: ([\w-]+), at: (\[\d+, \d+\]), quote: "([^"]*)"/g)];
  return lines.map(([, entity = '', at = '', quote = '']) => ({ at, quote, entity })).filter(({ quote }) => quote.length < 40);
}

/** Which places are of one entity, whatever it is called. */
function identity(found: readonly Name[]): string[][] {
  const entities = new Map<string, string[]>();
  for (const { at, entity } of found) entities.set(entity, [...entities.get(entity) ?? [], at]);
  return [...entities.values()];
}

describe('by keys alone', () => {
  before(function () { needWindow(this); });
  afterEach(async () => {
    await vscode.commands.executeCommand('seedmark.annotateMode', { on: false });
    await restore();
  });

  it(`an article of 18 mentions of 11 entities is tagged by ${script.length} keys`, async () => {
    const gold = names(await readFile(join(process.env['SEEDMARK_ROOT'] ?? '.', 'seeds/annotations', `${name}.yaml`), 'utf8'));
    for (const each of [name, '009_3dd91ed0432c1f3f']) await vscode.workspace.fs.delete(uriOf(`annotations/${each}.yaml`));
    await toDisk('entities.yaml', '');
    await show(`${name}.txt`);
    await eventually(async () => {
      await vscode.commands.executeCommand('seedmark.revealEntity');
      const hovers = await vscode.commands.executeCommand<unknown[]>('vscode.executeDocumentSymbolProvider', uriOf(`${name}.txt`));
      assert.ok(hovers.length > 0);
    });
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    for (const [keys] of script) {
      await press(keys);
      if (keys === 'alt+enter') await new Promise(done => setTimeout(done, 1000));
    }
    await eventually(async () => assert.match(await onDisk(`annotations/${name}.yaml`), /\nstatus: done\n/));
    const made = names(await onDisk(`annotations/${name}.yaml`));
    assert.deepEqual(made.map(({ at, quote }) => `${at} ${quote}`), gold.map(({ at, quote }) => `${at} ${quote}`));
    assert.deepEqual(identity(made), identity(gold));
    const types = [...(await onDisk('entities.yaml')).matchAll(/name: (.*)\n {2}type: (.*)/g)].map(([, entity, type]) => `${entity}: ${type}`);
    assert.deepEqual(types, [
      'Chengdu: place', 'Alibaba: organization', 'Ant Financial: organization', 'Hema Xiansheng: organization', 'Sichuan: place', 'Shanghai: place',
      'Alipay: organization', 'Tianfu New Area: place', 'Wuhan: place', 'Qingdao: place', 'Rongcheng Morning News: organization',
    ]);
    await eventually(() => assert.doesNotMatch(vscode.window.activeTextEditor?.document.uri.path ?? name, new RegExp(name)));
  });
});
