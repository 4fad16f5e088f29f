import type { Span } from '../model';
import type { Data, DataObject, ExchangeDocument, ExchangeSpan, ExchangeToken, Loss, LossCode, TextFile, Write, Writing } from './model';
import { isList, isObject, stringOf } from './json';
import { namesFirst } from './model';
import { safeId } from './names';
import { parseTag, plainTag, tagText, tagsOf, type TagRun, type TagScheme } from './tags';
import { sentencesOf, tokensUnder, type Sentence } from './tokens';

interface Layout {
  readonly separator: string;
  readonly schemes: readonly TagScheme[];
  readonly suffixed: readonly boolean[];
  readonly tagColumns: readonly number[];
  readonly formColumn: number;
  readonly width: number;
  readonly header: string;
  readonly joiner: string;
  /** The line before each document; `''` for none. */
  readonly marker: string;
}

const plain: Layout = { separator: '\t', schemes: ['iob2'], suffixed: [false], tagColumns: [1], formColumn: 0, width: 2, header: '', joiner: '', marker: '' };
const schemes = ['iob1', 'iob2', 'bilou', 'iobes', 'plain'] as const;

/** The layout that the tokens came in; IOB2 with a tab for what came from elsewhere. */
export const writeConll: Write = (documents) => writeTables(documents, (document) => layoutOf(document) ?? plain);

/** `FORM POS CHUNK NER` and IOB1, as in 2003; `_` for the part of speech and chunk. */
export const writeConll2003: Write = (documents) => writeTables(documents, () => ({
  ...plain, separator: ' ', schemes: ['iob1'], tagColumns: [3], width: 4, marker: '-DOCSTART- -X- -X- O',
}));

/** Two columns with a tab between, in one of the schemes. */
export function tableWriter(scheme: TagScheme): Write {
  return (documents) => writeTables(documents, () => ({ ...plain, schemes: [scheme] }));
}

function writeTables(documents: readonly ExchangeDocument[], choose: (document: ExchangeDocument) => Layout): Writing {
  const files = new Map<string, string[]>();
  const losses: Loss[] = [];
  for (const document of documents) {
    const layout = choose(document);
    const writer = new TableWriter(document, layout);
    const own = document.kept['conll'];
    const name = layout === plain || layout.marker !== '' || !isObject(own) ? `${safeId(document.id)}.conll` : fileName(own);
    const lines = files.get(name) ?? (layout.header === '' ? [] : [layout.header]);
    files.set(name, lines);
    writer.write(lines);
    for (const loss of writer.losses) losses.push(loss);
  }
  const texts = [...files].map(([name, lines]): TextFile => ({ name, text: lines.length === 0 ? '' : `${lines.join('\n')}\n` }));
  return { files: texts, losses };
}

function fileName(own: DataObject): string {
  const name = stringOf(own['file']);
  const ending = /\.[^./]+$/.exec(name)?.[0] ?? '.conll';
  return `${safeId(name.replace(/\.[^./]+$/, ''))}${ending}`;
}

function layoutOf(document: ExchangeDocument): Layout | undefined {
  const own = document.kept['conll'];
  if (!isObject(own)) return undefined;
  const tagColumns = numbers(own['tagColumns']);
  return {
    separator: own['separator'] === ' ' ? ' ' : '\t', tagColumns,
    schemes: (isList(own['schemes']) ? own['schemes'] : []).map((name) => schemes.find((scheme) => scheme === name) ?? 'iob2'),
    suffixed: (isList(own['suffixed']) ? own['suffixed'] : []).map((value) => value === true),
    formColumn: numbers([own['formColumn'] ?? 0])[0] ?? 0, width: 0,
    header: stringOf(own['header']), joiner: stringOf(own['joiner']), marker: '',
  };
}

function numbers(value: Data | undefined): number[] {
  return (isList(value) ? value : []).filter((each): each is number => typeof each === 'number');
}

/** A span in one sentence, as tokens. */
interface Run extends TagRun {
  readonly span: ExchangeSpan;
  readonly column: number;
}

class TableWriter {
  readonly losses: Loss[] = [];

  constructor(private readonly document: ExchangeDocument, private readonly layout: Layout) {}

