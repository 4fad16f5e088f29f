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

function blank(text: string): string {
  return text.replaceAll(/[^\r\n]/g, ' ');
}
