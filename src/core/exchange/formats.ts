import type { Format } from './model';
import { readBrat } from './brat';
import { writeBrat } from './bratWrite';

/** Every format, in the order in which they are offered. */
export const formats: readonly Format[] = [
  { id: 'brat', name: 'brat standoff', read: readBrat, write: writeBrat },
];
