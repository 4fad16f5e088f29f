import { readFileSync } from 'node:fs';
import { describer } from '../../src/core/anchor/describe';
import { resolveAll } from '../../src/core/anchor/resolve';
import type { Placement } from '../../src/core/anchor/placement';
import type { Span } from '../../src/core/model';
import { mapSpan, type Change } from '../../src/core/text/change';

/**
 * `npm run bench -- anchoring-synthetic FILE.json…` (articles as `{"text": …}`; `SEED=n` for other edits)
 *
 * Edits as people make them, at random places of real articles, each mark followed through them exactly, so that it is
 * known what became of it: kept, kept in a sentence or paragraph that was moved, changed within, deleted, or deleted
 * while its very words still stand elsewhere (`twin`: the trap for every matcher). Prints for each how
 * many were placed right, placed on a double that has the same words around it (`alike`: half of the texts repeat a sentence,
 * and nothing in a text says which of two doubles was moved), placed wrong, and left to people (`asked`); first from
 * quotes alone, then with the old text.
 */
export function benchSyntheticEdits(files: readonly string[]): void {
  const texts = files.map((file): unknown => JSON.parse(readFileSync(file, 'utf8'))).filter(isArticle)
    .map(({ text }) => text).filter((text) => text.length > 500);
  for (const withBase of [false, true]) {
    const tally = new Map<string, Row>();
    const random = randomFrom(Number(process.env['SEED'] ?? '1'));
    for (let round = 0; round < 400 && texts.length > 0; round++) {
      replay(scene(texts, random), withBase, tally);
    }
    console.log(JSON.stringify({ withBase, ...Object.fromEntries([...tally].sort(([a], [b]) => a < b ? -1 : 1)) }));
  }
}

interface Row { n: number; right: number; alike: number; wrong: number; asked: number }

type Random = (limit: number) => number;

/** A text and its marks while it is being edited; the span of a deleted mark is `undefined`. */
interface Scene {
  readonly old: string;
  text: string;
  readonly marks: { readonly was: Span; span: Span | undefined; moved: boolean }[];
}

function isArticle(value: unknown): value is { readonly text: string } {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string';
}

function scene(texts: readonly string[], random: Random): Scene {
  const sentences = (texts[random(texts.length)] ?? '').split(/(?<=[.!?]"?) (?=["A-Z])/);
  if (random(2) === 0) {
    sentences.splice(random(sentences.length), 0, sentences[random(sentences.length)] ?? '');
  }
  const old = sentences.map((sentence, index) => sentence + (index % 3 === 2 ? '\n\n' : ' ')).join('');
  const spans = [/\b[A-Z][\w'-]+(?: [A-Z][\w'-]+)*/g, /[\w'-]+/g, /[^.\s][^.\n]{20,}\./g].map((pattern) => matches(old, pattern));
  const marks = Array.from({ length: [2, 6, 20, 60][random(4)] ?? 6 }, () => {
    const kind = spans[[0, 0, 0, 1, 2][random(5)] ?? 0] ?? [];
    const was = kind[random(kind.length)];
    return was === undefined ? [] : [{ was, span: was, moved: false }];
  }).flat();
  const made: Scene = { old, text: old, marks };
  for (let edit = [1, 2, 4, 8][random(4)] ?? 1; edit > 0; edit--) {
    edits[random(edits.length)]?.(made, random);
  }
  return made;
}

function matches(text: string, pattern: RegExp): readonly Span[] {
  return Array.from(text.matchAll(pattern), ({ index, 0: found }) => ({ start: index, end: index + found.length }));
}

function apply(made: Scene, change: Change): void {
  made.text = made.text.slice(0, change.start) + change.text + made.text.slice(change.end);
  for (const mark of made.marks) {
    mark.span = mark.span && mapSpan(mark.span, change);
  }
}

function sentenceOf(made: Scene, random: Random): Span {
  const all = matches(made.text, /[^.\n]{10,}\.\s*/g);
  return all[random(all.length)] ?? { start: 0, end: 0 };
}

