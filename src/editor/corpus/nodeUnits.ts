import type { CopyUnits } from '../../core/names/units';

/** Node copies a text's units all at once, a browser one by one: there this is undefined. */
export function nodeUnits(): CopyUnits | undefined {
  if (typeof Buffer === 'undefined') return undefined;
  return (text, into) => { Buffer.from(into.buffer, into.byteOffset, into.byteLength).write(text, 'utf16le'); };
}
