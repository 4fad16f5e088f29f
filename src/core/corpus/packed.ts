/**
 * Texts of sidecars in few bytes: what stands in every mark (`, entity: `, `], quote: "`) is a byte, typographic signs are
 * the bytes that no text has a use for, and the rest of Latin script is a byte a character anyway. A mark takes some 120
 * bytes so, instead of 200 as UTF-8 or 400 as a string.
 */

/** A text in bytes, and how it stands there. */
export interface Packed {
  /** `narrow`: a byte a character; phrases and signs as one byte, others as three. `wide`: two bytes a character; phrases as one character. */
  readonly form: PackedForm;
  readonly bytes: Uint8Array;
}

export const packedForms = ['narrow', 'wide'] as const;
export type PackedForm = (typeof packedForms)[number];

/** What stands between the parts of a mark, in the order in which it comes; phrase n is character n + 1. */
const phrases = ['  - { id: ', ', entity: ', ', at: [', '], quote: "', '", before: "', '", after: "', '" }\n'] as const;

/** Signs beyond Latin-1 that are frequent in Latin script, by the byte from 0x80 on that stands for each. */
const signs = '‘’“”–—…€•™„‚′″−‐‑‒―‹›ŁłŠšČčŽžŒœğ';
const firstSign = 0x80;
const byteOfSign: ReadonlyMap<number, number> = new Map(Array.from(signs, (sign, at) => [sign.charCodeAt(0), firstSign + at]));

/** What follows is a character as it is: in narrow form in two bytes. */
const escape = 0x0e;
/** Where more than one character in so many takes three bytes, two for each are better. */
const fewEscapes = 4;

/** More arguments than a call is sure to take. */
const mostArguments = 8192;

/** @param room at least three times as long as the text; what is returned may be a view of it */
export function pack(text: string, room = new Uint8Array(text.length * 3)): Packed {
  const narrow = room;
  let escapes = 0;
  const length = shorten(text, narrow, (unit, at) => {
    const byte = byteOf(unit);
    if (byte !== undefined) narrow[at] = byte;
    else if (++escapes > 0) narrow.set([escape, unit >> 8, unit & 0xff], at);
    return byte === undefined ? 3 : 1;
  });
  return escapes * fewEscapes > text.length ? { form: 'wide', bytes: packWide(text) } : { form: 'narrow', bytes: narrow.subarray(0, length) };
}

function packWide(text: string): Uint8Array {
  const wide = new Uint16Array(text.length * 2);
  const length = shorten(text, wide, (unit, at) => {
    const isPlain = !isPhrase(unit) && unit !== escape;
    wide.set(isPlain ? [unit] : [escape, unit], at);
    return isPlain ? 1 : 2;
  });
  return new Uint8Array(wide.buffer, 0, length * 2);
}

/** Puts phrases into `units` as one each, and all else as `put` does, which says how many it took. Returns how many there are. */
function shorten(text: string, units: Uint8Array | Uint16Array, put: (unit: number, at: number) => number): number {
  let length = 0;
  let from = 0;
  for (let next = 0; ; next = (next + 1) % phrases.length) {
    const phrase = phrases[next] ?? '';
    const at = text.indexOf(phrase, from);
    const to = at < 0 ? text.length : at;
    for (; from < to; from++) length += put(text.charCodeAt(from), length);
    if (at < 0) return length;
    units[length++] = next + 1;
    from += phrase.length;
  }
}

/** The text that was packed. */
export function unpack({ form, bytes }: Packed): string {
  const packed = form === 'narrow' ? bytes : new Uint16Array(bytes.slice().buffer);
  const units = new Uint16Array(lengthOf(packed));
  let length = 0;
  for (let at = 0; at < packed.length; at++) {
    const unit = packed[at] ?? 0;
    const phrase = isPhrase(unit) ? phrases[unit - 1] : undefined;
    if (phrase !== undefined) for (let i = 0; i < phrase.length; i++) units[length++] = phrase.charCodeAt(i);
    else if (unit !== escape) units[length++] = form === 'narrow' ? unitOf(unit) : unit;
    else units[length++] = form === 'narrow' ? (packed[++at] ?? 0) * 256 + (packed[++at] ?? 0) : packed[++at] ?? 0;
  }
  return textOf(units.subarray(0, length));
}

/** How long the text is at most. */
function lengthOf(packed: Uint8Array | Uint16Array): number {
  let length = packed.length;
  for (const unit of packed) if (isPhrase(unit)) length += (phrases[unit - 1]?.length ?? 1) - 1;
  return length;
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

function textOf(units: Uint16Array): string {
  let text = '';
  for (let from = 0; from < units.length; from += mostArguments) {
    // Spreading the array would take thirty times as long.
    text += String(Reflect.apply(String.fromCharCode, undefined, units.subarray(from, from + mostArguments)));
  }
  return text;
}
