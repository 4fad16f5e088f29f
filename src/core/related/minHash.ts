/** The numbers in a sketch. The standard error of a Jaccard index of .3 estimated from 128 is .04. */
export const sketchLength = 128;

const nothing = -1;
const seed = 0x5eed;

/**
 * The sketch of a set, given with or without repetitions: the share of places in which two sketches agree estimates the
 * Jaccard index of the sets (Broder, "On the resemblance and containment of documents", 1997). One hash function is
 * enough: it deals the elements out to the places, each of which keeps its least hash (Li, Owen and Zhang, "One
 * permutation hashing", 2012); a place that got none borrows from one that did, the same for every set (Shrivastava,
 * "Optimal densification for fast and accurate minwise hashing", 2017). A number has 16 bits: two different hashes agree
 * once in 65,536. The sketch of the empty set is all zeros.
 */
export function sketchOf(elements: readonly number[]): Uint16Array {
  const least = new Int32Array(sketchLength).fill(nothing);
  for (const element of elements) {
    const hash = mixed(element ^ seed);
    const place = hash % sketchLength;
    const rank = hash >>> 7;
    const known = least[place] ?? nothing;
    if (known === nothing || rank < known) least[place] = rank;
  }
  const sketch = new Uint16Array(sketchLength);
  if (elements.length > 0) for (let place = 0; place < sketchLength; place++) sketch[place] = mixed(filled(least, place));
  return sketch;
}

/** The least hash of a place, or of the first place with one in an order that is the place's own. */
function filled(least: Int32Array, place: number): number {
  let from = place;
  for (let attempt = 1; least[from] === nothing; attempt++) from = mixed(place * 0x10001 + attempt) % sketchLength;
  return least[from] ?? nothing;
}

/** Spreads a number over 32 bits: the last steps of MurmurHash3. */
export function mixed(number: number): number {
  let hash = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
