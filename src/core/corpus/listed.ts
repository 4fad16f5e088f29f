/** Lists of files by a key, each in the order of their paths. Most have one. */
export class Listed<File extends { readonly path: string }> {
  readonly #lists = new Map<string, File | File[]>();

  keys(): IterableIterator<string> {
    return this.#lists.keys();
  }

  add(key: string, file: File): void {
    const known = this.#lists.get(key);
    if (Array.isArray(known)) known.push(file);
    else this.#lists.set(key, known === undefined ? file : [known, file]);
  }

  remove(key: string, file: File): void {
    const known = this.#lists.get(key);
    if (known === file) this.#lists.delete(key);
    if (!Array.isArray(known)) return;
    const at = known.indexOf(file);
    const last = at < 0 ? undefined : known.pop();
    if (last !== undefined && last !== file) known[at] = last;
    if (known.length === 0) this.#lists.delete(key);
  }

  get(key: string): readonly File[] {
    const known = this.#lists.get(key);
    if (known === undefined) return [];
    return Array.isArray(known) ? inOrderOfPaths(known) : [known];
  }
}

export function inOrderOfPaths<File extends { readonly path: string }>(files: readonly File[]): readonly File[] {
  return [...files].sort((a, b) => a.path < b.path ? -1 : 1);
}
