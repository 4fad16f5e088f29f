import type { TextFile } from './model';
import { endingOf, withoutEnding } from './names';

/** Where annotations are in brat standoff: `.ann`, and the read-only endings of the older shared tasks. */
const annotationEndings = new Set(['.ann', '.a1', '.a2', '.co', '.rel']);

/** The files of one document. */
export interface BratFiles {
  /** Their name without the ending. */
  readonly base: string;
  text: TextFile | null;
  readonly annotations: TextFile[];
  /** The `annotation.conf` of a folder goes with the first document there. */
  readonly conf: TextFile | undefined;
}

/** The documents that files are of; what is of none is left out. */
export function documentsIn(files: readonly TextFile[]): Iterable<BratFiles> {
  const documents = new Map<string, BratFiles>();
  const confs = files.filter((file) => /(?:^|\/)annotation\.conf$/.test(file.name));
  for (const file of files) {
    const ending = endingOf(file.name);
    const isText = ending === '.txt';
    if (!isText && !annotationEndings.has(ending)) continue;
    const base = withoutEnding(file.name);
    const document = documents.get(base) ?? { base, text: null, annotations: [], conf: takeConf(confs, base) };
    if (isText) document.text = file;
    else document.annotations.push(file);
    documents.set(base, document);
  }
  return documents.values();
}

/** Takes the configuration of a folder from the list, so that only one document keeps it. */
function takeConf(confs: TextFile[], base: string): TextFile | undefined {
  const folder = base.slice(0, base.lastIndexOf('/') + 1);
  const index = confs.findIndex((file) => file.name === `${folder}annotation.conf`);
  return index < 0 ? undefined : confs.splice(index, 1)[0];
}
