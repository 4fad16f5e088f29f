/**
 * Whether the characters of `query` stand in `text` in their order, whatever stands between them, without regard
 * to case and white space: `jma` is in `Jack Ma`. The empty query is in every text.
 */
export function isSubsequence(query: string, text: string): boolean {
  const sought = query.toLowerCase().replace(/\s+/g, '');
  const within = text.toLowerCase();
  let at = 0;
  for (const character of sought) {
    const found = within.indexOf(character, at);
    if (found < 0) return false;
    at = found + character.length;
  }
  return true;
}
