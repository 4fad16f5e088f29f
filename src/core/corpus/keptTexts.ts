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
  /** Where the units of each begin; where they end by the one that follows. */
  readonly #starts: number[] = [];
  readonly #wide: boolean[] = [];

  constructor(reader: ByteReader) {
    const lengths: number[] = [];
    for (let left = reader.count(); left > 0 && !reader.isAtEnd; left--) lengths.push(reader.count());
    this.#source = reader.source;
    for (const said of lengths) {
      this.#starts.push(reader.at);
      this.#wide.push(said % 2 === 1);
      reader.at += Math.floor(said / 2);
    }
    this.#starts.push(reader.at);
  }

  get(number: number): string {
    return textOf(this.unitsOf(number));
  }

  unitsOf(number: number): Units {
    return { bytes: this.#source.subarray(this.#starts[number] ?? 0, this.#starts[number + 1] ?? 0), wide: this.#wide[number] === true };
  }
}
