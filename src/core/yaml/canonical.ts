import { unescape } from './escapes';
import { Keys } from './keys';
import type { MapEntry, MapNode, ScalarNode, ScalarStyle, SeqItem, SeqNode, YamlNode } from './node';
import { resolvePlain } from './plainScalar';

/**
 * Reads the layout that Seedmark writes: block maps and block lists by indentation, whose values stand on one line
 * (plain, in quotes, or as lists and maps in brackets), with comments and blank lines between and after them.
 *
 * Answers only where it is certain that a full reader of YAML 1.2 would say the same, spans included; for everything
 * else, also for whatever is wrong, it returns undefined and `readYaml` has the word. One pass, no backtracking.
 */
export function readCanonical(text: string): MapNode | undefined {
  return new CanonicalReader(text).document();
}

const tab = 0x09, lineFeed = 0x0a, carriageReturn = 0x0d, space = 0x20, doubleQuote = 0x22, hash = 0x23, singleQuote = 0x27;
const comma = 0x2c, dash = 0x2d, dot = 0x2e, colon = 0x3a, openList = 0x5b, backslash = 0x5c, closeList = 0x5d;
const openMap = 0x7b, closeMap = 0x7d, byteOrderMark = 0xfeff;

/** Deeper than anything Seedmark writes; bounds the recursion. */
const maxDepth = 8;
/** YAML allows 1024 for a key on one line. */
const maxKeyLength = 1000;

/** Units that cannot start a plain scalar here: what YAML forbids, and what needs a second look. */
const noPlainStart = new Set(Array.from('-?:,[]{}#&*!|>\'"%@`<=', (sign) => sign.charCodeAt(0)));

class CanonicalReader {
  private pos: number;
  /** Columns before the first unit of the current line's content; -1 after the last line. */
  private indent = 0;
  /** Where the key or scalar just read ends, its quotes included. */
  private scalarEnd = 0;

  constructor(private readonly text: string) {
    this.pos = text.charCodeAt(0) === byteOrderMark ? 1 : 0;
  }

  document(): MapNode | undefined {
    if (!this.toContent() || this.indent !== 0) return undefined;
    return this.blockMap(0);
  }

  // -- lines

  /** From the start of a line to the next content, over blank lines and comments; false for what is not certain. */
  private toContent(): boolean {
    for (;;) {
      const lineStart = this.pos;
      this.skipSpaces();
      const unit = this.text.charCodeAt(this.pos);
      if (Number.isNaN(unit)) {
        this.indent = -1;
        return true;
      }
      if (unit === hash) this.toLineEnd();
      else if (unit !== lineFeed && unit !== carriageReturn) {
        this.indent = this.pos - lineStart;
        return unit !== tab;
      }
      if (!this.overLineEnd()) return false;
    }
  }

  /** From the end of a value to the next content, over a comment that spaces set off. */
  private finishLine(): boolean {
    const valueEnd = this.pos;
    this.skipSpaces();
    if (this.pos > valueEnd && this.text.charCodeAt(this.pos) === hash) this.toLineEnd();
    return this.overLineEnd() && this.toContent();
  }

  private skipSpaces(): void {
    while (this.text.charCodeAt(this.pos) === space) this.pos++;
  }

  private toLineEnd(): void {
    while (!this.atLineEnd()) this.pos++;
  }

  /** Over `\n`, `\r\n` or the end of the text, and nothing else. */
  private overLineEnd(): boolean {
    if (this.text.charCodeAt(this.pos) === carriageReturn) this.pos++;
    else if (this.pos === this.text.length) return true;
    return this.text.charCodeAt(this.pos++) === lineFeed;
  }

  private atLineEnd(): boolean {
    const unit = this.text.charCodeAt(this.pos);
    return unit === lineFeed || unit === carriageReturn || Number.isNaN(unit);
  }

  // -- block style

  private blockMap(depth: number): MapNode | undefined {
    const column = this.indent;
    const start = this.pos;
    const entries: MapEntry[] = [];
    const keys = new Keys();
    let end = start;
    do {
      const keyStart = this.pos;
      const key = this.blockKey();
      if (key === undefined || !keys.add(key)) return undefined;
      const keySpan = { start: keyStart, end: this.scalarEnd };
      const value = this.blockValue(column, depth);
      if (value === undefined) return undefined;
      end = value.span.end;
      entries.push({ key, keySpan, value, span: { start: keyStart, end } });
    } while (this.indent === column);
    // Deeper than this map's keys: the continuation of a scalar, or an error.
    if (this.indent > column) return undefined;
    return { kind: 'map', span: { start, end }, flow: false, frozen: false, entries };
  }

