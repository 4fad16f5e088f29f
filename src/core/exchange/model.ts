import type { Span } from '../model';
import type { OffsetUnit } from './units';

/**
 * What the field's formats say of texts, in one neutral shape. A reader turns files into documents,
 * a writer turns documents into files and lists what its format could not say.
 */

/** A file as text: `name` is its path with `/`, relative to the folder that was read. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
  /** The number of its first line, where it is a piece of a larger file; 1 where it is whole. */
  readonly line?: number;
  /** How many elements of its array, or documents of its table, come before it, where it is a piece of one. */
  readonly before?: number;
  /** The beginning of the table that it is a later piece of, which shows how that is laid out. */
  readonly head?: string;
}

/** A file that is written, or a part of one. */
export interface WrittenFile extends TextFile {
  /** Whether it is a JSON array, so that of two parts of it the elements belong into one. */
  readonly isList?: boolean;
}

/** Anything JSON can say. */
export type Data = null | boolean | number | string | readonly Data[] | DataObject;
export interface DataObject {
  readonly [key: string]: Data;
}

/** A feature of an annotation, as it came: `{name: 'Mention', value: 'Name'}`. `true` where the format only says that it is there. */
export interface ExchangeAttribute {
  readonly id?: string;
  readonly name: string;
  readonly value: Data;
}

/** A knowledge-base id. `base: ''` means that `key` is a whole URI. */
export interface Reference {
  readonly id?: string;
  readonly base: string;
  readonly key: string;
  readonly label?: string;
}

/** A marked stretch of text, in one or several pieces. */
export interface ExchangeSpan {
  /** Unique among the spans and relations of its document. */
  readonly id: string;
  /** What people see: `PER`. `''` where the format has none. */
  readonly label: string;
  /** The annotation layer or type of the type system, where the format has such: `de.….NamedEntity`. */
  readonly layer?: string;
  /** In the order of the source. UTF-16 offsets into the text; as the source said where the text is not known. */
  readonly fragments: readonly Span[];
  /** What the source says is there, where that is not what the text says, or where the text is not known. */
  readonly quote?: string;
  readonly references: readonly Reference[];
  /** Spans with the same cluster mean the same thing. */
  readonly cluster?: string;
  readonly attributes: readonly ExchangeAttribute[];
  readonly note?: string;
  readonly annotator?: string;
  /** What only the source's own format understands, so that it comes out again. */
  readonly kept: DataObject;
}

export interface RelationEnd {
  readonly role: string;
  /** The id of a span or relation. */
  readonly target: string;
  /** The document of the target, where it is another one. */
  readonly document?: string;
  /** Where the target is in the other document. */
  readonly place?: EndPlace;
}

/** A stretch of another document: where it is in UTF-16 units and in code points, the words there, and some of those around them. */
export interface EndPlace {
  readonly span: Span;
  readonly at: readonly [start: number, end: number];
  readonly quote: string;
  readonly before: string;
  readonly after: string;
  /** The entity of a corpus that is mentioned there. */
  readonly entity?: string;
}

/** A typed connection: two ends for a link, any number and a trigger for an event or a frame. */
export interface ExchangeRelation {
  readonly id: string;
  readonly label: string;
  readonly layer?: string;
  /** The span that expresses the event, or that hosts the slots. */
  readonly trigger?: string;
  readonly ends: readonly RelationEnd[];
  readonly references: readonly Reference[];
  readonly attributes: readonly ExchangeAttribute[];
  readonly note?: string;
  readonly annotator?: string;
  readonly kept: DataObject;
}

/** A remark that stands for itself. `target` is `''` for a remark on the document. */
export interface ExchangeNote {
  readonly id: string;
  readonly label: string;
  readonly target: string;
  readonly text: string;
}

export interface ExchangeToken extends Span {
  readonly kept?: DataObject;
}

export interface ExchangeDocument {
  /** A relative path without ending, safe to use as a file name. */
  readonly id: string;
  /** `null` where the files do not say the text. */
  readonly text: string | null;
  readonly metadata: DataObject;
  readonly tokens?: readonly ExchangeToken[];
  readonly sentences?: readonly ExchangeToken[];
  readonly spans: readonly ExchangeSpan[];
  readonly relations: readonly ExchangeRelation[];
  readonly notes: readonly ExchangeNote[];
  readonly kept: DataObject;
}

export type ExchangeProblemCode =
  // the file
  | 'text-missing' | 'line-too-long' | 'not-utf8' | 'too-deep' | 'json-syntax' | 'xml-syntax' | 'shape-unknown' | 'id-unsafe' | 'id-duplicate' | 'header-missing'
  // one annotation
  | 'line-malformed' | 'offset-invalid' | 'quote-differs' | 'target-unknown' | 'label-invalid' | 'tag-invalid' | 'prefix-missing' | 'token-differs' | 'answer-rejected' | 'selector-unsupported';

