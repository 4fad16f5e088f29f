/**
 * Texts of sidecars as short strings of one byte a character: what stands in every mark (`, entity: `, `], quote: "`) is a
 * byte, typographic signs are the bytes that no text has a use for. A mark takes some 120 bytes so, instead of up to 400.
 */

/** What stands between the parts of a mark, in the order in which it comes; phrase n is byte n + 1. */
const phrases = ['  - { id: ', ', entity: ', ', at: [', '], quote: "', '", before: "', '", after: "', '" }\n'] as const;

/** Signs beyond Latin-1 that are frequent in Latin script, by the byte from 0x80 on that stands for each. */
const signs = '‘’“”–—…€•™„‚′″−‐‑‒―‹›ŁłŠšČčŽžŒœğ';
const firstSign = 0x80;
const byteOfSign: ReadonlyMap<number, number> = new Map(Array.from(signs, (sign, at) => [sign.charCodeAt(0), firstSign + at]));

/** More arguments than a call is sure to take. */
const mostArguments = 8192;

/** The text, packed; undefined where it has a character that does not fit. */
export function pack(text: string): string | undefined {
  const units = new Uint8Array(text.length);
  let length = 0;
  let from = 0;
  for (let next = 0; ; next = (next + 1) % phrases.length) {
    const phrase = phrases[next] ?? '';
    const at = text.indexOf(phrase, from);
    const to = at < 0 ? text.length : at;
    for (; from < to; from++) {
      const byte = byteOf(text.charCodeAt(from));
      if (byte === undefined) return undefined;
      units[length++] = byte;
    }
    if (at < 0) return textOf(units.subarray(0, length));
    units[length++] = next + 1;
    from += phrase.length;
  }
}

/** The text that was packed. */
export function unpack(packed: string): string {
  const units = new Uint16Array(lengthOf(packed));
  let length = 0;
  for (let at = 0; at < packed.length; at++) {
    const byte = packed.charCodeAt(at);
    const phrase = phrases[byte - 1];
    if (phrase === undefined) units[length++] = unitOf(byte);
    else for (let i = 0; i < phrase.length; i++) units[length++] = phrase.charCodeAt(i);
  }
  return textOf(units);
}

function byteOf(unit: number): number | undefined {
  if (unit >= 0x20 && unit < 0x80) return unit;
  if (unit === 0x0a || unit === 0x09 || unit === 0x0d) return unit;
  return unit >= 0xa0 && unit <= 0xff ? unit : byteOfSign.get(unit);
}

function unitOf(byte: number): number {
  return byte >= firstSign && byte < firstSign + signs.length ? signs.charCodeAt(byte - firstSign) : byte;
}

function lengthOf(packed: string): number {
  let length = packed.length;
  for (let at = 0; at < packed.length; at++) length += (phrases[packed.charCodeAt(at) - 1]?.length ?? 1) - 1;
  return length;
}

function textOf(units: Uint8Array | Uint16Array): string {
  if (units.length <= mostArguments) return String.fromCharCode(...units);
  let text = '';
  for (let from = 0; from < units.length; from += mostArguments) text += String.fromCharCode(...units.subarray(from, from + mostArguments));
  return text;
}
