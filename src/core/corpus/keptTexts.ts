import { textOf, type ByteReader, type ByteWriter, type Units } from './bytes';
import type { Numbered } from './numbered';

/** Writes texts that are kept together: the lengths of all, in bytes by two and one more for those that are wide, then their units. */
export function writeTexts(writer: ByteWriter, texts: Numbered): void {
  writer.count(texts.size);
  for (let number = 0; number < texts.size; number++) {
    const { bytes, wide } = texts.unitsOf(number);
    writer.count(bytes.length * 2 + (wide ? 1 : 0));
  }
  for (let number = 0; number < texts.size; number++) writer.append(texts.unitsOf(number).bytes);
}

/** The texts that `writeTexts` wrote, by their numbers; what has no number is empty. Those that nobody asks for stay bytes. */
export class KeptTexts {
  readonly #source: Uint8Array;
  /** Where the first begins. */
  readonly #from: number;
  /** Where each begins, counted from there, and where the last one ends. */
  readonly #starts: Uint32Array;
  readonly #wide: Uint8Array;
  /** How many there are: numbers are below it. */
  readonly size: number;

  constructor(reader: ByteReader) {
    this.size = Math.min(reader.count(), reader.source.length);
    this.#source = reader.source;
    this.#starts = new Uint32Array(this.size + 1);
    this.#wide = new Uint8Array(this.size);
    let start = 0;
    for (let number = 0; number < this.size; number++) {
      const said = reader.count();
      this.#wide[number] = said % 2;
      this.#starts[number + 1] = start += Math.floor(said / 2);
    }
    this.#from = reader.at;
    reader.at += start;
  }

  get(number: number): string {
    return textOf(this.unitsOf(number));
  }

  unitsOf(number: number): Units {
    if (number >= this.size) return { bytes: new Uint8Array(0), wide: false };
    return { bytes: this.#source.subarray(this.#from + (this.#starts[number] ?? 0), this.#from + (this.#starts[number + 1] ?? 0)), wide: this.#wide[number] === 1 };
  }
}
