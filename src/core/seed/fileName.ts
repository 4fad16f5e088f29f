/** What a file name ends with: `.txt` in `001_x.txt`. At most twelve letters or digits, one of them a letter. */
const ending = /(?<=[^./\\])\.(?=\d*[A-Za-z])[A-Za-z0-9]{1,12}$/;

/**
 * Endings of company and site names in the news. `##### Ele.me` and `=== JD.com ===` are headings;
 * between arrows, `==> ele.me <==`, a file is meant all the same.
 */
const siteEndings = new Set([
  'ai', 'app', 'biz', 'cn', 'co', 'com', 'de', 'edu', 'eu', 'fr', 'gov', 'hk', 'in', 'info', 'io', 'jp', 'js', 'me', 'net', 'org', 'ru', 'tv', 'tw', 'uk', 'us',
]);

/** Whether the name has an ending, spaces or not: `Ant deal.txt`. */
export function hasEnding(name: string): boolean {
  return ending.test(name);
}

/** Whether the name can be nothing but a file's: no white space, an ending of two characters or more, not that of a site. */
export function looksLikeFileName(name: string): boolean {
  const found = ending.exec(name)?.[0].slice(1) ?? '';
  return found.length > 1 && !siteEndings.has(found.toLowerCase()) && !/\s/.test(name);
}

/** The name without its ending: `001_x` for `001_x.txt`, `.hidden` and `Vol. 3.5` as they are. */
export function withoutEnding(name: string): string {
  return name.replace(ending, '');
}
