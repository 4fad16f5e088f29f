/**
 * A map from a key to what each file says about it. Replacing all that a file says is one call,
 * so a late or doubled event cannot leave anything behind.
 */
export class PathMap<T> {
  readonly #byKey = new Map<string, Map<string, T[]>>();
  readonly #keysOf = new Map<string, ReadonlySet<string>>();

  /** Forgets what `path` said before, and takes `entries` in its place. */
  replace(path: string, entries: Iterable<readonly [key: string, value: T]>): void {
    this.#forget(path);
    const keys = new Set<string>();
    for (const [key, value] of entries) {
      keys.add(key);
      this.#slot(key, path).push(value);
    }
    if (keys.size > 0) this.#keysOf.set(path, keys);
  }

  /** What each file says about `key`, in the order of the paths; empty when no file does. */
  get(key: string): readonly (readonly [path: string, values: readonly T[]])[] {
    const files = this.#byKey.get(key);
    return files === undefined ? [] : [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** What all files say about `key`, in no order: cheaper than `get` where there are many. */
  *values(key: string): Generator<T> {
    for (const values of this.#byKey.get(key)?.values() ?? []) yield* values;
  }

  /** How many values there are for `key`, in all files. */
  count(key: string): number {
    let sum = 0;
    for (const values of this.#byKey.get(key)?.values() ?? []) sum += values.length;
    return sum;
  }

  keys(): IterableIterator<string> {
    return this.#byKey.keys();
  }

  #slot(key: string, path: string): T[] {
    const files = getOrAdd(this.#byKey, key, () => new Map<string, T[]>());
    return getOrAdd(files, path, () => []);
  }

  #forget(path: string): void {
    for (const key of this.#keysOf.get(path) ?? []) {
      const files = this.#byKey.get(key);
      files?.delete(path);
      if (files?.size === 0) this.#byKey.delete(key);
    }
    this.#keysOf.delete(path);
  }
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = make();
  map.set(key, value);
  return value;
}
