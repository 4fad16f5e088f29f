import type { Span } from '../model';

/**
 * A YAML document as data with places: what both readers produce and what the editor works on.
 * Every span counts UTF-16 units of the file's text and ends on content, never in a line break or comment.
 */
export type YamlNode = MapNode | SeqNode | ScalarNode;

interface NodeBase {
  /**
   * The node's own source: from bracket to bracket, from quote to quote, in block style from the first key or
   * dash to the end of the last value. An absent value (`key:`) is a null whose span is empty, after the colon or dash.
   */
  readonly span: Span;
  /** For a collection, that it is written in brackets; for a scalar, that it stands inside brackets. */
  readonly flow: boolean;
  /**
   * Written with an anchor, a tag or an alias, with `? ` keys, or as a pair without braces in a list.
   * Such a node is read like any other, but edits refuse to touch it, for its text means more than its value.
   */
  readonly frozen: boolean;
}

export interface MapNode extends NodeBase {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
}

export interface MapEntry {
  /** The text of a quoted key, the source of a plain one: `1:` and `"1":` are both `1`. */
  readonly key: string;
  readonly keySpan: Span;
  readonly value: YamlNode;
  /** From the start of the key to the end of the value. */
  readonly span: Span;
}

export interface SeqNode extends NodeBase {
  readonly kind: 'seq';
  readonly items: readonly SeqItem[];
}

export interface SeqItem {
  readonly value: YamlNode;
  /** In block style from the dash on; in brackets the span of the value. */
  readonly span: Span;
}

export type ScalarValue = string | number | boolean | null;

/** `none` is an absent value. */
export type ScalarStyle = 'none' | 'plain' | 'single' | 'double' | 'block';

export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar';
  readonly value: ScalarValue;
  /** The text of the span, with its quotes; of an alias, the source of what it stands for. */
  readonly source: string;
  readonly style: ScalarStyle;
}

/** The entry with this key: the first, where a broken file has several; undefined where `node` is no map. */
export function entryOf(node: YamlNode | undefined, key: string): MapEntry | undefined {
  if (node?.kind !== 'map') return undefined;
  for (const entry of node.entries) if (entry.key === key) return entry;
  return undefined;
}

/** The value under a key, or undefined. */
export function valueOf(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return entryOf(node, key)?.value;
}

/**
 * What a person meant as a string: a string's value, or the source of a plain number, truth value or date
 * (`name: 007` is `007`). Undefined for an absent or null value and for collections.
 */
export function asText(node: YamlNode | undefined): string | undefined {
  if (node?.kind !== 'scalar' || node.value === null) return undefined;
  return typeof node.value === 'string' ? node.value : node.source;
}

/** A whole number from 0 up, or undefined. */
export function asCount(node: YamlNode | undefined): number | undefined {
  if (node?.kind !== 'scalar' || typeof node.value !== 'number') return undefined;
  return Number.isSafeInteger(node.value) && node.value >= 0 ? node.value : undefined;
}

/** Whether there is nothing here: no node, an absent value, `~` or `null`. */
export function isNothing(node: YamlNode | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.value === null);
}

/** The items of a list; none for anything else. */
export function itemsOf(node: YamlNode | undefined): readonly SeqItem[] {
  return node?.kind === 'seq' ? node.items : [];
}

/** The entries of a map; none for anything else. */
export function entriesOf(node: YamlNode | undefined): readonly MapEntry[] {
  return node?.kind === 'map' ? node.entries : [];
}
