/**
 * Text counted as a reader sees it: an accent on a letter or a family of emoji is one. Lines of Latin letters, which most are,
 * are told by a look; the others cost a segmentation.
 */
const simple = /^[\x20-\x7e\xa0-\u02ff\u2010-\u2026\u2030-\u203a\u20a0-\u20bf]*$/;

/** How many graphemes a text has. */
export function graphemeCount(text: string): number {
  return simple.test(text) ? text.length : graphemesOf(text).length;
}

/** The end of a text, at most `count` graphemes of it, with an ellipsis as the first where something was cut. */
export function cutStart(text: string, count: number): string {
  if (simple.test(text)) return text.length <= count ? text : `…${text.slice(text.length - count + 1)}`;
  const graphemes = graphemesOf(text);
  return graphemes.length <= count ? text : `…${graphemes.slice(graphemes.length - count + 1).join('')}`;
}

/** The start of a text, at most `count` graphemes of it, with an ellipsis as the last where something was cut. */
export function cutEnd(text: string, count: number): string {
  if (simple.test(text)) return text.length <= count ? text : `${text.slice(0, count - 1)}…`;
  const graphemes = graphemesOf(text);
  return graphemes.length <= count ? text : `${graphemes.slice(0, count - 1).join('')}…`;
}

export function padStart(text: string, count: number): string {
  return ' '.repeat(Math.max(0, count - graphemeCount(text))) + text;
}

export function padEnd(text: string, count: number): string {
  return text + ' '.repeat(Math.max(0, count - graphemeCount(text)));
}

function graphemesOf(text: string): string[] {
  return Array.from(new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text), ({ segment }) => segment);
}
