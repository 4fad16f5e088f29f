import { byFile, drafting, isDraft, isRefused, type Draft, type Intent, type RefusedFile, type Step } from '../../core/store/intents';
import { isFinished, journalOf, readJournal, settled, type Direction, type Journal, type JournalFile } from '../../core/store/journal';
import { inSlices, Rests } from '../time/rests';
import { FileFailure, type FileStore } from './fileStore';
import { printedJournal } from './printedJournal';
import type { Turn, Turns } from './turns';

/** Where the journals of one corpus are kept: outside of it, in a place that outlives the process and that all windows share. */
export interface Journals extends FileStore {
  /** As `write`, of a text in UTF-8. */
  writeBytes(name: string, bytes: Uint8Array): Promise<void>;
  /** The names of all files there. */
  list(): Promise<readonly string[]>;
  /** Gives a file another name, also where there is no room left. */
  rename(name: string, to: string): Promise<void>;
}

/** A corpus as transactions see it. */
export interface Ground {
  /** Names the corpus in journals. */
  readonly corpus: string;
  readonly files: FileStore;
  /** As `files.read`, for a file whose write was cut short: it may end within a character, which then reads as U+FFFD. */
  readonly readTorn: (path: string) => Promise<string | undefined>;
  readonly journals: Journals;
  /** Whoever writes has the turn, in this window or another one. */
  readonly turns: Turns;
  /** A name for a journal that no other one has. */
  newName(): string;
  /** The journals of this process that could not be put away, and how they are to end: before anything else is written. */
  readonly unsettled: Map<string, Direction>;
  /** Told of what another process had left half done, once it has been ended. */
  recovered(recovery: Recovery): void;
  /** Told of a failure that changes nothing of how things end, and is put right later: a word for the log. */
  readonly noted: (what: string, error: unknown) => void;
}

/** How a transaction that was cut short has ended. `stuck` names a file that stood in the way of both ends. */
export interface Recovery {
  readonly journal: Journal;
  readonly ended: Direction | 'stuck';
  readonly stuck?: string;
}

/** So many files are read or written at once as keep a disk, or the way to one, busy. */
const batchSize = 64;
/** How often a transaction begins anew when someone else, who takes no turns, writes to its files meanwhile. */
const mostTries = 5;

/** A journal's name ends with the way in which it is to be ended. */
const endings: Readonly<Record<Direction, string>> = { forward: '.journal', back: '.back' };
/** Kept for whoever wants to mend by hand what could not be brought to either end. */
const stuckEnding = '.stuck';

/**
 * Does all that is meant, or nothing. Each file is read as it is now, so what someone else wrote meanwhile is kept; and
 * once more right before it is written, for the sake of those who take no turns: another program, another machine.
 * When one must not be edited nothing is written; when one cannot be written those before it are put back, and the
 * failure is thrown. Cut short at any moment, it leaves a journal with which `recover` goes on.
 */
export async function commit(ground: Ground, label: string, intents: readonly Intent[]): Promise<readonly Step[] | RefusedFile> {
  let begun: readonly Draft[] = [];
  for (;;) {
    try {
      return await ground.turns.take(turn => begun.length === 0 ? commitInTurn(ground, turn, label, intents) : conclude(ground, turn, begun));
    } catch (error) {
      if (!(error instanceof TurnLost)) throw error;
      if (error.begun.length > 0) ({ begun } = error);
    }
  }
}

/**
 * Ends what was cut short in this corpus: completes it, or takes back what was being taken back already. What is being
 * written by another window is waited for, since it has the turn.
 */
export async function recover(ground: Ground): Promise<void> {
  if (journalsIn(await ground.journals.list()).length === 0) return;
  await ground.turns.take(turn => recoverInTurn(ground, turn)).catch((error: unknown) => {
    if (error instanceof TurnLost) return recover(ground);
    throw error;
  });
}

/** What a file says, and what it is to say; `undefined` is no file. */
type Change = Pick<Draft, 'path' | 'before' | 'after'>;

/** Another window took this one for dead, and ends for it what it had begun to write. */
class TurnLost extends Error {
  constructor(readonly begun: readonly Draft[]) {
    super('another window has taken over');
  }
}

/** Someone who takes no turns has written to a file since it was read. */
class Overtaken extends FileFailure {
  constructor(path: string) {
    super(path, 'locked');
  }
}

