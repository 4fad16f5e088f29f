import { printingJournal, type Journal } from '../../core/store/journal';
import { encodedAll } from '../time/utf8';

/** A journal as it is written, in UTF-8. It may be of tens of megabytes, so others have their turn meanwhile. */
export async function printedJournal(journal: Journal): Promise<Uint8Array> {
  return encodedAll(printingJournal(journal));
}
