import type { Span } from '../model';
import { startsLine } from './lines';
import type { YamlNode } from './node';

/** A comment, from its `#` to the end of its line. */
export interface Comment {
  readonly span: Span;
  /** As it is written: `# ask Jo`. */
  readonly text: string;
  /** Whether it has its line to itself. */
  readonly alone: boolean;
}

/** The comments of a file, in its order. `node` is what was read of the file: what looks like a comment within one of its texts is none. */
export function commentsIn(text: string, node: YamlNode | undefined): readonly Comment[] {
  const scalars = scalarsIn(node);
  const ends = [0, ...scalars.map(({ end }) => end)];
  return ends.flatMap((end, index) => commentsBetween(text, end, scalars[index]?.start ?? text.length));
}

function commentsBetween(text: string, from: number, to: number): readonly Comment[] {
  return [...text.slice(from, to).matchAll(/(?<!\S)#[^\r\n]*/g)].flatMap(({ 0: comment, index }) => {
    const start = from + index;
    // Right behind a text there is none, since it needs a space before it.
    return start === from && from > 0 ? [] : [{ span: { start, end: start + comment.length }, text: comment, alone: startsLine(text, start) }];
  });
}

/** Keys and values that are texts, numbers or nothing, in the order of the file. */
function scalarsIn(node: YamlNode | undefined): readonly Span[] {
  if (node === undefined) return [];
  if (node.kind === 'scalar') return [node.span];
  return node.kind === 'seq' ? node.items.flatMap(({ value }) => scalarsIn(value)) : node.entries.flatMap(({ keySpan, value }) => [keySpan, ...scalarsIn(value)]);
}
