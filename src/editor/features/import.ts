import * as vscode from 'vscode';
import { configPath } from '../../core/corpus/fileKind';
import { toCorpus } from '../../core/exchange/corpus';
import { formats } from '../../core/exchange/formats';
import { articleIntent, importInto, type Import, type KnownArticle } from '../../core/exchange/importing';
import { formatsIn, isMissed, mayBe } from '../../core/exchange/inputs';
import type { Format, Reading } from '../../core/exchange/model';
import type { ExchangeReport, Unread } from '../../core/exchange/report';
import { skippedInWords } from '../../core/exchange/words';
import { gitBlobId } from '../../core/store/gitBlobId';
import type { Corpus } from '../corpus/corpus';
import { readInputs, step, tellReport, unlessStopped, uriIn, type Inputs } from '../exchange';
import type { Session } from '../session';
import { choose } from '../window/choose';
import { articleCount, mentionCount, numeral } from '../window/counts';
import { report, tell } from '../window/report';
import type { Work } from '../window/working';
import { corpusIntent } from '../writing/annotations';

/** What a key binding or another extension may give, so that nothing is asked that is known. */
interface ImportArguments {
  /** The id of a format, as `seedmark import --help` lists them. */
  readonly format?: string;
  /** Files and folders: URIs or paths. */
  readonly inputs?: unknown;
  /** The folder of the corpus; it is made where there is none. */
  readonly target?: unknown;
  /** What becomes of articles that have annotations already: they are added to, or nothing is done. */
  readonly existing?: 'merge' | 'refuse';
}

/** What was read, and what came of it. */
interface ReadIn extends Reading {
  readonly unread: readonly Unread[];
}

/** `seedmark.import`: takes annotated files of another format into a corpus, in one step of undo. */
export function registerImport(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand('seedmark.import', (args?: ImportArguments) => importFiles(session, args ?? {}));
}

async function importFiles(session: Session, args: ImportArguments): Promise<void> {
  const uris = await inputsIn(args);
  const inputs = uris && await unlessStopped(vscode.l10n.t('Reading files'), work => readInputs(uris, work));
  const format = inputs && await formatFor(inputs, args.format);
  if (inputs === undefined || format === undefined) return;
  const read = await unlessStopped(vscode.l10n.t('Reading {0}', format.name), work => readAs(format, inputs, work));
  if (read === undefined) return;
  if (read.documents.length === 0) return tellReport(session, vscode.l10n.t('There is nothing to import.'), reportTitle(format), reportOf(read, undefined));
  const corpus = await targetIn(session, args);
  if (corpus !== undefined) await take(session, corpus, format, read, args);
}

async function inputsIn({ inputs }: ImportArguments): Promise<readonly vscode.Uri[] | undefined> {
  const given = (Array.isArray(inputs) ? inputs.map(uriIn) : [uriIn(inputs)]).filter(uri => uri !== undefined);
  if (given.length > 0) return given;
  const title = vscode.l10n.t('Import');
  const isFolder = await choose(title, vscode.l10n.t('What is to be imported?'), [
    { label: vscode.l10n.t('Files…'), value: false },
    { label: vscode.l10n.t('A folder with all its files…'), value: true },
  ]);
  if (isFolder === undefined) return undefined;
  return vscode.window.showOpenDialog({ title, openLabel: title, canSelectFiles: !isFolder, canSelectFolders: isFolder, canSelectMany: true });
}

/** The format that is named, else the one that all files are in; asks where they are in several, or in none that is known. */
async function formatFor({ files }: Inputs, given: string | undefined): Promise<Format | undefined> {
  const readable = formats.filter(({ read }) => read !== undefined);
  const known = readable.find(({ id }) => id === given);
  if (known !== undefined) return known;
  const found = formatsIn(files);
  const likely = readable.filter(({ id }) => found.includes(id)).sort((one, other) => found.indexOf(one.id) - found.indexOf(other.id));
  if (likely.length === 1) return likely[0];
  return choose(vscode.l10n.t('Import'), vscode.l10n.t('Which format are the files in?'), [
    ...likely.map(format => ({ label: format.name, description: vscode.l10n.t('some of the files are'), value: format })),
    ...readable.filter(format => !likely.includes(format)).map(format => ({ label: format.name, value: format })),
  ]);
}

async function readAs(format: Format, { files, unread }: Inputs, work: Work): Promise<ReadIn | undefined> {
  await step(work, vscode.l10n.t('Understanding'), 0, files.length);
  const own = files.length === 1 ? files : files.filter(file => mayBe(format, file));
  const read = format.read?.(own);
  return read && { ...read, unread: unread.filter(({ file }) => unread.length === 1 || isMissed(format, file)) };
}

