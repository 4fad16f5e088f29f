import type { Span } from '../model';

/** A text that git left in conflict, made readable: both sides kept, the lines of git itself blanked out. */
export interface Unconflicted {
  /** As long as the text it came from, so that every span holds in both. */
  readonly text: string;
  /** The marker lines, without their line ends. */
  readonly markers: readonly Span[];
}

const markerLine = /^(<{7}|\|{7}|={7}|>{7})(?: [^\r\n]*)?$/gm;

/**
 * Blanks the marker lines that git writes into a file in conflict, and what stands between `|||||||` and `=======`
 * (the common ancestor, in git's `diff3` style), for that is neither side's. Without conflict, the text itself.
 */
export function withoutConflictMarkers(text: string): Unconflicted {
  if (!text.includes('<<<<<<<') && !text.includes('>>>>>>>')) return { text, markers: [] };
  const markers: Span[] = [];
  let result = '';
  let from = 0;
  let ancestor = false;
  for (const match of text.matchAll(markerLine)) {
    const start = match.index;
    const end = start + match[0].length;
    const between = text.slice(from, start);
    result += (ancestor ? blank(between) : between) + blank(match[0]);
    ancestor = match[1] === '|||||||';
    markers.push({ start, end });
    from = end;
  }
  return { text: result + text.slice(from), markers };
}

/** The texts that git could not bring together. */
export interface ConflictSides {
  readonly ours: string;
  readonly theirs: string;
  /** The common ancestor, where git wrote it down for every conflict of the file. */
  readonly base: string | undefined;
}

/** Takes a file that git left in conflict apart; `undefined` where its markers are not in their order, or there are none. */
export function conflictSides(text: string): ConflictSides | undefined {
  const sides = { ours: '', theirs: '', base: '' };
  let at: 'all' | 'ours' | 'base' | 'theirs' = 'all';
  let conflicts = 0;
  let bases = 0;
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const sign = /^(<{7}|\|{7}|={7}|>{7})(?: [^\r\n]*)?\r?\n?$/.exec(line)?.[1];
    if (sign === undefined) {
      for (const side of at === 'all' ? (['ours', 'base', 'theirs'] as const) : [at]) sides[side] += line;
      continue;
    }
    const next = follows(at, sign.charAt(0));
    if (next === undefined) return undefined;
    if (next === 'base') bases++;
    if (next === 'ours') conflicts++;
    at = next;
  }
  if (at !== 'all' || conflicts === 0) return undefined;
  return { ours: sides.ours, theirs: sides.theirs, base: bases === conflicts ? sides.base : undefined };
}

/** Where a marker leads from one part of the file; nowhere where it does not belong. */
function follows(at: 'all' | 'ours' | 'base' | 'theirs', sign: string): typeof at | undefined {
  if (sign === '<') return at === 'all' ? 'ours' : undefined;
  if (sign === '|') return at === 'ours' ? 'base' : undefined;
  if (sign === '=') return at === 'ours' || at === 'base' ? 'theirs' : undefined;
  return at === 'theirs' ? 'all' : undefined;
}

function blank(text: string): string {
  return text.replaceAll(/[^\r\n]/g, ' ');
}
