import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { looksLikeUtf16, mostBytes, unreadableInWords } from '../core/exchange/encoding';
import { groupsOf, isByLines, isMissed, mayBe, textsFor } from '../core/exchange/inputs';
import { parseJson } from '../core/exchange/json';
import type { ExchangeProblem, Format, Hints, OffsetReport, Reading, TextFile } from '../core/exchange/model';
import type { Unread } from '../core/exchange/report';
import { inEnglish } from '../core/problemWords';
import { Failure } from './command';
import { filesBelow, isFile, isFolder } from './files';
import type { Terminal } from './terminal';

/** How much of a file of lines is read at once, and how long a line may be, in bytes. */
const pieceBytes = 1 << 19;
const longestLine = 1 << 26;

/** Files that are read together, or a piece of a file of lines. */
interface Batch {
  readonly files: readonly TextFile[];
  readonly problems: readonly ExchangeProblem[];
  readonly hints: Hints;
}

/** The inputs of a command, read batch by batch, as often as they are needed. */
export class Inputs {
  /** The file of each name. */
  readonly #paths: ReadonlyMap<string, string>;
  readonly #texts: readonly string[];
  readonly #named: ReadonlySet<string>;
  readonly #units = new Map<string, Map<OffsetReport['unit'], number>>();
  readonly #unread = new Map<string, Unread>();

  private constructor(private readonly format: Format, paths: ReadonlyMap<string, string>, named: ReadonlySet<string>) {
    this.#paths = paths;
    this.#named = named;
    this.#texts = [...paths.keys()].filter(name => name.endsWith('.txt'));
  }

  /** Files that are named, and all of folders; called by their paths from the folder. */
  static async open(operands: readonly string[], format: Format): Promise<Inputs> {
    const paths = new Map<string, string>();
    const named = new Set<string>();
    for (const operand of operands) {
      const isWhole = await isFile(operand);
      if (!isWhole && !await isFolder(operand)) throw new Failure(`there is no ${operand}`);
      for (const below of isWhole ? [''] : await filesBelow(operand)) {
        const name = isWhole ? path.basename(operand) : below;
        if (paths.has(name)) throw new Failure(`two inputs are called ${name}; take one after the other`);
        paths.set(name, path.join(operand, below));
        if (isWhole) named.add(name);
      }
    }
    return new Inputs(format, paths, named);
  }