/** The corpus that is named, else one that the person chooses: one of the window's, or a new one in a folder. */
async function targetIn(session: Session, { target }: ImportArguments): Promise<Corpus | undefined> {
  const given = uriIn(target);
  if (given !== undefined) return session.corpusAt(given);
  const corpora = await session.corpora();
  const elsewhere = 'elsewhere';
  const chosen = await choose<Corpus | typeof elsewhere>(vscode.l10n.t('Import'), vscode.l10n.t('Into which corpus?'), [
    ...corpora.map(corpus => ({ label: nameOf(corpus), description: vscode.workspace.asRelativePath(corpus.files.root), value: corpus })),
    { label: vscode.l10n.t('A new corpus in a folder…'), value: elsewhere },
  ]);
  if (chosen !== elsewhere) return chosen;
  const [folder] = await vscode.window.showOpenDialog({ title: vscode.l10n.t('Folder of the new corpus'), openLabel: vscode.l10n.t('Import Here'), canSelectFiles: false, canSelectFolders: true }) ?? [];
  return folder && session.corpusAt(folder);
}

function nameOf({ files: { root } }: Corpus): string {
  return root.path.slice(root.path.lastIndexOf('/') + 1);
}

async function take(session: Session, corpus: Corpus, format: Format, read: ReadIn, args: ImportArguments): Promise<void> {
  const title = vscode.l10n.t('Importing into {0}', nameOf(corpus));
  const plan = await unlessStopped(title, work => planFor(corpus, read, work));
  if (plan === undefined) return;
  const annotated = await annotatedIn(corpus, plan);
  if (annotated > 0 && !await mayAdd(annotated, args)) return;
  const articles = plan.articles.map(({ path }) => corpus.files.uri(path));
  const label = vscode.l10n.t('import of {0}', articleCount(plan.counts.articles));
  const intents = [corpusIntent(), ...plan.articles.map(articleIntent), ...plan.intents];
  if (!report(session, await session.do(corpus, label, articles, intents))) return;
  corpus.relist();
  const done = vscode.l10n.t('Imported {0}, {1} of {2} new entities, {3} links.', articleCount(plan.counts.articles), mentionCount(plan.counts.mentions), numeral(plan.counts.entities), numeral(plan.counts.links));
  tellReport(session, done, reportTitle(format), reportOf(read, plan), ...openOffer(corpus));
}

async function planFor(corpus: Corpus, { documents }: Reading, work: Work): Promise<Plan | undefined> {
  const { corpus: placed, skipped } = toCorpus(documents);
  const { index } = corpus;
  const articles = new Map<string, KnownArticle>();
  for (const [done, { id }] of placed.articles.entries()) {
    if (work.isStopped()) return undefined;
    if (done % 50 === 0) await step(work, vscode.l10n.t('Comparing'), done, placed.articles.length);
    const info = index.article(id);
    const text = info && await corpus.text(info.path);
    if (info !== undefined && text !== undefined) articles.set(id, { text: text.slice(info.span.start, info.span.end), fileId: fileId(text) });
  }
  const plan = importInto({ config: index.configFile, entities: index.entitiesFile, articles, idOf: fileId }, placed);
  return { ...plan, unplaced: skipped };
}

interface Plan extends Import {
  readonly unplaced: ReturnType<typeof toCorpus>['skipped'];
}

function fileId(text: string): string {
  return gitBlobId(new TextEncoder().encode(text));
}

/** How many of the articles have annotations already. */
async function annotatedIn(corpus: Corpus, { intents }: Import): Promise<number> {
  const paths = [...new Set(intents.map(({ path }) => path))].filter(path => corpus.index.kindOf(path) === 'sidecar');
  const there = await Promise.all(paths.map(async path => corpus.index.sidecarFile(path) !== undefined || await corpus.files.readBytes(path) !== undefined));
  return there.filter(Boolean).length;
}

async function mayAdd(annotated: number, { existing }: ImportArguments): Promise<boolean> {
  const refused = (): false => {
    tell(vscode.l10n.t('Nothing was imported: {0} articles have annotations already.', annotated));
    return false;
  };
  if (existing !== undefined) return existing === 'merge' || refused();
  return await choose(vscode.l10n.t('Import'), vscode.l10n.t('{0} articles have annotations already', annotated), [
    { label: vscode.l10n.t('Add to them'), detail: vscode.l10n.t('What is there stays as it is'), value: true },
    { label: vscode.l10n.t('Import nothing'), value: false },
  ]) === true || refused();
}

function reportTitle(format: Format): string {
  return vscode.l10n.t('Import of {0}', format.name);
}

function reportOf({ unread, problems, offsets, documents }: ReadIn, plan: Plan | undefined): ExchangeReport {
  const left = [...plan?.unplaced ?? [], ...plan?.skipped ?? []];
  return {
    counts: plan?.counts ?? { documents: documents.length }, unread, problems, losses: [], offsets,
    skipped: left.map(({ document, reason }) => ({ document, reason: skippedInWords(reason, vscode.l10n.t) })),
  };
}

/** A corpus that is not in the window can be opened next. */
function openOffer({ files }: Corpus): { readonly label: string; act(): Thenable<unknown> }[] {
  if (vscode.workspace.getWorkspaceFolder(files.uri(configPath)) !== undefined) return [];
  return [{ label: vscode.l10n.t('Open the Corpus'), act: () => vscode.commands.executeCommand('vscode.openFolder', files.root, { forceNewWindow: true }) }];
}
