import { entriesOf, valueOf, type YamlNode } from '../yaml/node';
import type { MarkChange, NewMark } from './sidecarEdits';
import { anchorKeys, linkKeys, mentionKeys, printLink, printMention, printRejection, readSidecar, type MarkList, type SidecarFile } from './sidecarFile';

/** A mark of a sidecar as one line, and as parts that are compared and merged each by itself. */
export interface Held extends NewMark {
  readonly list: MarkList;
  /** What each part says, whatever its formatting: `entity`, `anchor`, `note` and so on. */
  readonly parts: Readonly<Record<string, string>>;
}

export type HeldMarks = ReadonlyMap<string, Held>;

/** The marks of a sidecar by their ids, each as it is written where that is one line in brackets, else printed. */
export function heldBy(file: SidecarFile | undefined): HeldMarks {
  if (file === undefined) return new Map();
  const printed = new Map([
    ...file.sidecar.mentions.map((mark): [string, string] => [mark.id, printMention(mark)]),
    ...file.sidecar.links.map((mark): [string, string] => [mark.id, printLink(mark)]),
    ...file.sidecar.rejected.map((mark): [string, string] => [mark.id, printRejection(mark)]),
  ]);
  return new Map([...file.marks].map(([id, { list, node, at }]) => {
    const source = file.text.slice(node.span.start, node.span.end);
    const asWritten = node.flow && !/[\r\n]/.test(source) && !node.frozen;
    return [id, { id, list, at, printed: asWritten ? source : printed.get(id) ?? source, parts: partsOf(node, list) }];
  }));
}

function partsOf(node: YamlNode, list: MarkList): Held['parts'] {
  const parts: Record<string, string> = {};
  for (const { key, value } of entriesOf(node)) {
    if (isSilent(key, value)) continue;
    const part = partOf(list, key);
    parts[part] = `${parts[part] ?? ''}${key}:${said(value)}\n`;
  }
  return parts;
}

/** Text before or after a mark that is empty says no more than none; and which text a mark was last found in is nobody's change of it. */
function isSilent(key: string, value: YamlNode): boolean {
  return key === 'text' || (key === 'before' || key === 'after') && value.kind === 'scalar' && (value.value === '' || value.value === null);
}

/** What goes together: the position of a mention makes no sense with the quote of another one. */
function partOf(list: MarkList, key: string): string {
  const known: readonly string[] = list === 'links' ? linkKeys : mentionKeys;
  if (!known.includes(key)) return 'unknown';
  return anchorKeys.some(each => each === key) ? 'anchor' : key;
}

/** What a node says, without how it is written. */
export function said(node: YamlNode): string {
  if (node.kind === 'scalar') return JSON.stringify(node.value);
  if (node.kind === 'seq') return `[${node.items.map(({ value }) => said(value)).join()}]`;
  return `{${node.entries.map(({ key, value }) => `${JSON.stringify(key)}:${said(value)}`).join()}}`;
}

/** Whether two marks say the same. */
export function isSame(a: Held, b: Held): boolean {
  return a.list === b.list && isSameParts(a, b, () => true);
}

/** Whether two marks say the same in the parts that count. */
export function isSameParts(a: Held, b: Held, counts: (part: string) => boolean): boolean {
  const parts = new Set([...Object.keys(a.parts), ...Object.keys(b.parts)]);
  return [...parts].filter(counts).every(part => a.parts[part] === b.parts[part]);
}

/** A mark with some parts as another one has them. */
export function withParts(our: Held, their: Held, parts: ReadonlySet<string>): Held {
  const [ours, theirs] = [pairsOf(our), pairsOf(their)];
  const at = parts.has('anchor') || parts.has('from') ? their.at : our.at;
  const pairs = [
    ...ours.filter(([part]) => !parts.has(part)),
    ...theirs.filter(([part]) => parts.has(part)),
  ];
  const order: readonly string[] = our.list === 'links' ? linkKeys : mentionKeys;
  const rank = (key: string): number => order.includes(key) ? order.indexOf(key) : order.length;
  const sorted = [...pairs].sort((a, b) => rank(a[1]) - rank(b[1]));
  return { ...our, at, printed: `{ ${sorted.map(([, , source]) => source).join(', ')} }` };
}

/** The pairs of a mark's line, as they are written: the part each belongs to, its key, its source. */
function pairsOf({ list, printed }: Held): readonly (readonly [part: string, key: string, source: string])[] {
  const text = `${list}:\n  - ${printed}\n`;
  const items = valueOf(readSidecar(text).node, list);
  const node = items?.kind === 'seq' ? items.items[0]?.value : undefined;
  return entriesOf(node).map(({ key, span }) => [partOf(list, key), key, text.slice(span.start, span.end)]);
}

/** The line of a mark, with another id. */
export function withId(mark: Held, id: string): string {
  return `{ ${pairsOf(mark).map(([part, , source]) => part === 'id' ? `id: ${id}` : source).join(', ')} }`;
}

/** The change that gives a mark some parts of this one. */
export function changeTo({ id, list, printed }: Held, parts: ReadonlySet<string>): readonly MarkChange[] {
  const { mentions, links, rejected } = readSidecar(`article: a\n${list}:\n  - ${printed}\n`).sidecar;
  return [...mentions, ...links, ...rejected].map(mark => ({ id, parts, mark, printed }));
}
