import { byFile, draft, isDraft, isRefused, type Draft, type Intent, type RefusedFile, type Step } from '../core/store/intents';
import { journalOf, printingJournal, readJournal, settled, type Direction, type Journal } from '../core/store/journal';
import type { FileStore } from './fileStore';
import { Turns } from './turns';

/** Where journals are kept: outside the corpus, in a place that outlives the process. */
export interface Journals extends FileStore {
  /** The names of all files there. */
  list(): Promise<readonly string[]>;
}

/** A corpus as transactions see it. */
export interface Ground {
  /** Names the corpus in journals. */
  readonly corpus: string;
  readonly files: FileStore;
  readonly journals: Journals;
  /** A name for a journal that no other one has. */
  newName(): string;
  /** The journals of this process that could not be put away, and how they are to end: before anything else is written. */
  readonly unsettled: Map<string, Direction>;
}

/** How a transaction that was cut short has ended. `stuck` names a file that stood in the way of both ends. */
export interface Recovery {
  readonly journal: Journal;
  readonly ended: Direction | 'stuck';
  readonly stuck?: string;
}

const batchSize = 16;

const journalEnding = '.journal';
const backEnding = '.back';
/** Kept for whoever wants to mend by hand what could not be brought to either end. */
const stuckEnding = '.stuck';

/**
 * Does all that is meant, or nothing. Each file is read as it is now, so what someone else wrote meanwhile is kept.
 * When one must not be edited nothing is written; when one cannot be written those before it are put back, and the
 * failure is thrown. Cut short at any moment, it leaves a journal with which `recover` goes on.
 */
export async function commit(ground: Ground, label: string, intents: readonly Intent[]): Promise<readonly Step[] | RefusedFile> {
  if (ground.unsettled.size > 0) await recover(ground);
  const drafts = await inBatches([...byFile(intents)], async ([path, own]) => draft(path, await ground.files.read(path), own));
  const refused = drafts.find(isRefused);
  if (refused !== undefined) return refused;
  const changes = drafts.filter(isDraft).filter(({ before, after }) => before !== after);
  if (changes.length > 0) await writeAll(ground, label, changes);
  return changes.map(({ step }) => step);
}

/** Ends what was cut short in this corpus: completes it, or takes back what was being taken back already. */
export async function recover(ground: Ground): Promise<readonly Recovery[]> {
  const names = await ground.journals.list();
  const done: Recovery[] = [];
  for (const name of names.filter(each => isOrphan(each, names))) await ground.journals.delete(name);
  for (const name of names.filter(each => each.endsWith(journalEnding))) {
    const recovery = await recoverOne(ground, name.slice(0, -journalEnding.length), names);
    if (recovery !== undefined) done.push(recovery);
  }
  return done;
}

async function writeAll(ground: Ground, label: string, drafts: readonly Draft[]): Promise<void> {
  const name = ground.newName();
  ground.unsettled.set(name, 'forward');
  try {
    await ground.journals.write(name + journalEnding, await printed(journalOf(ground.corpus, label, drafts)));
    await inBatches(drafts, ({ path, after }) => put(ground.files, path, after));
  } catch (error) {
    await takeBack(ground, name, drafts);
    throw error;
  }
  // All is written: that the journal cannot be put away now is no reason to say otherwise.
  await forget(ground, name).catch(() => undefined);
}

async function printed(journal: Journal): Promise<string> {
  const turns = new Turns();
  const pieces: string[] = [];
  for (const piece of printingJournal(journal)) {
    pieces.push(piece);
    await turns.next();
  }
  return pieces.join('');
}

/** Gives each file its text from before. When one cannot be put back, the journal stays, and `recover` tries again. */
async function takeBack(ground: Ground, name: string, drafts: readonly Draft[]): Promise<void> {
  ground.unsettled.set(name, 'back');
  await ground.journals.write(name + backEnding, '').catch(() => undefined);
  const restored = await inBatches(drafts, ({ path, before, after }) => restore(ground.files, path, before, after).then(() => true, () => false));
  if (restored.every(Boolean)) await forget(ground, name).catch(() => undefined);
}

/** A file that was not reached yet, or whose write was refused outright, is left alone. */
async function restore(files: FileStore, path: string, before: string | undefined, after: string | undefined): Promise<void> {
  const now = await files.read(path).catch(() => after);
  if (now !== before) await put(files, path, before);
}

async function recoverOne(ground: Ground, name: string, names: readonly string[]): Promise<Recovery | undefined> {
  const text = await ground.journals.read(name + journalEnding) ?? '';
  const journal = readJournal(text);
  // Not written to its end, so none of its files was touched.
  if (journal === undefined) await forget(ground, name);
  if (journal === undefined || journal.corpus !== ground.corpus) return undefined;
  const wanted = ground.unsettled.get(name) ?? (names.includes(name + backEnding) ? 'back' : 'forward');
  const other: Direction = wanted === 'back' ? 'forward' : 'back';
  const stuck = await settle(ground, journal, wanted);
  const ended = stuck === undefined ? wanted : await settle(ground, journal, other) === undefined ? other : 'stuck';
  if (ended === 'stuck') await ground.journals.write(name + stuckEnding, text);
  await forget(ground, name);
  return { journal, ended, ...stuck === undefined || ended !== 'stuck' ? {} : { stuck } };
}

/** Brings all files to one end, or none when one of them cannot be brought there: then its path is returned. */
async function settle(ground: Ground, journal: Journal, direction: Direction): Promise<string | undefined> {
  const wanted = await inBatches(journal.files, async file => {
    const now = await ground.files.read(file.path);
    return { path: file.path, now, end: settled(file, now, direction) };
  });
  for (const { end } of wanted) if ('stuck' in end) return end.stuck;
  await inBatches(wanted, async ({ path, now, end }) => {
    if ('text' in end && end.text !== now) await put(ground.files, path, end.text);
  });
  return undefined;
}

/** Works on so many at once as keep a disk busy. When one fails those of its batch are still waited for, and no more begun. */
async function inBatches<T, Result>(items: readonly T[], work: (item: T) => Promise<Result>): Promise<readonly Result[]> {
  const results: Result[] = [];
  const turns = new Turns();
  for (let from = 0; from < items.length; from += batchSize) {
    const batch = await Promise.allSettled(items.slice(from, from + batchSize).map(work));
    for (const each of batch) {
      if (each.status === 'rejected') throw each.reason;
      results.push(each.value);
    }
    await turns.next();
  }
  return results;
}

async function put(files: FileStore, path: string, text: string | undefined): Promise<void> {
  return text === undefined ? files.delete(path) : files.write(path, text);
}

/** The journal first: a mark of its direction without it says nothing. */
async function forget({ journals, unsettled }: Ground, name: string): Promise<void> {
  await journals.delete(name + journalEnding);
  await journals.delete(name + backEnding);
  unsettled.delete(name);
}

/** A mark of direction whose journal is gone. */
function isOrphan(name: string, names: readonly string[]): boolean {
  return name.endsWith(backEnding) && !names.includes(name.slice(0, -backEnding.length) + journalEnding);
}
