import { CountedLists } from './countedLists';
import { withRoom } from './growing';

/** How many entries stand unpacked at most: sixteen megabytes, once so many have been asked for. */
const mostUnpacked = 1 << 22;

/** The words of articles, by slot, each with its count. Those that were asked for last stand unpacked: a search asks for many again and again. */
export class Vectors {
  readonly #lists = new CountedLists();
  /** One vector behind the other. */
  #unpacked = new Int32Array(0);
  #end = 0;
  /** By slot where its vector begins there. */
  readonly #starts = new Map<number, number>();

  /** How many bytes there is room for. */
  get room(): number {
    return this.#lists.room;
  }

  /** A view, good until another one is asked for. */
  of(slot: number): Int32Array {
    const start = this.#starts.get(slot) ?? this.#unpack(slot);
    return this.#unpacked.subarray(start, start + this.#lists.lengthOf(slot));
  }

  /** As `of`, for one that is not asked for again soon. */
  packed(slot: number): Int32Array {
    return this.#lists.of(slot);
  }

  set(slot: number, vector: Int32Array): void {
    this.#lists.set(slot, vector);
    this.#starts.delete(slot);
  }

  /** Returns where the vector begins. */
  #unpack(slot: number): number {
    const length = this.#lists.lengthOf(slot);
    if (this.#end + length > mostUnpacked) {
      this.#starts.clear();
      this.#end = 0;
    }
    const start = this.#end;
    this.#unpacked = withRoom(this.#unpacked, start + length);
    this.#end = this.#lists.read(slot, this.#unpacked, start);
    this.#starts.set(slot, start);
    return start;
  }
}
