import type { Edits } from './edit';
import { partsOf } from './edit';
import { columnOf, isBlank, lineEnd, lineEndingAt, lineStart, startsLine } from './lines';
import { entryOf, isNothing } from './node';
import type { MapEntry, MapNode, SeqItem, SeqNode, YamlNode } from './node';
import { printFlowList, printPair } from './print';
import type { TextEdit } from './splice';

/** The source of one entry or item, line by line, without the indentation of its surroundings or a dash. */
export type Lines = readonly string[];

/** Inserts entries before the entry at `index`, or at the end. In brackets each must be one line. */
export function insertEntries(text: string, map: MapNode, index: number, entries: readonly Lines[]): Edits {
  return insertParts(text, map, index, entries);
}

/** Inserts items before the item at `index`, or at the end. In brackets each must be one line. */
export function insertItems(text: string, list: SeqNode, index: number, items: readonly Lines[]): Edits {
  return insertParts(text, list, index, items);
}

/** How a list is written that has no items yet. */
export type ListStyle = 'block' | 'flow';

/** Where items go: under which key, before which item, and in which style where there is no list to follow. */
export interface ItemPlace {
  readonly key: string;
  readonly index: number;
  readonly style: ListStyle;
  /** Where the entry goes when the map lacks the key. */
  readonly entryIndex: number;
}

/** Inserts one-line items into the list under a key, whether that is there, empty, absent, or without a key. */
export function addItems(text: string, map: MapNode, place: ItemPlace, items: readonly string[]): Edits {
  if (map.frozen) return undefined;
  if (items.length === 0) return [];
  const entry = entryOf(map, place.key);
  if (entry === undefined) return insertEntries(text, map, place.entryIndex, [listEntry(text, map, place, items)]);
  const { value } = entry;
  if (isNothing(value) || isEmptyList(text, value)) return fillList(text, map, entry, place.style, items);
  return value.kind === 'seq' ? insertItems(text, value, place.index, items.map((item) => [item])) : undefined;
}

function listEntry(text: string, map: MapNode, { key, style }: ItemPlace, items: readonly string[]): Lines {
  if (map.flow || style === 'flow') return [printPair(key, printFlowList(items), map.flow ? 'flow' : 'block')];
  const indent = ' '.repeat(listIndent(text, map));
  return [printPair(key, '', 'block'), ...items.map((item) => `${indent}- ${item}`)];
}

/** `[]` with nothing in it, not even a comment. */
function isEmptyList(text: string, value: YamlNode): boolean {
  return value.kind === 'seq' && value.flow && value.items.length === 0 && isBlank(text.slice(value.span.start + 1, value.span.end - 1));
}

/** Puts items where `key:`, `key: ~` or `key: []` stands. */
function fillList(text: string, map: MapNode, { keySpan, value }: MapEntry, style: ListStyle, items: readonly string[]): Edits {
  if (value.frozen) return undefined;
  const absent = value.span.start === value.span.end;
  const between = text.slice(keySpan.end, value.span.start);
  const hasColon = between.trim() === ':';
  if (map.flow || style === 'flow' || between.includes('\n')) {
    const printed = printFlowList(items);
    return [{ span: value.span, text: absent ? `${hasColon ? '' : ':'} ${printed}` : printed }];
  }
  const colon = keySpan.end + between.indexOf(':') + 1;
  const at = lineEnd(text, value.span.end);
  const indent = ' '.repeat(columnOf(text, keySpan.start) + listIndent(text, map));
  const lines = items.map((item) => `${lineEndingAt(text, at)}${indent}- ${item}`).join('');
  const newLines = insertion(at, lines);
  return absent ? [newLines] : [{ span: { start: colon, end: value.span.end }, text: '' }, newLines];
}

/** How far the file indents the dashes of a list under a key: as in this map's other lists, else by two. */
function listIndent(text: string, map: MapNode): number {
  for (const { keySpan, value } of map.entries) {
    if (value.kind === 'seq' && !value.flow) return columnOf(text, value.span.start) - columnOf(text, keySpan.start);
  }
  return 2;
}

