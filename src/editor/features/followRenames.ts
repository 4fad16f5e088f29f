import * as vscode from 'vscode';
import { readArticles } from '../../core/corpus/article';
import { annotationPath } from '../../core/seed/articleId';
import type { Intent } from '../../core/store/intents';
import { renameArticles } from '../../core/store/renameArticles';
import { readSidecar } from '../../core/store/sidecarFile';
import { applyEdits } from '../../core/yaml/splice';
import type { Corpus } from '../corpus/corpus';
import type { Session } from '../session';
import { Queue } from '../time/queue';
import { report, tell } from '../window/report';
import { existingSidecarIntent } from '../writing/annotations';

/** When files of articles are renamed or moved in VS Code, their sidecars go with them, and links to them still arrive. */
export function registerFollowRenames(session: Session): vscode.Disposable {
  const queue = new Queue();
  return vscode.workspace.onDidRenameFiles(({ files }) => {
    // Looked at before anything is waited for: they may soon have other names again.
    const renamed = Promise.all(files.map(filesIn));
    void queue.run(async () => followAll(session, await renamed)).catch(session.failed('renames'));
  });
}

async function followAll(session: Session, renamed: readonly (readonly Renamed[])[]): Promise<void> {
  const byCorpus = new Map<Corpus, Map<string, string>>();
  await session.renamed(new Map(renamed.flat().map(({ oldUri, newUri }) => [oldUri.toString(), newUri])));
  for (const files of renamed) {
    const corpus = files[0] && await session.corpusOf(files[0].newUri);
    if (corpus === undefined) continue;
    await corpus.whole();
    const ids = byCorpus.get(corpus) ?? new Map<string, string>();
    byCorpus.set(corpus, ids);
    for (const [from, to] of await renamedIds(corpus, files)) ids.set(from, to);
  }
  for (const [corpus, ids] of byCorpus) await follow(session, corpus, ids);
}

async function follow(session: Session, corpus: Corpus, ids: ReadonlyMap<string, string>): Promise<void> {
  const paths = new Map([...ids].map(([from, to]) => [annotationPath(from), annotationPath(to)]));
  const [[from, to] = ['', '']] = ids;
  const label = ids.size === 1 ? vscode.l10n.t('rename {0} to {1}', from, to) : vscode.l10n.t('rename {0} articles', ids.size);
  const outcome = await session.move(corpus, label, paths, () => renameIntents(corpus, ids, paths));
  if (report(session, outcome) && outcome.done && outcome.steps.length > 0) tell(vscode.l10n.t('The annotations have gone with the articles.'));
}

type Renamed = vscode.FileRenameEvent['files'][number];

/** A renamed file, or all files of a renamed folder, by their names before and now. */
async function filesIn({ oldUri, newUri }: Renamed): Promise<readonly Renamed[]> {
  const files = await filesBelow(newUri);
  return files.map(file => ({ oldUri: oldUri.with({ path: oldUri.path + file.path.slice(newUri.path.length) }), newUri: file }));
}

/** The ids that the articles of renamed files had and have. */
async function renamedIds(corpus: Corpus, files: readonly Renamed[]): Promise<readonly (readonly [string, string])[]> {
  const pairs: (readonly [string, string])[] = [];
  for (const { oldUri, newUri } of files) {
    const [oldPath, newPath] = [oldUri, newUri].map(uri => corpus.files.path(uri));
    if (newPath === undefined || oldPath === undefined || ![newPath, oldPath].some(path => corpus.index.kindOf(path) === 'articles')) continue;
    const text = await corpus.files.read(newPath) ?? '';
    const now = readArticles(newPath, text).articles;
    readArticles(oldPath, text).articles.forEach(({ id }, at) => {
      const other = now[at]?.id;
      if (other !== undefined && other !== id) pairs.push([id, other]);
    });
  }
  return pairs;
}

/** A file itself. Links to folders are not followed, as nowhere. */
async function filesBelow(uri: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const type = await vscode.workspace.fs.stat(uri).then(found => found.type, () => vscode.FileType.File); // it may have gone on already
  if (type !== vscode.FileType.Directory) return [uri];
  const entries = await vscode.workspace.fs.readDirectory(uri);
  return (await Promise.all(entries.map(([name]) => filesBelow(vscode.Uri.joinPath(uri, name))))).flat();
}

/** All that speaks of the articles speaks of them by their new ids; a sidecar at its article's own place moves. */
async function renameIntents(corpus: Corpus, ids: ReadonlyMap<string, string>, paths: ReadonlyMap<string, string>): Promise<readonly Intent[]> {
  const { index } = corpus;
  const concerned = new Set([...ids.keys()].flatMap(id => [...index.sidecars(id), ...index.linksTo(id)].map(({ path }) => path)));
  const intents = await Promise.all([...concerned].map(async path => {
    const home = paths.get(path);
    if (home === undefined || await isOneFile(corpus, path, home)) return [existingSidecarIntent(path, sidecar => renameArticles(sidecar, ids))];
    const text = corpus.unsaved(path)?.getText() ?? await corpus.files.readExactly(path).catch(() => ''); // said when it is to be written
    return text === undefined ? [] : moved(path, home, text, ids);
  }));
  return intents.flat();
}

/** Where a disk takes `a` and `A` for the same name, a sidecar stays where it is, and speaks of its article by the new one. */
async function isOneFile(corpus: Corpus, path: string, other: string): Promise<boolean> {
  return path.toLowerCase() === other.toLowerCase() && await corpus.files.readBytes(other) !== undefined;
}

function moved(from: string, to: string, text: string, ids: ReadonlyMap<string, string>): readonly Intent[] {
  const edits = renameArticles(readSidecar(text), ids);
  if (edits === undefined) return [{ path: from, edits: () => 'broken-file' }];
  return [
    { path: to, edits: now => now === undefined ? [{ span: { start: 0, end: 0 }, text: applyEdits(text, edits) }] : 'changed-since' },
    { path: from, edits: now => now === text ? 'remove' : 'changed-since' },
  ];
}
