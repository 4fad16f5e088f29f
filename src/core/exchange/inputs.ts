import { formatOf } from './detect';
import type { Format, TextFile } from './model';
import { endingOf, safeId, withoutEnding } from './names';
import { sourcesIn } from './webAnnotation';

/** What formats need beside the files that are theirs by what they hold. */
const beside: ReadonlyMap<string, readonly string[]> = new Map([
  ['brat', ['.txt', '.conf', '.co', '.rel']], ['w3c', ['.txt']], ['xmi', ['.xml']], ['conll-coref', ['.csv', '.json']],
]);
/** How files of a format are usually called: one that cannot be told by what it holds is read all the same, to say what is wrong with it. */
const usual: ReadonlyMap<string, readonly string[]> = new Map([
  ['doccano', ['.jsonl', '.json']], ['prodigy', ['.jsonl', '.json']], ['label-studio', ['.json']], ['w3c', ['.jsonld', '.json']],
  ['cas-json', ['.json']], ['spacy', ['.json']], ['webanno-tsv', ['.tsv']], ['conll-coref', ['.conll']],
]);
/** How tables of tags are usually called. */
const tableEndings = ['.conll', '.conll03', '.iob', '.iob2', '.bio', '.bilou', '.tsv', '.txt', '.annotated'];
const tables: ReadonlySet<string> = new Set(['conll', 'conll-2003', 'iob1', 'iob2', 'bilou']);

/** Whether a file of a folder is one of a format, or may be needed beside those that are. */
export function mayBe({ id }: Pick<Format, 'id'>, file: TextFile): boolean {
  const [found, ending] = [formatOf(file), endingOf(file.name)];
  if (found === id || (found === 'conll' && tables.has(id))) return true;
  return (beside.get(id) ?? []).includes(ending) || (found === undefined && (usual.get(id) ?? []).includes(ending));
}

/** Whether a file that cannot be read would be missed: by its name it may be one of the format. */
export function isMissed({ id }: Pick<Format, 'id'>, name: string): boolean {
  const own = tables.has(id) ? tableEndings : id === 'brat' ? ['.ann', '.a1', '.a2'] : [`.${id}`];
  return [...own, ...beside.get(id) ?? [], ...usual.get(id) ?? []].includes(endingOf(name));
}

/** The ids of the formats that files are in, the one that most are in first; `[]` where nothing fits. */
export function formatsIn(files: readonly TextFile[]): string[] {
  const counts = new Map<string, number>();
  for (const file of files) {
    const format = formatOf(file);
    if (format !== undefined) counts.set(format, (counts.get(format) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([format]) => format);
}

/** Whether a file of a format may be lines or an array of records, each to be read by itself. */
export function comesInRecords(format: string, name: string): boolean {
  return recordFormats.has(format) && ['.json', '.jsonl'].includes(endingOf(name));
}

/** Formats whose files say each document in a value of its own. */
export const recordFormats: ReadonlySet<string> = new Set(['doccano', 'prodigy', 'label-studio', 'spacy']);

/** Whether a file of a format may be a table of many documents, one after another. */
export function comesInDocuments(format: string): boolean {
  return tables.has(format) || format === 'conll-coref';
}

/**
 * The files that must be read together, by what they are called: a text with its annotations, tables with the list of what they speak of.
 * Types and configurations go with each that they may be about, brat's with the first of its folder.
 */
export function groupsOf(format: string, names: readonly string[]): string[][] {
  const [shared, own] = divided(names, (name) => (sharedBy.get(format) ?? []).includes(endingOf(name)));
  if (format === 'w3c') return own.map((name) => [name]);
  // what the chains are called may be said of any table
  if (format === 'conll-coref' && shared.length > 0) return [[...names]];
  if (format === 'brat') return bratGroups(own, shared);
  return own.length === 0 && shared.length > 0 ? [shared] : own.map((name) => [name, ...shared]);
}

const sharedBy: ReadonlyMap<string, readonly string[]> = new Map([['xmi', ['.xml']], ['label-studio', ['.xml']], ['w3c', ['.txt']], ['brat', ['.conf']], ['conll-coref', ['.csv', '.json']]]);

/** Finds what else files need to be understood, beyond their groups: the texts that annotations are about. */
export class Texts {
  readonly #byKey = new Map<string, string[]>();

  /** @param names of files, of which those of texts are looked at */
  constructor(private readonly format: string, names: Iterable<string>) {
    if (format !== 'w3c') return;
    for (const name of names) if (endingOf(name) === '.txt') this.#byKey.set(keyOf(name), [...this.#byKey.get(keyOf(name)) ?? [], name]);
  }

  for(file: TextFile): string[] {
    if (this.format !== 'w3c' || endingOf(file.name) === '.txt') return [];
    return [...new Set(sourcesIn(file).concat(file.name).map(keyOf))].flatMap((key) => this.#byKey.get(key) ?? []);
  }
}

function keyOf(name: string): string {
  return withoutEnding(safeId(name));
}

function bratGroups(own: readonly string[], confs: readonly string[]): string[][] {
  const stems = new Map<string, string[]>();
  for (const name of own) stems.set(withoutEnding(name), [...stems.get(withoutEnding(name)) ?? [], name]);
  const left = new Set(confs);
  return [...stems.values()].map((group) => {
    const conf = `${group[0]?.slice(0, group[0].lastIndexOf('/') + 1) ?? ''}annotation.conf`;
    return left.delete(conf) ? [...group, conf] : group;
  });
}

function divided<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
