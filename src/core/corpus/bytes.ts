/** More arguments than a call is sure to take. */
const mostArguments = 8192;

/** Writes numbers and texts one after another. */
export class ByteWriter {
  #bytes: Uint8Array;
  #length = 0;

  /** @param room what there is at first, or how many bytes of it */
  constructor(room: ArrayBuffer | number = 1 << 16) {
    this.#bytes = new Uint8Array(typeof room === 'number' ? new ArrayBuffer(room) : room);
  }

  get length(): number {
    return this.#length;
  }

  /** A whole number from 0 up to 2^53, small ones in a byte. */
  count(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.#byte((rest % 0x80) + 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.#byte(rest);
  }

  flag(value: boolean): void {
    this.#byte(value ? 1 : 0);
  }

  /** Its length by two, with one more where its units take two bytes; then its units. */
  text(value: string): void {
    const wide = isWide(value);
    this.count(value.length * 2 + (wide ? 1 : 0));
    this.units(value, wide);
  }

  /** The units of a text in a byte each, or in two. */
  units(value: string, wide: boolean): void {
    this.#makeRoom(value.length * 2);
    for (let at = 0; at < value.length; at++) {
      const unit = value.charCodeAt(at);
      this.#bytes[this.#length++] = unit & 0xff;
      if (wide) this.#bytes[this.#length++] = unit >> 8;
    }
  }

  bytes(value: Uint8Array): void {
    this.count(value.length);
    this.append(value);
  }

  /** As `bytes`, for a reader who knows how many there are. */
  append(value: Uint8Array): void {
    this.#makeRoom(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
  }

  /** Forgets what was written. */
  clear(): void {
    this.#length = 0;
  }

  /** What was written so far; a view. */
  written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #byte(value: number): void {
    this.#makeRoom(1);
    this.#bytes[this.#length++] = value;
  }

  #makeRoom(length: number): void {
    if (this.#length + length <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + length));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

/** Whether some unit of a text takes more than a byte. */
export function isWide(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0xff) return true;
  return false;
}

/** The units of a text, in a byte each, or in two, the lower one first. */
export interface Units {
  readonly bytes: Uint8Array;
  readonly wide: boolean;
}

export function textOf({ bytes, wide }: Units): string {
  const units = wide ? new Uint16Array(bytes.slice().buffer, 0, Math.floor(bytes.length / 2)) : bytes;
  let text = '';
  for (let from = 0; from < units.length; from += mostArguments) {
    // Spreading the array would take thirty times as long.
    text += String(Reflect.apply(String.fromCharCode, undefined, units.subarray(from, from + mostArguments)));
  }
  return text;
}

/** Reads what a `ByteWriter` wrote. Past the end, numbers are 0 and texts empty. */
export class ByteReader {
  /** Where it is, in bytes. */
  at: number;

  constructor(readonly source: Uint8Array, from = 0, private readonly end = source.length) {
    this.at = from;
  }

  get isAtEnd(): boolean {
    return this.at >= this.end;
  }

  count(): number {
    let value = 0;
    for (let place = 1; ; place *= 0x80) {
      const byte = this.source[this.at++] ?? 0;
      value += (byte % 0x80) * place;
      if (byte < 0x80) return value;
    }
  }

  flag(): boolean {
    return this.source[this.at++] === 1;
  }

  text(): string {
    return textOf(this.units());
  }

  /** A text that nobody may want to read. */
  units(): Units {
    const said = this.count();
    const [length, wide] = [Math.floor(said / 2), said % 2 === 1];
    return { bytes: this.#view(wide ? length * 2 : length), wide };
  }

  /** A view of the bytes, not a copy. */
  bytes(): Uint8Array {
    return this.#view(this.count());
  }

  #view(length: number): Uint8Array {
    this.at += length;
    return this.source.subarray(this.at - length, this.at);
  }
}
