import * as vscode from 'vscode';
import type { Span } from '../../core/model';
import { finished, type Steps } from '../../core/steps';

/** The one place where offsets become `vscode.Range`s, and back. */

/** What `positionAt` needs: an open document, or the lines of a text that is not open. */
export interface Positions {
  positionAt(offset: number): vscode.Position;
}

export function toRange(positions: Positions, span: Span): vscode.Range {
  return new vscode.Range(positions.positionAt(span.start), positions.positionAt(span.end));
}

export function toSpan(document: vscode.TextDocument, range: vscode.Range): Span {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}

/**
 * The positions in a text that no editor has open, by the same rules for line endings as the editor's:
 * `\r\n`, `\n` and a lone `\r` each end a line. A byte order mark is not part of the first line there,
 * so it is not counted here.
 */
export function positionsIn(text: string): Positions {
  return finished(findingPositionsIn(text));
}

/** As `positionsIn`, stopping every few milliseconds. */
export function* findingPositionsIn(text: string): Steps<Positions> {
  const starts = [text.startsWith('\uFEFF') ? 1 : 0];
  for (const start of lineStarts(text)) if (starts.push(start) % linesAtOnce === 0) yield;
  return {
    positionAt(offset) {
      const line = lastAtMost(starts, offset);
      return new vscode.Position(line, Math.max(0, offset - (starts[line] ?? 0)));
    },
  };
}

/** How many lines are found between two stops. */
const linesAtOnce = 1 << 15;

/** Where the lines behind the first begin. */
function* lineStarts(text: string): Generator<number> {
  // Most texts know one line ending only, which is found many times as fast.
  if (!text.includes('\r')) for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) yield at + 1;
  else for (const ending of text.matchAll(/\r\n?|\n/g)) yield ending.index + ending[0].length;
}

/** The index of the last of the ascending `numbers` that is not above `value`; 0 when all are. */
function lastAtMost(numbers: readonly number[], value: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
