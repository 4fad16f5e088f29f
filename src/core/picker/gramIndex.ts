import { IntMap } from '../names/intMap';

/** The numbers that share a piece, in a typed array that grows by doubling. */
interface Postings {
  slots: Int32Array;
  length: number;
}

/**
 * From pieces of names (32-bit hashes) to the slots of the entities that have them.
 * Adding and removing a slot touch only the lists of its own pieces.
 */
export class GramIndex {
  private readonly lists: Postings[] = [];
  /** Piece -> index in `lists`, plus one. */
  private readonly listOf = new IntMap();
  /** Per slot how many pieces it has: what is short comes first among equals. */
  private sizes = new Uint16Array(64);
  /** Per slot the weight of the pieces that it shares with the query at hand; all zero between queries. */
  private scores = new Uint16Array(64);

  add(slot: number, grams: ReadonlySet<number>): void {
    this.reserve(slot);
    this.sizes[slot] = grams.size;
    for (const gram of grams) append(this.list(gram), slot);
  }

  /** Undoes `add` with the same pieces. */
  remove(slot: number, grams: ReadonlySet<number>): void {
    for (const gram of grams) {
      const list = this.lists[this.listOf.get(gram) - 1];
      if (list !== undefined) drop(list, slot);
    }
  }

  /**
   * The slots that share most with the query's pieces, rare pieces weighing more, at most about `limit` of them:
   * equals at the limit are cut by the size of what they hold, the smaller staying.
   */
  best(grams: ReadonlySet<number>, limit: number, live: number, admits: (slot: number) => boolean): number[] {
    const { scores, sizes } = this;
    const touched: number[] = [];
    for (const gram of grams) {
      const list = this.lists[this.listOf.get(gram) - 1];
      if (list !== undefined) count(list, weightOf(list.length, live), scores, touched);
    }
    const ranked = touched.filter(admits);
    const keys = Int32Array.from(ranked, (slot) => (scores[slot] ?? 0) * 256 - Math.min(255, sizes[slot] ?? 0));
    for (const slot of touched) scores[slot] = 0;
    const least = thresholdOf(keys, limit);
    return ranked.filter((_, index) => (keys[index] ?? 0) >= least);
  }

  private list(gram: number): Postings {
    const known = this.lists[this.listOf.get(gram) - 1];
    if (known !== undefined) return known;
    const made = { slots: new Int32Array(2), length: 0 };
    this.lists.push(made);
    this.listOf.set(gram, this.lists.length);
    return made;
  }

  private reserve(slot: number): void {
    if (slot < this.sizes.length) return;
    const length = Math.max(slot + 1, this.sizes.length * 2);
    this.sizes = grown(this.sizes, length);
    this.scores = new Uint16Array(length);
  }
}

function grown(from: Uint16Array, length: number): Uint16Array<ArrayBuffer> {
  const made = new Uint16Array(length);
  made.set(from);
  return made;
}

function append(list: Postings, slot: number): void {
  if (list.length === list.slots.length) {
    const slots = new Int32Array(list.length * 2);
    slots.set(list.slots);
    list.slots = slots;
  }
  list.slots[list.length++] = slot;
}

/** The order within a list means nothing, so the last one takes the place of the one that goes. */
function drop(list: Postings, slot: number): void {
  const at = list.slots.subarray(0, list.length).indexOf(slot);
  if (at >= 0) list.slots[at] = list.slots[--list.length] ?? 0;
}

function count({ slots, length }: Postings, weight: number, scores: Uint16Array, touched: number[]): void {
  for (let index = 0; index < length; index++) {
    const slot = slots[index] ?? 0;
    const score = scores[slot] ?? 0;
    if (score === 0) touched.push(slot);
    scores[slot] = score + weight;
  }
}

/** About the piece's information: 1 where half of all entities have it, 8 where one in a thousand does. */
function weightOf(length: number, live: number): number {
  return Math.max(1, Math.min(12, Math.round(Math.log2((live + 1) / (length + 1)))));
}

/** The key of the `limit`th greatest, or the least of all. */
function thresholdOf(keys: Int32Array, limit: number): number {
  if (keys.length <= limit) return -0x80000000;
  const sorted = keys.slice().sort();
  return sorted[sorted.length - limit] ?? 0;
}
