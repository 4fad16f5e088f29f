import type { Translate } from '../problemWords';

/** Why a file is not taken for text. */
export type Unreadable = 'utf-16' | 'not-utf8' | 'too-large';

/** The most bytes that are read in one piece: texts of twice as many units are near what JavaScript can hold. */
export const mostBytes = 200 * 1024 * 1024;

/** Whether bytes are text as UTF-16: by their mark, or because every other one of many is zero. */
export function looksLikeUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const sample = bytes.subarray(0, 1000);
  return sample.length >= 4 && sample.filter((byte) => byte === 0).length * 3 > sample.length;
}

/** Says it to a person. */
export function unreadableInWords(reason: Unreadable, t: Translate): string {
  switch (reason) {
    case 'utf-16': return t('This is UTF-16; only UTF-8 can be read.');
    case 'not-utf8': return t('This is not UTF-8 (it may be Latin-1, or no text at all).');
    case 'too-large': return t('This file is too large to be read in one piece.');
  }
}