  /** The files that were passed over, so far. */
  get unread(): readonly Unread[] {
    return [...this.#unread.values()];
  }

  /** Reads all, one batch after another. A second time the units of pieces are known from the first. */
  async* readings(what: string, terminal: Terminal): AsyncGenerator<Reading> {
    const groups = groupsOf(this.format.id, [...this.#paths.keys()]);
    let isEmpty = true;
    for (const [done, group] of groups.entries()) {
      terminal.progress(what, done, groups.length);
      for await (const { files, problems, hints } of this.#batches(group)) {
        const reading = this.format.read?.(files, hints) ?? { documents: [], problems: [], offsets: [] };
        if (hints.unit === undefined) for (const report of reading.offsets) this.#learn(report);
        isEmpty = false;
        yield { ...reading, problems: [...problems, ...reading.problems] };
      }
    }
    if (isEmpty && this.#unread.size === 0) throw new Failure(`none of the files is ${this.format.name}; seedmark COMMAND --help lists the formats`);
  }

  /** Whether some file comes in pieces: then it takes a reading before its unit is known. */
  async comesInPieces(): Promise<boolean> {
    for (const [name, file] of this.#paths) if (isByLines(this.format.id, name) && (await stat(file)).size > pieceBytes) return true;
    return false;
  }

  async* #batches(group: readonly string[]): AsyncGenerator<Batch> {
    const [only = ''] = group;
    const file = this.#paths.get(only) ?? only;
    if (group.length === 1 && isByLines(this.format.id, only) && await startsWithLine(file)) return yield* this.#pieces(only, file);
    const files: TextFile[] = [];
    for (const name of group) await this.#take(name, files);
    const beside = new Set(files.flatMap(each => textsFor(this.format.id, each, this.#texts)));
    for (const name of beside) if (!group.includes(name)) await this.#take(name, files);
    if (files.length > 0) yield { files, problems: [], hints: {} };
  }

  async #take(name: string, files: TextFile[]): Promise<void> {
    const text = await this.#text(name, this.#paths.get(name) ?? name);
    if (text !== undefined && (this.#named.has(name) || mayBe(this.format, { name, text }))) files.push({ name, text });
  }

  async #text(name: string, file: string): Promise<string | undefined> {
    const refuse = (reason: string, line?: number): undefined => {
      // a picture in a folder is no loss
      if (this.#named.has(name) || isMissed(this.format, name)) this.#unread.set(name, { file: name, reason, ...(line === undefined ? {} : { line }) });
      return undefined;
    };
    try {
      if ((await stat(file)).size > mostBytes) return refuse(unreadableInWords('too-large', inEnglish));
      const bytes = await readFile(file);
      if (looksLikeUtf16(bytes)) return refuse(unreadableInWords('utf-16', inEnglish));
      return decoded(bytes) ?? refuse(unreadableInWords('not-utf8', inEnglish), firstBadLine(bytes));
    } catch (error) {
      return refuse(error instanceof Error ? error.message : String(error));
    }
  }

  /** A file of lines, some at a time. Lines that are too long or no text are told and passed over. */
  async* #pieces(name: string, file: string): AsyncGenerator<Batch> {
    const isLong = (await stat(file)).size > pieceBytes;
    let line = 1;
    for await (const { bytes, isTooLong } of linesOfBytes(file)) {
      const first = line;
      line += newlinesIn(bytes);
      const problems: ExchangeProblem[] = isTooLong ? [{ file: name, line: first, code: 'line-too-long', data: { most: longestLine } }] : [];
      const text = isTooLong ? '' : decoded(bytes) ?? decodedLines(bytes, name, first, problems);
      const unit = isLong ? this.#unitOf(name) : undefined;
      if (isTooLong) line++;
      yield { files: text.trim() === '' && isLong ? [] : [{ name, text, line: first }], problems, hints: unit === undefined ? {} : { unit } };
    }
  }

  #learn({ file, unit, matched, decisive }: OffsetReport): void {
    if (!decisive) return;
    const units = this.#units.get(file) ?? new Map<OffsetReport['unit'], number>();
    units.set(unit, (units.get(unit) ?? 0) + matched);
    this.#units.set(file, units);
  }

  /** The unit that explains most of a file. */
  #unitOf(name: string): Hints['unit'] {
    return [...this.#units.get(name) ?? []].sort(([, one], [, other]) => other - one)[0]?.[0];
  }
}

/** Whether the first line is a value by itself: a file called `.jsonl` may be one printed over several lines. */
async function startsWithLine(file: string): Promise<boolean> {
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1 << 16), 0, 1 << 16, 0);
    const head = buffer.subarray(0, bytesRead);
    if (looksLikeUtf16(head)) return false;
    const end = head.indexOf(10);
    return end < 0 ? bytesRead === 1 << 16 : parseJson(head.subarray(0, end).toString().replace(/^\ufeff/, '')).ok;
  } finally {
    await handle.close();
  }
}

interface Piece {
  readonly bytes: Uint8Array;
  /** A line that is longer than any may be; its bytes are not given. */
  readonly isTooLong?: boolean;
}

/** Whole lines of a file, about as many at once as make a piece. */
async function* linesOfBytes(file: string): AsyncGenerator<Piece> {
  let pending: Buffer[] = [];
  let length = 0;
  let isSkipping = false;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 })) {
    let rest: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    if (isSkipping) {
      const end = rest.indexOf(10);
      if (end < 0) continue;
      isSkipping = false;
      rest = rest.subarray(end + 1);
    }
    const end = length + rest.length < pieceBytes ? -1 : rest.lastIndexOf(10);
    if (end >= 0) {
      yield { bytes: Buffer.concat([...pending, rest.subarray(0, end + 1)]) };
      pending = [rest.subarray(end + 1)];
      length = rest.length - end - 1;
      continue;
    }
    pending.push(rest);
    length += rest.length;
    if (length <= longestLine) continue;
    yield* cutAtLongLine(pending);
    [pending, length, isSkipping] = [[], 0, true];
  }
  if (length > 0) yield { bytes: Buffer.concat(pending) };
}

/** The whole lines before one that does not end, and that one. */
function* cutAtLongLine(chunks: readonly Buffer[]): Generator<Piece> {
  const at = chunks.findLastIndex(chunk => chunk.includes(10));
  const last = chunks[at];
  if (last !== undefined) yield { bytes: Buffer.concat([...chunks.slice(0, at), last.subarray(0, last.lastIndexOf(10) + 1)]) };
  yield { bytes: Buffer.alloc(0), isTooLong: true };
}

function newlinesIn(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function firstBadLine(bytes: Uint8Array): number | undefined {
  const problems: ExchangeProblem[] = [];
  decodedLines(bytes, '', 1, problems);
  return problems[0]?.line;
}

/** Line by line; one that is no UTF-8 is told, and empty. */
function decodedLines(bytes: Uint8Array, file: string, first: number, problems: ExchangeProblem[]): string {
  const lines: string[] = [];
  let line = first;
  for (let start = 0; start < bytes.length; line++) {
    const newline = bytes.indexOf(10, start);
    const end = newline < 0 ? bytes.length : newline;
    const text = decoded(bytes.subarray(start, end));
    if (text === undefined) problems.push({ file, line, code: 'not-utf8', data: {} });
    lines.push(text ?? '');
    start = end + 1;
  }
  return `${lines.join('\n')}\n`;
}
