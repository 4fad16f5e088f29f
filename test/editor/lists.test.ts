import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { articles, caretAt, everything, folder, manyArticles, onDisk, restore, select, show, toDisk, uriOf } from './corpus';
import { click, eventually, needWindow, notification, press, textOf, type, waitFor } from './window';

/** All files of annotations, by path. */
async function annotations(): Promise<Map<string, string>> {
  const names = ['entities.yaml', ...(await readdir(join(folder().fsPath, 'annotations'))).sort().map(name => `annotations/${name}`)];
  return new Map(await Promise.all(names.map(async name => [name, await readFile(uriOf(name).fsPath, 'utf8')] as const)));
}

/** The files that are not as they were. */
async function changedSince(before: ReadonlyMap<string, string>): Promise<string[]> {
  const now = await annotations();
  return [...new Set([...before.keys(), ...now.keys()])].filter(path => before.get(path) !== now.get(path));
}

/** The mentions of an entity in all sidecars, as their lines without ids and notes. */
async function mentions(entity: string): Promise<string[]> {
  const texts = [...await annotations()].filter(([name]) => name !== 'entities.yaml').map(([name, text]) => text.split('\n').map(line => `${name} ${line}`));
  return texts.flat().filter(line => line.includes(`entity: ${entity},`)).map(line => line.replace(/id: \w+, |, note: .*(?= \})/g, '')).sort();
}

/** The list in the active editor. */
async function list(): Promise<vscode.TextEditor> {
  await eventually(() => assert.equal(vscode.window.activeTextEditor?.document.languageId, 'seed-concordance'));
  assert.ok(vscode.window.activeTextEditor);
  return vscode.window.activeTextEditor;
}

/** The list, when what can be done stands above it: then keys reach it. */
async function listWithKeys(): Promise<vscode.TextEditor> {
  await waitFor('.codelens-decoration:has-text("ticked")');
  return list();
}

function lines({ document }: vscode.TextEditor): string[] {
  return document.getText().split('\n');
}

