import type { Anchor, ArticleStatus, Link, LinkTarget, Mention, Rejection, Sidecar, Span } from '../model';
import { asCount, itemsOf, valueOf } from '../yaml/node';
import type { MapNode, SeqItem, YamlNode } from '../yaml/node';
import { printFlowList, printFlowMap, printPair, printQuoted, printString } from '../yaml/print';
import { Findings, inOrderOfText, readFile, shapeProblem } from './reading';
import type { YamlFile } from './reading';

/** The keys that a sidecar, its mentions and its links may have, in their usual order. Others are left alone. */
export const sidecarKeys = ['article', 'text', 'status', 'title', 'date', 'section', 'mentions', 'links', 'rejected'] as const;
export const mentionKeys = ['id', 'entity', 'at', 'quote', 'before', 'after', 'text', 'note'] as const;
export const rejectionKeys = mentionKeys;
export const linkKeys = ['id', 'relation', 'from', 'to', 'note'] as const;
export const anchorKeys = ['at', 'quote', 'before', 'after', 'text'] as const;
export const targetKeys = ['article', ...anchorKeys] as const;

/** The lists of a sidecar. What was rejected is a list like the others, so that it is sorted, moved and merged as they are. */
export const markLists = ['mentions', 'links', 'rejected'] as const;
export type MarkList = (typeof markLists)[number];

/** Where the file says what of a mark. */
export interface MarkPlace {
  readonly list: MarkList;
  /** Its place among the items of the list, those that could not be read included. */
  readonly index: number;
  readonly node: MapNode;
  /** Of its item in the list, from the dash on. */
  readonly span: Span;
  /** Of the entity of a mention or a rejection. */
  readonly entitySpan: Span | undefined;
  /** Of the quote of a mention or a rejection, or of a link's own end. */
  readonly quoteSpan: Span | undefined;
  /** What the list is sorted by: the position of a mention, or of a link's own end. */
  readonly at: Anchor['at'];
}

/** A sidecar as read: the marks in the order of the file, of several with one id the first. */
export interface SidecarFile extends YamlFile {
  readonly sidecar: Sidecar;
  readonly marks: ReadonlyMap<string, MarkPlace>;
}

const statuses: readonly ArticleStatus[] = ['untouched', 'in-work', 'done'];

/** Reads a sidecar. Marks that lack an id, an entity, a relation or a quote are problems, and stay in the file. */
export function readSidecar(text: string): SidecarFile {
  const file = readFile(text);
  const findings = new Findings();
  const marks = new Map<string, MarkPlace>();
  const sidecar = file.node === undefined ? emptySidecar : readRoot(file.node, marks, findings);
  return { ...file, sidecar, marks, problems: inOrderOfText([...file.problems, ...findings.problems]) };
}

const emptySidecar: Sidecar = { article: '', text: '', overrides: {}, mentions: [], links: [], rejected: [] };

function readRoot(root: MapNode, marks: Map<string, MarkPlace>, findings: Findings): Sidecar {
  const status = findings.oneOf(root, 'status', statuses);
  return {
    article: findings.needed(root, 'article') ?? '',
    text: findings.text(root, 'text') ?? '',
    ...(status === undefined ? {} : { status }),
    overrides: present({
      title: findings.text(root, 'title'),
      date: findings.text(root, 'date'),
      section: findings.text(root, 'section'),
    }),
    mentions: readMarks(root, 'mentions', marks, findings, readMention),
    links: readMarks(root, 'links', marks, findings, readLink),
    rejected: readMarks(root, 'rejected', marks, findings, readRejection),
  };
}

type Present<Fields> = { readonly [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };

/** The fields that are not undefined. */
function present<Fields extends Record<string, string | undefined>>(fields: Fields): Present<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<Fields>;
}

function readMarks<Mark extends Mention | Link | Rejection>(
  root: MapNode, list: MarkList, marks: Map<string, MarkPlace>, findings: Findings,
  readMark: (node: MapNode, id: string, findings: Findings) => Mark | undefined,
): readonly Mark[] {
  return itemsOf(findings.collection(root, list, 'seq')).flatMap((item, index) => {
    const node = mapOf(item, findings);
    const id = node && findings.needed(node, 'id');
    const mark = node && id !== undefined && readMark(node, id, findings);
    if (!mark) return [];
    if (marks.has(mark.id)) {
      findings.add('mark-duplicate', item.span, { id: mark.id });
      return [];
    }
    marks.set(mark.id, placeOf(list, index, node, item.span, 'anchor' in mark ? mark.anchor : mark.from));
    return [mark];
  });
}

function mapOf({ value }: SeqItem, findings: Findings): MapNode | undefined {
  if (value.kind === 'map') return value;
  findings.problems.push(shapeProblem(value, 'map', ''));
  return undefined;
}

