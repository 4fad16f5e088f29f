import { isWide, type ByteReader, type ByteWriter } from './bytes';

/** Gathers texts that are kept together, each once, and gives them numbers. */
export class TextGatherer {
  readonly #numbers = new Map<string, number>();

  add(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }

  /** The lengths of all; then those whose units take a byte in one piece, and the others in another one. */
  write(writer: ByteWriter): void {
    const all = Array.from(this.#numbers.keys(), text => ({ text, wide: isWide(text) }));
    writer.count(all.length);
    for (const { text, wide } of all) writer.count(text.length * 2 + (wide ? 1 : 0));
    for (const wide of [false, true]) writer.text(all.flatMap(each => each.wide === wide ? each.text : []).join(''));
  }
}

/** The texts that a `TextGatherer` wrote, by their numbers; what has no number is empty. */
export class KeptTexts {
  readonly #texts: string[] = [];

  constructor(reader: ByteReader) {
    const lengths: number[] = [];
    for (let left = reader.count(); left > 0 && !reader.isAtEnd; left--) lengths.push(reader.count());
    const pieces = [reader.text(), reader.text()] as const;
    const at: [number, number] = [0, 0];
    for (const said of lengths) {
      const side = said % 2 === 0 ? 0 : 1;
      const end = at[side] + Math.floor(said / 2);
      this.#texts.push(pieces[side].slice(at[side], end));
      at[side] = end;
    }
  }

  get size(): number {
    return this.#texts.length;
  }

  get(number: number): string {
    return this.#texts[number] ?? '';
  }
}
