import { IntMap } from '../names/intMap';

/** How many entries of lists a query may read. */
const postingsBudget = 150_000;
/** A key and a slot in one number, so that they are sorted without looking anything up; far below 2 ** 53. */
const slotRange = 2 ** 30;

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
   * The slots that share most with the query's pieces, the best first, rare pieces weighing more, at most about `limit` of them.
   * Of equals the one with fewer pieces of its own comes first.
   */
  best(grams: ReadonlySet<number>, limit: number, live: number, admits: (slot: number) => boolean): number[] {
    const { scores, sizes } = this;
    const touched: number[] = [];
    for (const list of this.rarest(grams)) count(list, weightOf(list.length, live), scores, touched);
    const key = (slot: number) => keyOf(scores[slot] ?? 0, sizes[slot] ?? 0);
    const least = thresholdOf(touched, limit, key, admits);
    const found = Float64Array.from(touched.filter((slot) => key(slot) >= least && admits(slot)), (slot) => key(slot) * slotRange + slot);
    for (const slot of touched) scores[slot] = 0;
    return Array.from(found.sort().reverse(), (packed) => packed % slotRange);
  }

  /** The lists of the pieces, the shortest first, until together they are as long as a keystroke has time for. */
  private rarest(grams: ReadonlySet<number>): Postings[] {
    const lists = [...grams].flatMap((gram) => this.lists[this.listOf.get(gram) - 1] ?? []).sort((one, other) => one.length - other.length);
    let read = 0;
    const beyond = lists.findIndex(({ length }, at) => at > 0 && (read += length) > postingsBudget);
    return beyond < 0 ? lists : lists.slice(0, beyond);
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

/** Larger is better: what is shared, then how little else there is. */
function keyOf(score: number, size: number): number {
  return score * 64 + 63 - Math.min(63, size >> 1);
}

/** The least key that at most about `limit` of the slots reach, by counting keys rather than sorting them. */
function thresholdOf(slots: readonly number[], limit: number, key: (slot: number) => number, admits: (slot: number) => boolean): number {
  const counts = new Uint32Array(64 * 1024);
  let most = 0;
  for (const slot of slots) {
    if (!admits(slot)) continue;
    const at = Math.min(key(slot), counts.length - 1);
    counts[at] = (counts[at] ?? 0) + 1;
    if (at > most) most = at;
  }
  let seen = 0;
  for (let at = most; at > 0; at--) {
    seen += counts[at] ?? 0;
    if (seen > limit) return seen > 2 * limit ? at + 1 : at;
  }
  return 0;
}
