import * as vscode from 'vscode';
import { readArticles } from '../../core/corpus/article';
import { entitiesPath } from '../../core/corpus/fileKind';
import { Export, sidecarContent, type SidecarContent } from '../../core/exchange/exporting';
import { formats } from '../../core/exchange/formats';
import type { ExchangeDocument, Format, TextFile, Writing } from '../../core/exchange/model';
import type { ExchangeReport } from '../../core/exchange/report';
import { readEntities } from '../../core/store/entitiesFile';
import type { Corpus } from '../corpus/corpus';
import { step, tellReport, unlessStopped, uriIn } from '../exchange';
import type { Session } from '../session';
import { choose } from '../window/choose';
import { corpusIn } from '../window/commandArguments';
import { articleCount, numeral } from '../window/counts';
import type { Work } from '../window/working';
import { FileFailure } from '../writing/fileStore';

/** What a key binding or another extension may give, so that nothing is asked that is known. */
interface ExportArguments {
  /** The id of a format, as `seedmark export --help` lists them. */
  readonly format?: string;
  /** The folder to write to: a URI or a path. */
  readonly target?: unknown;
  /** The root of the corpus, where there are several. */
  readonly corpus?: unknown;
}

/** A corpus as documents, and what had to stay behind. */
interface Gathered {
  readonly documents: readonly ExchangeDocument[];
  readonly skipped: ExchangeReport['skipped'];
}

/** `seedmark.export`: writes a corpus in another format. Nothing that is there is overwritten. */
export function registerExport(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand('seedmark.export', (args?: ExportArguments) => exportCorpus(session, args ?? {}));
}

async function exportCorpus(session: Session, args: ExportArguments): Promise<void> {
  const corpus = await corpusFor(session, args);
  const format = corpus && await formatFor(args);
  const folder = format && await folderFor(args, format);
  if (corpus === undefined || format === undefined || folder === undefined) return;
  const outcome = await unlessStopped(vscode.l10n.t('Exporting to {0}', format.name), async work => {
    const gathered = await gather(corpus, work);
    const written = gathered && format.write(gathered.documents);
    const hindrance = written && await hindranceTo(session, folder, written.files);
    if (gathered === undefined || written === undefined) return undefined;
    if (hindrance !== undefined) return { hindrance };
    return await writeAll(folder, written.files, work) ? { gathered, written } : undefined;
  });
  if (outcome === undefined) return;
  if ('hindrance' in outcome) void vscode.window.showErrorMessage(outcome.hindrance);
  else tellDone(session, format, folder, outcome.gathered, outcome.written);
}

/** The corpus that is named, else that of the article in the editor, else the only one; asks where there are several. */
async function corpusFor(session: Session, args: ExportArguments): Promise<Corpus | undefined> {
  const corpora = await session.corpora();
  const { activeTextEditor } = vscode.window;
  const known = corpusIn(args, corpora) ?? (activeTextEditor && await session.corpusOfDocument(activeTextEditor.document)) ?? (corpora.length === 1 ? corpora[0] : undefined);
  if (known !== undefined) return known;
  return choose(vscode.l10n.t('Export'), vscode.l10n.t('Which corpus?'), corpora.map(corpus => ({ label: vscode.workspace.asRelativePath(corpus.files.root), value: corpus })));
}

async function formatFor({ format }: ExportArguments): Promise<Format | undefined> {
  return formats.find(({ id }) => id === format) ?? choose(vscode.l10n.t('Export'), vscode.l10n.t('To which format?'), formats.map(each => ({ label: each.name, value: each })));
}

async function folderFor({ target }: ExportArguments, format: Format): Promise<vscode.Uri | undefined> {
  const given = uriIn(target);
  if (given !== undefined) return given;
  const [folder] = await vscode.window.showOpenDialog({ title: vscode.l10n.t('Folder for {0}', format.name), openLabel: vscode.l10n.t('Export Here'), canSelectFiles: false, canSelectFolders: true }) ?? [];
  return folder;
}

