import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { articles, onDisk, restore, show, toDisk, uriOf } from './corpus';
import { eventually, waitFor } from './window';

function codes(path: string): string[] {
  return vscode.languages.getDiagnostics(uriOf(path)).filter(each => each.source === 'Seedmark').map(each => typeof each.code === 'string' ? each.code : '');
}

/** Writes a file, and waits for the problem that it must have. Answers its words. */
async function reported(path: string, text: string, code: string): Promise<string> {
  await toDisk(path, text);
  await eventually(() => assert.ok(codes(path).includes(code), `${path}: ${codes(path).join(', ')}`));
  return vscode.languages.getDiagnostics(uriOf(path)).find(each => each.code === code)?.message ?? '';
}

describe('bad input', () => {
  beforeEach(async () => { await show(articles.headed); });
  afterEach(restore);

  it('is not found in the sample corpus', async () => {
    await new Promise(done => setTimeout(done, 600));
    await eventually(() => {
      const found = vscode.languages.getDiagnostics().flatMap(([uri, all]) => all.filter(each => each.source === 'Seedmark').map(each => `${uri.path}: ${each.message}`));
      assert.deepEqual(found, []);
    });
  });

  it('in entities.yaml: broken YAML', async () => {
    const words = await reported('entities.yaml', `${await onDisk('entities.yaml')}broken: [\n`, 'yaml-syntax');
    assert.match(words, /no valid YAML.*Nothing is written/s);
  });

  it('in entities.yaml: two entities with one id', async () => {
    assert.match(await reported('entities.yaml', `${await onDisk('entities.yaml')}\nalibaba:\n  name: Other\n  type: person\n`, 'entity-duplicate'), /two entities with the id alibaba/);
  });

  it('in entities.yaml: a type that the corpus does not have', async () => {
    const text = (await onDisk('entities.yaml')).replace('type: person', 'type: insect');
    assert.match(await reported('entities.yaml', text, 'type-unknown'), /“insect” is no type.*person, organization/);
  });

  it('in a sidecar: an entity that nobody knows, which a quick fix adds', async () => {
    const path = 'annotations/001_851d70915e2d610c.yaml';
    const before = await onDisk('entities.yaml');
    assert.match(await reported(path, (await onDisk(path)).replace('entity: xu-manli', 'entity: stranger'), 'entity-unknown'), /tagged as stranger/);
    const [problem] = vscode.languages.getDiagnostics(uriOf(path));
    assert.ok(problem);
    await show(path);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uriOf(path), problem.range);
    const fix = actions.find(action => action.command?.command === 'seedmark.createMissingEntity');
    assert.ok(fix?.command);
    await vscode.commands.executeCommand(fix.command.command, ...fix.command.arguments ?? []);
    assert.equal((await onDisk('entities.yaml')).slice(0, before.length), before);
    assert.match(await onDisk('entities.yaml'), /\nstranger:\n {2}name: Xu Manli\n/);
    await eventually(() => assert.ok(!codes(path).includes('entity-unknown')));
  });

  it('in a sidecar: its article is gone', async () => {
    assert.match(await reported('annotations/gone.yaml', 'article: gone\nmentions:\n', 'sidecar-orphan'), /no article gone/);
  });

  it('in an article: a malformed header, an unreadable date', async () => {
    await reported('500_bad.txt', '## Title A deal\n## Date: 01/02/2018\n\nText.\n', 'header-malformed');
    assert.ok(codes('500_bad.txt').includes('date-unreadable'));
  });

  it('in two articles: one id', async () => {
    assert.match(await reported('other.seeds', `==> ${articles.headed} <==\nAgain.\n`, 'article-duplicate'), /another article with the id 001_851d70915e2d610c/);
  });

  it('is counted by the check, which shows it', async () => {
    await eventually(async () => assert.equal(await vscode.commands.executeCommand('seedmark.check'), 0));
    await toDisk('annotations/gone.yaml', 'article: gone\nmentions:\n  - { id: aaaaaa, entity: nobody, at: [0, 1], quote: "x", before: "", after: "" }\n');
    await eventually(async () => assert.equal(await vscode.commands.executeCommand('seedmark.check'), 2));
    assert.deepEqual(codes('annotations/gone.yaml').sort(), ['entity-unknown', 'sidecar-orphan']);
    if (process.env['SEEDMARK_WINDOW'] !== undefined) await waitFor('.markers-panel :text("gone.yaml")');
    const entities = await onDisk('entities.yaml');
    await toDisk('entities.yaml', `${entities}look-alike:\n  name: Nikita Blinkenlight\n  type: person\nalike-look:\n  name: Nikita Blinkenlights\n  type: person\n`);
    await eventually(async () => assert.equal(await vscode.commands.executeCommand('seedmark.check'), 3));
    await toDisk('entities.yaml', entities);
    await toDisk('900_closed.txt', 'Nobody opens this article.\n');
    await toDisk('annotations/900_closed.yaml', 'article: 900_closed\nmentions:\n  - { id: bbbbbb, entity: alibaba, at: [0, 7], quote: "Alibaba", before: "", after: "" }\n');
    await eventually(async () => assert.equal(await vscode.commands.executeCommand('seedmark.check'), 3));
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  it('goes away when it is mended', async () => {
    const good = await onDisk('entities.yaml');
    await reported('entities.yaml', `${good}broken: [\n`, 'yaml-syntax');
    await toDisk('entities.yaml', good);
    await eventually(() => assert.deepEqual(codes('entities.yaml'), []));
  });
});