async function commitInTurn(ground: Ground, turn: Turn, label: string, intents: readonly Intent[]): Promise<readonly Step[] | RefusedFile> {
  for (let tries = 1; ; tries++) {
    await recoverInTurn(ground, turn);
    const drafts = await drafted(ground, intents);
    const refused = drafts.find(isRefused);
    if (refused !== undefined) return refused;
    const changes = drafts.filter(isDraft).filter(draft => draft.made ?? draft.before !== draft.after);
    const overtaken = await writeAll(ground, turn, label, changes);
    if (overtaken === undefined) return changes.map(({ step }) => step);
    if (tries === mostTries) throw overtaken;
  }
}

/** Applies what is meant to each file as it is now; what were read together are edited one by one, so that nobody waits for all of them. */
async function drafted(ground: Ground, intents: readonly Intent[]): Promise<readonly (Draft | RefusedFile)[]> {
  const drafts: (Draft | RefusedFile)[] = [];
  const rests = new Rests();
  for (const batch of batches([...byFile(intents)])) {
    const texts = await inBatches(batch, ([path]) => ground.files.read(path));
    for (const [index, [path, own]] of batch.entries()) drafts.push(await inSlices(drafting(path, texts[index], own), rests));
  }
  return drafts;
}

/**
 * Whatever journal is there while we have the turn is nobody's who is still at it. Nothing else is written before our own
 * are ended; where the disk refuses to let us end another's, it is tried again the next time.
 */
async function recoverInTurn(ground: Ground, turn: Turn): Promise<void> {
  for (const { name, direction } of journalsIn(await ground.journals.list())) {
    const isOurs = ground.unsettled.has(name);
    try {
      const recovery = await recoverOne(ground, turn, name, direction);
      if (recovery !== undefined && !isOurs) ground.recovered(recovery);
    } catch (error) {
      if (isOurs || !(error instanceof FileFailure)) throw error;
      ground.noted('the journal of another window is left for the next time', error);
    }
  }
  ground.unsettled.clear();
}

/** Looks what has become of a transaction that another window took over. */
async function conclude(ground: Ground, turn: Turn, drafts: readonly Draft[]): Promise<readonly Step[]> {
  await recoverInTurn(ground, turn);
  await inBatches(drafts, async file => {
    const now = await ground.files.read(file.path);
    const end = settled(file, now, 'forward');
    if ('stuck' in end || end.text !== now) throw new FileFailure(file.path, 'locked');
  });
  return drafts.map(({ step }) => step);
}

/** What stood in the way, when someone did and all has been put back; a failure of the disk is thrown. */
async function writeAll(ground: Ground, turn: Turn, label: string, drafts: readonly Draft[]): Promise<Overtaken | undefined> {
  if (drafts.length === 0) return undefined;
  const name = ground.newName();
  const reached: Change[] = [];
  ground.unsettled.set(name, 'forward');
  try {
    await ground.journals.writeBytes(name + endings.forward, await printedJournal(journalOf(ground.corpus, label, drafts)));
    await write(ground.files, path => ground.files.read(path), turn, drafts, reached);
  } catch (error) {
    if (!await turn.held().catch(noting(ground, 'whether it is still our turn cannot be seen', true))) throw new TurnLost(drafts);
    await takeBack(ground, name, drafts.filter(file => reached.includes(file)));
    if (error instanceof Overtaken) return error;
    throw error;
  }
  // All is written: that the journal cannot be put away now is no reason to say otherwise.
  await forget(ground, name, 'forward').catch(noting(ground, 'the journal of what is written stays for the next time', undefined));
  return undefined;
}

/**
 * Writes files that are as they were read, as long as the turn is ours. Both are asked as late as can be, the files last:
 * whoever takes over has brought them to our end first, so that they tell of it too.
 * @param reached gets what may have been written
 */
async function write(files: FileStore, read: FileStore['read'], turn: Turn, changes: readonly Change[], reached: Change[] = []): Promise<void> {
  for (const batch of batches(changes)) {
    if (!await turn.held()) throw new TurnLost([]);
    const texts = await inBatches(batch, ({ path }) => read(path));
    const other = batch.find(({ before }, index) => texts[index] !== before);
    if (other !== undefined) throw new Overtaken(other.path);
    reached.push(...batch);
    await inBatches(batch, ({ path, after }) => put(files, path, after));
  }
}

