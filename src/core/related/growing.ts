type Numbers = Int32Array | Uint16Array | Uint8Array | Float64Array;

/** The array itself while it has room for `length` numbers, else a copy of at least twice its size. */
export function withRoom<A extends Numbers>(array: A, length: number): A;
export function withRoom(array: Numbers, length: number): Numbers {
  if (length <= array.length) return array;
  const larger = emptyLike(array, Math.max(length, array.length * 2));
  larger.set(array);
  return larger;
}

function emptyLike(array: Numbers, length: number): Numbers {
  if (array instanceof Int32Array) return new Int32Array(length);
  if (array instanceof Uint16Array) return new Uint16Array(length);
  return array instanceof Uint8Array ? new Uint8Array(length) : new Float64Array(length);
}
