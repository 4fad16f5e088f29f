type Numbers = Int32Array | Uint32Array | Uint16Array | Float64Array | Float32Array;

/** The array itself while it has room for `length` numbers, else a copy of at least twice its size. */
export function withRoom<A extends Numbers>(array: A, length: number): A;
export function withRoom(array: Numbers, length: number): Numbers {
  if (length <= array.length) return array;
  const size = Math.max(length, array.length * 2);
  const larger = emptyLike(array, size);
  larger.set(array);
  return larger;
}

function emptyLike(array: Numbers, size: number): Numbers {
  if (array instanceof Int32Array) return new Int32Array(size);
  if (array instanceof Uint32Array) return new Uint32Array(size);
  if (array instanceof Uint16Array) return new Uint16Array(size);
  return array instanceof Float32Array ? new Float32Array(size) : new Float64Array(size);
}
