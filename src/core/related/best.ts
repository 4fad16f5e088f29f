/** A slot and how well it fits. */
export interface Scored {
  readonly slot: number;
  readonly score: number;
}

/** Higher scores first, and equal ones in the order of the ids, so that no order depends on history. */
export type Order = (a: Scored, b: Scored) => number;

export function orderById(idOf: (slot: number) => string): Order {
  return (a, b) => {
    if (a.score !== b.score) return b.score - a.score;
    return idOf(a.slot) < idOf(b.slot) ? -1 : 1;
  };
}

/** Keeps the best of what it is offered: a heap whose root is the worst that is kept. */
export class Best {
  readonly #heap: Scored[] = [];
  readonly #limit: number;
  readonly #order: Order;
  /** What is below this is not kept. */
  #least = -Infinity;

  constructor(limit: number, order: Order) {
    this.#limit = limit;
    this.#order = order;
  }

  offer(slot: number, score: number): void {
    if (score < this.#least) return;
    const offered = { slot, score };
    if (this.#heap.length < this.#limit) {
      this.#heap.push(offered);
      this.#rise(this.#heap.length - 1);
    } else this.#replaceWorst(offered);
    if (this.#heap.length === this.#limit) this.#least = this.#heap[0]?.score ?? -Infinity;
  }

  /** What was kept, in no particular order. */
  kept(): readonly Scored[] {
    return this.#heap;
  }

  #replaceWorst(offered: Scored): void {
    const worst = this.#heap[0];
    if (worst === undefined || this.#order(offered, worst) >= 0) return;
    this.#heap[0] = offered;
    this.#sink();
  }

  #isWorse(a: number, b: number): boolean {
    const first = this.#heap[a];
    const second = this.#heap[b];
    return first !== undefined && second !== undefined && this.#order(first, second) > 0;
  }

  #swap(a: number, b: number): void {
    const first = this.#heap[a];
    const second = this.#heap[b];
    if (first === undefined || second === undefined) return;
    this.#heap[a] = second;
    this.#heap[b] = first;
  }

  #rise(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isWorse(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(): void {
    let at = 0;
    for (;;) {
      let worst = at;
      if (this.#isWorse(2 * at + 1, worst)) worst = 2 * at + 1;
      if (this.#isWorse(2 * at + 2, worst)) worst = 2 * at + 2;
      if (worst === at) return;
      this.#swap(at, worst);
      at = worst;
    }
  }
}