  /** A key and its colon. */
  private blockKey(): string | undefined {
    const start = this.pos;
    const unit = this.text.charCodeAt(start);
    const key = isQuote(unit) ? this.quoted(unit) : unit === dot ? undefined : this.plain(false);
    if (key === undefined || this.scalarEnd - start > maxKeyLength) return undefined;
    return this.text.charCodeAt(this.pos++) === colon && (this.atLineEnd() || this.atSpace()) ? key : undefined;
  }

  private atSpace(): boolean {
    return this.text.charCodeAt(this.pos) === space;
  }

  /** What stands after the colon of a key in this column: on its line, or indented below it, or nothing. */
  private blockValue(column: number, depth: number): YamlNode | undefined {
    const afterColon = this.pos;
    this.skipSpaces();
    if (!this.atLineEnd() && this.text.charCodeAt(this.pos) !== hash) return this.lineValue(depth);
    this.pos = afterColon;
    if (!this.finishLine()) return undefined;
    if (this.indent >= column && this.atDash()) return this.blockList(depth + 1);
    if (this.indent > column) return depth < maxDepth ? this.blockMap(depth + 1) : undefined;
    return this.scalar(afterColon, afterColon, null, 'none', false);
  }

  private atDash(): boolean {
    return this.text.charCodeAt(this.pos) === dash && this.text.charCodeAt(this.pos + 1) === space;
  }

  /** A list under a key. What follows it is for the map to judge, whose keys may stand in the column of the dashes. */
  private blockList(depth: number): SeqNode | undefined {
    const column = this.indent;
    const start = this.pos;
    const items: SeqItem[] = [];
    let end = start;
    do {
      const itemStart = this.pos++;
      this.skipSpaces();
      const value = this.lineValue(depth);
      if (value === undefined) return undefined;
      end = value.span.end;
      items.push({ value, span: { start: itemStart, end } });
    } while (this.indent === column && this.atDash());
    return { kind: 'seq', span: { start, end }, flow: false, frozen: false, items };
  }

  /** A value that stands on one line, and on to the next content. */
  private lineValue(depth: number): YamlNode | undefined {
    const unit = this.text.charCodeAt(this.pos);
    const value = unit === openMap || unit === openList ? this.flowValue(depth) : this.lineScalar(unit);
    return value !== undefined && this.finishLine() ? value : undefined;
  }

  private lineScalar(unit: number): ScalarNode | undefined {
    const start = this.pos;
    const text = isQuote(unit) ? this.quoted(unit) : this.plain(false);
    return text === undefined ? undefined : this.textScalar(start, text, unit, false);
  }

  // -- flow style

  private flowValue(depth: number): YamlNode | undefined {
    const start = this.pos;
    const unit = this.text.charCodeAt(start);
    if (unit === openMap) return depth < maxDepth ? this.flowMap(depth + 1) : undefined;
    if (unit === openList) return depth < maxDepth ? this.flowList(depth + 1) : undefined;
    const text = isQuote(unit) ? this.quoted(unit) : this.plain(true);
    return text === undefined ? undefined : this.textScalar(start, text, unit, true);
  }

  private flowMap(depth: number): MapNode | undefined {
    const start = this.pos++;
    const entries: MapEntry[] = [];
    const keys = new Keys();
    this.skipSpaces();
    if (this.text.charCodeAt(this.pos) !== closeMap) {
      do {
        this.skipSpaces();
        const entry = this.flowEntry(depth);
        if (entry === undefined || !keys.add(entry.key)) return undefined;
        entries.push(entry);
        this.skipSpaces();
      } while (this.over(comma));
    }
    if (!this.over(closeMap)) return undefined;
    return { kind: 'map', span: { start, end: this.pos }, flow: true, frozen: false, entries };
  }

  private flowEntry(depth: number): MapEntry | undefined {
    const start = this.pos;
    const unit = this.text.charCodeAt(start);
    const key = isQuote(unit) ? this.quoted(unit) : this.plain(true);
    const keyEnd = this.scalarEnd;
    if (key === undefined || keyEnd - start > maxKeyLength || !this.over(colon) || !this.atSpace()) return undefined;
    this.skipSpaces();
    const value = this.flowValue(depth);
    if (value === undefined) return undefined;
    return { key, keySpan: { start, end: keyEnd }, value, span: { start, end: value.span.end } };
  }

