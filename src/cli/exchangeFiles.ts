import path from 'node:path';
import { endingOf } from '../core/exchange/names';
import { formatOf } from '../core/exchange/detect';
import { formats } from '../core/exchange/formats';
import type { Format, TextFile } from '../core/exchange/model';
import { Failure } from './command';
import { filesBelow, inside, isFile, isFolder, readExactly, writeWhole } from './files';
import type { Terminal } from './terminal';

/** `brat, conll, …` for the help. */
export const readable = formats.filter(({ read }) => read !== undefined).map(({ id }) => id).join(', ');
export const writable = formats.map(({ id }) => id).join(', ');

/** The format with an id, which can be read where that is asked for. */
export function formatCalled(id: string, use: 'read' | 'write'): Format {
  const format = formats.find(each => each.id === id);
  if (format === undefined || format[use] === undefined) throw new Failure(`no format ${id} can be ${use === 'read' ? 'read' : 'written'}; there are ${use === 'read' ? readable : writable}`);
  return format;
}

/** A file that was passed over. */
export interface Unread {
  readonly file: string;
  readonly reason: string;
}

export interface Inputs {
  readonly files: readonly TextFile[];
  readonly unread: readonly Unread[];
}

/** The files that are named, and of folders those that may be of the format; called by their paths from the folder. */
export async function readInputs(inputs: readonly string[], format: Format, terminal: Terminal): Promise<Inputs> {
  const files = new Map<string, TextFile>();
  const unread: Unread[] = [];
  for (const input of inputs) {
    const isWhole = await isFile(input);
    if (!isWhole && !await isFolder(input)) throw new Failure(`there is no ${input}`);
    const found = isWhole ? [''] : await filesBelow(input);
    for (const [done, below] of found.entries()) {
      terminal.progress('reading:', done, found.length);
      const name = isWhole ? path.basename(input) : below;
      if (files.has(name)) throw new Failure(`two inputs are called ${name}; take one after the other`);
      try {
        const file = { name, text: await readExactly(path.join(input, below)) };
        if (isWhole || mayBe(format, file)) files.set(name, file);
      } catch (error) {
        unread.push({ file: name, reason: error instanceof Error ? error.message : String(error) });
      }
    }
  }
  return { files: [...files.values()], unread };
}

/** What formats need beside the files that are theirs by what they hold. */
const beside: ReadonlyMap<string, readonly string[]> = new Map([
  ['brat', ['.txt', '.conf', '.co', '.rel']], ['w3c', ['.txt']], ['xmi', ['.xml']],
]);
/** How files of a format are usually called: one that cannot be told by what it holds is read all the same, to say what is wrong with it. */
const usual: ReadonlyMap<string, readonly string[]> = new Map([
  ['doccano', ['.jsonl', '.json']], ['prodigy', ['.jsonl', '.json']], ['label-studio', ['.json']], ['w3c', ['.jsonld', '.json']],
  ['cas-json', ['.json']], ['spacy', ['.json']], ['webanno-tsv', ['.tsv']],
]);
const tables: ReadonlySet<string> = new Set(['conll', 'conll-2003', 'iob1', 'iob2', 'bilou']);

function mayBe({ id }: Format, file: TextFile): boolean {
  const [found, ending] = [formatOf(file), endingOf(file.name)];
  if (found === id || (found === 'conll' && tables.has(id))) return true;
  return (beside.get(id) ?? []).includes(ending) || (found === undefined && (usual.get(id) ?? []).includes(ending));
}

/** Files that can simply follow one another in a stream. */
const joinable: ReadonlySet<string> = new Set(['.jsonl', '.conll', '.iob', '.tsv']);

/** Writes files below a folder, or for `-` to the standard output. Nothing that is there is overwritten. */
export async function writeOutputs(files: readonly TextFile[], out: string, terminal: Terminal): Promise<void> {
  if (out === '-') return printFiles(files, terminal);
  for (const { name } of files) if (await isFile(inside(out, name))) throw new Failure(`${path.join(out, name)} is there already; nothing was written`);
  for (const [done, { name, text }] of files.entries()) {
    terminal.progress('writing:', done, files.length);
    await writeWhole(inside(out, name), text);
  }
}

async function printFiles(files: readonly TextFile[], terminal: Terminal): Promise<void> {
  const endings = new Set(files.map(({ name }) => endingOf(name)));
  const isStream = files.length < 2 || (endings.size === 1 && [...endings].every(ending => joinable.has(ending)));
  if (!isStream) throw new Failure(`these are ${files.length} files, which no stream can hold: give a folder with --out`);
  for (const { text } of files) await terminal.write(text);
}
