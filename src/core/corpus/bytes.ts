/** More arguments than a call is sure to take. */
const mostArguments = 4096;

/** Writes numbers and texts one after another. A text that was written before is a reference to it. */
export class ByteWriter {
  #bytes: Uint8Array;
  #length = 0;
  readonly #texts = new Map<string, number>();

  /** @param size how many bytes there is room for at first */
  constructor(size = 1 << 16) {
    this.#bytes = new Uint8Array(size);
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

  text(value: string): void {
    const known = this.#texts.get(value);
    this.count(known === undefined ? 0 : known + 1);
    if (known !== undefined) return;
    this.#texts.set(value, this.#texts.size);
    this.count(value.length);
    this.#makeRoom(value.length * 3); // no unit takes more
    for (let at = 0; at < value.length; at++) {
      const unit = value.charCodeAt(at);
      if (unit < 0x80) this.#bytes[this.#length++] = unit;
      else this.count(unit);
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
    this.#texts.clear();
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

/** Reads what a `ByteWriter` wrote. Past the end, numbers are 0 and texts empty. */
export class ByteReader {
  #at: number;
  readonly #texts: string[] = [];
  readonly #scratch: number[] = [];

  constructor(private readonly source: Uint8Array, from = 0) {
    this.#at = from;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.source.length;
  }

  count(): number {
    let value = 0;
    for (let place = 1; ; place *= 0x80) {
      const byte = this.source[this.#at++] ?? 0;
      value += (byte % 0x80) * place;
      if (byte < 0x80) return value;
    }
  }

  flag(): boolean {
    return this.source[this.#at++] === 1;
  }

  text(): string {
    const reference = this.count();
    if (reference > 0) return this.#texts[reference - 1] ?? '';
    const length = this.count();
    let value = '';
    for (let left = length; left > 0; left -= mostArguments) value += this.#units(Math.min(left, mostArguments));
    this.#texts.push(value);
    return value;
  }

  #units(length: number): string {
    this.#scratch.length = length;
    for (let at = 0; at < length; at++) this.#scratch[at] = this.count();
    return String.fromCharCode(...this.#scratch);
  }

  /** A view of the bytes, not a copy. */
  bytes(): Uint8Array {
    const length = this.count();
    this.#at += length;
    return this.source.subarray(this.#at - length, this.#at);
  }
}
