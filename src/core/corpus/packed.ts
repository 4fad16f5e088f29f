/**
 * Texts of sidecars in few bytes: what stands in every mark (`, entity: `, `], quote: "`) is a byte, typographic signs are
 * the bytes that no text has a use for, and the rest of Latin script is a byte a character anyway. A mark takes some 120
 * bytes so, instead of 200 as UTF-8 or 400 as a string.
 */

/** A text in bytes, and how it stands there. */
export interface Packed {
  /** `narrow`: a byte a character, phrases and signs as one byte. `wide`: two bytes a character, phrases as one. `plain`: two bytes a character. */
  readonly form: PackedForm;
  readonly bytes: Uint8Array;
}

export const packedForms = ['narrow', 'wide', 'plain'] as const;
export type PackedForm = (typeof packedForms)[number];

/** What stands between the parts of a mark, in the order in which it comes; phrase n is character n + 1. */
const phrases = ['  - { id: ', ', entity: ', ', at: [', '], quote: "', '", before: "', '", after: "', '" }\n'] as const;

/** Signs beyond Latin-1 that are frequent in Latin script, by the byte from 0x80 on that stands for each. */
const signs = '‘’“”–—…€•™„‚′″−‐‑‒―‹›ŁłŠšČčŽžŒœğ';
const firstSign = 0x80;
const byteOfSign: ReadonlyMap<number, number> = new Map(Array.from(signs, (sign, at) => [sign.charCodeAt(0), firstSign + at]));

/** More arguments than a call is sure to take. */
const mostArguments = 8192;

export function pack(text: string): Packed {
  const narrow = shortened(text, new Uint8Array(text.length), byteOf);
  if (narrow !== undefined) return { form: 'narrow', bytes: narrow };
  const wide = shortened(text, new Uint16Array(text.length), unit => isPhrase(unit) ? undefined : unit);
  return wide === undefined ? { form: 'plain', bytes: bytesOf(unitsOf(text)) } : { form: 'wide', bytes: bytesOf(wide) };
}

/** The text that was packed. */
export function unpack({ form, bytes }: Packed): string {
  if (form === 'narrow') return textOf(lengthened(bytes, unitOf));
  const units = new Uint16Array(bytes.slice().buffer, 0, bytes.length >> 1);
  return textOf(form === 'plain' ? units : lengthened(units, unit => unit));
}

/** Puts the text into `units` with one unit for each phrase; undefined where a character has no unit. */
function shortened<Units extends Uint8Array | Uint16Array>(text: string, units: Units, unitFor: (unit: number) => number | undefined): Units | undefined {
  let length = 0;
  let from = 0;
  for (let next = 0; ; next = (next + 1) % phrases.length) {
    const phrase = phrases[next] ?? '';
    const at = text.indexOf(phrase, from);
    const to = at < 0 ? text.length : at;
    for (; from < to; from++) {
      const unit = unitFor(text.charCodeAt(from));
      if (unit === undefined) return undefined;
      units[length++] = unit;
    }
    // The array is as it was given, only shorter.
    if (at < 0) return units.subarray(0, length) as Units;
    units[length++] = next + 1;
    from += phrase.length;
  }
}

function lengthened(packed: Uint8Array | Uint16Array, unitFor: (unit: number) => number): Uint16Array {
  let size = packed.length;
  for (const unit of packed) if (isPhrase(unit)) size += (phrases[unit - 1]?.length ?? 1) - 1;
  const units = new Uint16Array(size);
  let length = 0;
  for (const unit of packed) {
    const phrase = isPhrase(unit) ? phrases[unit - 1] : undefined;
    if (phrase === undefined) units[length++] = unitFor(unit);
    else for (let at = 0; at < phrase.length; at++) units[length++] = phrase.charCodeAt(at);
  }
  return units;
}

function isPhrase(unit: number): boolean {
  return unit > 0 && unit <= phrases.length;
}

function byteOf(unit: number): number | undefined {
  if (unit >= 0x20 && unit < 0x80) return unit;
  if (unit === 0x0a || unit === 0x09 || unit === 0x0d) return unit;
  return unit >= 0xa0 && unit <= 0xff ? unit : byteOfSign.get(unit);
}

function unitOf(byte: number): number {
  return byte >= firstSign && byte < firstSign + signs.length ? signs.charCodeAt(byte - firstSign) : byte;
}

function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at);
  return units;
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint16Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function textOf(units: Uint16Array): string {
  let text = '';
  for (let from = 0; from < units.length; from += mostArguments) {
    // Spreading the array would take thirty times as long.
    text += String(Reflect.apply(String.fromCharCode, undefined, units.subarray(from, from + mostArguments)));
  }
  return text;
}
