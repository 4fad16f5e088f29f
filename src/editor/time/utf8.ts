import { Rests, turn } from './rests';

/** A unit of UTF-16 takes three bytes at most. */
const bytesAUnit = 3;
/** How much is encoded or decoded between two rests, in UTF-16 units or bytes: some milliseconds' worth. */
const atOnce = 1 << 19;

/** A text in UTF-8. While one of megabytes is encoded, others have their turn. */
export async function encoded(text: string, stretch = atOnce): Promise<Uint8Array> {
  return text.length <= stretch ? new TextEncoder().encode(text) : encodedAll(stretches(text, stretch), text.length * bytesAUnit);
}

/**
 * Texts one behind the other, in UTF-8; none of them may end within a character.
 * @param room about how many bytes that will be, rather more: what is not written to takes no memory
 */
export async function encodedAll(texts: Iterable<string>, room: number): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const rests = new Rests();
  let [bytes, length] = [new Uint8Array(room), 0];
  for (const text of texts) {
    const most = length + text.length * bytesAUnit;
    if (most > bytes.length) bytes = moved(bytes, Math.max(most, bytes.length * 2));
    length += encoder.encodeInto(text, bytes.subarray(length)).written;
    await rests.next();
  }
  return bytes.subarray(0, length);
}

/**
 * The text of UTF-8, its byte order mark kept. While megabytes are decoded, others have their turn.
 * @param fatal throws for bytes that are no UTF-8, which else become U+FFFD
 * @param known a long text that these may be the bytes of: then it is that, and no room is taken for another one
 */
export async function decoded(bytes: Uint8Array, { fatal = false, stretch = atOnce, known = '' } = {}): Promise<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true, fatal });
  if (bytes.length <= stretch) return decoder.decode(bytes);
  if (await isInBytes(known, bytes, stretch)) return known;
  const rests = new Rests();
  const pieces: string[] = [];
  for (let from = 0; from < bytes.length; from += stretch) {
    pieces.push(decoder.decode(bytes.subarray(from, from + stretch), { stream: true }));
    await rests.next();
  }
  return joined([...pieces, decoder.decode()]);
}

/** One string: what is added up bit by bit is slower to read. By itself: room for it has to be found, and the system clears it, all in one go. */
async function joined(pieces: readonly string[]): Promise<string> {
  await turn();
  const text = pieces.join('');
  await turn();
  return text;
}

/** Whether these are the bytes of a text, which without lone surrogates is the only one that they can be of. */
async function isInBytes(text: string, bytes: Uint8Array, stretch: number): Promise<boolean> {
  const encoder = new TextEncoder();
  const scratch = new Uint8Array(bytesAUnit * (stretch + 1));
  const rests = new Rests();
  let at = 0;
  for (const piece of text.length > bytes.length ? [] : stretches(text, stretch)) {
    const { written } = encoder.encodeInto(piece, scratch);
    if (!piece.isWellFormed() || !isSame(scratch.subarray(0, written), bytes.subarray(at, at + written))) return false;
    at += written;
    await rests.next();
  }
  return at === bytes.length;
}

function isSame(some: Uint8Array, others: Uint8Array): boolean {
  let at = 0;
  while (at < some.length && some[at] === others[at]) at++;
  return at === some.length;
}

/** The text in pieces of some `stretch` units, none of which ends within a surrogate pair. */
function* stretches(text: string, stretch: number): Generator<string> {
  for (let from = 0; from < text.length;) {
    const end = from + stretch;
    const to = isHighSurrogate(text.charCodeAt(end - 1)) ? end + 1 : end;
    yield text.slice(from, to);
    from = to;
  }
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function moved(bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(length);
  larger.set(bytes);
  return larger;
}
