import { FileFailure, type FileStore } from './fileStore';

/** Who watches what is done to files. */
export interface Watch {
  readonly isStopped: () => boolean;
  /** Told before each operation. */
  readonly onOperation?: () => void;
}

/**
 * Files whose next operation fails, once, when somebody has said stop: what was begun is then taken back as after any other
 * failure, by operations that do not fail.
 */
export function stoppable(files: FileStore, { isStopped, onOperation }: Watch): FileStore {
  let hasFailed = false;
  const look = (path: string): void => {
    onOperation?.();
    if (hasFailed || !isStopped()) return;
    hasFailed = true;
    throw new FileFailure(path, 'stopped');
  };
  return {
    read: async path => {
      look(path);
      return files.read(path);
    },
    write: async (path, text) => {
      look(path);
      return files.write(path, text);
    },
    delete: async path => {
      look(path);
      return files.delete(path);
    },
  };
}
