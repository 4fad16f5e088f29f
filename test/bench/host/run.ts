// VS Code calls `run` in the extension host of a window on a made corpus: this watches the host's event loop while the
// extension reads the corpus, while someone types, tags and asks, and while much is changed at once.
import { readFileSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { Profiles } from './profiles';

/**
 * In milliseconds: how long something took, the longest time that nothing else could run, the most CPU time that the thread
 * of the extensions had between two looks (on a busy machine a stall may be somebody else's work), how often that was over 50,
 * and the CPU time of the whole process, its threads included.
 */
interface Phase {
  readonly what: string;
  readonly took: number;
  readonly longest: number;
  readonly work: number;
  readonly over50: number;
  readonly cpu: number;
  /** The longest pause of the garbage collector, by the clock. */
  readonly gc: number;
  /** What the process had in memory afterwards, in bytes. */
  readonly memory: NodeJS.MemoryUsage;
}

const phases: Phase[] = [];
const profiles = new Profiles(process.env['SEEDMARK_BENCH_PROFILES']);

export async function run(): Promise<void> {
  const article = await firstArticle();
  await phase('until the open article has its cards', async () => {
    const document = await vscode.workspace.openTextDocument(article);
    await vscode.window.showTextDocument(document);
    await until(async () => (await hovers(document)) > 0);
  });
  await phase('until all is read', async () => vscode.commands.executeCommand('vscode.executeWorkspaceSymbolProvider', 'zz'));
  await phase('at rest', async () => wait(2000));
  await phase('typing 40 characters', type);
  await phase('tagging and taking it back', tagOnce);
  await phase('a hover', async () => here('vscode.executeHoverProvider'));
  await phase('references', async () => here('vscode.executeReferenceProvider'));
  await phase('showing the Entities view', async () => {
    await vscode.commands.executeCommand('seedmark.entities.focus');
    await wait(1000);
  });
  await phase('four letters in the filter of the entities', filter);
  await phase('another id for an entity of many mentions', async () => renameId(process.env['SEEDMARK_BENCH_ENTITY'] ?? '', 'a-new-id'));
  await phase('taking that back', async () => vscode.commands.executeCommand('seedmark.undo'));
  await phase('at rest again', async () => wait(Number(process.env['SEEDMARK_BENCH_REST'] ?? 10_000)));
  await profiles.end();
  writeFileSync(process.env['SEEDMARK_BENCH_RESULT'] ?? 'result.json', JSON.stringify({ phases }));
}

async function phase(what: string, work: () => unknown): Promise<void> {
  const delays = monitorEventLoopDelay({ resolution: 5 });
  let [over50, longestWork, gc, last] = [0, 0, 0, cpuOfThread()];
  const pauses = new PerformanceObserver(list => { for (const { duration } of list.getEntries()) gc = Math.max(gc, duration); });
  pauses.observe({ entryTypes: ['gc'] });
  await profiles.begin(what);
  const ticks = setInterval(() => {
    const now = cpuOfThread();
    const spent = now - last;
    if (spent > 50) over50++;
    profiles.tick(spent);
    longestWork = Math.max(longestWork, spent);
    last = now;
  }, 5);
  delays.enable();
  const [from, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  delays.disable();
  clearInterval(ticks);
  const took = performance.now() - from;
  phases.push({ what, took, longest: delays.max / 1e6, work: longestWork, over50, cpu: cpuSince(cpu), gc, memory: process.memoryUsage() });
  pauses.disconnect();
  await profiles.cut();
}

/** Of this thread alone where the system tells it, as Linux does; else of the process. */
function cpuOfThread(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function firstArticle(): Promise<vscode.Uri> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('no folder is open');
  const below = vscode.Uri.joinPath(folder.uri, 'news/000');
  const names = (await vscode.workspace.fs.readDirectory(below)).map(([name]) => name).filter(name => name.endsWith('.txt')).sort();
  return vscode.Uri.joinPath(below, names[5] ?? '');
}

/** How many of the first names of the article have a card. */
async function hovers(document: vscode.TextDocument): Promise<number> {
  const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens | undefined>('vscode.provideDocumentSemanticTokens', document.uri);
  return tokens?.data.length ?? 0;
}

async function type(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  for (const character of 'Some words that nobody has seen before. ') {
    await editor?.edit(edit => { edit.insert(new vscode.Position(8, 0), character); });
    await wait(60);
  }
  await vscode.commands.executeCommand('workbench.action.files.revert');
}

async function tagOnce(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return;
  const line = editor.document.lineAt(Math.min(6, editor.document.lineCount - 1));
  const words = /\b\p{L}{4,}\b/u.exec(line.text);
  const start = new vscode.Position(line.lineNumber, words?.index ?? 0);
  editor.selection = new vscode.Selection(start, start.translate(0, words?.[0].length ?? 4));
  await vscode.commands.executeCommand('seedmark.tag', { entity: process.env['SEEDMARK_BENCH_ENTITY'] });
  await vscode.commands.executeCommand('seedmark.undo');
}

/** Asks for what is at the caret: on the first name of the article. */
async function here(command: string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const name = editor?.document.getText().search(/(?<=[a-z] )\p{Lu}/u);
  if (editor !== undefined && name !== undefined) await vscode.commands.executeCommand(command, editor.document.uri, editor.document.positionAt(name));
}

async function filter(): Promise<void> {
  for (const words of ['h', 'ha', 'han', 'hang']) {
    await vscode.commands.executeCommand('seedmark.filterEntities', words);
    await wait(200); // the view asks for its rows anew
  }
  await vscode.commands.executeCommand('seedmark.clearEntityFilter');
  await wait(200);
}

async function renameId(entity: string, id: string): Promise<void> {
  await vscode.commands.executeCommand('seedmark.renameEntityId', { entity, id });
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 120_000; Date.now() < end; await wait(50)) if (await holds()) return;
  throw new Error('nothing happened for two minutes');
}

async function wait(milliseconds: number): Promise<void> {
  await new Promise(done => setTimeout(done, milliseconds));
}
