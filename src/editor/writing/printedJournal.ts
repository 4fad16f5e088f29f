import { printingJournal, type Journal } from '../../core/store/journal';
import { Rests } from '../time/rests';

/** A journal as it is written, in UTF-8. It may be of tens of megabytes, so others have their turn meanwhile. */
export async function printedJournal(journal: Journal): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const rests = new Rests();
  const pieces: Uint8Array[] = [];
  for (const piece of printingJournal(journal)) {
    pieces.push(encoder.encode(piece));
    await rests.next();
  }
  return joined(pieces, rests);
}

async function joined(pieces: readonly Uint8Array[], rests: Rests): Promise<Uint8Array> {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
    await rests.next();
  }
  return all;
}
