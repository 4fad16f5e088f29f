import type { ManyRead } from '../core/corpus/manyFiles';

/** What a thread that reads files is asked. */
export interface Question {
  readonly number: number;
  readonly what: 'stats' | 'read' | 'texts';
  /** In one text, with `separator` between them: a text of its own for each takes thirty times as long to send. */
  readonly paths: string;
  /** To write the answer into. */
  readonly room?: ArrayBuffer;
}

/** What no path has in it. */
export const separator = '\0';

export interface Answer {
  /** The question's. */
  readonly number: number;
  /** One of them, as was asked. */
  readonly stats?: Float64Array;
  readonly read?: ManyRead;
  /** As `readBytes` writes it. */
  readonly bytes?: Uint8Array;
}
