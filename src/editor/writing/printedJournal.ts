import { printingJournal, type Journal } from '../../core/store/journal';
import { encodedAll } from '../time/utf8';

/** For what a journal says of a file beside its texts, in bytes. */
const roomAFile = 1 << 11;

/** A journal as it is written, in UTF-8. It may be of tens of megabytes, so others have their turn meanwhile. */
export async function printedJournal(journal: Journal): Promise<Uint8Array> {
  const length = journal.files.reduce((sum, file) => sum + (file.before ?? '').length + (file.made ? 0 : (file.after ?? '').length), 0);
  return encodedAll(printingJournal(journal), roomAFile * journal.files.length + length + (length >> 2));
}
