import type { Anchor, Link, LinkTarget, Mention, Rejection, Sidecar, Span } from '../model';
import type { Edits } from '../yaml/edit';
import { setScalar, setValue } from '../yaml/edit';
import { addItems, insertEntries } from '../yaml/insert';
import { lineEnd } from '../yaml/lines';
import { isNothing, valueOf } from '../yaml/node';
import type { MapNode, SeqNode, YamlNode } from '../yaml/node';
import { printPair, printQuoted } from '../yaml/print';
import { removeParts } from '../yaml/remove';
import { applyEdits } from '../yaml/splice';
import type { TextEdit } from '../yaml/splice';
import { indexFor, setField } from './fields';
import { anchorKeys, linkKeys, markLists, mentionKeys, printLink, printMention, printPosition, printRejection, sidecarKeys, targetKeys } from './sidecarFile';
import type { MarkList, MarkPlace, SidecarFile } from './sidecarFile';

/*
 * Each function gives the smallest edits of the sidecar's text, or undefined where it refuses: the file could not be
 * read whole, it has no such mark, or the place is written in a way that is not safe to touch. A sidecar that is not
 * there yet, or is empty, starts as `newSidecar`.
 */

/** Adds mentions, each as a line of its own before the first that stands behind it. Refuses ids that are there. */
export function addMentions(file: SidecarFile, mentions: readonly Mention[]): Edits {
  return addMarks(file, 'mentions', mentions.map((mention) => ({ id: mention.id, at: mention.anchor.at, printed: printMention(mention) })));
}

/** Adds links, sorted by the passage of this article. Refuses ids that are there. */
export function addLinks(file: SidecarFile, links: readonly Link[]): Edits {
  return addMarks(file, 'links', links.map((link) => ({ id: link.id, at: link.from.at, printed: printLink(link) })));
}

/** Notes what was rejected, sorted by position. Refuses ids that are there. */
export function addRejections(file: SidecarFile, rejections: readonly Rejection[]): Edits {
  return addMarks(file, 'rejected', rejections.map((rejection) => ({ id: rejection.id, at: rejection.anchor.at, printed: printRejection(rejection) })));
}

/** Removes marks; a list that loses all of them becomes a key without a value. */
export function removeMarks(file: SidecarFile, ids: readonly string[]): Edits {
  const places = placesOf(file, ids);
  return places && together(markLists.map((name) => {
    const list = valueOf(file.node, name);
    const indices = places.filter((place) => place.list === name).map(({ index }) => index);
    return list?.kind === 'seq' ? removeParts(file.text, list, new Set(indices)) : [];
  }));
}

/** Gives a mention another entity. */
export function setMentionEntity(file: SidecarFile, id: string, entityId: string): Edits {
  const place = placeOf(file, id);
  return place?.list === 'mentions' ? setField(file.text, place.node, 'entity', entityId, mentionKeys) : undefined;
}

/** Gives a link another relation. */
export function setLinkRelation(file: SidecarFile, id: string, relation: string): Edits {
  const place = placeOf(file, id);
  return place?.list === 'links' ? setField(file.text, place.node, 'relation', relation, linkKeys) : undefined;
}

/** Lets a link go to another passage, in the same article or another one. */
export function setLinkTarget(file: SidecarFile, id: string, target: LinkTarget): Edits {
  const place = placeOf(file, id);
  const node = place?.list === 'links' ? valueOf(place.node, 'to') : undefined;
  return node?.kind === 'map' ? targetEdits(file.text, node, target) : undefined;
}

/** Sets a mark's note, or removes it for undefined. */
export function setMarkNote(file: SidecarFile, id: string, note: string | undefined): Edits {
  const place = placeOf(file, id);
  return place && setField(file.text, place.node, 'note', note, place.list === 'links' ? linkKeys : mentionKeys, printQuoted);
}

/** Sets what the sidecar says of its article, or removes it for undefined. */
export function setSidecarField(file: SidecarFile, field: 'text' | 'status' | 'title' | 'date' | 'section', value: string | undefined): Edits {
  return file.readable && file.node ? setField(file.text, file.node, field, value, sidecarKeys) : undefined;
}

/** Which anchor of a mark: the only one of a mention or a rejection, a link's passage in this article, or its far end. */
export type MarkEnd = 'mention' | 'from' | 'to';

export interface AnchorChange {
  readonly id: string;
  readonly end: MarkEnd;
  readonly anchor: Anchor;
}

/** The anchor of a mark's end; `undefined` when the sidecar has no such mark. */
export function anchorIn({ mentions, links, rejected }: Sidecar, id: string, end: MarkEnd): Anchor | undefined {
  if (end === 'mention') return [...mentions, ...rejected].find(mark => mark.id === id)?.anchor;
  const link = links.find(each => each.id === id);
  return end === 'from' ? link?.from : link?.to.anchor;
}

