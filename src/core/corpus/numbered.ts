import { copyOf } from '../text/copyOf';

/** Gives each text that is met a number, the same one whenever it is met again, so that a million places can name it in eight bytes. */
export class Numbered {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];

  /** How many there are: numbers are below it. */
  get size(): number {
    return this.#texts.length;
  }

  add(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#texts.length;
    const own = copyOf(text);
    this.#texts.push(own);
    this.#numbers.set(own, number);
    return number;
  }

  /** `undefined` for a text that was never met. */
  find(text: string): number | undefined {
    return this.#numbers.get(text);
  }

  textOf(number: number): string {
    return this.#texts[number] ?? '';
  }
}
