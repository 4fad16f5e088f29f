/** What the changes of an index since some revision were about. */
export interface Touched {
  /** The files that were read again, or have gone. */
  readonly paths: ReadonlySet<string>;
  /** The ids of the articles whose text, place, sidecar or marks may be different. */
  readonly articles: ReadonlySet<string>;
  /** The ids of the entities that say something else, or are mentioned elsewhere. */
  readonly entities: ReadonlySet<string>;
  /** Of these, the ids that came or went. */
  readonly entityIds: ReadonlySet<string>;
  /** Of the articles, the ids that came to a file or went from it. */
  readonly articleIds: ReadonlySet<string>;
}

/** One change; what it was not about is left out. */
export type Touch = { readonly path: string } & { readonly [Kind in Exclude<keyof Touched, 'paths'>]?: Iterable<string> };

/** Of the ids before and after a change: all of them, and those that came or went. */
export function idsOf(before: readonly string[], after: readonly string[]): { readonly all: ReadonlySet<string>; readonly moved: readonly string[] } {
  const [old, now] = [new Set(before), new Set(after)];
  const all = new Set([...before, ...after]);
  return { all, moved: [...all].filter(id => old.has(id) !== now.has(id)) };
}

/**
 * So many changes are remembered, enough for a change of one entity in ten thousand sidecars. Who asks less often looks at
 * everything anew. While a corpus is read they come to some megabytes.
 */
const remembered = 20_000;

/** The last changes of an index, and its revision: each change is one more. */
export class ChangeLog {
  #touches: Touch[] = [];
  /** What came up to this revision is forgotten; the touches are those of the ones after it. */
  #forgotten = 0;
  /** The last answer: after a change several ask the same, one after another, and after a large one each answer takes ten milliseconds. */
  #answer: { readonly revision: number; readonly found: Touched } | undefined;

  get revision(): number {
    return this.#forgotten + this.#touches.length;
  }

  note(touch: Touch | 'everything'): void {
    this.#answer = undefined;
    if (touch === 'everything') {
      this.#forgotten = this.revision + 1;
      this.#touches = [];
    } else if (this.#touches.push(touch) === 2 * remembered) {
      this.#forgotten += remembered;
      this.#touches = this.#touches.slice(remembered);
    }
  }

  /** What changed after a revision; `everything` where that is not known any more. */
  since(revision: number): Touched | 'everything' {
    if (revision < this.#forgotten) return 'everything';
    if (this.#answer?.revision !== revision) this.#answer = { revision, found: this.#gathered(revision) };
    return this.#answer.found;
  }

  #gathered(revision: number): Touched {
    const found = { paths: new Set<string>(), articles: new Set<string>(), entities: new Set<string>(), entityIds: new Set<string>(), articleIds: new Set<string>() };
    for (const touch of this.#touches.slice(revision - this.#forgotten).reverse()) {
      found.paths.add(touch.path);
      for (const kind of ['articles', 'entities', 'entityIds', 'articleIds'] as const) for (const id of touch[kind] ?? []) found[kind].add(id);
    }
    return found;
  }
}
