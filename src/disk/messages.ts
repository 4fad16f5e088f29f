import type { ManyRead } from '../core/corpus/manyFiles';

/** What a thread that reads files is asked. */
export interface Question {
  readonly number: number;
  readonly what: 'stats' | 'read';
  readonly paths: readonly string[];
}

export interface Answer {
  /** The question's. */
  readonly number: number;
  /** One of them, as was asked. */
  readonly stats?: Float64Array;
  readonly read?: ManyRead;
}
