import { finished, type Steps } from '../steps';

/** Where `part` occurs in a text, ascending; overlapping places too, and the first `limit` of them only. An empty part is nowhere. */
export type Find = (part: string, limit?: number) => readonly number[];

/** A text shorter than this is read through faster than a list of its places is made. */
const longText = 50_000;
/** Places are listed by the four units that stand there, which are told apart by a hash of so many bits. */
const gram = 4;
const bits = 17;
/** How many places are listed between two stops. */
const stretch = 65_536;
/** Of a long part, so many places are looked at for the one whose four units are the rarest. */
const mostGrams = 64;

/** Finds many parts in one text, reading a long text only once: when it is first asked. */
export function finderOf(text: string): Find {
  let listed: Find | undefined;
  return (part, limit) => (listed ??= finished(makingFinder(text)))(part, limit);
}

/** As `finderOf`, reading the text at once, and stopping every few milliseconds. */
export function* makingFinder(text: string): Steps<Find> {
  if (text.length < longText) return (part, limit) => occurrences(text, part, limit);
  const listed = yield* listedFinder(text);
  return (part, limit) => part.length < gram ? occurrences(text, part, limit) : listed(part, limit);
}

export function occurrences(text: string, part: string, limit = Infinity): readonly number[] {
  const found: number[] = [];
  for (let index = part === '' ? -1 : text.indexOf(part); index >= 0 && found.length < limit; index = text.indexOf(part, index + 1)) {
    found.push(index);
  }
  return found;
}

/** Lists the places of a text by their grams: those with hash `h` are `places[ends[h - 1]]` up to `places[ends[h]]`, ascending. */
function* listedFinder(text: string): Steps<Find> {
  const hashes = new Int32Array(text.length - gram + 1);
  for (let index = 0; index < hashes.length; index++) {
    hashes[index] = hashAt(text, index);
    if (index % stretch === 0) yield;
  }
  const next = new Int32Array((1 << bits) + 1);
  for (const hash of hashes) next[hash + 1] = (next[hash + 1] ?? 0) + 1;
  for (let hash = 0; hash < 1 << bits; hash++) next[hash + 1] = (next[hash + 1] ?? 0) + (next[hash] ?? 0);
  const starts = next.slice();
  const places = new Int32Array(hashes.length);
  for (let index = 0; index < hashes.length; index++) {
    const hash = hashes[index] ?? 0;
    const place = next[hash] ?? 0;
    places[place] = index;
    next[hash] = place + 1;
    if (index % stretch === 0) yield;
  }
  return (part, limit) => {
    const { offset, hash } = rarest(part, starts);
    const found: number[] = [];
    for (let at = starts[hash] ?? 0; at < (starts[hash + 1] ?? 0) && found.length < (limit ?? Infinity); at++) {
      const index = (places[at] ?? 0) - offset;
      if (index >= 0 && text.startsWith(part, index)) found.push(index);
    }
    return found;
  };
}

/** The gram of the part that has the fewest places in the text. */
function rarest(part: string, starts: Int32Array): { readonly offset: number; readonly hash: number } {
  let best = { offset: 0, hash: 0, count: Infinity };
  for (let offset = 0; offset + gram <= Math.min(part.length, mostGrams + gram); offset++) {
    const hash = hashAt(part, offset);
    const count = (starts[hash + 1] ?? 0) - (starts[hash] ?? 0);
    if (count < best.count) best = { offset, hash, count };
  }
  return best;
}

function hashAt(text: string, index: number): number {
  let hash = 0;
  for (let k = 0; k < gram; k++) hash = Math.imul(hash ^ text.charCodeAt(index + k), 0x9e3779b1);
  return hash >>> (32 - bits);
}
