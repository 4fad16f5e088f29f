import type { Data, DataObject, ExchangeDocument, ExchangeProblem, ExchangeSpan, ExchangeToken, Reading, Reference, TextFile } from './model';
import { linesOf } from './lines';
import { safeId, uniqueIds, withoutEnding } from './names';
import { parseTag, runsOf, schemeOf, type TagScheme } from './tags';

/**
 * Tokens in rows, entities in tag columns: CoNLL-2002 and 2003, IOB1, IOB2, BILOU, IOBES, with prefixes or suffixes,
 * one token a line, or one sentence a line as `Ant|B-ORG Financial|I-ORG`. The text is rebuilt: tokens with a space between
 * unless a column or the comment `# text =` says otherwise, sentences on lines of their own.
 */
export function readConll(files: readonly TextFile[]): Reading {
  const documents: ExchangeDocument[] = [];
  const problems: ExchangeProblem[] = [];
  for (const file of files) {
    const table = parseTable(file);
    const reader = new TableReader(table);
    const unique = uniqueIds();
    const parts = intoDocuments(table);
    if (table.layout.tagColumns.length === 0) problems.push({ file: file.name, line: 1, code: 'shape-unknown', data: { expected: 'a column of tags' } });
    for (const [index, part] of parts.entries()) {
      const base = withoutEnding(file.name);
      const wanted = parts.length === 1 ? base : `${base}/${part.name ?? String(index + 1)}`;
      const id = unique(safeId(wanted));
      if (part.name !== undefined && safeId(wanted) !== wanted) problems.push({ file: file.name, line: part.line, code: 'id-unsafe', data: { id: part.name } });
      documents.push(reader.document(part, id, index === parts.length - 1));
    }
    for (const problem of reader.problems) problems.push(problem);
  }
  return { documents, problems, offsets: [] };
}

interface Row {
  readonly line: number;
  readonly columns: readonly string[];
}

/** A block of rows between blank lines, with the comments before and between them. */
interface Block {
  readonly line: number;
  readonly comments: string[];
  readonly rows: Row[];
  /** How many blank lines come before it. */
  readonly gap: number;
  /** The document marker before it. */
  readonly marker?: string;
}

export interface TableLayout {
  readonly separator: string;
  readonly formColumn: number;
  readonly tagColumns: readonly number[];
  readonly schemes: readonly TagScheme[];
  readonly suffixed: readonly boolean[];
  readonly header?: string;
  /** Tokens of a sentence on one line, their columns joined with this. */
  readonly joiner?: string;
}

interface Table {
  readonly file: string;
  /** How many blank lines end it. */
  readonly trail: number;
  readonly blocks: readonly Block[];
  readonly layout: TableLayout;
}

interface Part {
  readonly line: number;
  readonly name?: string;
  readonly blocks: readonly Block[];
}

