import type { Span } from '../model';
import type { ProblemCode } from '../problem';
import type { Placed, PlacedMark } from './placing';

/** A mark that someone has to look at. */
export interface WaitingMark {
  readonly mark: PlacedMark;
  readonly code: Extract<ProblemCode, `anchor-${string}`>;
  /** Where people are led: the best place there is for it, else the article's heading. */
  readonly span: Span;
  /** The places that it may be at, best first. */
  readonly choices: readonly Span[];
}

/** The marks of an article that wait for someone, or were found elsewhere, by place. */
export function waitingMarks(heading: Span, marks: readonly PlacedMark[]): readonly WaitingMark[] {
  return marks.flatMap((mark): WaitingMark[] => {
    const code = codeOf(mark);
    if (code === undefined) return [];
    const { placement } = mark;
    const choices = placement.state === 'needs-you' ? placement.candidates.map(({ span }) => span) : [placement.span];
    return [{ mark, code, span: choices[0] ?? heading, choices }];
  }).sort((a, b) => a.span.start - b.span.start);
}

function codeOf({ placement }: Placed): WaitingMark['code'] | undefined {
  if (placement.state === 'anchored') return undefined;
  if (placement.state === 'moved') return 'anchor-moved';
  if (placement.candidates.length === 0) return 'anchor-lost';
  if (placement.reason === 'edited') return 'anchor-edited';
  return placement.candidates.length === 1 ? 'anchor-unsure' : 'anchor-ambiguous';
}

/** A place in its sentence, for a list: up to `width` units on each side, on one line, as `…said «Ant Group» will…`. */
export function preview(text: string, { start, end }: Span, width = 24): string {
  const before = oneLine(text.slice(Math.max(0, start - width), start));
  const after = oneLine(text.slice(end, end + width));
  const middle = oneLine(text.slice(start, end));
  const quote = middle.length > 2 * width ? `${middle.slice(0, width)}…${middle.slice(-width)}` : middle;
  return `${start > width ? '…' : ''}${before}«${quote}»${after}${end + width < text.length ? '…' : ''}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