/** Takes our part out of each file that was reached. When that cannot be done to one, the journal stays, and `recover` tries again. */
async function takeBack(ground: Ground, name: string, drafts: readonly Draft[]): Promise<void> {
  ground.unsettled.set(name, 'back');
  const direction = await ground.journals.rename(name + endings.forward, name + endings.back).then(() => 'back' as const, noting(ground, 'a journal keeps its name', 'forward' as const));
  const restored = await inBatches(drafts, file => restore(ground, file).catch(noting(ground, 'a file is put back the next time', false)));
  if (restored.every(Boolean)) await forget(ground, name, direction).catch(noting(ground, 'the journal of what is put back stays for the next time', undefined));
}

/** A file whose write was refused outright is left alone. */
async function restore(ground: Ground, file: JournalFile): Promise<boolean> {
  const now = await ground.readTorn(file.path).catch(noting(ground, 'a file is taken to be written whole', file.after));
  const end = settled(file, now, 'back');
  if ('stuck' in end) return false;
  if (end.text !== now) await put(ground.files, file.path, end.text);
  return true;
}

async function recoverOne(ground: Ground, turn: Turn, name: string, direction: Direction): Promise<Recovery | undefined> {
  const text = await ground.journals.read(name + endings[direction]) ?? '';
  const journal = readJournal(text);
  if (journal === undefined) await (isFinished(text) ? setAside(ground, name, direction) : forget(ground, name, direction));
  if (journal === undefined || journal.corpus !== ground.corpus) return undefined;
  const wanted = ground.unsettled.get(name) ?? direction;
  const other: Direction = wanted === 'back' ? 'forward' : 'back';
  const stuck = await settle(ground, turn, journal, wanted);
  const ended = stuck === undefined ? wanted : await settle(ground, turn, journal, other) === undefined ? other : 'stuck';
  if (ended === 'stuck') await ground.journals.write(name + stuckEnding, text);
  await forget(ground, name, direction);
  return { journal, ended, ...stuck === undefined || ended !== 'stuck' ? {} : { stuck } };
}

/** Brings all files to one end, or none when one of them cannot be brought there: then its path is returned. */
async function settle({ files, readTorn }: Ground, turn: Turn, journal: Journal, direction: Direction): Promise<string | undefined> {
  const changes: Change[] = [];
  for (const batch of batches(journal.files)) {
    const texts = await inBatches(batch, ({ path }) => readTorn(path));
    for (const [index, file] of batch.entries()) {
      const now = texts[index];
      const end = settled(file, now, direction);
      if ('stuck' in end) return end.stuck;
      if (end.text !== now) changes.push({ path: file.path, before: now, after: end.text });
    }
  }
  await write(files, readTorn, turn, changes);
  return undefined;
}

/** Works on so many at once as keep a disk busy. When one fails those of its batch are still waited for, and no more begun. */
async function inBatches<T, Result>(items: readonly T[], work: (item: T) => Promise<Result>): Promise<readonly Result[]> {
  const results: Result[] = [];
  const rests = new Rests();
  for (const batch of batches(items)) {
    for (const each of await Promise.allSettled(batch.map(work))) {
      if (each.status === 'rejected') throw each.reason;
      results.push(each.value);
    }
    await rests.next();
  }
  return results;
}

function* batches<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += batchSize) yield items.slice(from, from + batchSize);
}

async function put(files: FileStore, path: string, text: string | undefined): Promise<void> {
  return text === undefined ? files.delete(path) : files.write(path, text);
}

/** What another version has written is not ours to end. */
async function setAside({ journals, unsettled, noted }: Ground, name: string, direction: Direction): Promise<void> {
  await journals.rename(name + endings[direction], name + stuckEnding);
  unsettled.delete(name);
  noted('a journal of another version is kept', name + stuckEnding);
}

async function forget({ journals, unsettled }: Ground, name: string, direction: Direction): Promise<void> {
  await journals.delete(name + endings[direction]);
  unsettled.delete(name);
}

/** Tells of a failure, and goes on with something else. */
function noting<Other>({ noted }: Ground, what: string, other: Other): (error: unknown) => Other {
  return error => {
    noted(what, error);
    return other;
  };
}

/** The journals among the files of their folder. */
function journalsIn(names: readonly string[]): readonly { readonly name: string; readonly direction: Direction }[] {
  return names.flatMap(file => directions
    .filter(direction => file.endsWith(endings[direction]))
    .map(direction => ({ name: file.slice(0, -endings[direction].length), direction })));
}

const directions: readonly Direction[] = ['forward', 'back'];