const edits: readonly ((made: Scene, random: Random) => void)[] = [
  function deleteSentence(made, random) {
    apply(made, { ...sentenceOf(made, random), text: '' });
  },
  function insertSentence(made, random) {
    const { start } = sentenceOf(made, random);
    apply(made, { start, end: start, text: `It was said in ${random(99)} papers on a ${random(9) < 5 ? 'Monday' : 'Friday'}. ` });
  },
  function mistype(made, random) {
    const { start, end } = sentenceOf(made, random);
    const at = start + random(Math.max(1, end - start - 1));
    apply(made, { start: at, end: at + 1, text: ['x', 'e', ''][random(3)] ?? '' });
  },
  function replaceWord(made, random) {
    const { start, end } = sentenceOf(made, random);
    const words = matches(made.text.slice(start, end), /\w+/g);
    const word = words[random(words.length)];
    if (word !== undefined) {
      apply(made, { start: start + word.start, end: start + word.end, text: ['several', 'Monday', ''][random(3)] ?? '' });
    }
  },
  function renameEverywhere(made, random) {
    const names = matches(made.text, /\b[A-Z][\w'-]+/g);
    const { start, end } = names[random(names.length)] ?? { start: 0, end: 0 };
    const name = made.text.slice(start, end);
    for (const each of [...names].reverse().filter((other) => made.text.slice(other.start, other.end) === name)) {
      apply(made, { ...each, text: 'Zorblax' });
    }
  },
  function moveSentence(made, random) {
    const { start, end } = sentenceOf(made, random);
    const { start: target } = sentenceOf(made, random);
    if (target <= start || target >= end) {
      move(made, { start, end }, target);
    }
  },
];

function move(made: Scene, from: Span, target: number): void {
  const text = made.text.slice(from.start, from.end);
  const inside = made.marks.filter(({ span }) => span !== undefined && span.start >= from.start && span.end <= from.end);
  const offsets = inside.map(({ span }) => (span?.start ?? 0) - from.start);
  const lengths = inside.map(({ span }) => (span?.end ?? 0) - (span?.start ?? 0));
  apply(made, { ...from, text: '' });
  const at = target > from.start ? target - text.length : target;
  apply(made, { start: at, end: at, text });
  for (const [index, mark] of inside.entries()) {
    const start = at + (offsets[index] ?? 0);
    mark.span = { start, end: start + (lengths[index] ?? 0) };
    mark.moved = true;
  }
}

function replay({ old, text, marks }: Scene, withBase: boolean, tally: Map<string, Row>): void {
  const anchors = marks.map(({ was }) => was).map(describer(old, { start: 0, end: old.length }));
  const placements = resolveAll(text, anchors, withBase ? old : undefined);
  for (const [index, { was, span, moved }] of marks.entries()) {
    const quote = old.slice(was.start, was.end);
    const fate = span === undefined ? (text.includes(quote) ? 'twin' : 'deleted')
      : text.slice(span.start, span.end) !== quote ? 'edited' : moved ? 'moved' : 'kept';
    const row = tally.get(fate) ?? { n: 0, right: 0, alike: 0, wrong: 0, asked: 0 };
    row.n++;
    row[judge(placements[index], span, span === undefined ? surroundings(old, was) : surroundings(text, span), text)]++;
    tally.set(fate, row);
  }
}

function judge(placement: Placement | undefined, span: Span | undefined, around: string, text: string): Exclude<keyof Row, 'n'> {
  if (placement === undefined || placement.state === 'needs-you') {
    return 'asked';
  }
  if (placement.span.start === span?.start && placement.span.end === span.end) {
    return 'right';
  }
  return surroundings(text, placement.span) === around ? 'alike' : 'wrong';
}

/** A span with a few words of its own sentence on both sides. */
function surroundings(text: string, { start, end }: Span): string {
  const before = /[^.!?\n"]{0,20}$/.exec(text.slice(Math.max(0, start - 20), start))?.[0] ?? '';
  const after = /^[^.!?\n"]{0,20}/.exec(text.slice(end, end + 20))?.[0] ?? '';
  return `${before.trim()}|${text.slice(start, end)}|${after.trim()}`;
}

function randomFrom(seed: number): Random {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor(state / 2 ** 32 * limit);
  };
}
