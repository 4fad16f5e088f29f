import { annotationsFolder } from './fileKind';
import type { Stamp } from './stamp';

/** Of each file that was read, by path, its stamp, or where that is not known when it was read. */
export class Readings {
  /** Of sidecars, and of all others. What has twice as many files takes twice as long to grow, in one go. */
  readonly #parts: readonly [Part, Part] = [new Part(), new Part()];

  /** Of how many files. */
  get size(): number {
    return this.#parts[0].size + this.#parts[1].size;
  }

  has(path: string): boolean {
    return this.#partOf(path).has(path);
  }

  get(path: string): Stamp | number | undefined {
    return this.#partOf(path).get(path);
  }

  set(path: string, said: Stamp | number): void {
    this.#partOf(path).set(path, said);
  }

  #partOf(path: string): Part {
    return this.#parts[path.startsWith(annotationsFolder) ? 0 : 1];
  }
}

/** Numbers side by side: objects of 200,000 files would take ten megabytes more, and time of the garbage collector. */
class Part {
  readonly #places = new Map<string, number>();
  /** By twos the size, -1 for none, and a time in milliseconds since 1970. */
  #numbers = new Float64Array(64);

  get size(): number {
    return this.#places.size;
  }

  has(path: string): boolean {
    return this.#places.has(path);
  }

  get(path: string): Stamp | number | undefined {
    const place = this.#places.get(path);
    if (place === undefined) return undefined;
    const [size, mtime] = [this.#numbers[place] ?? -1, this.#numbers[place + 1] ?? 0];
    return size < 0 ? mtime : { size, mtime };
  }

  set(path: string, said: Stamp | number): void {
    const place = this.#places.get(path) ?? this.#places.size * 2;
    this.#places.set(path, place);
    if (place === this.#numbers.length) this.#numbers = doubled(this.#numbers);
    this.#numbers[place] = typeof said === 'number' ? -1 : said.size;
    this.#numbers[place + 1] = typeof said === 'number' ? said : said.mtime;
  }
}

function doubled(numbers: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
