import type { Span } from '../model';
import type { Hit } from './gazetteer';
import type { KnownNames } from './nameAt';
import { honorifics, titleNouns } from './vocabulary';

/**
 * The known name that a stretch only says something about: "Airbus" in "European airframer Airbus", "EADS" in "EADS-led",
 * "Howard" in "Mr Howard". Undefined where other words of a name stand around it ("New GM"), and where the stretch is the name.
 */
export function innerName(stretch: string, known: KnownNames): Hit | undefined {
  const whole: Span = { start: 0, end: stretch.length };
  return known.find(stretch, whole).find(({ span }) => (span.start > 0 && span.end === stretch.length && isDescription(stretch.slice(0, span.start)))
    || (span.start === 0 && /^-\p{Ll}+$/u.test(stretch.slice(span.end))));
}

/** Whether the last word before a name says what it is: in lower case, or a title. */
export function isDescription(before: string): boolean {
  const word = /([\p{L}.-]+),?\s$/u.exec(before)?.[1] ?? '';
  const bare = word.toLowerCase().replace(/\.$/u, '');
  return /^\p{Ll}/u.test(word) || honorifics.has(bare) || titleNouns.has(bare);
}
