/** What follows a backslash, where it is one unit long. */
const escapes: ReadonlyMap<number, string> = new Map([
  [0x22, '"'], [0x5c, '\\'], [0x2f, '/'],
  [0x6e, '\n'], [0x74, '\t'], [0x72, '\r'], [0x62, '\b'], [0x66, '\f'],
]);

/** The text that a double-quoted source means; undefined for escapes that JSON does not know. */
export function unescape(source: string): string | undefined {
  let result = '';
  let from = 0;
  for (let at = source.indexOf('\\'); at !== -1; at = source.indexOf('\\', from)) {
    const unit = source.charCodeAt(at + 1);
    const meaning = unit === 0x75 ? fromHex(source.slice(at + 2, at + 6)) : escapes.get(unit);
    if (meaning === undefined) return undefined;
    result += source.slice(from, at) + meaning;
    from = at + (unit === 0x75 ? 6 : 2);
  }
  return result + source.slice(from);
}

function fromHex(digits: string): string | undefined {
  return /^[0-9a-fA-F]{4}$/.test(digits) ? String.fromCharCode(Number.parseInt(digits, 16)) : undefined;
}
