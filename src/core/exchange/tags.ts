/** How a column of tags says where entities start and end; `plain` tags do not say it, so that neighbours with one tag are one entity. */
export type TagScheme = 'iob1' | 'iob2' | 'bilou' | 'iobes' | 'plain';

/** A run of tokens: `end` is the index after the last one. */
export interface TagRun {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

export interface Tag {
  readonly prefix: 'B' | 'I' | 'L' | 'U' | 'O';
  readonly label: string;
}

const prefixes = { B: 'B', I: 'I', L: 'L', E: 'L', M: 'I', U: 'U', S: 'U', W: 'U' } as const;

/** `B-creative-work` is `B` and `creative-work`; `PER-B` too when `isSuffixed`. `undefined` for what is no tag. */
export function parseTag(tag: string, isSuffixed = false): Tag | undefined {
  if (tag === 'O' || tag === '_' || tag === '-' || tag === '') return { prefix: 'O', label: '' };
  const match = isSuffixed ? /^(?<label>.+)-(?<letter>[BILEUSMW])$/s.exec(tag) : /^(?<letter>[BILEUSMW])(?:-(?<label>.*))?$/s.exec(tag);
  const letter = match?.groups?.['letter'];
  if (letter === undefined) return undefined;
  const prefix = Object.entries(prefixes).find(([key]) => key === letter)?.[1];
  return prefix === undefined ? undefined : { prefix, label: match?.groups?.['label'] ?? '' };
}

/** `PER`, without a letter that says where in an entity it stands. */
export function plainTag(tag: string): Tag {
  return tag === 'O' || tag === '_' || tag === '-' || tag === '' ? { prefix: 'O', label: '' } : { prefix: 'I', label: tag };
}

/**
 * The entities of one sentence. Lenient as conlleval is: what continues nothing starts something.
 * `undefined` tags count as outside.
 */
export function runsOf(tags: readonly (Tag | undefined)[]): TagRun[] {
  const runs: TagRun[] = [];
  let open: { start: number; label: string } | null = null;
  const close = (end: number): void => {
    if (open !== null) runs.push({ ...open, end });
    open = null;
  };
  for (const [index, tag] of tags.entries()) {
    const isInside: boolean = tag !== undefined && (tag.prefix === 'I' || tag.prefix === 'L') && open !== null && labelOf(open) === tag.label;
    if (!isInside) close(index);
    if (tag === undefined || tag.prefix === 'O') continue;
    if (!isInside) open = { start: index, label: tag.label };
    if (tag.prefix === 'U' || tag.prefix === 'L') close(index + 1);
  }
  close(tags.length);
  return runs;
}

function labelOf(open: { readonly label: string }): string {
  return open.label;
}

/** The tags of one sentence of `length` tokens; `runs` must not overlap. */
export function tagsOf(runs: readonly TagRun[], length: number, scheme: TagScheme, isSuffixed = false): string[] {
  const tags = Array.from({ length }, () => 'O');
  let previous: TagRun | undefined;
  for (const run of [...runs].sort((one, other) => one.start - other.start)) {
    const touches = previous !== undefined && previous.end === run.start && previous.label === run.label;
    for (let index = run.start; index < run.end; index++) tags[index] = tagText(letterFor(run, index, scheme, touches), run.label, isSuffixed);
    previous = run;
  }
  return tags;
}

function letterFor(run: TagRun, index: number, scheme: TagScheme, touches: boolean): string {
  if (scheme === 'plain') return '';
  const isFirst = index === run.start;
  const isLast = index === run.end - 1;
  if (scheme === 'iob1') return isFirst && touches ? 'B' : 'I';
  if (scheme === 'iob2') return isFirst ? 'B' : 'I';
  if (isFirst && isLast) return scheme === 'bilou' ? 'U' : 'S';
  if (isFirst) return 'B';
  if (isLast) return scheme === 'bilou' ? 'L' : 'E';
  return 'I';
}

export function tagText(letter: string, label: string, isSuffixed: boolean): string {
  if (letter === '' || label === '') return label || letter;
  return isSuffixed ? `${label}-${letter}` : `${letter}-${label}`;
}

/** The scheme of a column, from its sentences of tags. A column that says nothing is `iob2`. */
export function schemeOf(sentences: readonly (readonly string[])[]): { readonly scheme: TagScheme; readonly isSuffixed: boolean } {
  const tags = new Set(sentences.flat());
  const isSuffixed = isSuffixedColumn(tags);
  const letters = new Set([...tags].map((tag) => letterOf(tag, isSuffixed)));
  if (letters.has('L') || letters.has('U')) return { scheme: 'bilou', isSuffixed };
  if (letters.has('E') || letters.has('S')) return { scheme: 'iobes', isSuffixed };
  return { scheme: startsWithI(sentences, isSuffixed) ? 'iob1' : 'iob2', isSuffixed };
}

function isSuffixedColumn(tags: ReadonlySet<string>): boolean {
  let prefixed = 0;
  let suffixed = 0;
  for (const tag of tags) {
    if (/^[BIESLU]-./s.test(tag)) prefixed++;
    if (/.-[BIESLU]$/s.test(tag)) suffixed++;
  }
  return suffixed > prefixed;
}

function letterOf(tag: string, isSuffixed: boolean): string {
  return (isSuffixed ? /-([BIESLU])$/.exec(tag)?.[1] : /^([BIESLU])(?:-|$)/.exec(tag)?.[1]) ?? '';
}

/** Whether more entities start with `I-` than with `B-`, and `B-` only where entities touch: what IOB1 does. */
function startsWithI(sentences: readonly (readonly string[])[], isSuffixed: boolean): boolean {
  let withI = 0;
  let withB = 0;
  for (const sentence of sentences) {
    const tags = sentence.map((tag) => parseTag(tag, isSuffixed));
    for (const run of runsOf(tags)) {
      const before = tags[run.start - 1];
      if (before !== undefined && before.prefix !== 'O' && before.label === run.label) continue;
      if (tags[run.start]?.prefix === 'I') withI++;
      else withB++;
    }
  }
  return withI > withB;
}
