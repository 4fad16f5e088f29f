import type { Sought } from './sought';

/** How far the outer part of a context may have shifted, and in pieces of which length it is looked for, in folded characters. */
const slip = 24;
const piece = 8;
/** Bits that make a place the mark's, were there no look-alike. */
const likely = 16;
/** Bits for each side that does not agree, where several places are compared; and at most, where there is one, by the sides. */
const foreignSide = 6;
const mostBits = [Infinity, 0, -6] as const;

interface Weighed {
  readonly evidence: number;
  readonly foreign: 0 | 1 | 2;
}

/** On how many sides of a place the outer part of a long context does not stand. */
export function foreignSides({ farBefore, farAfter, beforeText, afterText }: Sought, text: string, start: number, end: number): 0 | 1 | 2 {
  const before = stands(farBefore, text.slice(Math.max(0, start - beforeText.length - slip), start));
  const after = stands(farAfter, text.slice(end, end + afterText.length + slip));
  return before && after ? 0 : before || after ? 1 : 2;
}

/**
 * A mark whose place had a look-alike remembers more of the text around it. Where the outer part of that does not stand, the
 * place may be the look-alike, however well the rest agrees: as long as there is only one such place, nothing but
 * the neighbours can make it believed. Several are compared.
 */
export function doubted<Place extends Weighed>(places: readonly Place[]): readonly Place[] {
  const several = places.filter(({ evidence }) => evidence >= likely).length > 1;
  return places.map((place) => ({
    ...place,
    evidence: several ? place.evidence - foreignSide * place.foreign : Math.min(place.evidence, mostBits[place.foreign]),
  }));
}

function stands(context: string, text: string): boolean {
  let [found, pieces] = [0, 0];
  for (let at = 0; at < context.length; at += piece) {
    pieces++;
    found += text.includes(context.slice(at, at + piece)) ? 1 : 0;
  }
  return found * 2 >= pieces;
}
