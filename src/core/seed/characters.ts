import type { Span } from '../model';
import type { Problem } from '../problem';

/** How many places of a kind are told; a binary file has more of them than anyone reads. */
const mostPlaces = 20;

const surrogate = /[\ud800-\udfff]/;

/** The runs of NUL characters and of unpaired surrogates, in order, at most twenty of each. They are read as they are. */
export function characterProblems(text: string): readonly Problem[] {
  if (!text.includes('\0') && !surrogate.test(text)) return [];
  const nuls: Problem[] = [];
  const surrogates: Problem[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0 && (code < 0xd800 || code > 0xdfff)) continue;
    if (code !== 0 && isPair(text, at)) at++;
    else if (code === 0) extend(nuls, 'nul-character', at);
    else extend(surrogates, 'unpaired-surrogate', at);
  }
  return [...nuls, ...surrogates].sort((a, b) => a.span.start - b.span.start);
}

function isPair(text: string, at: number): boolean {
  const low = text.charCodeAt(at + 1);
  return text.charCodeAt(at) <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;
}

function extend(problems: Problem[], code: 'nul-character' | 'unpaired-surrogate', at: number): void {
  const last = problems.at(-1);
  if (last?.span.end === at) problems[problems.length - 1] = { ...last, span: grown(last.span) };
  else if (problems.length < mostPlaces) problems.push({ code, span: { start: at, end: at + 1 }, data: {} });
}

function grown({ start, end }: Span): Span {
  return { start, end: end + 1 };
}