  write(lines: string[]): void {
    const sentences = sentencesOf(this.document);
    const runs = this.runsIn(sentences);
    if (this.layout.marker !== '') lines.push(this.layout.marker, '');
    for (const [index, sentence] of sentences.entries()) this.writeSentence(sentence, runs[index] ?? [], index, lines);
    const own = this.document.kept['conll'];
    const trail = this.layout.marker === '' && isObject(own) && typeof own['trail'] === 'number' ? Math.min(own['trail'], 10) : 0;
    for (let blank = 0; blank < trail; blank++) lines.push('');
    this.loseRest();
  }

  private writeSentence(sentence: Sentence, runs: readonly Run[], index: number, lines: string[]): void {
    const kept = this.layout.marker === '' ? sentence.span.kept : undefined;
    const gap = typeof kept?.['gap'] === 'number' && kept['gap'] < 10 ? kept['gap'] : Number(index > 0);
    for (let blank = 0; blank < gap; blank++) lines.push('');
    if (typeof kept?.['marker'] === 'string') lines.push(kept['marker']);
    if (isList(kept?.['comments'])) for (const comment of kept['comments']) lines.push(stringOf(comment));
    const columns = this.columnsOf(sentence, runs);
    if (this.layout.joiner !== '') lines.push(columns.map((row) => row.join(this.layout.joiner)).join(' '));
    else for (const row of columns) lines.push(row.join(this.layout.separator));
  }

  private columnsOf(sentence: Sentence, runs: readonly Run[]): string[][] {
    const rows = sentence.tokens.map((token) => this.blankRow(token));
    for (const [level, column] of this.layout.tagColumns.entries()) {
      const own = runs.filter((run) => run.column === level);
      const isSuffixed = this.layout.suffixed[level] ?? false;
      const scheme = this.layout.schemes[level] ?? 'iob2';
      const tags = tagsOf(own, rows.length, scheme, isSuffixed);
      if (scheme === 'plain') this.loseBorders(own);
      for (const run of own) {
        const start = run.span.kept['start'];
        if (typeof start === 'string' && start !== '' && this.layout.width === 0) tags[run.start] = tagText(start, run.label, isSuffixed);
        for (const [index, tag] of this.keptTags(run, isSuffixed).entries()) tags[run.start + index] = tag;
      }
      for (const [index, row] of rows.entries()) {
        if (tags[index] !== 'O' || !isOutside(row[column])) row[column] = tags[index] ?? 'O';
      }
    }
    return rows;
  }

  /** Tags that came with places which they do not have, as long as the span is the same. */
  private keptTags({ start, end, label, span }: Run, isSuffixed: boolean): readonly string[] {
    const kept = this.layout.width === 0 && isList(span.kept['tags']) ? span.kept['tags'].map(stringOf) : [];
    return kept.length === end - start && kept.every((tag) => parseTag(tag, isSuffixed)?.label === label) ? kept : [];
  }

  /** Tags without a prefix cannot keep neighbours of one label apart. */
  private loseBorders(runs: readonly Run[]): void {
    for (const { start, label, span } of runs) {
      if (runs.some((other) => other.end === start && other.label === label)) this.lose('widened', span.id, 'joined with the mark before');
    }
  }

  /** The row as it came, its tags included, or the form with `_` in the columns that nothing is known of. */
  private blankRow(token: ExchangeToken): string[] {
    const kept = token.kept?.['columns'];
    if (this.layout.width === 0 && isList(kept)) return kept.map(stringOf).map((value, column) => {
      const level = this.layout.tagColumns.indexOf(column);
      return level < 0 ? value : this.layout.schemes[level] === 'plain' ? plainOutsideOf(value) : outsideOf(value);
    });
    const row = Array.from({ length: this.layout.width === 0 ? 2 : this.layout.width }, () => '_');
    for (const column of this.layout.tagColumns) row[column] = 'O';
    row[this.layout.formColumn] = this.form(token);
    return row;
  }

  private form(token: Span): string {
    const form = (this.document.text ?? '').slice(token.start, token.end);
    const written = form.replace(this.layout.separator === '\t' ? /[\t\n\r]+/g : /[\t\n\r ]+/g, '_');
    if (written !== form) this.lose('value-changed', '', form);
    return written;
  }