function placeOf(list: MarkList, index: number, node: MapNode, span: Span, anchor: Anchor): MarkPlace {
  const quoted = list === 'links' ? valueOf(node, 'from') : node;
  const [entity, quote] = [valueOf(node, 'entity'), valueOf(quoted, 'quote')];
  return { list, index, node, span, entitySpan: entity?.span, quoteSpan: quote?.span, at: anchor.at };
}

function readMention(node: MapNode, id: string, findings: Findings): Mention | undefined {
  const entity = findings.needed(node, 'entity');
  const anchor = readAnchor(node, findings);
  if (entity === undefined || anchor === undefined) return undefined;
  return { id, entity, anchor, ...present({ note: findings.text(node, 'note') }) };
}

function readRejection(node: MapNode, id: string, findings: Findings): Rejection | undefined {
  const anchor = readAnchor(node, findings);
  return anchor && { id, ...present({ entity: findings.text(node, 'entity') }), anchor, ...present({ note: findings.text(node, 'note') }) };
}

function readLink(node: MapNode, id: string, findings: Findings): Link | undefined {
  const relation = findings.needed(node, 'relation');
  const from = readEnd(node, 'from', findings);
  const to = readEnd(node, 'to', findings);
  const anchor = from && readAnchor(from, findings);
  const target = to && readTarget(to, findings);
  if (relation === undefined || anchor === undefined || target === undefined) return undefined;
  return { id, relation, from: anchor, to: target, ...present({ note: findings.text(node, 'note') }) };
}

function readEnd(node: MapNode, key: 'from' | 'to', findings: Findings): MapNode | undefined {
  const end = findings.collection(node, key, 'map');
  const value = valueOf(node, key);
  if (end === undefined && (value === undefined || value.kind === 'scalar')) findings.add('key-missing', node.span, { key });
  return end;
}

function readTarget(node: MapNode, findings: Findings): LinkTarget | undefined {
  const article = findings.needed(node, 'article');
  const anchor = readAnchor(node, findings);
  return article === undefined || anchor === undefined ? undefined : { article, anchor };
}

/** Without a quote there is no anchor. Without a position there is, for the position is only a hint. */
function readAnchor(node: MapNode, findings: Findings): Anchor | undefined {
  const quote = findings.needed(node, 'quote');
  const at = readPosition(valueOf(node, 'at'));
  if (at === undefined) findings.invalid(node, 'at', '');
  const before = findings.text(node, 'before') ?? '';
  const after = findings.text(node, 'after') ?? '';
  return quote === undefined ? undefined : { at: at ?? [0, 0], quote, before, after, ...present({ text: findings.text(node, 'text') }) };
}

function readPosition(node: YamlNode | undefined): Anchor['at'] | undefined {
  const items = itemsOf(node);
  const [start, end] = [asCount(items[0]?.value), asCount(items[1]?.value)];
  return start === undefined || end === undefined || end < start || items.length !== 2 ? undefined : [start, end];
}

// -- the canonical form

/** The text of a sidecar without marks. `textId` is git's id of the article's file, or `''`. */
export function newSidecar(article: string, textId: string): string {
  const text = textId === '' ? '' : `${printPair('text', printString(textId, 'block'), 'block')}\n`;
  return `${printPair('article', printString(article, 'block'), 'block')}\n${text}`;
}

/** A mention as one line. */
export function printMention({ id, entity, anchor, note }: Mention): string {
  return printFlowMap([plainPair('id', id), plainPair('entity', entity), ...anchorPairs(anchor), ...notePairs(note)]);
}

/** A rejection as one line. */
export function printRejection({ id, entity, anchor, note }: Rejection): string {
  return printFlowMap([plainPair('id', id), ...(entity === undefined ? [] : [plainPair('entity', entity)]), ...anchorPairs(anchor), ...notePairs(note)]);
}

/** A link as one line. */
export function printLink({ id, relation, from, to, note }: Link): string {
  return printFlowMap([
    plainPair('id', id),
    plainPair('relation', relation),
    `from: ${printFlowMap(anchorPairs(from))}`,
    `to: ${printFlowMap([plainPair('article', to.article), ...anchorPairs(to.anchor)])}`,
    ...notePairs(note),
  ]);
}

/** A position as a list in brackets. */
export function printPosition([start, end]: Anchor['at']): string {
  return printFlowList([String(start), String(end)]);
}

function anchorPairs({ at, quote, before, after, text }: Anchor): readonly string[] {
  const pairs = [`at: ${printPosition(at)}`, `quote: ${printQuoted(quote)}`, `before: ${printQuoted(before)}`, `after: ${printQuoted(after)}`];
  return text === undefined ? pairs : [...pairs, plainPair('text', text)];
}

function notePairs(note: string | undefined): readonly string[] {
  return note === undefined ? [] : [`note: ${printQuoted(note)}`];
}

function plainPair(key: string, value: string): string {
  return `${key}: ${printString(value, 'flow')}`;
}
