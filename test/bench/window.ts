// Runs in the extension host of a real window, on the folder that is open: what acts cost there, one line of JSON each.
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import * as vscode from 'vscode';

const keystrokes = 60;
/** Between two keystrokes of a quick typist, in milliseconds. */
const betweenKeys = 80;

/** VS Code calls this, and ends when it is done. */
export async function run(): Promise<void> {
  console.log(`Tests in VS Code ${vscode.version}`);
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const [first] = await vscode.workspace.findFiles('news/**/*.txt', undefined, 1);
  if (folder === undefined || first === undefined) throw new Error('no made corpus is open');
  await measured('open an article of a corpus not read yet', async () => {
    await vscode.window.showTextDocument(first);
    await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', first);
  });
  await measured('read and check the rest', async () => vscode.commands.executeCommand('seedmark.check'));
  await measured('show the views', async () => {
    for (const view of ['entities', 'articles', 'related', 'links']) await vscode.commands.executeCommand(`seedmark.${view}.focus`);
    await pause(3000);
  });
  await vscode.commands.executeCommand('seedmark.entities.focus');
  await measured('filter the entities, 4 keys', async () => {
    for (const words of ['a', 'al', 'ali', 'alib']) await vscode.commands.executeCommand('seedmark.filterEntities', words);
    await pause(500);
    await vscode.commands.executeCommand('seedmark.clearEntityFilter');
  });
  const editor = await vscode.window.showTextDocument(first);
  await pause(2000);
  await measured(`type, ${keystrokes} keys`, () => typeIn(editor), keystrokes);
  await measured('the pause after typing', () => pause(1500));
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await acts(editor);
}

async function acts(editor: vscode.TextEditor): Promise<void> {
  const entity = await entityOf(editor);
  await measured('tag', () => vscode.commands.executeCommand('seedmark.tag', { entity }));
  await measured('what follows a tag', () => pause(1500));
  const place = editor.selection.active;
  await measured('hover', () => vscode.commands.executeCommand('vscode.executeHoverProvider', editor.document.uri, place));
  await measured('references', () => vscode.commands.executeCommand('vscode.executeReferenceProvider', editor.document.uri, place));
  await measured('rename the entity', () => vscode.commands.executeCommand('seedmark.renameEntity', { entity, name: 'Another Name' }));
  await measured('what follows a rename', () => pause(2000));
  await measured('tag everywhere', () => vscode.commands.executeCommand('seedmark.tagEverywhere', { entity, confirm: true }));
  await measured('what follows it', () => pause(3000));
}

/** The entity of the first mention of the article, whose words are selected in another place. */
async function entityOf(editor: vscode.TextEditor): Promise<string> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const path = vscode.workspace.asRelativePath(editor.document.uri).replace(/\.txt$/, '.yaml');
  const sidecar = folder && new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder.uri, 'annotations', path)));
  const at = editor.document.getText().search(/(?<= )[a-z]{4,}(?= )/);
  const position = editor.document.positionAt(at);
  editor.selection = new vscode.Selection(position, position.translate(0, 4));
  return /entity: ([\w-]+)/.exec(sidecar ?? '')?.[1] ?? '';
}

async function typeIn(editor: vscode.TextEditor): Promise<void> {
  const line = editor.document.lineCount >> 1;
  for (let key = 0; key < keystrokes; key++) {
    await editor.edit(edit => edit.insert(new vscode.Position(line, 0), 'x'), { undoStopBefore: false, undoStopAfter: false });
    await pause(betweenKeys);
  }
}

/** Prints how long something took, how long the host worked (for each of so many times), and the longest time without a stop. */
async function measured(act: string, work: () => Thenable<unknown>, times = 1): Promise<void> {
  const delays = monitorEventLoopDelay({ resolution: 2 });
  delays.enable();
  const before = performance.eventLoopUtilization();
  const from = performance.now();
  await work();
  const wall = performance.now() - from;
  const { active } = performance.eventLoopUtilization(before);
  delays.disable();
  const p99 = delays.percentile(99) / 1e6;
  console.log(`seedmark-figure ${JSON.stringify({ act, wall: wall / times, busy: active / times, blocked: delays.max / 1e6, blockedP99: p99 })}`);
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise(done => setTimeout(done, milliseconds));
}