  private flowList(depth: number): SeqNode | undefined {
    const start = this.pos++;
    const items: SeqItem[] = [];
    this.skipSpaces();
    if (this.text.charCodeAt(this.pos) !== closeList) {
      do {
        this.skipSpaces();
        const value = this.flowValue(depth);
        if (value === undefined) return undefined;
        items.push({ value, span: value.span });
        this.skipSpaces();
      } while (this.over(comma));
    }
    if (!this.over(closeList)) return undefined;
    return { kind: 'seq', span: { start, end: this.pos }, flow: true, frozen: false, items };
  }

  private over(unit: number): boolean {
    if (this.text.charCodeAt(this.pos) !== unit) return false;
    this.pos++;
    return true;
  }

  // -- scalars

  /** A scalar that starts with `unit` and means `text`, up to where the last one read ends. */
  private textScalar(start: number, text: string, unit: number, flow: boolean): ScalarNode {
    if (!isQuote(unit)) return this.scalar(start, this.scalarEnd, resolvePlain(text), 'plain', flow);
    return this.scalar(start, this.scalarEnd, text, unit === doubleQuote ? 'double' : 'single', flow);
  }

  private scalar(start: number, end: number, value: ScalarNode['value'], style: ScalarStyle, flow: boolean): ScalarNode {
    const source = style === 'plain' && typeof value === 'string' ? value : this.text.slice(start, end);
    return { kind: 'scalar', span: { start, end }, flow, frozen: false, value, source, style };
  }

  /** A plain scalar; stops at the line's end, a colon that ends a key, a comment, and in brackets at `,[]{}`. */
  private plain(flow: boolean): string | undefined {
    const start = this.pos;
    let unit = this.text.charCodeAt(start);
    if (!canStartPlain(unit)) return undefined;
    let at = start;
    let end = start;
    for (;;) {
      if (unit === colon) {
        if (endsKey(this.text.charCodeAt(at + 1), flow)) break;
      } else if (unit === lineFeed || unit === carriageReturn || Number.isNaN(unit)) break;
      else if (unit === hash && end < at) break;
      else if (unit < space || unit === byteOrderMark) return undefined;
      else if (flow && isFlowSign(unit)) break;
      at++;
      if (unit !== space) end = at;
      unit = this.text.charCodeAt(at);
    }
    // At a colon after spaces (`a : b`) the reader gives up; at a comment or line end the spaces are nothing.
    this.pos = unit === colon ? at : end;
    this.scalarEnd = end;
    return unit === colon && end < at ? undefined : this.text.slice(start, end);
  }

  /** A scalar in quotes of this kind, on one line. */
  private quoted(quote: number): string | undefined {
    return quote === doubleQuote ? this.inDoubleQuotes() : this.inSingleQuotes();
  }

  private inDoubleQuotes(): string | undefined {
    const start = this.pos + 1;
    let at = start;
    let unit = this.text.charCodeAt(at);
    let escaped = false;
    while (unit !== doubleQuote) {
      if (unit === backslash) {
        escaped = true;
        at++;
      } else if (!(unit >= space)) return undefined;
      unit = this.text.charCodeAt(++at);
    }
    const source = this.closed(start, at);
    return escaped ? unescape(source) : source;
  }

  private inSingleQuotes(): string | undefined {
    const start = this.pos + 1;
    let at = start;
    let unit = this.text.charCodeAt(at);
    let doubled = false;
    while (unit !== singleQuote || this.text.charCodeAt(at + 1) === singleQuote) {
      if (unit === singleQuote) {
        doubled = true;
        at++;
      } else if (!(unit >= space)) return undefined;
      unit = this.text.charCodeAt(++at);
    }
    const source = this.closed(start, at);
    return doubled ? source.replaceAll("''", "'") : source;
  }

  /** What stands between quotes, and on to behind the closing one. */
  private closed(start: number, end: number): string {
    this.pos = end + 1;
    this.scalarEnd = this.pos;
    return this.text.slice(start, end);
  }
}

function isQuote(unit: number): boolean {
  return unit === doubleQuote || unit === singleQuote;
}

function canStartPlain(unit: number): boolean {
  if (unit >= 0x7f) return unit >= 0xa0 && unit !== byteOrderMark;
  return unit > space && !noPlainStart.has(unit);
}

function isFlowSign(unit: number): boolean {
  return unit === comma || unit === openList || unit === closeList || unit === openMap || unit === closeMap;
}

/** Whether a colon before this unit ends a plain key. */
function endsKey(unit: number, flow: boolean): boolean {
  return !(unit > space) || (flow && isFlowSign(unit));
}
