/**
 * A document's id as a relative path that stays inside its folder: `../../etc/passwd` becomes `etc/passwd`,
 * `C:\x` becomes `C_/x`. `''` becomes `document`.
 */
export function safeId(id: string): string {
  const parts = id.replace(/\\/g, '/').split('/').map(safePart).filter((part) => part !== '');
  return parts.length === 0 ? 'document' : parts.join('/');
}

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
    let count = counts.get(wanted) ?? 1;
    while (seen.has(count === 1 ? wanted : `${wanted}-${count}`)) count++;
    counts.set(wanted, count);
    const id = count === 1 ? wanted : `${wanted}-${count}`;
    seen.add(id);
    return id;
  };
}

/** No control characters nor those that file systems refuse, no dots alone, no more than 120 units. */
function safePart(part: string): string {
  if (/^\.+$/.test(part)) return '';
  // oxlint-disable-next-line no-control-regex -- control characters are what must not be in a file's name
  return part.replace(/[\u0000-\u001f\u007f:*?"<>|]/g, '_').trim().slice(0, 120);
}
