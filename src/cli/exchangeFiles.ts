import { formats } from '../core/exchange/formats';
import type { Format } from '../core/exchange/model';
import { Failure } from './command';

/** `brat, conll, …` for the help. */
export const readable = formats.filter(({ read }) => read !== undefined).map(({ id }) => id).join(', ');
export const writable = formats.map(({ id }) => id).join(', ');

/** The format with an id, which can be read where that is asked for. */
export function formatCalled(id: string, use: 'read' | 'write'): Format {
  const format = formats.find(each => each.id === id);
  if (format === undefined || format[use] === undefined) throw new Failure(`no format ${id} can be ${use === 'read' ? 'read' : 'written'}; there are ${use === 'read' ? readable : writable}`);
  return format;
}
