/** Puts the UTF-16 units of a text at the beginning of an array that is at least as long. */
export type CopyUnits = (text: string, into: Uint16Array) => void;

/** As the language itself can do it: a look at a string costs several times as much as one at an array, but copying it is as many looks. */
export function copyUnits(text: string, into: Uint16Array): void {
  for (let at = 0; at < text.length; at++) into[at] = text.charCodeAt(at);
}

/** The longest text whose array is kept for the next one. */
const mostKept = 1 << 24;

/** Texts as arrays of their UTF-16 units, one at a time. */
export class UnitBuffer {
  private kept = new Uint16Array(256);

  constructor(private readonly copy: CopyUnits) {}

  /** The units of a text, and at least one 0 behind them, which is no letter. They stand until the next text is put here. */
  of(text: string): Uint16Array<ArrayBuffer> {
    const units = this.roomFor(text.length + 1);
    this.copy(text, units);
    units[text.length] = 0;
    return units;
  }

  private roomFor(length: number): Uint16Array<ArrayBuffer> {
    if (length <= this.kept.length) return this.kept;
    const larger = new Uint16Array(length + (length >> 1));
    if (length <= mostKept) this.kept = larger;
    return larger;
  }
}
