import { formatOf } from './detect';
import type { Format, TextFile } from './model';
import { endingOf } from './names';

/** What formats need beside the files that are theirs by what they hold. */
const beside: ReadonlyMap<string, readonly string[]> = new Map([
  ['brat', ['.txt', '.conf', '.co', '.rel']], ['w3c', ['.txt']], ['xmi', ['.xml']], ['conll-coref', ['.csv', '.json']],
]);
/** How files of a format are usually called: one that cannot be told by what it holds is read all the same, to say what is wrong with it. */
const usual: ReadonlyMap<string, readonly string[]> = new Map([
  ['doccano', ['.jsonl', '.json']], ['prodigy', ['.jsonl', '.json']], ['label-studio', ['.json']], ['w3c', ['.jsonld', '.json']],
  ['cas-json', ['.json']], ['spacy', ['.json']], ['webanno-tsv', ['.tsv']], ['conll-coref', ['.conll']],
]);
const tables: ReadonlySet<string> = new Set(['conll', 'conll-2003', 'iob1', 'iob2', 'bilou']);

/** Whether a file of a folder is one of a format, or may be needed beside those that are. */
export function mayBe({ id }: Pick<Format, 'id'>, file: TextFile): boolean {
  const [found, ending] = [formatOf(file), endingOf(file.name)];
  if (found === id || (found === 'conll' && tables.has(id))) return true;
  return (beside.get(id) ?? []).includes(ending) || (found === undefined && (usual.get(id) ?? []).includes(ending));
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
