import type { Span } from '../model';
import { commentsIn, type Comment } from '../yaml/comments';
import { lineEnd, lineEndingAt, lineStart } from '../yaml/lines';
import type { MapNode } from '../yaml/node';
import { applyEdits, type TextEdit } from '../yaml/splice';
import { said } from './heldMarks';

/** A file as comments see it. */
export interface Commented {
  readonly text: string;
  readonly node: MapNode | undefined;
  /** What a comment can be about, in the order of the file: its name, which is the same in every version of the file, and where it stands. */
  readonly parts: readonly Part[];
}

interface Part {
  readonly name: string;
  readonly span: Span;
}

/**
 * Puts what they say in comments into a text, each above or beside what it is about; at the end where that is not there any more.
 * @param base what both come from: what it says in comments is not theirs
 * @param read reads a version of the file
 */
export function withComments(base: string | undefined, text: string, theirs: string, read: (text: string) => Commented): string {
  const their = read(theirs);
  const known = new Set([base ?? '', text].flatMap(each => commentsIn(each, read(each).node).map(comment => comment.text)));
  return commentsIn(theirs, their.node)
    .filter(comment => !known.has(comment.text))
    .reduce((now, comment) => withComment(read(now), comment, their, read), text);
}

function withComment(now: Commented, comment: Comment, their: Commented, read: (text: string) => Commented): string {
  const edits = [besideEdit(now, comment, their), aboveEdit(now, comment, their), lastEdit(now.text, comment)];
  // Where a text goes over several lines, or ends with the file, what is put beside it may become a part of it.
  const texts = edits.flatMap(edit => edit === undefined ? [] : applyEdits(now.text, [edit]));
  return texts.find(text => saysTheSame(read(text), now, comment)) ?? now.text;
}

function saysTheSame(after: Commented, before: Commented, { text }: Comment): boolean {
  return after.node !== undefined && before.node !== undefined && said(after.node) === said(before.node)
    && commentsIn(after.text, after.node).some(comment => comment.text === text);
}

/** At the end of the line where the part stands that they say it beside, if there is no comment yet. */
function besideEdit({ text, node, parts }: Commented, comment: Comment, their: Commented): TextEdit | undefined {
  if (comment.alone) return undefined;
  const line = lineStart(their.text, comment.span.start);
  const beside = their.parts.findLast(({ span }) => span.start < comment.span.start && span.end >= line);
  const part = parts.find(({ name }) => name === beside?.name);
  if (beside === undefined || part === undefined) return undefined;
  const at = lineEnd(text, beside.span.end < comment.span.start ? part.span.end : part.span.start);
  const isTaken = commentsIn(text, node).some(({ span }) => span.end === at);
  return isTaken ? undefined : { span: { start: at, end: at }, text: ` ${comment.text}` };
}

/** In a line of its own above the next part of theirs that is still there. */
function aboveEdit({ text, parts }: Commented, comment: Comment, their: Commented): TextEdit | undefined {
  const names = new Map(parts.map(({ name, span }) => [name, span]));
  const later = their.parts.filter(({ span }) => comment.alone ? span.start > comment.span.start : span.end > lineStart(their.text, comment.span.start));
  const span = later.map(({ name }) => names.get(name)).find(found => found !== undefined);
  if (span === undefined) return undefined;
  const start = lineStart(text, span.start);
  const indent = /^[ \t]*/.exec(text.slice(start, span.start))?.[0] ?? '';
  return { span: { start, end: start }, text: `${indent}${comment.text}${lineEndingAt(text, start)}` };
}

function lastEdit(text: string, comment: Comment): TextEdit {
  const ending = lineEndingAt(text, text.length);
  const isOpen = text !== '' && !text.endsWith('\n');
  return { span: { start: text.length, end: text.length }, text: `${isOpen ? ending : ''}${comment.text}${isOpen ? '' : ending}` };
}