describe('an entity everywhere', () => {
  afterEach(restore);

  it('says while it writes to many files how far it is, and stops by its button: all or nothing', async function () {
    this.timeout(120_000);
    const sidecars = await manyArticles(600);
    await show(articles.headed);
    const before = await everything();
    const tagging = vscode.commands.executeCommand('seedmark.tagEverywhere', { entity: 'chengdu', confirm: true });
    await vscode.commands.executeCommand('notifications.showList');
    const pressed = click(`${notification}:has-text("Writing annotations") .monaco-button:has-text("Cancel")`)
      .catch((error: unknown) => console.log(`the button was not reached: ${String(error).slice(0, 80)}`));
    await Promise.race([pressed, tagging]);
    await tagging;
    const tagged = sidecars.filter(path => existsSync(path) && readFileSync(path, 'utf8').includes('entity: chengdu'));
    // The button may be reached in time, or just too late.
    if (tagged.length > 0) assert.equal(tagged.length, sidecars.length);
    else assert.deepEqual(await everything(), before);
    await vscode.commands.executeCommand('notifications.hideList');
  });

  it('is untagged and tagged again without asking, each in one step', async () => {
    await show(articles.headed);
    const before = await annotations();
    const own = await mentions('hema');
    await vscode.commands.executeCommand('seedmark.untagEverywhere', { entity: 'hema', confirm: true });
    assert.deepEqual(await mentions('hema'), []);
    await vscode.commands.executeCommand('seedmark.tagEverywhere', { entity: 'hema', confirm: true });
    const again = await mentions('hema');
    assert.ok(again.length > 5);
    assert.deepEqual(again.filter(line => !own.includes(line)), [], 'every place is one that was tagged by hand');
    await vscode.commands.executeCommand('seedmark.undo');
    assert.deepEqual(await mentions('hema'), []);
    await vscode.commands.executeCommand('seedmark.undo');
    assert.deepEqual(await changedSince(before), []);
  });

  it('is untagged by one of its names only', async () => {
    await show(articles.headed);
    const own = await mentions('ant-group');
    await vscode.commands.executeCommand('seedmark.untagEverywhere', { entity: 'ant-group', alias: 'Ant Financial', confirm: true });
    const left = await mentions('ant-group');
    assert.deepEqual(left, own.filter(line => !line.includes('quote: "Ant Financial"')));
    assert.ok(left.length > 0 && left.length < own.length);
  });

  it('is tagged in files that are not open and in edited ones, where their text is now', async () => {
    const editor = await show(articles.headed);
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '## Note: 😀\n'));
    await vscode.commands.executeCommand('seedmark.untagEverywhere', { entity: 'chengdu', confirm: true });
    await vscode.commands.executeCommand('seedmark.tagEverywhere', { entity: 'chengdu', confirm: true });
    const text = Array.from(editor.document.getText());
    const own = (await onDisk('annotations/001_851d70915e2d610c.yaml')).split('\n').filter(line => line.includes('entity: chengdu,'));
    assert.ok(own.length > 2);
    for (const line of own) {
      const [, start, end, quote] = /at: \[(\d+), (\d+)\], quote: "([^"]*)"/.exec(line) ?? [];
      assert.equal(text.slice(Number(start), Number(end)).join(''), quote);
    }
  });

  it('is tagged at thousands of places in one step, and back', async () => {
    const line = 'Zhongguancun is a place. They say that Zhongguancun has grown, and that nobody can say where Zhongguancun ends.\n';
    for (let at = 0; at < 30; at++) await toDisk(`${100 + at}_many.txt`, `A note\n\n${line.repeat(34)}`);
    await toDisk('entities.yaml', `${await onDisk('entities.yaml')}\nzhongguancun:\n  name: Zhongguancun\n  type: place\n`);
    await show(articles.headed);
    const before = await annotations();
    await vscode.commands.executeCommand('seedmark.tagEverywhere', { entity: 'zhongguancun' });
    const shown = await list();
    assert.match(lines(shown)[0] ?? '', /0 tagged, 3,060 not, in 30 articles/);
    await vscode.commands.executeCommand('seedmark.listTag');
    assert.equal((await mentions('zhongguancun')).length, 3060);
    await vscode.commands.executeCommand('seedmark.undo');
    assert.deepEqual(await changedSince(before), []);
  });

  it('lists what is tagged already, and unticked what has another reading', async () => {
    await toDisk('entities.yaml', (await onDisk('entities.yaml')).replace('aliases: [Jack Ma Yun]', 'aliases: [Jack Ma Yun, Ma]') + '\npony-ma:\n  name: Pony Ma\n  type: person\n  aliases: [Ma, Jack Ma]\n');
    const editor = await show(articles.headed);
    caretAt(editor, 'Alibaba CEO Daniel Zh|ang');
    await vscode.commands.executeCommand('seedmark.tagEverywhere', { entity: 'pony-ma' });
    const shown = await list();
    assert.match(lines(shown)[0] ?? '', /^Pony Ma: 0 tagged, \d+ not, in \d+ articles$/);
    const places = lines(shown).slice(2).filter(line => line.startsWith('   '));
    assert.ok(places.length > 0 && places.every(line => /(tagged as Jack Ma|also a name of Jack Ma)$/.test(line)), places.join('\n'));
    const before = await annotations();
    await vscode.commands.executeCommand('seedmark.listTag');
    assert.deepEqual(await changedSince(before), [], 'nothing was ticked');
  });

  it('is left alone where an article has changed since it was listed', async () => {
    const editor = await show(articles.headed);
    await vscode.commands.executeCommand('seedmark.untagEverywhere', { entity: 'chengdu', confirm: true });
    await vscode.commands.executeCommand('seedmark.tagEverywhere', { entity: 'chengdu' });
    await list();
    const change = new vscode.WorkspaceEdit();
    change.insert(editor.document.uri, new vscode.Position(0, 0), '## Note: x\n');
    assert.ok(await vscode.workspace.applyEdit(change));
    await vscode.commands.executeCommand('seedmark.listTag');
    assert.deepEqual(await mentions('chengdu'), []);
    await vscode.commands.executeCommand('seedmark.listTag');
    assert.ok((await mentions('chengdu')).length > 3, 'the list was made anew');
  });
});