/** Gives marks other anchors. Where the list was sorted it stays so: lines change places, whole. */
export function setAnchors(file: SidecarFile, changes: readonly AnchorChange[]): Edits {
  const edits = new Map<MarkPlace, TextEdit[]>();
  const positions = new Map<MarkPlace, Anchor['at']>();
  for (const { id, end, anchor } of changes) {
    const place = placeOf(file, id);
    const node = place && anchorNode(place, end);
    const own = node && anchorEdits(file.text, node, anchor);
    if (place === undefined || own === undefined) return undefined;
    edits.set(place, [...(edits.get(place) ?? []), ...own]);
    if (end !== 'to') positions.set(place, anchor.at);
  }
  return markLists.flatMap((list) => inOrder(file, list, edits, positions));
}

/** A mark with another one's words in some of its parts: `anchor`, `entity`, `to` and so on. */
export interface MarkChange {
  readonly id: string;
  readonly parts: ReadonlySet<string>;
  readonly mark: Mention | Link | Rejection;
  /** The mark as one line, for where it cannot be changed part by part. */
  readonly printed: string;
}

/** Changes parts of marks where they stand: comments and formatting stay. Where the list was sorted it stays so, as with `setAnchors`. */
export function changeMarks(file: SidecarFile, changes: readonly MarkChange[]): Edits {
  const edits = new Map<MarkPlace, readonly TextEdit[]>();
  const positions = new Map<MarkPlace, Anchor['at']>();
  for (const change of changes) {
    const place = placeOf(file, change.id);
    if (place === undefined || place.node.frozen) return undefined;
    edits.set(place, partEdits(file.text, place.node, change) ?? [{ span: writtenSpan(file.text, place.node), text: change.printed }]);
    positions.set(place, change.parts.has('anchor') || change.parts.has('from') ? ownAnchor(change.mark).at : place.at);
  }
  return markLists.flatMap((list) => inOrder(file, list, edits, positions));
}

function ownAnchor(mark: Mention | Link | Rejection): Anchor {
  return 'anchor' in mark ? mark.anchor : mark.from;
}

/** `undefined` for parts that nobody here knows, and those that are written in a way that edits keep away from. */
function partEdits(text: string, node: MapNode, { parts, mark }: MarkChange): Edits {
  return together([...parts].map((part) => {
    switch (part) {
      case 'anchor': return anchorEdits(text, node, ownAnchor(mark));
      case 'from': return endEdits(node, part, anchorKeys, (end) => anchorEdits(text, end, ownAnchor(mark)));
      case 'to': return 'to' in mark ? endEdits(node, part, targetKeys, (end) => targetEdits(text, end, mark.to)) : undefined;
      case 'relation': return 'relation' in mark ? setField(text, node, part, mark.relation, linkKeys) : undefined;
      case 'entity': return 'anchor' in mark ? setField(text, node, part, mark.entity, mentionKeys) : undefined;
      case 'note': return setField(text, node, part, mark.note, 'to' in mark ? linkKeys : mentionKeys, printQuoted);
      default: return undefined;
    }
  }));
}

