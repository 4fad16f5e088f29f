import { Composer, isAlias, isMap, isScalar, isSeq, Parser } from 'yaml';
import type { CST, Document, Node, Pair, Scalar, YAMLMap, YAMLSeq, YAMLError } from 'yaml';
import type { Problem } from '../problem';
import type { Span } from '../model';
import { readCanonical } from './canonical';
import { withoutConflictMarkers } from './conflict';
import type { MapEntry, MapNode, ScalarNode, ScalarStyle, SeqItem, YamlNode } from './node';

/** What a text holds as YAML. */
export interface YamlReading {
  /** Undefined for an empty text, and where nothing could be read. */
  readonly node: YamlNode | undefined;
  /**
   * `yaml-syntax` (with a `reason`) and `duplicate-key` (with the `key`, at the second one).
   * With a `yaml-syntax` among them, `node` may lack something that the text holds.
   */
  readonly problems: readonly Problem[];
}

/** Composing recurses: beyond this depth a text is refused, for no corpus needs it and the stack is finite. */
const maxDepth = 64;
/** A broken file is told of by its first errors; the rest follow from them. */
const maxErrors = 20;

/** Reads a text by the fast reader where it is canonical, else by the full one. Never throws. */
export function read(text: string): YamlReading {
  const node = readCanonical(text);
  return node === undefined ? readYaml(text) : { node, problems: [] };
}

/** Reads any YAML 1.2, and of broken YAML what can be read. Never throws. */
export function readYaml(text: string): YamlReading {
  const { text: readable, markers } = withoutConflictMarkers(text);
  const problems = [...markers.map((span) => syntaxProblem('conflict-marker', span)), ...misread(text)];
  const tokens = [...new Parser().parse(readable)];
  if (isTooDeep(tokens)) {
    return { node: undefined, problems: [...problems, syntaxProblem('too-deep', { start: 0, end: text.length })] };
  }
  const options = { keepSourceTokens: true, uniqueKeys: false, logLevel: 'silent' } as const;
  const [document, second] = [...new Composer(options).compose(tokens, true, readable.length)];
  if (document === undefined) return { node: undefined, problems };
  const converter = new Converter(readable);
  const node = converter.document(document);
  problems.push(...document.errors.slice(0, maxErrors).map((error) => errorProblem(error, text.length)), ...converter.problems);
  if (second !== undefined) problems.push(syntaxProblem('second-document', { start: second.range[0], end: text.length }));
  return { node, problems };
}