describe('an entity split', () => {
  afterEach(restore);

  it('gives chosen mentions to a new one, with the name that only they have', async () => {
    await show(articles.headed);
    const before = await annotations();
    const texts = [...before.values()].join('\n');
    const ids = [...texts.matchAll(/id: (\w+), entity: ant-group, at: \[[^\]]*\], quote: "Ant Financial Services Group"/g)].map(match => match[1]);
    assert.ok(ids.length > 0);
    await vscode.commands.executeCommand('seedmark.splitEntity', { entity: 'ant-group', mentions: ids, name: 'Ant Financial Services', type: 'organization' });
    assert.equal((await mentions('ant-financial-services')).length, ids.length);
    assert.match(await onDisk('entities.yaml'), /^ant-financial-services:\n {2}name: Ant Financial Services\n {2}type: organization\n {2}aliases: \[Ant Financial Services Group\]$/m);
    assert.match(await onDisk('entities.yaml'), /^ant-group:\n.*\n.*\n {2}aliases: \[Ant Financial, 蚂蚁集团\]$/m);
    await vscode.commands.executeCommand('seedmark.undo');
    assert.deepEqual(await changedSince(before), []);
  });
});

describe('a concordance', () => {
  afterEach(restore);

  it('of an entity has its places one below the other, sorted by what follows', async () => {
    const editor = await show(articles.headed);
    caretAt(editor, 'Alibaba CEO Daniel Zh|ang');
    await vscode.commands.executeCommand('seedmark.concordance');
    const places = lines(await list()).slice(2);
    assert.ok(places.length > 2);
    for (const place of places) assert.match(place.slice(41), /^(Daniel )?Zhang/);
    const after = places.map(place => place.slice(41).replace(/^(Daniel )?Zhang( Yong)?[^\w]*/, '').toLowerCase());
    assert.deepEqual(after.map(words => words.charAt(0)), after.map(words => words.charAt(0)).sort());
  });

  it('of a selection finds the words whatever they are tagged as, and each line leads to its place', async () => {
    const editor = await show(articles.headed);
    select(editor, 'company');
    await vscode.commands.executeCommand('seedmark.concordance');
    const shown = await list();
    for (const line of [2, lines(shown).length - 1]) {
      const [location] = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>('vscode.executeDefinitionProvider', shown.document.uri, new vscode.Position(line, 50));
      assert.ok(location !== undefined && 'uri' in location);
      const document = await vscode.workspace.openTextDocument(location.uri);
      assert.match(document.getText(location.range), /^company$/i);
    }
  });

  it('follows an entity through time, and says where links lead on', async () => {
    const editor = await show(articles.headed);
    const at = caretAt(editor, 'Alibaba CEO Daniel Zh|ang');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', editor.document.uri, at);
    const cards = hovers.flatMap(({ contents }) => contents).map(each => each instanceof vscode.MarkdownString ? each.value : '').join('\n');
    const [, given = ''] = /Through time\]\(command:seedmark\.concordance\?([^)]*)\)/.exec(cards) ?? [];
    const args: unknown = JSON.parse(decodeURIComponent(given));
    assert.ok(Array.isArray(args));
    await vscode.commands.executeCommand('seedmark.concordance', ...args);
    const dates = lines(await list()).slice(2).flatMap(line => /^\d{4}-\d\d-\d\d/.exec(line)?.[0] ?? []);
    assert.ok(dates.length > 2);
    assert.deepEqual(dates, [...dates].sort());
    await show(articles.headed);
    await vscode.commands.executeCommand('seedmark.concordance', { entity: 'hema', order: 'date' });
    assert.match(lines(await list()).join('\n'), /Hema Fresh, the supermarket arm.* ⇄ contradicts: Chengdu, Alibaba and Ant Financial sign a framework agreement/);
  });

  it('of any text is made by its argument', async () => {
    await show(articles.headed);
    await vscode.commands.executeCommand('seedmark.concordance', { text: 'digital economy' });
    const places = lines(await list()).slice(2);
    assert.ok(places.length > 1 && places.every(place => /^digital economy/i.test(place.slice(41))));
  });
});

