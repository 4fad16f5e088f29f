/** A unit that stands between words. */
export const separator = 0;
/** A unit that is dropped without ending the word: a combining accent, a soft hyphen. */
export const ignorable = 1;

const wordUnit = /[\p{L}\p{N}\p{M}]/u;
const unitCount = 0x10000;

/**
 * What every UTF-16 unit counts as when words are compared: `separator`, `ignorable`, or the unit to compare by.
 * Case is folded everywhere, accents are folded in Latin script (`É` is `e`), full-width letters are narrowed.
 * Surrogates stand for themselves, so that a run of emoji or of rare ideographs is a word.
 */
export function foldingTable(): Uint16Array {
  const table = new Uint16Array(unitCount);
  for (let unit = 0; unit < unitCount; unit++) table[unit] = foldUnit(unit);
  return table;
}

function foldUnit(unit: number): number {
  if (isIgnorable(unit)) return ignorable;
  if (unit >= 0xd800 && unit <= 0xdfff) return unit;
  const character = String.fromCharCode(unit);
  if (!wordUnit.test(character)) return separator;
  return folded(character, unit).charCodeAt(0);
}

function isIgnorable(unit: number): boolean {
  return unit === 0xad || unit === 0x200c || unit === 0x200d || (unit >= 0x300 && unit <= 0x36f);
}

function folded(character: string, unit: number): string {
  if (unit < 0x80) return character.toLowerCase();
  if (unit < 0x250) return character.toLowerCase().normalize('NFD');
  if (unit >= 0xff00) return character.normalize('NFKC').toLowerCase();
  return character.toLowerCase();
}

/** Whether the unit belongs to a script that is written without spaces, or whose words carry their particles: Thai, kana, ideographs, Hangul. */
export function isUnspaced(unit: number): boolean {
  if (unit < 0xe00) return false;
  return unit <= 0xeff || (unit >= 0x1000 && unit <= 0x109f) || (unit >= 0x3040 && unit <= 0x30ff)
    || (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0xac00 && unit <= 0xd7a3) || (unit >= 0xf900 && unit <= 0xfaff);
}