function insertParts(text: string, node: MapNode | SeqNode, index: number, sources: readonly Lines[]): Edits {
  if (node.frozen) return undefined;
  if (sources.length === 0) return [];
  if (node.flow) return insertInBrackets(text, node, index, sources);
  const lines = node.kind === 'map' ? sources.flat() : sources.flatMap(withDash);
  return insertLines(text, node, index, lines);
}

function withDash(lines: Lines): Lines {
  return lines.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
}

function insertLines(text: string, node: MapNode | SeqNode, index: number, lines: Lines): Edits {
  const parts = partsOf(node);
  const first = parts[0];
  if (first === undefined) return undefined;
  const previous = parts[Math.min(index, parts.length) - 1];
  const ending = lineEndingAt(text, (previous ?? first).span.end);
  const indent = ' '.repeat(columnOf(text, first.span.start));
  // After the line of the one before: comments above the next one stay with it, and no final newline is needed.
  if (previous !== undefined) {
    return [insertion(lineEnd(text, previous.span.end), lines.map((line) => `${ending}${indent}${line}`).join(''))];
  }
  if (!startsLine(text, first.span.start)) return [insertion(first.span.start, lines.map((line) => `${line}${ending}${indent}`).join(''))];
  return [insertion(aboveComments(text, lineStart(text, first.span.start)), lines.map((line) => `${indent}${line}${ending}`).join(''))];
}

/** From the start of a line up over the comment lines right above it; a file's opening comment is not passed. */
function aboveComments(text: string, start: number): number {
  let above = start;
  while (above > 0) {
    const previous = lineStart(text, above - 1);
    if (!text.slice(previous, above).trimStart().startsWith('#')) return above;
    if (previous <= 1) return start;
    above = previous;
  }
  return start;
}

function insertInBrackets(text: string, node: MapNode | SeqNode, index: number, sources: readonly Lines[]): Edits {
  if (sources.some((lines) => lines.length !== 1)) return undefined;
  const parts = partsOf(node);
  const previous = parts[Math.min(index, parts.length) - 1];
  const next = parts[0];
  const printed = sources.join(', ');
  const lines = node.kind === 'seq' ? ownLines(text, previous, next, index < parts.length, sources.flat()) : undefined;
  if (previous !== undefined) return isHidden(previous.value) ? undefined : [lines ?? insertion(previous.span.end, `, ${printed}`)];
  if (next !== undefined) return next.value.frozen && node.kind === 'seq' ? undefined : [lines ?? insertion(next.span.start, `${printed}, `)];
  const inside = node.span.start + 1;
  if (node.kind === 'seq') return [insertion(inside, printed)];
  return [insertion(inside, text[inside] === '}' ? ` ${printed} ` : ` ${printed}`)];
}

/** Items on lines of their own, in a list in brackets that has each on its own; `undefined` where it has not, or a comment is in the way. */
function ownLines(text: string, previous: SeqItem | undefined, first: SeqItem | undefined, isBetween: boolean, items: Lines): TextEdit | undefined {
  const beside = previous ?? first;
  if (beside === undefined || !startsLine(text, beside.span.start) || lineStart(text, beside.span.start) <= 1) return undefined;
  const lead = lineEndingAt(text, beside.span.end) + text.slice(lineStart(text, beside.span.start), beside.span.start);
  if (previous === undefined) return insertion(beside.span.start, items.map((item) => `${item},${lead}`).join(''));
  const end = lineEnd(text, previous.span.end);
  const rest = text.slice(previous.span.end, end);
  if (isBetween) return /^\s*,\s*(?:#.*)?$/.test(rest) ? insertion(end, items.map((item) => `${lead}${item},`).join('')) : undefined;
  return isBlank(rest) ? insertion(previous.span.end, items.map((item) => `,${lead}${item}`).join('')) : undefined;
}

/** An anchor or tag without a value: where it ends is not known. */
function isHidden(value: YamlNode): boolean {
  return value.frozen && value.span.start === value.span.end;
}

function insertion(at: number, text: string): TextEdit {
  return { span: { start: at, end: at }, text };
}