describe('a list by keys', () => {
  before(function () { needWindow(this); });
  afterEach(restore);

  it('is ticked, confirmed and undone', async () => {
    const editor = await show(articles.headed);
    caretAt(editor, 'pact makes Cheng|du the first city');
    await vscode.commands.executeCommand('seedmark.untagEverywhere', { entity: 'chengdu', confirm: true });
    const before = await annotations();
    await vscode.commands.executeCommand('seedmark.tagEverywhere', { entity: 'chengdu' });
    const shown = await list();
    const places = lines(shown).slice(2).filter(line => line.startsWith('   ')).length;
    await waitFor(`.codelens-decoration:has-text("Tag ${places} ticked")`);
    await press('space');
    await waitFor(`.codelens-decoration:has-text("Tag ${places - 1} ticked")`);
    await press('ctrl+enter');
    await eventually(async () => assert.equal((await mentions('chengdu')).length, places - 1));
    await eventually(() => assert.equal(vscode.window.activeTextEditor?.document, editor.document));
    await vscode.commands.executeCommand('seedmark.undo');
    assert.deepEqual(await changedSince(before), []);
  });

  it('is undone from the article that one comes back to, also where nothing was tagged', async () => {
    const own = 'own.seed';
    await toDisk(own, 'A headline\n\nNothing to be tagged in here.\n');
    await show(articles.headed);
    await vscode.commands.executeCommand('seedmark.untagEverywhere', { entity: 'chengdu', confirm: true });
    const before = await annotations();
    await show(own);
    await vscode.commands.executeCommand('seedmark.tagEverywhere', { entity: 'chengdu' });
    await listWithKeys();
    await press('ctrl+enter');
    await eventually(async () => assert.ok((await mentions('chengdu')).length > 3));
    await eventually(() => assert.ok(vscode.window.activeTextEditor?.document.uri.path.endsWith(own)));
    await vscode.commands.executeCommand('seedmark.undo');
    assert.deepEqual(await changedSince(before), []);
  });

  it('is sorted, and Enter goes to the place', async () => {
    await show(articles.headed);
    await vscode.commands.executeCommand('seedmark.concordance', { entity: 'alibaba' });
    const shown = await listWithKeys();
    const byRight = lines(shown).slice(2);
    await press('l');
    await eventually(() => assert.notDeepEqual(lines(shown).slice(2), byRight));
    assert.deepEqual(lines(shown).slice(2).sort(), [...byRight].sort());
    await press('a');
    await eventually(() => assert.match(lines(shown)[2] ?? '', /^2018-/));
    await press('enter');
    await eventually(() => {
      const active = vscode.window.activeTextEditor;
      assert.match(active?.document.getText(active.selection) ?? '', /^Alibaba/i);
    });
  });

  it('is worked off from a concordance: what is ticked is tagged as what is picked', async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    await show(articles.headed);
    await vscode.commands.executeCommand('seedmark.concordance', { text: 'Residents' });
    const shown = await listWithKeys();
    const count = lines(shown).length - 2;
    await press('ctrl+space ctrl+enter');
    await waitFor('.quick-input-widget .quick-input-title:has-text("Tag")');
    await type('People of the city /topic');
    await waitFor('.quick-input-list .monaco-list-row.focused:has-text("Create “People of the city” as Topic")');
    await press('enter');
    await eventually(async () => assert.equal((await mentions('people-of-the-city')).length, count));
    await eventually(() => assert.match(lines(shown)[2] ?? '', /tagged as People of the city$/));
    await press('ctrl+space ctrl+backspace');
    await eventually(async () => assert.deepEqual(await mentions('people-of-the-city'), []));
    await vscode.commands.executeCommand('notifications.showList');
    await eventually(async () => assert.deepEqual(await textOf(notification), []));
    await vscode.commands.executeCommand('notifications.hideList');
  });

  it('splits an entity', async () => {
    const editor = await show(articles.headed);
    const before = await mentions('alibaba');
    caretAt(editor, 'company Alibaba Gr|oup Holding Ltd');
    await vscode.commands.executeCommand('seedmark.splitEntity');
    await listWithKeys();
    await press('space space ctrl+enter');
    await waitFor('.quick-input-widget .quick-input-title:has-text("2 mentions are")');
    await type('Alibaba Shop /product');
    await waitFor('.quick-input-list .monaco-list-row.focused:has-text("Create “Alibaba Shop” as Product")');
    await press('enter');
    await eventually(async () => assert.equal((await mentions('alibaba-shop')).length, 2));
    assert.equal((await mentions('alibaba')).length, before.length - 2);
  });
});
