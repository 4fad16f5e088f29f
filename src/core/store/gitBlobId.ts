/**
 * Git's id of a file's bytes, as `git hash-object` prints it: the SHA-1 of `blob LENGTH`, a zero byte and the bytes,
 * in 40 hexadecimal digits. The bytes are taken as they are: filters such as `core.autocrlf` are not applied.
 */
export function gitBlobId(bytes: Uint8Array): string {
  const state = new Uint32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
  const words = new Uint32Array(80);
  const message = padded(bytes);
  const view = new DataView(message.buffer);
  for (let block = 0; block < message.length; block += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getUint32(block + i * 4);
    digestBlock(state, words);
  }
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
}

/** Git's header, the bytes, and SHA-1's padding (FIPS 180-4, §5.1.1): a one bit, zeros, the length in bits. */
function padded(bytes: Uint8Array): Uint8Array {
  const header = `blob ${bytes.length}\0`;
  const length = header.length + bytes.length;
  const message = new Uint8Array(Math.ceil((length + 9) / 64) * 64);
  for (let i = 0; i < header.length; i++) message[i] = header.charCodeAt(i);
  message.set(bytes, header.length);
  message[length] = 0x80;
  const view = new DataView(message.buffer);
  view.setUint32(message.length - 8, Math.floor(length / 0x20000000));
  view.setUint32(message.length - 4, (length << 3) >>> 0);
  return message;
}

/** One block of 16 words into the state (FIPS 180-4, §6.1.2). `words` has room for the 64 words derived from them. */
function digestBlock(state: Uint32Array, words: Uint32Array): void {
  for (let i = 16; i < 80; i++) words[i] = rotated(at(words, i - 3) ^ at(words, i - 8) ^ at(words, i - 14) ^ at(words, i - 16), 1);
  let a = at(state, 0), b = at(state, 1), c = at(state, 2), d = at(state, 3), e = at(state, 4);
  for (let i = 0; i < 80; i++) {
    const next = (rotated(a, 5) + mixed(i, b, c, d) + e + at(words, i)) | 0;
    e = d;
    d = c;
    c = rotated(b, 30);
    b = a;
    a = next;
  }
  state.set([at(state, 0) + a, at(state, 1) + b, at(state, 2) + c, at(state, 3) + d, at(state, 4) + e]);
}

/** The function and the constant of round `i` (FIPS 180-4, §4.1.1 and §4.2.1). */
function mixed(i: number, b: number, c: number, d: number): number {
  if (i < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (i < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (i < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** The word at an index that is in range. */
function at(words: Uint32Array, index: number): number {
  return words[index] ?? 0;
}
