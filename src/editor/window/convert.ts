import * as vscode from 'vscode';
import type { Span } from '../../core/model';
import type { Steps } from '../../core/steps';
import { Lines } from '../../core/text/lines';

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

/** The positions in a text that no editor has open. Lines are found as far as they are asked for. */
export function positionsIn(text: string): Positions {
  const lines = new Lines(text);
  return { positionAt: offset => new vscode.Position(...lines.at(offset)) };
}

/** As `positionsIn`, with all lines found, stopping every few milliseconds. */
export function* findingPositionsIn(text: string): Steps<Positions> {
  const lines = new Lines(text);
  for (let to = foundAtOnce; to < text.length; to += foundAtOnce) {
    lines.at(to);
    yield;
  }
  return { positionAt: offset => new vscode.Position(...lines.at(offset)) };
}

/** In how many UTF-16 units lines are found between two stops. */
const foundAtOnce = 1 << 19;