/** What `yaml` takes in its stride and other readers do not. */
const misreadings: readonly (readonly [reason: string, pattern: RegExp])[] = [
  ['indented-start', /^\ufeff[ \t]+(?=[^\s#])/],
  ['lone-carriage-return', /\r(?!\n)/],
  ['stray-byte-order-mark', /\ufeff(?<=\n[ \t]*\ufeff)/],
];

function misread(text: string): readonly Problem[] {
  return misreadings.flatMap(([reason, pattern]) => {
    const match = pattern.exec(text);
    return match === null ? [] : [syntaxProblem(reason, { start: match.index, end: match.index + match[0].length })];
  });
}

function syntaxProblem(reason: string, span: Span): Problem {
  return { code: 'yaml-syntax', span, data: { reason } };
}

/** `yaml` points behind the text where something is missing at its end. */
function errorProblem(error: YAMLError, length: number): Problem {
  const [start, end] = error.pos;
  return { code: 'yaml-syntax', span: { start: Math.min(start, length), end: Math.min(end, length) }, data: { reason: error.code, message: error.message } };
}

/** Whether collections nest deeper than is composed; walked without recursion, for here the depth is anyone's. */
function isTooDeep(tokens: readonly CST.Token[]): boolean {
  let level: readonly CST.Token[] = tokens;
  for (let depth = 0; depth <= maxDepth + 1; depth++) {
    if (level.length === 0) return false;
    level = level.flatMap(tokensWithin);
  }
  return true;
}

function tokensWithin(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key ?? [], value ?? []].flat());
}

/** Turns `yaml`'s nodes into ours. One for each document, for anchors belong to one. */
class Converter {
  readonly problems: Problem[] = [];
  private readonly anchors = new Map<string, YamlNode>();

  constructor(private readonly text: string) {}

  document(document: Document.Parsed): YamlNode | undefined {
    const { contents } = document;
    const isEmpty = contents === null || (isScalar(contents) && contents.range[0] === contents.range[1] && !hasProps(contents));
    return isEmpty ? undefined : this.node(contents, { start: 0, end: 0 }, false);
  }

  /** `absent` is where a value that is not written would stand. */
  private node(node: Node | null | undefined, absent: Span, inFlow: boolean): YamlNode {
    const converted = this.unanchored(node, absent, inFlow);
    if (isScalar(node) || isMap(node) || isSeq(node)) {
      if (node.anchor !== undefined) this.anchors.set(node.anchor, converted);
    }
    return converted;
  }

  private unanchored(node: Node | null | undefined, absent: Span, inFlow: boolean): YamlNode {
    if (isMap(node)) return this.map(node, inFlow);
    if (isSeq(node)) return this.list(node);
    if (isAlias(node)) return this.alias(node.source, spanOf(node, absent), inFlow);
    return this.scalar(isScalar(node) ? node : undefined, absent, inFlow);
  }

  /**
   * An alias of a scalar has its value. One of a collection is refused, for a few lines of them
   * can stand for more data than memory holds.
   */
  private alias(name: string, span: Span, flow: boolean): ScalarNode {
    const target = this.anchors.get(name);
    if (target?.kind !== 'scalar') {
      this.problems.push(syntaxProblem(target === undefined ? 'alias-unknown' : 'alias-of-collection', span));
    }
    const { value, source } = target?.kind === 'scalar' ? target : { value: null, source: '' };
    return { kind: 'scalar', span, flow, frozen: true, value, source, style: 'plain' };
  }

  private scalar(node: Scalar | undefined, absent: Span, flow: boolean): ScalarNode {
    const found = spanOf(node, absent);
    const frozen = node !== undefined && hasProps(node);
    if (node === undefined || (found.start === found.end && !frozen)) {
      return { kind: 'scalar', span: absent, flow, frozen, value: null, source: '', style: 'none' };
    }
    const style = styleOf(node);
    const span = style === 'block' ? this.withoutLineEnd(found) : found;
    const source = this.text.slice(span.start, span.end);
    return { kind: 'scalar', span, flow, frozen, value: isScalarValue(node.value) ? node.value : source, source, style };
  }

  private withoutLineEnd({ start, end }: Span): Span {
    const last = this.text.slice(start, end).match(/\r?\n$/);
    return { start, end: end - (last?.[0].length ?? 0) };
  }

  private map(node: YAMLMap, inFlow: boolean): MapNode {
    // A pair in a list without braces, `[a: b]`, is a map to `yaml`, but no source of its own.
    const isBarePair = node.srcToken === undefined;
    const flow = node.flow === true;
    const keys = new Set<string>();
    const entries = node.items.map((pair) => this.entry(pair, flow || inFlow));
    for (const { key, keySpan } of entries) {
      if (keys.has(key)) this.problems.push({ code: 'duplicate-key', span: keySpan, data: { key } });
      keys.add(key);
    }
    const span = flow && !isBarePair ? spanOf(node, { start: 0, end: 0 }) : around(entries, spanOf(node, { start: 0, end: 0 }));
    const frozen = hasProps(node) || isBarePair || hasExplicitKeys(node) || node.items.some(({ key }) => isOddKey(key));
    return { kind: 'map', span, flow, frozen, entries };
  }

  private entry(pair: Pair, flow: boolean): MapEntry {
    const key = isNode(pair.key) ? pair.key : undefined;
    const keySpan = spanOf(key, spanOf(isNode(pair.value) ? pair.value : undefined, { start: 0, end: 0 }));
    const afterKey = this.afterColon(keySpan.end);
    const value = this.node(isNode(pair.value) ? pair.value : undefined, { start: afterKey, end: afterKey }, flow);
    const source = this.text.slice(keySpan.start, keySpan.end);
    const text = isScalar(key) && typeof key.value === 'string' && styleOf(key) !== 'plain' ? key.value : source;
    return { key: text, keySpan, value, span: { start: keySpan.start, end: Math.max(value.span.end, keySpan.end) } };
  }

  /** After the colon that follows a key, or where the key ends if there is none. */
  private afterColon(keyEnd: number): number {
    let at = keyEnd;
    while (this.text[at] === ' ' || this.text[at] === '\t') at++;
    return this.text[at] === ':' ? at + 1 : keyEnd;
  }

  private list(node: YAMLSeq): YamlNode {
    const flow = node.flow === true;
    const dashes = flow ? [] : dashesOf(node);
    const found = spanOf(node, { start: 0, end: 0 });
    const items = node.items.map((item, index): SeqItem => {
      const dash = dashes[index];
      const absent = dash === undefined ? found.end : dash + 1;
      const value = this.node(isNode(item) ? item : undefined, { start: absent, end: absent }, flow);
      return { value, span: { start: dash ?? value.span.start, end: value.span.end } };
    });
    return { kind: 'seq', span: flow ? found : around(items, found), flow, frozen: hasProps(node), items };
  }
}

/** From the start of the first to the end of the last part. */
function around(parts: readonly { readonly span: Span }[], otherwise: Span): Span {
  const [first, last] = [parts[0], parts.at(-1)];
  return first === undefined || last === undefined ? otherwise : { start: first.span.start, end: last.span.end };
}

function spanOf(node: { range?: readonly number[] | null | undefined } | undefined, otherwise: Span): Span {
  const [start, end] = node?.range ?? [];
  return start === undefined || end === undefined ? otherwise : { start, end };
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
}

function hasProps(node: { anchor?: string | undefined; tag?: string | undefined }): boolean {
  return node.anchor !== undefined || node.tag !== undefined;
}

function hasExplicitKeys({ srcToken }: YAMLMap): boolean {
  if (srcToken === undefined || !('items' in srcToken)) return false;
  return srcToken.items.some(({ start }) => start.some(({ type }) => type === 'explicit-key-ind'));
}

/** Absent, complex, or with more to it than its text. */
function isOddKey(key: unknown): boolean {
  return !isScalar(key) || hasProps(key) || key.range === undefined || key.range === null || key.range[0] === key.range[1];
}

/** Where the dashes of a block list stand, item by item. */
function dashesOf({ srcToken }: YAMLSeq): readonly (number | undefined)[] {
  if (srcToken?.type !== 'block-seq') return [];
  const dashes = srcToken.items.map(({ start }) => start.find(({ type }) => type === 'seq-item-ind')?.offset);
  return dashes.filter((dash) => dash !== undefined);
}

function isScalarValue(value: unknown): value is ScalarNode['value'] {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function styleOf({ type }: Scalar): ScalarStyle {
  switch (type) {
    case 'QUOTE_DOUBLE': return 'double';
    case 'QUOTE_SINGLE': return 'single';
    case 'BLOCK_LITERAL': case 'BLOCK_FOLDED': return 'block';
    case 'PLAIN': case undefined: return 'plain';
    default: return 'plain';
  }
}