  /** For each sentence the runs that no other one of the same column overlaps; longer spans go first. */
  private runsIn(sentences: readonly Sentence[]): Run[][] {
    const runs: Run[][] = sentences.map(() => []);
    const taken = sentences.map(() => new Set<string>());
    const starts = sentences.map((sentence) => ({ start: sentence.span.start, end: Math.max(sentence.span.end, sentence.tokens.at(-1)?.end ?? 0) }));
    for (const span of [...this.document.spans].sort(namesFirst)) {
      if (span.fragments.length > 1) this.lose('fragments', span.id, span.label);
      for (const fragment of span.fragments) this.placeFragment(span, fragment, { sentences, starts, runs, taken });
      this.loseFeatures(span);
    }
    return runs;
  }

  private placeFragment(span: ExchangeSpan, fragment: Span, into: Placement): void {
    const [first, last] = tokensUnder(into.starts, fragment) ?? [0, 0];
    if (last === first || fragment.start === fragment.end) return this.lose('zero-length', span.id, span.label);
    if (last - first > 1) this.lose('widened', span.id, 'split at the end of a sentence');
    for (let index = first; index < last; index++) this.placeIn(span, fragment, index, into);
  }

  private placeIn(span: ExchangeSpan, fragment: Span, index: number, into: Placement): void {
    const tokens = into.sentences[index]?.tokens ?? [];
    const [start, end] = tokensUnder(tokens, fragment) ?? [0, 0];
    if (end === start) return;
    const column = this.columnFor(span);
    const cells = Array.from({ length: end - start }, (_, offset) => `${column}:${start + offset}`);
    if (cells.some((cell) => into.taken[index]?.has(cell) === true)) return this.lose('overlap', span.id, span.label);
    for (const cell of cells) into.taken[index]?.add(cell);
    if ((tokens[start]?.start ?? 0) < fragment.start || (tokens[end - 1]?.end ?? 0) > fragment.end) this.lose('widened', span.id, span.label);
    into.runs[index]?.push({ start, end, label: this.label(span), span, column });
  }

  private columnFor(span: ExchangeSpan): number {
    const column = span.kept['column'];
    return typeof column === 'number' && column < this.layout.tagColumns.length ? column : 0;
  }

  private label(span: ExchangeSpan): string {
    const written = (span.label === '' ? '' : span.label).replace(/\s+/g, '_');
    if (written !== span.label) this.lose('label-changed', span.id, span.label);
    return written;
  }

  private loseFeatures(span: ExchangeSpan): void {
    for (const attribute of span.attributes) {
      if (attribute.value !== null) this.lose('attribute', span.id, attribute.name);
    }
    if (this.layout.header === '') for (const reference of span.references) this.lose('reference', span.id, `${reference.base}:${reference.key}`);
    if (span.cluster !== undefined) this.lose('cluster', span.id, span.cluster);
    if (span.note !== undefined) this.lose('note', span.id, '');
    if (span.layer !== undefined) this.lose('layer', span.id, span.layer);
    if (span.annotator !== undefined) this.lose('annotator', span.id, span.annotator);
  }

  private loseRest(): void {
    for (const relation of this.document.relations) this.lose(relation.ends.some((end) => end.document !== undefined) ? 'cross-document' : relation.trigger === undefined ? 'relation' : 'event', relation.id, relation.label);
    for (const note of this.document.notes) this.lose('note', note.id, note.label);
    if (this.document.text === null) this.lose('text-missing', '', '');
    if (Object.keys(this.document.metadata).length > 0) this.lose('metadata', '', Object.keys(this.document.metadata).join(' '));
  }

  private lose(code: LossCode, item: string, detail: string): void {
    this.losses.push({ code, document: this.document.id, item, detail });
  }
}

interface Placement {
  readonly sentences: readonly Sentence[];
  readonly starts: readonly Span[];
  readonly runs: Run[][];
  readonly taken: readonly Set<string>[];
}

/** What a cell says where no entity is: `O`, or `_` and `-` as they came; what was no tag stays. */
function outsideOf(value: string): string {
  return /^(?:[BILUESMW](?:-.*)?|.+-[BILUES])$/s.test(value) ? 'O' : value;
}

function plainOutsideOf(value: string): string {
  return plainTag(value).prefix === 'O' ? value : 'O';
}

function isOutside(value: string | undefined): boolean {
  return value !== undefined && value !== '' && outsideOf(value) === value;
}