const documentMarkers = [/^-DOCSTART-(?:[\t ]|$)/, /^# newdoc(?: id = (?<id>.+))?$/, /^#begin document \(?(?<id>[^);]+)/, /^# \w+:document_id = (?<id>.+)$/];

function parseTable(file: TextFile): Table {
  const lines = [...linesOf(file.text.replace(/^\ufeff/, ''))];
  const sample = lines.filter((line) => line.text !== '' && !/^(?:#|-DOCSTART-)/.test(line.text)).slice(0, 200).map((line) => line.text);
  const joiner = sentenceJoiner(sample);
  const separator = sample.filter((line) => line.includes('\t')).length * 2 > sample.length ? '\t' : ' ';
  const header = lines[0]?.text.startsWith('TOKEN\t') === true ? lines[0].text : undefined;
  const blocks = intoBlocks(header === undefined ? lines : lines.slice(1), (line) => columnsOf(line, separator, joiner));
  const trail = lines.length - 1 - lastFilled(lines);
  return { file: file.name, trail, blocks, layout: layoutOf(blocks, separator, header, joiner) };
}

/** `|` where every line is a sentence of `token|TAG`. */
function sentenceJoiner(sample: readonly string[]): string | undefined {
  const isSentences = sample.length > 0 && sample.every((line) => line.split(' ').every((word) => /^.+\|(?:O|[BILUES]-\S+)$/s.test(word)));
  return isSentences ? '|' : undefined;
}

function columnsOf(line: string, separator: string, joiner: string | undefined): string[][] {
  if (joiner !== undefined) return line.split(' ').filter((word) => word !== '').map((word) => word.split(joiner));
  return [separator === '\t' ? line.split('\t') : line.split(/ +/).filter((column, index, all) => column !== '' || (index > 0 && index < all.length - 1))];
}

/** A line that starts with `#` is a comment unless its last column is a tag: `#` is a token of its own in tweets. */
function isComment(line: string): boolean {
  return line.startsWith('#') && !/[\t ](?:O|_|-|[BILUES]-\S+)\s*$/.test(line);
}

function intoBlocks(lines: readonly { readonly number: number; readonly text: string }[], columns: (line: string) => string[][]): Block[] {
  const blocks: Block[] = [];
  let gap = 0;
  let open: Block | null = null;
  for (const { number, text } of lines) {
    const isMarker = documentMarkers.some((marker) => marker.test(text));
    if (text.trim() === '') {
      gap++;
      open = null;
      continue;
    }
    if (open === null || isMarker) {
      open = { line: number, comments: [], rows: [], gap, ...(isMarker ? { marker: text } : {}) };
      blocks.push(open);
      gap = 0;
    }
    if (isMarker) continue;
    if (isComment(text)) open.comments.push(text);
    else for (const each of columns(text)) open.rows.push({ line: number, columns: each });
  }
  return blocks;
}

function layoutOf(blocks: readonly Block[], separator: string, header: string | undefined, joiner: string | undefined): TableLayout {
  const rows = blocks.flatMap((block) => block.rows);
  const isTagFirst = joiner === undefined && rows.every(({ columns }) => columns.length === 2) && isTagColumn(rows, 0) && !isTagColumn(rows, 1);
  const formColumn = isTagFirst || (joiner === undefined && isNumbered(blocks)) ? 1 : 0;
  const width = rows.reduce((most, row) => Math.max(most, row.columns.length), 0);
  const tagColumns: number[] = isTagFirst ? [0] : [];
  for (let column = formColumn + 1; column < width; column++) {
    if (isTagColumn(rows, column)) tagColumns.push(column);
  }
  const found = tagColumns.map((column) => schemeOf(blocks.map((block) => block.rows.map((row) => row.columns[column] ?? 'O'))));
  return {
    separator, formColumn, tagColumns,
    schemes: found.map(({ scheme }) => scheme), suffixed: found.map(({ isSuffixed }) => isSuffixed),
    ...(header === undefined ? {} : { header }), ...(joiner === undefined ? {} : { joiner }),
  };
}

/** The first column counts the tokens of each sentence from 1. */
function isNumbered(blocks: readonly Block[]): boolean {
  const filled = blocks.filter((block) => block.rows.length > 0);
  return filled.length > 0 && filled.every((block) => block.rows[0]?.columns[0] === '1' && (block.rows[0]?.columns.length ?? 0) > 2);
}

const chunkLabels = new Set(['NP', 'VP', 'PP', 'ADVP', 'ADJP', 'SBAR', 'PRT', 'CONJP', 'INTJ', 'LST', 'UCP', 'NC', 'VC', 'PC', 'ADVC', 'ADJC']);

/** Nearly everything in it is a tag, something in it is more than `_` or `-`, and it does not hold chunks. */
function isTagColumn(rows: readonly Row[], column: number): boolean {
  let tags = 0;
  let telling = 0;
  let chunks = 0;
  let filled = 0;
  for (const { columns } of rows) {
    const value = columns[column];
    if (value !== undefined && value !== '') filled++;
    const isEntity = value !== undefined && /^[BILUES]-.|.-[BIESLU]$/s.test(value);
    if (isEntity || value === 'O' || value === '_' || value === '-') tags++;
    if (isEntity || value === 'O') telling++;
    if (isEntity && chunkLabels.has(value.replace(/^[BIES]-|-[BIES]$/g, ''))) chunks++;
  }
  return telling > 0 && chunks === 0 && (tags >= rows.length * 0.95 || (tags >= rows.length * 0.5 && tags >= filled - 1));
}

function intoDocuments(table: Table): Part[] {
  const starts = table.blocks.flatMap((block, index) => (block.marker === undefined ? [] : [index]));
  const bounds = starts[0] === 0 ? starts : [0, ...starts];
  return bounds.map((start, index) => {
    const blocks = table.blocks.slice(start, bounds[index + 1] ?? table.blocks.length);
    const name = nameIn(blocks[0]?.marker);
    return { blocks, line: blocks[0]?.line ?? 1, ...(name === undefined ? {} : { name }) };
  }).filter((part, index) => index > 0 || part.blocks.some((block) => block.rows.length > 0 || block.marker !== undefined) || bounds.length === 1);
}

function nameIn(marker: string | undefined): string | undefined {
  for (const pattern of documentMarkers) {
    const id = pattern.exec(marker ?? '')?.groups?.['id'];
    if (id !== undefined) return id.trim();
  }
  return undefined;
}

/** Builds documents of one table, whose layout is the same throughout. */
class TableReader {
  readonly problems: ExchangeProblem[] = [];

  constructor(private readonly table: Table) {}

  document(part: Part, id: string, isLast: boolean): ExchangeDocument {
    const builder = new TextBuilder();
    const sentences: ExchangeToken[] = [];
    const spans: ExchangeSpan[] = [];
    for (const block of part.blocks) {
      const tokens = builder.sentence(block.rows.map((row) => this.formOf(row)), block.comments);
      for (const span of this.spansOf(block.rows, tokens, spans.length)) spans.push(span);
      const kept: DataObject = { ...(block.comments.length === 0 ? {} : { comments: block.comments }), gap: block.gap, ...(block.marker === undefined ? {} : { marker: block.marker }) };
      sentences.push({ start: tokens[0]?.start ?? builder.text.length, end: tokens.at(-1)?.end ?? builder.text.length, kept });
    }
    return {
      id, text: builder.text, metadata: {}, tokens: builder.tokens, sentences, spans, relations: [], notes: [],
      kept: { conll: { file: this.table.file, ...layoutData(this.table.layout), ...(isLast ? { trail: this.table.trail } : {}) } },
    };
  }

  private formOf(row: Row): Form {
    const { formColumn } = this.table.layout;
    const last = row.columns.at(-1) ?? '';
    return { text: row.columns[formColumn] ?? '', isGlued: /(?:^|\|)(?:NoSpaceAfter|SpaceAfter=No)(?:$|\|)/.test(last), columns: row.columns };
  }

  private spansOf(rows: readonly Row[], tokens: readonly ExchangeToken[], count: number): ExchangeSpan[] {
    const spans: ExchangeSpan[] = [];
    for (const [level, column] of this.table.layout.tagColumns.entries()) {
      const isSuffixed = this.table.layout.suffixed[level] ?? false;
      const tags = rows.map((row) => this.tagOf(row, column, isSuffixed));
      for (const run of runsOf(tags)) {
        const start = tokens[run.start]?.start ?? 0;
        const end = tokens[run.end - 1]?.end ?? start;
        const kept = { ...(level === 0 ? {} : { column: level }), ...this.oddStart(tags[run.start]?.prefix, level, rows, run.start) };
        spans.push({
          id: `s${count + spans.length + 1}`, label: run.label, fragments: [{ start, end }], references: this.referencesOf(rows[run.start], level), attributes: [], kept,
        });
      }
    }
    return spans;
  }

  private tagOf(row: Row, column: number, isSuffixed: boolean): ReturnType<typeof parseTag> {
    const value = row.columns[column];
    const tag = value === undefined ? undefined : parseTag(value, isSuffixed);
    if (tag === undefined) this.problems.push({ file: this.table.file, line: row.line, code: value === undefined ? 'line-malformed' : 'tag-invalid', data: { tag: value ?? '', text: row.columns.join(' ').slice(0, 100) } });
    return tag;
  }

  /** An entity that starts with `I-` in a scheme where it should not, or the other way round, comes out as it came. */
  private oddStart(prefix: string | undefined, level: number, rows: readonly Row[], start: number): DataObject {
    const scheme = this.table.layout.schemes[level];
    const expected = scheme === 'iob1' ? 'I' : 'B';
    if ((scheme !== 'iob1' && scheme !== 'iob2') || prefix === expected) return {};
    const column = this.table.layout.tagColumns[level] ?? 0;
    const touches = parseTag(rows[start - 1]?.columns[column] ?? 'O', this.table.layout.suffixed[level])?.label === parseTag(rows[start]?.columns[column] ?? 'O', this.table.layout.suffixed[level])?.label;
    if (scheme === 'iob1' && touches) return {};
    this.problems.push({ file: this.table.file, line: rows[start]?.line ?? 0, code: 'tag-invalid', data: { tag: rows[start]?.columns[column] ?? '', scheme } });
    return { start: prefix ?? '' };
  }

  /** `Q567` of HIPE's column `NEL-LIT`. */
  private referencesOf(row: Row | undefined, level: number): Reference[] {
    const column = this.table.layout.header?.split('\t').indexOf('NEL-LIT') ?? -1;
    const key = column < 0 || level > 0 ? undefined : row?.columns[column];
    return key !== undefined && /^Q\d+$/.test(key) ? [{ base: 'Wikidata', key }] : [];
  }
}

interface Form {
  readonly text: string;
  readonly isGlued: boolean;
  readonly columns: readonly string[];
}

/** Puts the text of a document together, one sentence a line. */
class TextBuilder {
  text = '';
  readonly tokens: ExchangeToken[] = [];

  sentence(forms: readonly Form[], comments: readonly string[]): ExchangeToken[] {
    if (this.text !== '' && forms.length > 0) this.text += '\n';
    const said = comments.map((comment) => /^# text = (.*)$/.exec(comment)?.[1]).find((line) => line !== undefined);
    const spans = (said === undefined ? undefined : aligned(said, forms)) ?? joined(forms);
    const tokens = spans.places.map((start, index): ExchangeToken => ({
      start: this.text.length + start, end: this.text.length + start + (forms[index]?.text.length ?? 0), kept: { columns: forms[index]?.columns ?? [] },
    }));
    this.text += spans.text;
    for (const token of tokens) this.tokens.push(token);
    return tokens;
  }
}

interface Laid {
  readonly text: string;
  readonly places: readonly number[];
}

/** Where the tokens are in the text that the comment gives; `undefined` where they are not all there, in order. */
function aligned(text: string, forms: readonly Form[]): Laid | undefined {
  const places: number[] = [];
  let from = 0;
  for (const form of forms) {
    const at = text.indexOf(form.text, from);
    if (at < 0 || text.slice(from, at).trim() !== '') return undefined;
    places.push(at);
    from = at + form.text.length;
  }
  return { text, places };
}

function joined(forms: readonly Form[]): Laid {
  const places: number[] = [];
  let text = '';
  for (const [index, form] of forms.entries()) {
    places.push(text.length);
    text += form.text;
    if (!form.isGlued && index < forms.length - 1) text += ' ';
  }
  return { text, places };
}

function layoutData(layout: TableLayout): Readonly<Record<string, Data>> {
  return { ...layout };
}

function lastFilled(lines: readonly { readonly text: string }[]): number {
  let index = lines.length - 1;
  while (index >= 0 && lines[index]?.text.trim() === '') index--;
  return index;
}
