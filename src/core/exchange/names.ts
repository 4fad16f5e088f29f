/**
 * A document's id as a relative path that stays inside its folder: `../../etc/passwd` becomes `etc/passwd`,
 * `C:\x` becomes `C_/x`. `''` becomes `document`.
 */
export function safeId(id: string): string {
  const parts = id.replace(/\\/g, '/').split('/').map(safePart).filter((part) => part !== '').slice(0, mostParts);
  return parts.length === 0 ? 'document' : parts.join('/');
}

/** How deep a path may be, and how long a part of it in bytes as UTF-8: an ending must fit too. */
const mostParts = 16;
const mostBytes = 180;

/** The path without the ending of its last part: `a.b/c.txt` becomes `a.b/c`. */
export function withoutEnding(name: string): string {
  return name.replace(/(?<=[^/])\.[^./]*$/, '');
}

/** `.txt` of `a/b.txt`, in lower case; `''` without one. */
export function endingOf(name: string): string {
  return /[^/](\.[^./]*)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** A function that gives each id it is asked for only once: `a`, `a-2`, `a-3`. */
export function uniqueIds(taken: Iterable<string> = []): (wanted: string) => string {
  const seen = new Set(taken);
  const counts = new Map<string, number>();
  return (wanted) => {
    if (!seen.has(wanted)) {
      seen.add(wanted);
      return wanted;
    }
    let count = counts.get(wanted) ?? 1;
    while (seen.has(count === 1 ? wanted : `${wanted}-${count}`)) count++;
    counts.set(wanted, count);
    const id = count === 1 ? wanted : `${wanted}-${count}`;
    seen.add(id);
    return id;
  };
}

/** No control characters nor those that file systems refuse, no dots or blanks at its edges, no name of a device, and not too long. */
function safePart(part: string): string {
  if (/^\.+$/.test(part)) return '';
  // oxlint-disable-next-line no-control-regex -- control characters are what must not be in a file's name
  const clean = part.replace(/[\u0000-\u001f\u007f:*?"<>|]/g, '_').replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '_');
  const trimmed = cut(clean.trim(), mostBytes).replace(/[. ]+$/, '').replace(/^\./, '_.');
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(trimmed) ? `_${trimmed}` : trimmed;
}

/** The first characters of a text that fit into so many bytes as UTF-8. */
function cut(text: string, most: number): string {
  let [bytes, end] = [0, 0];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes > most) break;
    end += character.length;
  }
  return text.slice(0, end);
}
