/**
 * Who bears which name: ids by text. Most names have one bearer, who then stands there without a set: a set takes some two
 * hundred bytes, and a large corpus has half a million names.
 */
export class Bearers {
  readonly #bearers = new Map<string, string | Set<string>>();

  /** How many bear a name. */
  count(name: string): number {
    const known = this.#bearers.get(name);
    return typeof known === 'object' ? known.size : known === undefined ? 0 : 1;
  }

  /** Those who bear a name, in no order. */
  of(name: string): readonly string[] {
    const known = this.#bearers.get(name);
    return typeof known === 'object' ? [...known] : known === undefined ? [] : [known];
  }

  /** Answers whether the bearer is a new one. */
  add(name: string, id: string): boolean {
    const known = this.#bearers.get(name);
    if (typeof known === 'object') return known.size < known.add(id).size;
    if (known !== id) this.#bearers.set(name, known === undefined ? id : new Set([known, id]));
    return known !== id;
  }

  /** Answers whether it bore the name. */
  remove(name: string, id: string): boolean {
    const known = this.#bearers.get(name);
    if (typeof known !== 'object') return known === id && this.#bearers.delete(name);
    const isGone = known.delete(id);
    const [only] = known;
    if (known.size === 1 && only !== undefined) this.#bearers.set(name, only);
    return isGone;
  }
}
