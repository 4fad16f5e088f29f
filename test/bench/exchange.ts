import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { annotationKeys, differenceOf } from '../../src/core/exchange/compare';
import { formatOf } from '../../src/core/exchange/detect';
import { formats } from '../../src/core/exchange/formats';
import { jsonRecords } from '../../src/core/exchange/jsonRecords';
import type { ExchangeDocument, Format, Reading, TextFile } from '../../src/core/exchange/model';

/** What one format made of a folder: read, written again in the same format, and read once more. */
export interface FormatFigures {
  readonly format: string;
  readonly files: number;
  /** Input files that came out byte for byte. */
  readonly sameBytes: number;
  /** Input files that came out the same but for white space and the order of keys: JSON compared as data. */
  readonly sameData: number;
  readonly documents: number;
  readonly annotationsIn: number;
  readonly annotationsOut: number;
  /** Annotations that are only in what was read first, or only in what was read of what was written. */
  readonly differing: number;
  readonly textsDiffering: number;
  readonly losses: number;
  readonly units: Readonly<Record<string, number>>;
  /** How many times each reason was given, with one example. */
  readonly rejected: Readonly<Record<string, number>>;
  readonly examples: readonly string[];
}

/** `exchange DIR [--json] [--verbose]`: the round trip of every file under a folder. */
export async function exchange(args: readonly string[]): Promise<void> {
  const folder = args.find((arg) => !arg.startsWith('--'));
  if (folder === undefined) throw new Error('which folder? exchange DIR [--json] [--verbose]');
  const figures = measure(filesUnder(folder));
  if (args.includes('--json')) console.log(JSON.stringify(figures, null, 2));
  else print(figures, args.includes('--verbose'));
  await Promise.resolve();
}

/** The files of each format of the folder, with the texts and type systems that lie beside them. */
export function measure(files: readonly TextFile[]): FormatFigures[] {
  const byFormat = new Map<string, TextFile[]>();
  for (const file of files) {
    const format = formatOf(file);
    if (format !== undefined) byFormat.set(format, [...byFormat.get(format) ?? [], file]);
  }
  return formats.flatMap((format) => {
    const own = byFormat.get(format.id) ?? [];
    return own.length === 0 || format.read === undefined ? [] : [roundTrip(format, format.read, own, files)];
  });
}

function roundTrip(format: Format, read: NonNullable<Format['read']>, own: readonly TextFile[], all: readonly TextFile[]): FormatFigures {
  const beside = companions(format.id, own, all);
  const first = read([...own, ...beside]);
  const written = format.write(first.documents);
  const second = read([...written.files, ...beside.filter((file) => !written.files.some(({ name }) => name === file.name))]);
  const outByName = new Map(written.files.map((file) => [file.name, file.text]));
  const changes = changesOf(first, second);
  return {
    format: format.id, files: own.length,
    sameBytes: own.filter((file) => outByName.get(file.name) === file.text).length,
    sameData: own.filter((file) => sameData(file, outByName.get(file.name))).length,
    documents: first.documents.length,
    annotationsIn: count(first), annotationsOut: count(second),
    differing: changes.annotations.length, textsDiffering: changes.texts.length,
    losses: written.losses.length,
    units: tally(first.offsets.map((report) => `${report.unit}${report.decisive ? '' : ' (any)'}`)),
    rejected: tally(first.problems.map((problem) => problem.code)),
    examples: [
      ...changes.annotations.slice(0, 8), ...changes.texts.slice(0, 3),
      ...own.filter((file) => !sameData(file, outByName.get(file.name))).slice(0, 40).map((file) => `differs ${file.name}`),
      ...first.problems.slice(0, 30).map((problem) => `${problem.file}:${problem.line}: ${problem.code} ${JSON.stringify(problem.data)}`),
      ...written.losses.slice(0, 8).map((loss) => `loss ${JSON.stringify(loss)}`),
    ],
  };
}

/** brat reads `.txt`, tables of chains what the chains are called. */
function companions(format: string, own: readonly TextFile[], all: readonly TextFile[]): TextFile[] {
  if (format === 'brat') {
    const names = new Set(own.map((file) => file.name.replace(/\.\w+$/, '.txt')));
    return all.filter((file) => names.has(file.name) || file.name.endsWith('annotation.conf'));
  }
  return format === 'conll-coref' ? all.filter((file) => /list_instances|\/docs\/|^docs\//.test(file.name)) : [];
}

function changesOf(first: Reading, second: Reading): { annotations: string[]; texts: string[] } {
  const later = new Later(second.documents);
  const annotations: string[] = [];
  const texts: string[] = [];
  for (const document of first.documents) {
    const again = later.like(document);
    const { missing, added } = differenceOf(keys(document), keys(again));
    annotations.push(...missing.map((key) => `${document.id} lost ${key}`), ...added.map((key) => `${document.id} new ${key}`));
    if (again?.text !== document.text) texts.push(`text of ${document.id}`);
  }
  return { annotations, texts };
}

/** What was read of what was written. Ids are line numbers in some formats, which change where a line before was none. */
class Later {
  readonly #left: Set<ExchangeDocument>;

  constructor(documents: readonly ExchangeDocument[]) {
    this.#left = new Set(documents);
  }

  /** The document with the same id and text, else the first with the same text, else that with the same id. */
  like({ id, text }: ExchangeDocument): ExchangeDocument | undefined {
    const left = [...this.#left];
    const found = left.find((each) => each.id === id && each.text === text) ?? left.find((each) => each.text === text) ?? left.find((each) => each.id === id);
    if (found !== undefined) this.#left.delete(found);
    return found;
  }
}

function sameData(file: TextFile, text: string | undefined): boolean {
  if (text === undefined || !/^\s*[[{]/.test(file.text)) return file.text === text;
  const [before, after] = [jsonRecords(file), jsonRecords({ name: file.name, text })];
  return isDeepStrictEqual(before.records.map(({ value }) => value), after.records.map(({ value }) => value));
}

function keys(document: ExchangeDocument | undefined): string[] {
  return document === undefined ? [] : annotationKeys(document);
}

function count(reading: Reading): number {
  return reading.documents.reduce((sum, document) => sum + annotationKeys(document).length, 0);
}

function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

function print(figures: readonly FormatFigures[], isVerbose: boolean): void {
  for (const figure of figures) {
    console.log(`${figure.format}: ${figure.files} files (${figure.sameBytes} same bytes, ${figure.sameData} same data), ${figure.documents} documents, `
      + `${figure.annotationsIn} annotations in, ${figure.annotationsOut} out, ${figure.differing} differing, ${figure.textsDiffering} texts differing, ${figure.losses} losses`);
    console.log(`  units ${JSON.stringify(figure.units)}  rejected ${JSON.stringify(figure.rejected)}`);
    if (isVerbose) for (const example of figure.examples) console.log(`    ${example.slice(0, 400)}`);
  }
}

/** Every file that is UTF-8 text, by its path from the folder. */
export function filesUnder(folder: string): TextFile[] {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const files: TextFile[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const full = path.join(entry.parentPath, entry.name);
    try {
      files.push({ name: path.relative(folder, full).split(path.sep).join('/'), text: decoder.decode(readFileSync(full)) });
    } catch {
      console.error(`not UTF-8: ${full}`);
    }
  }
  return files.sort((one, other) => (one.name < other.name ? -1 : 1));
}