/** A text in lines of its own (`|`) may end with the line. */
function writtenSpan(text: string, { span: { start, end } }: MapNode): Span {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

// -- adding

/** A mark as one line of text. */
export interface NewMark {
  readonly id: string;
  readonly at: Anchor['at'];
  readonly printed: string;
}

/** Adds marks as they are printed, each before the first that stands behind it. Refuses ids that are there. */
export function addMarks(file: SidecarFile, key: MarkList, marks: readonly NewMark[]): Edits {
  const { text, node } = file;
  if (!file.readable || node === undefined || marks.some(({ id }) => file.marks.has(id))) return undefined;
  const places = placesIn(file, key);
  const byIndex = new Map<number, string[]>();
  for (const { at, printed } of [...marks].sort((a, b) => compare(a.at, b.at))) {
    const index = indexAt(places, at, itemCount(node, key));
    byIndex.set(index, [...(byIndex.get(index) ?? []), printed]);
  }
  const entryIndex = indexFor(node, key, sidecarKeys);
  return together([...byIndex].map(([index, items]) => addItems(text, node, { key, index, style: 'block', entryIndex }, items)));
}

function itemCount(node: MapNode, key: MarkList): number {
  const list = valueOf(node, key);
  return list?.kind === 'seq' ? list.items.length : 0;
}

/** The index of the first mark behind a position, or of the list's end. */
function indexAt(places: readonly MarkPlace[], at: Anchor['at'], count: number): number {
  return places.find((place) => compare(place.at, at) > 0)?.index ?? count;
}

/** By start, then by end. */
function compare(a: Anchor['at'], b: Anchor['at']): number {
  return a[0] - b[0] || a[1] - b[1];
}

// -- finding

function placeOf(file: SidecarFile, id: string): MarkPlace | undefined {
  return file.readable ? file.marks.get(id) : undefined;
}

/** The places of all these marks; undefined when one of them is not to be had. */
function placesOf(file: SidecarFile, ids: readonly string[]): readonly MarkPlace[] | undefined {
  const places = ids.flatMap((id) => placeOf(file, id) ?? []);
  return places.length === ids.length ? places : undefined;
}

/** The places of one list, in the order of the file. */
function placesIn(file: SidecarFile, list: MarkList): readonly MarkPlace[] {
  return [...file.marks.values()].filter((place) => place.list === list);
}

/** All of the edits, or undefined when one of them is refused. */
function together(parts: readonly Edits[]): Edits {
  const all: TextEdit[] = [];
  for (const edits of parts) {
    if (edits === undefined) return undefined;
    all.push(...edits);
  }
  return all;
}

// -- anchors

function anchorNode({ list, node }: MarkPlace, end: MarkEnd): MapNode | undefined {
  if (list !== 'links') return end === 'mention' ? node : undefined;
  const value = end === 'mention' ? undefined : valueOf(node, end);
  return value?.kind === 'map' ? value : undefined;
}

function anchorEdits(text: string, node: MapNode, anchor: Anchor): Edits {
  const texts = (['quote', 'before', 'after'] as const).map((key) => {
    const isSilent = anchor[key] === '' && isNothing(valueOf(node, key));
    return isSilent ? [] : setField(text, node, key, anchor[key], anchorKeys, printQuoted);
  });
  return together([positionEdits(text, node, anchor.at), ...texts, setField(text, node, 'text', anchor.text, anchorKeys)]);
}

/** Edits of one end of a link, where it has no keys but these. */
function endEdits(node: MapNode, key: 'from' | 'to', known: readonly string[], edits: (end: MapNode) => Edits): Edits {
  const end = valueOf(node, key);
  return end?.kind === 'map' && end.entries.every((entry) => known.includes(entry.key)) ? edits(end) : undefined;
}

function targetEdits(text: string, node: MapNode, { article, anchor }: LinkTarget): Edits {
  return together([setField(text, node, 'article', article, targetKeys), anchorEdits(text, node, anchor)]);
}

function positionEdits(text: string, node: MapNode, at: Anchor['at']): Edits {
  const value = valueOf(node, 'at');
  const pair = printPair('at', printPosition(at), 'flow');
  if (value === undefined) return insertEntries(text, node, indexFor(node, 'at', anchorKeys), [[pair]]);
  const numbers = numbersOf(value);
  return numbers === undefined ? setValue(text, value, printPosition(at)) : together(numbers.map((number, index) => setScalar(text, number, at[index] ?? 0)));
}

/** The two scalars of a position, whatever they say. */
function numbersOf(node: YamlNode): readonly Extract<YamlNode, { kind: 'scalar' }>[] | undefined {
  if (node.kind !== 'seq' || node.items.length !== 2) return undefined;
  const scalars = node.items.flatMap(({ value }) => (value.kind === 'scalar' ? value : []));
  return scalars.length === 2 ? scalars : undefined;
}

/** The edits of one list's marks, in place where the order holds, else with the lines in their new order. */
function inOrder(
  file: SidecarFile, name: MarkList, edits: ReadonlyMap<MarkPlace, readonly TextEdit[]>, positions: ReadonlyMap<MarkPlace, Anchor['at']>,
): readonly TextEdit[] {
  const places = placesIn(file, name);
  const list = valueOf(file.node, name);
  const now = (place: MarkPlace): Anchor['at'] => positions.get(place) ?? place.at;
  const sorted = [...places].sort((a, b) => compare(now(a), now(b)));
  const wasSorted = places.every((place, index) => index === 0 || compare(places[index - 1]?.at ?? [0, 0], place.at) <= 0);
  const order = wasSorted && list?.kind === 'seq' && !list.frozen ? sorted : places;
  return places.flatMap((place, index) => {
    const successor = order[index] ?? place;
    const own = edits.get(successor) ?? [];
    if (list?.kind !== 'seq' || successor === place) return own;
    const source = slotOf(file.text, list, successor);
    const inSlot = own.map((edit) => moved(edit, -source.start));
    return [{ span: slotOf(file.text, list, place), text: applyEdits(file.text.slice(source.start, source.end), inSlot) }];
  });
}

function moved({ span, text }: TextEdit, by: number): TextEdit {
  return { span: { start: span.start + by, end: span.end + by }, text };
}

/** What changes places with a mark: its item and, in block style, the comment at the end of its line. */
function slotOf(text: string, list: SeqNode, { span }: MarkPlace): Span {
  return list.flow ? span : { start: span.start, end: lineEnd(text, span.end) };
}
