/**
 * Where a name may begin and end beside what is no letter. "Xi" is not in "Xi’an", "AT" not in "AT&T",
 * "Alibaba" not in "Alibaba.com", but "Alibaba" is in "Alibaba’s" and in "d’Alibaba".
 */

/** Whether a hyphen parts words ("German" is in "Franco-German") or joins them (it is not). */
export type Hyphens = 'part' | 'join';

const apostropheBefore = /([\p{L}\p{N}]+)['’ʼ]$/u;
const elision = /^(?:[cdjlmnst]|qu|dell|all|nell|sull|dall|un)$/iu;
const joinedBefore = /[\p{L}\p{N}]&$/u;
const dottedBefore = /[\p{L}\p{N}]\.$/u;
const hyphenBefore = /[\p{L}\p{N}][-\u2010\u2011]$/u;
const numberBefore = /\p{N}[.,]$/u;

const contraction = /^['’ʼ](?:s|ll|d|ve|re|m)(?![\p{L}\p{N}])/iu;
const apostropheAfter = /^['’ʼ][\p{L}\p{N}]/u;
const joinedAfter = /^&[\p{L}\p{N}]/u;
const dottedAfter = /^\.\p{Ll}/u;
const hyphenAfter = /^[-\u2010\u2011][\p{L}\p{N}]/u;
const numberAfter = /^[.,]\p{N}/u;

const lowerStart = /^[\p{Ll}\p{N}]/u;
const digitStart = /^\p{N}/u;
const digitEnd = /\p{N}$/u;

const firstDigit = 0x30;

/** Whether a name that begins with a letter or digit may begin at `at`, a token's start. */
export function mayBegin(text: string, at: number, hyphens: Hyphens): boolean {
  const before = text.slice(Math.max(0, at - 7), at);
  const elided = apostropheBefore.exec(before);
  if (elided?.[1] !== undefined) return elision.test(elided[1]);
  const first = text.slice(at, at + 1);
  return !joinedBefore.test(before)
    && !(dottedBefore.test(before) && lowerStart.test(first))
    && !(numberBefore.test(before) && digitStart.test(first))
    && !(hyphens === 'join' && hyphenBefore.test(before));
}

/** Whether a name that ends with a letter or digit may end at `at`, a token's end. */
export function mayEnd(text: string, at: number, hyphens: Hyphens): boolean {
  const after = text.slice(at, at + 4);
  if (apostropheAfter.test(after)) return contraction.test(after);
  return !joinedAfter.test(after)
    && !dottedAfter.test(after)
    && !(numberAfter.test(after) && digitEnd.test(text.slice(at - 1, at)))
    && !(hyphens === 'join' && hyphenAfter.test(after));
}

/**
 * Whether what stands in a text's units at `glue` may tie a word to the next one, which lies at `beyond`. All units below `0`,
 * white space among them, are neither letters nor digits. Cheap, and enough for most places: only where it is true is there more to ask.
 */
export function mayTie(units: Uint16Array, glue: number, beyond: number): boolean {
  return isGlue(units[glue] ?? 0) && (units[beyond] ?? 0) >= firstDigit;
}

/** Apostrophes, `&`, `.`, `,` and hyphens: all that can tie a word to the next one. */
function isGlue(unit: number): boolean {
  if (unit < 0x26) return false; // white space, mostly
  return unit === 0x26 || unit === 0x27 || (unit >= 0x2c && unit <= 0x2e) || unit === 0x2019 || unit === 0x2bc || unit === 0x2010 || unit === 0x2011;
}
