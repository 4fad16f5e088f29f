/** A sum over bytes as two 32-bit numbers, in which a changed, missing or added byte shows. No protection against intent. */
export function checksum(bytes: Uint8Array): readonly [number, number] {
  let [one, other] = [0x811c9dc5, 0x9e3779b9 ^ bytes.length];
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 4);
  for (let at = 0; at < whole; at += 4) {
    const word = words.getUint32(at, true);
    one = Math.imul(one ^ word, 0x01000193);
    other = Math.imul(((other << 13) | (other >>> 19)) + word, 0x85ebca6b);
  }
  for (let at = whole; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    one = Math.imul(one ^ byte, 0x01000193);
    other = Math.imul(((other << 13) | (other >>> 19)) + byte, 0x85ebca6b);
  }
  return [one >>> 0, other >>> 0];
}