/** A finding about the input. The line counts from 1; in a JSON or XML file of one piece it is that of the file's start where nothing nearer is known. */
export interface ExchangeProblem {
  readonly file: string;
  readonly line: number;
  readonly code: ExchangeProblemCode;
  readonly data: Readonly<Record<string, string | number>>;
}

export type LossCode =
  | 'fragments' | 'overlap' | 'widened' | 'attribute' | 'reference' | 'cluster' | 'note' | 'relation' | 'event' | 'cross-document' | 'text-missing'
  | 'label-changed' | 'value-changed' | 'metadata' | 'zero-length' | 'annotator' | 'layer' | 'aside';

/** One thing that the format could not say: which item of which document, and what of it. */
export interface Loss {
  readonly code: LossCode;
  readonly document: string;
  readonly item: string;
  readonly detail: string;
}

/** In what unit a file counted its offsets, and how sure that is. */
export interface OffsetReport {
  readonly file: string;
  readonly unit: OffsetUnit;
  /** How many spans the unit explains, of how many. */
  readonly matched: number;
  readonly of: number;
  /** Whether any other unit explains fewer. */
  readonly decisive: boolean;
}

export interface Reading {
  readonly documents: readonly ExchangeDocument[];
  readonly problems: readonly ExchangeProblem[];
  readonly offsets: readonly OffsetReport[];
}

export interface Writing {
  readonly files: readonly WrittenFile[];
  readonly losses: readonly Loss[];
}

/** What is known of a file that is read in pieces. */
export interface Hints {
  /** The unit of its offsets, where all of it has been looked at. */
  readonly unit?: OffsetUnit;
}

/** Writes documents as they come. Files of one name are one file, in the order of their parts. */
export interface Writer {
  add(documents: readonly ExchangeDocument[]): Writing;
  /** What can be said only when all have come. */
  end(): Writing;
}

export type Read = (files: readonly TextFile[], hints?: Hints) => Reading;
export type Write = (documents: readonly ExchangeDocument[]) => Writing;

/** One format: what can be read, what can be written. */
export interface Format {
  readonly id: string;
  readonly name: string;
  readonly read?: Read;
  readonly write: Write;
  /** For formats whose files speak of all documents; the others write each document by itself. */
  readonly begin?: () => Writer;
}

/** Writes documents of a format as they come. */
export function writerOf({ write, begin }: Pick<Format, 'write' | 'begin'>): Writer {
  return begin?.() ?? { add: write, end: () => ({ files: [], losses: [] }) };
}

/** Writes all documents with such a writer. */
export function writeAll(begin: () => Writer, documents: readonly ExchangeDocument[]): Writing {
  const writer = begin();
  const parts = [writer.add(documents), writer.end()];
  const texts = new Map<string, string>();
  for (const { files } of parts) for (const { name, text } of files) texts.set(name, `${texts.get(name) ?? ''}${text}`);
  return { files: [...texts].map(([name, text]) => ({ name, text })), losses: parts.flatMap(({ losses }) => losses) };
}

/**
 * Which of two overlapping spans is the one to keep where there is room for one: names before passages, then the longer one.
 * For sorting: the one to keep comes first.
 */
export function namesFirst(one: ExchangeSpan, other: ExchangeSpan): number {
  const [a, b] = [extentOf(one), extentOf(other)];
  return Number(one.kept[passageKey] === true) - Number(other.kept[passageKey] === true) || (b.end - b.start) - (a.end - a.start) || a.start - b.start;
}

/** What a span keeps that marks a passage and no name. */
export const passageKey = 'isPassage';

/** The label of a passage that is only there as the end of a link. */
export const passageLabel = 'passage';

/** What the relations of a document end at that is not there: neither a mark or relation of it, nor in another document. */
export function missingTargets({ spans, relations }: ExchangeDocument): string[] {
  const known = new Set([...spans, ...relations].map(({ id }) => id));
  return relations.flatMap(({ ends, trigger = '' }) => [...ends.filter((end) => end.document === undefined).map(({ target }) => target), trigger].filter((target) => target !== '' && !known.has(target)));
}

/** What a span covers: what its source says, or its pieces of the text joined with a space. */
export function quoteOf(document: ExchangeDocument, span: ExchangeSpan): string {
  if (span.quote !== undefined) return span.quote;
  const text = document.text ?? '';
  return span.fragments.map((fragment) => text.slice(fragment.start, fragment.end)).join(' ');
}

/** From the first piece's start to the last piece's end; `{start: 0, end: 0}` for a span of no pieces. */
export function extentOf(span: ExchangeSpan): Span {
  const [first, ...others] = span.fragments;
  if (first === undefined) return { start: 0, end: 0 };
  return others.reduce((all, each) => ({ start: Math.min(all.start, each.start), end: Math.max(all.end, each.end) }), first);
}
