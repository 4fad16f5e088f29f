import { finished } from '../steps';
import { inverseStep, makingAfter, redone, replayed, type Draft } from './intents';

/**
 * What is about to be written, kept beside the corpus until all of it is: after a crash it says how to go on.
 * Its text is JSON with a closing line, so that one that was not written to its end is told from one that was. The line has
 * a number that changes with what the steps are made of.
 */
export interface Journal {
  /** The corpus, as the caller names it. */
  readonly corpus: string;
  /** What was done, in words. */
  readonly label: string;
  readonly files: readonly JournalFile[];
}

export type JournalFile = Draft;

/** Whether a transaction that was cut short is to be completed or taken back. */
export type Direction = 'forward' | 'back';

/** A file that cannot be brought to either end: someone has changed it where the transaction did, or would have. */
export interface Stuck {
  readonly stuck: string;
}

const closing = '\nend 2\n';
const anyClosing = /\nend(?: \d+)?\n$/;

export function journalOf(corpus: string, label: string, drafts: readonly Draft[]): Journal {
  return { corpus, label, files: drafts };
}

export function printJournal(journal: Journal): string {
  return [...printingJournal(journal)].join('');
}

/** The text of a journal in pieces, each of which is made in some milliseconds. */
export function* printingJournal({ corpus, label, files }: Journal): Generator<string> {
  yield `{"corpus":${JSON.stringify(corpus)},"label":${JSON.stringify(label)},"files":[`;
  for (const [at, file] of files.entries()) {
    const { path, before, made, step } = file;
    const after = made ? undefined : file.after;
    yield `${at === 0 ? '' : ','}{"path":${JSON.stringify(path)},"step":${JSON.stringify(step)}${made ? ',"made":true' : ''}`;
    if (before !== undefined) yield* printingText(',"before":"', before);
    if (after !== undefined) yield* printingText(',"after":"', after);
    yield '}';
  }
  yield `]}${closing}`;
}

/** So much of a text is printed at once, in UTF-16 units. */
const pieceLength = 1 << 18;

function* printingText(opening: string, text: string): Generator<string> {
  yield opening;
  for (let from = 0; from < text.length; from += pieceLength) yield JSON.stringify(text.slice(from, from + pieceLength)).slice(1, -1);
  yield '"';
}

/** Whether a journal was written to its end, in this form or another one. Where not, nothing of it was done either. */
export function isFinished(text: string): boolean {
  return anyClosing.test(text);
}

/** `undefined` for a text that was not written to its end, or is no journal of this form. */
export function readJournal(text: string): Journal | undefined {
  if (!text.endsWith(closing)) return undefined;
  try {
    const value: unknown = JSON.parse(text.slice(0, -closing.length));
    return isJournal(value) ? withTexts(value) : undefined;
  } catch {
    return undefined;
  }
}

/** With the texts that its steps make; `undefined` where one of them does not go with its text. */
function withTexts(journal: Journal): Journal | undefined {
  const files = journal.files.map(file => file.made ? makingAfter(file.path, file.before, file.step) : file);
  return files.some(file => file.made && file.after === undefined) ? undefined : { ...journal, files };
}

/**
 * What a file must say to be at the wanted end of the transaction, given what it says now: `{ text: undefined }` is no
 * file. It may stand before, after or in the middle of its write, or have been edited elsewhere by someone since.
 */
export function settled(file: JournalFile, now: string | undefined, direction: Direction): { readonly text: string | undefined } | Stuck {
  const [from, to] = direction === 'forward' ? [file.before, file.after] : [file.after, file.before];
  if (now === to) return { text: to };
  if (now === from || isHalfWritten(file, now)) return { text: to };
  if (isDamaged(file, now)) return { stuck: file.path };
  if (now === undefined) return { stuck: file.path };
  // Someone has edited it since.
  const step = direction === 'forward' ? file.step : inverseStep(file.step);
  const [there, back] = [replayed(now, step.stages) ?? finished(redone(now, step)), replayed(now, inverseStep(step).stages)];
  // What is added between two lines can be added again. What is taken away must be there: so that tells where the file stands.
  if (back !== undefined && (there === undefined || there.length >= now.length)) return { text: now };
  return there === undefined ? { stuck: file.path } : { text: there };
}

/** A write begins by making the file empty, and then fills it from its start; the way back does the same. */
function isHalfWritten({ before, after }: JournalFile, now: string | undefined): boolean {
  if (now === undefined) return false;
  return [before, after].some(text => text !== undefined && text.startsWith(withoutTornEnd(now)));
}

/** A write that ends within a character leaves a part of it, which reads as U+FFFD. */
function withoutTornEnd(text: string): string {
  return text.replace(/\uFFFD{1,3}$/, '');
}

/** Whether the file holds bytes that are no UTF-8, and did not before: writing it back would lose them. */
function isDamaged({ before, after }: JournalFile, now: string | undefined): boolean {
  return now !== undefined && now.includes('\uFFFD') && ![before, after].some(text => text?.includes('\uFFFD'));
}

function isJournal(value: unknown): value is Journal {
  return isRecord(value) && typeof value['corpus'] === 'string' && typeof value['label'] === 'string'
    && Array.isArray(value['files']) && value['files'].every(isJournalFile);
}

function isJournalFile(value: unknown): value is JournalFile {
  return isRecord(value) && typeof value['path'] === 'string' && isTextOrNone(value['before']) && isTextOrNone(value['after'])
    && isRecord(value['step']) && Array.isArray(value['step']['stages']);
}

function isTextOrNone(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
