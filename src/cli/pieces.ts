import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { documentsIn, lastDocumentIn } from '../core/exchange/conllTable';
import { looksLikeUtf16 } from '../core/exchange/encoding';
import { parseJson } from '../core/exchange/json';
import { ArrayCutter, newlinesIn } from '../core/exchange/jsonArray';
import { faultsInWords } from '../core/exchange/jsonRecords';
import type { ExchangeProblem, TextFile } from '../core/exchange/model';

/** How much of a file is read at once, in bytes. */
const pieceBytes = 1 << 19;
/** What has no more bytes than this is read whole. */
export const wholeBytes = 1 << 19;
/** How long a line or an element may be, in bytes. */
const longest = 1 << 26;

/** A piece of a large file; `text` is empty where nothing of it can be read. */
export interface Piece extends TextFile {
  readonly problems: readonly ExchangeProblem[];
}

/** How a file can be read in pieces: line by line, element by element, or document by document. */
export type Cut = 'lines' | 'array' | 'documents';

/** How a file of JSON can be cut, by how it begins; undefined for one that is one value. A file called `.jsonl` may be one printed over several lines. */
export async function jsonCutOf(file: string): Promise<Cut | undefined> {
  const text = await headOf(file);
  const end = text.indexOf('\n');
  if (end >= 0 && parseJson(text.slice(0, end)).ok) return 'lines';
  if (/^\s*\[\s*[[{]/.test(text)) return 'array';
  return end < 0 && text.length >= headBytes / 4 ? 'lines' : undefined;
}

/** Whether a table says where its documents begin. */
export async function tableCutOf(file: string): Promise<Cut | undefined> {
  return documentsIn(await headOf(file)) > 0 ? 'documents' : undefined;
}

const headBytes = 1 << 16;

/** How a file begins; `''` where that cannot be read. */
async function headOf(file: string): Promise<string> {
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) return '';
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    const head = buffer.subarray(0, bytesRead);
    return looksLikeUtf16(head) ? '' : head.toString().replace(/^\ufeff/, '');
  } finally {
    await handle.close();
  }
}

/** The pieces of a file. What is too long or no text is told and passed over. */
export function piecesOf(name: string, file: string, cut: Cut): AsyncGenerator<Piece> {
  if (cut === 'documents') return documentPieces(name, file);
  return cut === 'lines' ? linePieces(name, file) : arrayPieces(name, file);
}

// -- documents of a table

/** How much of a table is read at once, in bytes: enough to see how it is laid out. */
const tableBytes = 1 << 20;

/** Documents that follow one another, with the beginning of the file from the second piece on. */
async function* documentPieces(name: string, file: string): AsyncGenerator<Piece> {
  let [pending, line, before] = ['', 1, 0];
  let head: string | undefined;
  let isSkipping = false;
  const piece = (text: string): Piece => {
    const problems: ExchangeProblem[] = [];
    const bytes = Buffer.from(text, 'latin1');
    const own = decoded(bytes) ?? decodedLines(bytes, name, line, problems);
    const result = { name, text: own, line, before, problems, ...(head === undefined ? {} : { head }) };
    head ??= own;
    [line, before] = [line + newlinesIn(text), before + documentsIn(text)];
    return result;
  };
  for await (const chunk of chunksOf(file, tableBytes)) {
    const text = chunk.toString('latin1');
    // with the end of what came before, for a mark that is cut in two
    const near = pending.slice(-markBytes);
    const found = lastDocumentIn(near + text);
    const cut = pending.length - near.length + found;
    pending += text;
    if (found >= 0) {
      if (isSkipping) line += newlinesIn(pending.slice(0, cut));
      else if (cut > 0) yield piece(pending.slice(0, cut));
      [pending, isSkipping] = [pending.slice(cut), false];
    } else if (pending.length > longest) {
      if (!isSkipping) yield { name, text: '', problems: [{ file: name, line, code: 'shape-unknown', data: { expected: `documents of less than ${longest} bytes` } }] };
      isSkipping = true;
      line += newlinesIn(pending);
      pending = '';
    }
  }
  if (pending !== '' && !isSkipping) yield piece(pending);
}

/** More than a mark and the blank lines before it have. */
const markBytes = 64;

// -- elements of an array

/** Bytes are taken for characters until a part is whole: the brackets are the same, and half a character does no harm. A byte order mark is passed over. */
async function* arrayPieces(name: string, file: string): AsyncGenerator<Piece> {
  const cutter = new ArrayCutter(pieceBytes, longest);
  let isFirst = true;
  for await (const chunk of chunksOf(file)) {
    const text = chunk.toString('latin1');
    for (const part of cutter.push(isFirst ? text.replace(/^\u00ef\u00bb\u00bf/, '') : text)) yield* arrayPiece(name, part);
    isFirst = false;
  }
  for (const part of cutter.end()) yield* arrayPiece(name, part);
  if (cutter.faults.length > 0) yield { name, text: '', problems: faultsInWords(name, cutter.faults) };
}

/** Some elements as an array by themselves; one by one where some of them are no UTF-8. */
function* arrayPiece(name: string, part: { readonly text: string; readonly line: number; readonly before: number }): Generator<Piece> {
  const text = decoded(Buffer.from(part.text, 'latin1'));
  if (text !== undefined) return yield { name, text: `[${text}]`, line: part.line, before: part.before, problems: [] };
  const cutter = new ArrayCutter(0);
  for (const each of [...cutter.push(`[${part.text}]`), ...cutter.end()]) {
    const [line, own] = [part.line - 1 + each.line, decoded(Buffer.from(each.text, 'latin1'))];
    yield { name, text: own === undefined ? '' : `[${own}]`, line, before: part.before + each.before, problems: own === undefined ? [{ file: name, line, code: 'not-utf8', data: {} }] : [] };
  }
}

// -- lines

async function* linePieces(name: string, file: string): AsyncGenerator<Piece> {
  let line = 1;
  for await (const { bytes, isTooLong } of linesOfBytes(file)) {
    const problems: ExchangeProblem[] = isTooLong === true ? [{ file: name, line, code: 'line-too-long', data: { most: longest } }] : [];
    yield { name, text: isTooLong === true ? '' : decoded(bytes) ?? decodedLines(bytes, name, line, problems), line, problems };
    line += newlinesIn(bytes.toString('latin1')) + Number(isTooLong ?? false);
  }
}

interface Lines {
  readonly bytes: Buffer;
  /** A line that is longer than any may be; its bytes are not given. */
  readonly isTooLong?: boolean;
}

/** Whole lines of a file, about as many at once as make a piece. */
async function* linesOfBytes(file: string): AsyncGenerator<Lines> {
  let pending: Buffer[] = [];
  let length = 0;
  let isSkipping = false;
  for await (const chunk of chunksOf(file)) {
    let rest: Buffer = chunk;
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
    if (length <= longest) continue;
    yield* cutAtLongLine(pending);
    [pending, length, isSkipping] = [[], 0, true];
  }
  if (length > 0) yield { bytes: Buffer.concat(pending) };
}

/** The whole lines before one that does not end, and that one. */
function* cutAtLongLine(chunks: readonly Buffer[]): Generator<Lines> {
  const at = chunks.findLastIndex(chunk => chunk.includes(10));
  const last = chunks[at];
  if (last !== undefined) yield { bytes: Buffer.concat([...chunks.slice(0, at), last.subarray(0, last.lastIndexOf(10) + 1)]) };
  yield { bytes: Buffer.alloc(0), isTooLong: true };
}

// -- bytes

async function* chunksOf(file: string, size = 1 << 18): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(file, { highWaterMark: size })) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
}

/** The text of bytes, its byte order mark kept; undefined where they are no UTF-8. */
export function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export function firstBadLine(bytes: Uint8Array): number | undefined {
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