/** Reads the sidecars, then each article, and looks for its marks; `undefined` where the person has had enough. */
async function gather(corpus: Corpus, work: Work): Promise<Gathered | undefined> {
  const { index } = corpus;
  await corpus.whole();
  const { entities } = readEntities(await corpus.text(entitiesPath));
  const out = new Export(entities, index.config);
  const contents = new Map<string, SidecarContent[]>();
  const unreadable: string[] = [];
  const paths = index.paths();
  for (const path of paths.filter(each => index.kindOf(each) === 'sidecar')) {
    const content = sidecarContent(path, await corpus.text(path) ?? '');
    if (content === undefined) unreadable.push(path);
    else contents.set(content.article, [...contents.get(content.article) ?? [], content]);
    if (content !== undefined) out.add(content);
  }
  const articles = await articlesOf(corpus, paths.filter(path => index.kindOf(path) === 'articles'), work);
  for (const { id, text } of articles) out.land(id, text, contents.get(id) ?? []);
  const documents = articles.map(({ id, text }) => out.document(id, text, contents.get(id) ?? []));
  return work.isStopped() ? undefined : {
    documents,
    skipped: [
      ...unreadable.map(document => ({ document, reason: vscode.l10n.t('This file cannot be read whole.') })),
      ...out.unplaced.map(document => ({ document, reason: vscode.l10n.t('Its text cannot be found for certain.') })),
    ],
  };
}

interface ArticleText {
  readonly id: string;
  readonly text: string;
}

/** The articles of files, each id once, as far as the person lets it come. */
async function articlesOf(corpus: Corpus, paths: readonly string[], work: Work): Promise<ArticleText[]> {
  const articles = new Map<string, ArticleText>();
  for (const [done, path] of paths.entries()) {
    if (work.isStopped()) break;
    if (done % 20 === 0) await step(work, vscode.l10n.t('Reading'), done, paths.length);
    const text = await corpus.text(path) ?? '';
    for (const { id, span } of readArticles(path, text).articles) if (!articles.has(id)) articles.set(id, { id, text: text.slice(span.start, span.end) });
  }
  return [...articles.values()];
}

/** Why the files must not be written there: one is there already, or would become an article of a corpus. */
async function hindranceTo(session: Session, folder: vscode.Uri, files: readonly TextFile[]): Promise<string | undefined> {
  const corpora = await session.corpora();
  for (const { name } of files) {
    const uri = vscode.Uri.joinPath(folder, name);
    if (await isThere(uri)) return vscode.l10n.t('{0} is there already; nothing was written.', vscode.workspace.asRelativePath(uri));
    const home = corpora.find(({ files: own, index }) => index.kindOf(own.path(uri) ?? '') !== undefined);
    if (home !== undefined) return vscode.l10n.t('{0} would become a file of the corpus; choose another folder. Nothing was written.', vscode.workspace.asRelativePath(uri));
  }
  return undefined;
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(() => true, () => false);
}

/** Writes all files, or takes back those that were written. Answers whether all are there. */
async function writeAll(folder: vscode.Uri, files: readonly TextFile[], work: Work): Promise<boolean> {
  const written: vscode.Uri[] = [];
  const takeBack = async (): Promise<void> => {
    await Promise.allSettled(written.map(uri => vscode.workspace.fs.delete(uri)));
  };
  try {
    for (const [done, { name, text }] of files.entries()) {
      if (done % 20 === 0) await step(work, vscode.l10n.t('Writing'), done, files.length);
      if (work.isStopped()) {
        await takeBack();
        return false;
      }
      const uri = vscode.Uri.joinPath(folder, name);
      written.push(uri);
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    }
    return true;
  } catch (error) {
    await takeBack();
    if (error instanceof vscode.FileSystemError || error instanceof FileFailure) {
      void vscode.window.showErrorMessage(vscode.l10n.t('Nothing was exported: {0}', error.message));
      return false;
    }
    throw error;
  }
}

function tellDone(session: Session, format: Format, folder: vscode.Uri, { documents, skipped }: Gathered, { files, losses }: Writing): void {
  const annotations = documents.reduce((sum, { spans, relations }) => sum + spans.length + relations.length, 0);
  const done = vscode.l10n.t('Exported {0} with {1} annotations to {2}.', articleCount(documents.length), numeral(annotations), vscode.workspace.asRelativePath(folder));
  const report: ExchangeReport = { counts: { articles: documents.length, annotations, files: files.length }, unread: [], problems: [], skipped, losses, offsets: [] };
  tellReport(session, done, vscode.l10n.t('Export to {0}', format.name), report);
}
