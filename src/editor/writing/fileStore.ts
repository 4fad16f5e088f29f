/** The files that a transaction works on, by their paths. What it is made of is the caller's: a disk, a browser's store, a test. */
export interface FileStore {
  /** The whole text; `undefined` when there is no such file. */
  read(path: string): Promise<string | undefined>;
  write(path: string, text: string): Promise<void>;
  /** One that is not there is no error. */
  delete(path: string): Promise<void>;
}

/** Why a file could not be read or written, for `words.ts`. */
export type FailureReason = 'not-utf8' | 'unreadable' | 'unwritable' | 'disk-full' | 'read-only' | 'no-permission' | 'locked' | 'gone' | 'stopped';

export class FileFailure extends Error {
  constructor(readonly path: string, readonly reason: FailureReason, cause?: unknown) {
    super(`${reason}: ${path}`, { cause });
  }
}

/** What an error of a file system means, from its code and its words, in which file systems differ. */
export function reasonOf(error: unknown, otherwise: 'unreadable' | 'unwritable'): FailureReason {
  const words = error instanceof Error ? `${'code' in error ? String(error.code) : ''} ${error.message}` : String(error);
  const said = words.replace(quoted, '');
  const found = reasons.find(([pattern]) => pattern.test(said));
  return found?.[1] ?? otherwise;
}

/** Names of files, which may have any words in them. */
const quoted = /'[^']*'|"[^"]*"|[^\s']*[/\\][^\s']*/g;

const reasons: readonly (readonly [pattern: RegExp, reason: FailureReason])[] = [
  [/ENOSPC|EDQUOT|no space left|quota/i, 'disk-full'],
  [/EROFS|read-?only/i, 'read-only'],
  [/EBUSY|ETXTBSY|being used by another process|locked/i, 'locked'],
  [/NoPermissions|EACCES|EPERM|permission/i, 'no-permission'],
  [/FileNotFound|EntryNotFound|ENOENT/i, 'gone'],
];
