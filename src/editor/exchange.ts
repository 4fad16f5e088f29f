import * as vscode from 'vscode';
import { looksLikeUtf16, mostBytes, unreadableInWords, type Unreadable } from '../core/exchange/encoding';
import type { TextFile } from '../core/exchange/model';
import { findingsIn, reportPage, type ExchangeReport, type Unread } from '../core/exchange/report';
import type { Session } from './session';
import { numeral } from './window/counts';
import { tell } from './window/report';
import { working, type Work } from './window/working';

/** As `working`; `undefined` where the person has ended it. */
export async function unlessStopped<Result>(title: string, work: (work: Work) => Promise<Result | undefined>): Promise<Result | undefined> {
  return working(title, async each => {
    const result = await work(each);
    return each.isStopped() ? undefined : result;
  });
}

/** Shows how far a work is, and lets what waits have its turn: what the person did meanwhile, drawing. */
export async function step(work: Work, what: string, done: number, of: number): Promise<void> {
  work.reached(done, of, vscode.l10n.t('{0} {1} of {2}', what, numeral(done), numeral(of)));
  await new Promise<void>(next => { setTimeout(next, 0); });
}

export interface Inputs {
  readonly files: readonly TextFile[];
  readonly unread: readonly Unread[];
}

/** A file that may be read, by its path from the folder that was chosen. */
interface Found {
  readonly name: string;
  readonly uri: vscode.Uri;
}

/** Reads files, and all those below folders. Links to folders are not followed, so that there is no end to miss. */
export async function readInputs(inputs: readonly vscode.Uri[], work: Work): Promise<Inputs> {
  const found = (await Promise.all(inputs.map(uri => filesAt(uri, work)))).flat();
  const files: TextFile[] = [];
  const unread: Unread[] = [];
  const seen = new Set<string>();
  for (const [done, { name, uri }] of found.entries()) {
    if (work.isStopped()) break;
    if (done % 50 === 0) await step(work, vscode.l10n.t('Reading'), done, found.length);
    const text = seen.has(name) ? undefined : await textOf(uri);
    if (text === undefined) unread.push({ file: name, reason: vscode.l10n.t('Another input has the same name.') });
    else if ('reason' in text) unread.push({ file: name, reason: text.reason });
    else files.push({ name, text: text.text });
    seen.add(name);
  }
  return { files, unread };
}

async function filesAt(uri: vscode.Uri, work: Work): Promise<Found[]> {
  const { type } = await vscode.workspace.fs.stat(uri);
  if ((type & vscode.FileType.Directory) === 0) return [{ name: uri.path.slice(uri.path.lastIndexOf('/') + 1), uri }];
  return (await filesBelow(uri, '', work)).sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function filesBelow(folder: vscode.Uri, prefix: string, work: Work): Promise<Found[]> {
  if (work.isStopped()) return [];
  const found: Found[] = [];
  for (const [entry, type] of await vscode.workspace.fs.readDirectory(folder)) {
    const uri = vscode.Uri.joinPath(folder, entry);
    if ((type & vscode.FileType.File) !== 0) found.push({ name: `${prefix}${entry}`, uri });
    else if (type === vscode.FileType.Directory) found.push(...await filesBelow(uri, `${prefix}${entry}/`, work));
  }
  return found;
}

function refused(reason: Unreadable): { readonly reason: string } {
  return { reason: unreadableInWords(reason, vscode.l10n.t) };
}

async function textOf(uri: vscode.Uri): Promise<{ readonly text: string } | { readonly reason: string }> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > mostBytes) return refused('too-large');
    const bytes = await vscode.workspace.fs.readFile(uri);
    if (looksLikeUtf16(bytes)) return refused('utf-16');
    try {
      return { text: new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(bytes) };
    } catch {
      return refused('not-utf8');
    }
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

/** What a command was given as a place: a URI, or one as text; a path of this machine too. */
export function uriIn(value: unknown): vscode.Uri | undefined {
  if (value instanceof vscode.Uri) return value;
  if (typeof value !== 'string' || value === '') return undefined;
  return /^[a-z][\w+.-]+:/i.test(value) ? vscode.Uri.parse(value, true) : vscode.Uri.file(value);
}

/** Says how it went: in passing where all is well, else with a way to all that is to be told. */
export function tellReport(session: Session, done: string, title: string, report: ExchangeReport, ...more: readonly Offer[]): void {
  const page = reportPage(title, report, vscode.l10n.t);
  session.log.info(page);
  const findings = findingsIn(report);
  if (findings === 0 && more.length === 0) return tell(done);
  void offer(session, findings === 0 ? done : `${done} ${findingsInWords(findings, placesIn(report))}`, findings > 0, title, page, more);
}

function findingsInWords(count: number, places: string): string {
  return count === 1 ? vscode.l10n.t('One thing to look at, in {0}', places) : vscode.l10n.t('{0} things to look at, in {1}', numeral(count), places);
}

/** Something that can be done next. */
export interface Offer {
  readonly label: string;
  act(): Thenable<unknown>;
}

async function offer(session: Session, words: string, isWarning: boolean, title: string, page: string, more: readonly Offer[]): Promise<void> {
  const show = { label: vscode.l10n.t('Show Report'), act: () => session.pages.show(title, page) };
  const offers = isWarning ? [show, ...more] : more;
  const labels = offers.map(({ label }) => label);
  const answer = isWarning ? await vscode.window.showWarningMessage(words, ...labels) : await vscode.window.showInformationMessage(words, ...labels);
  await offers.find(({ label }) => label === answer)?.act();
}

/** The first few of the files and articles that the findings are in. */
function placesIn({ unread, problems, skipped, losses }: ExchangeReport): string {
  const places = [...new Set([...unread, ...problems].map(({ file }) => file).concat([...skipped, ...losses].map(({ document }) => document)))];
  const shown = places.slice(0, 3).join(', ');
  return places.length > 3 ? vscode.l10n.t('{0} and {1} more', shown, numeral(places.length - 3)) : shown;
}
