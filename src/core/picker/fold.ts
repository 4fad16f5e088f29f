const ascii = /^[\0-\x7f]*$/u;

/**
 * A text as the picker compares it: lower case, without diacritics, apostrophes straight.
 * Unit by unit, so that an offset in the result is the same offset in the text.
 */
export function fold(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  let made = '';
  for (let at = 0; at < text.length; at++) made += foldUnit(text.charAt(at));
  return made;
}

function foldUnit(unit: string): string {
  if (unit === '’' || unit === 'ʼ' || unit === '‘') return '\'';
  if (unit === '\u00a0') return ' ';
  const plain = unit.normalize('NFD').charAt(0).toLowerCase();
  return plain.length === 1 ? plain : unit;
}
