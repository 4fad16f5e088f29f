/**
 * The first words of a text on one line, `…` at the end where some were left out: what stands for a paragraph in a list.
 * `length` counts UTF-16 units, and is kept to; words are not broken unless a single one is longer.
 */
export function headline(text: string, length: number): string {
  const line = text.slice(0, length * 4).replace(/\s+/g, ' ').trim();
  if (line.length <= length && text.length <= length * 4) return line;
  const cut = line.slice(0, length - 1);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > length / 2 ? space : wholeCharacters(cut)).trimEnd()}…`;
}

/** The length of `text` without the first half of a surrogate pair at its end. */
function wholeCharacters(text: string): number {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? text.length - 1 : text.length;
}
