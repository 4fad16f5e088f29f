import type { TextFile } from './model';
import { linesOf, withoutMark, type Line } from './lines';
import { schemeOf, type TagScheme } from './tags';

export interface Row {
  readonly line: number;
  readonly columns: readonly string[];
}

/** A block of rows between blank lines, with the comments before and between them. */
export interface Block {
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

export interface Table {
  readonly file: string;
  /** How many blank lines end it. */
  readonly trail: number;
  readonly blocks: readonly Block[];
  readonly layout: TableLayout;
}

export interface Part {
  readonly line: number;
  readonly name?: string;
  readonly blocks: readonly Block[];
}

const documentMarkers = [/^-DOCSTART-(?:[\t ]|$)/, /^# newdoc(?: id = (?<id>.+))?$/, /^#begin document \(?(?<id>[^);]+)/, /^# \w+:document_id = (?<id>.+)$/];

/** Where, in a text that begins in a table, its last document begins, with the blank lines before it; -1 for nowhere. Bytes will do. */
export function lastDocumentIn(text: string): number {
  const starts = ['\n-DOCSTART-', '\n# newdoc', '\n#begin document '].map((marker) => text.lastIndexOf(marker));
  const newline = Math.max(...starts);
  return newline < 0 ? -1 : text.slice(0, newline + 1).search(/(?:(?<=\n)[ \t]*\r?\n)*$/);
}

/** How many documents begin in a text. */
export function documentsIn(text: string): number {
  return text.match(/^(?:-DOCSTART-|# newdoc|#begin document )/gm)?.length ?? 0;
}

export function parseTable(file: TextFile): Table {
  const first = file.line ?? 1;
  const all = [...linesOf(withoutMark(file.text))].map(({ number, text }) => ({ number: first - 1 + number, text }));
  const shown = file.head === undefined ? all : [...linesOf(withoutMark(file.head))];
  const sample = shown.filter((line) => line.text !== '' && !/^(?:#|-DOCSTART-)/.test(line.text)).slice(0, 200).map((line) => line.text);
  const joiner = sentenceJoiner(sample);
  const separator = sample.filter((line) => line.includes('\t')).length * 2 > sample.length ? '\t' : ' ';
  const header = shown[0]?.text.startsWith('TOKEN\t') === true ? shown[0].text : undefined;
  const blocksOf = (lines: readonly Line[]): Block[] => intoBlocks(lines[0] !== undefined && lines[0].text === header ? lines.slice(1) : lines, (line) => columnsOf(line, separator, joiner));
  const blocks = blocksOf(all);
  return { file: file.name, trail: all.length - 1 - lastFilled(all), blocks, layout: layoutOf(file.head === undefined ? blocks : blocksOf(shown), separator, header, joiner) };
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
  const width = Math.min(mostColumns, rows.reduce((most, row) => Math.max(most, row.columns.length), 0));
  const { columns: tagged, isPlain } = tagColumnsIn(rows, width);
  const formColumn = joiner === undefined ? formColumnIn(rows, width, tagged) : 0;
  const tagColumns = tagged.filter((column) => column !== formColumn);
  const found = tagColumns.map((column) => (isPlain ? { scheme: 'plain' as const, isSuffixed: false } : schemeOf(blocks.map((block) => block.rows.map((row) => row.columns[column] ?? 'O')))));
  return {
    separator, formColumn, tagColumns,
    schemes: found.map(({ scheme }) => scheme), suffixed: found.map(({ isSuffixed }) => isSuffixed),
    ...(header === undefined ? {} : { header }), ...(joiner === undefined ? {} : { joiner }),
  };
}

/** More columns than any table has: a line without end is no table. */
const mostColumns = 200;

/** The columns of tags with prefixes; where there is none, the last one that can be of tags without. */
function tagColumnsIn(rows: readonly Row[], width: number): { readonly columns: readonly number[]; readonly isPlain: boolean } {
  const all = Array.from({ length: width }, (_, column) => column);
  const prefixed = all.filter((column) => isTagColumn(rows, column));
  if (prefixed.length > 0) return { columns: prefixed, isPlain: false };
  return { columns: all.filter((column) => isPlainColumn(rows.map(({ columns }) => columns[column] ?? ''))).slice(-1), isPlain: true };
}

/**
 * The first column, unless it holds tags, numbers the tokens, or says the same of all of them; then the one that says most different things.
 * A table of one row says nothing of the kind.
 */
function formColumnIn(rows: readonly Row[], width: number, tagColumns: readonly number[]): number {
  const values = (column: number): ReadonlySet<string> => new Set(rows.map(({ columns }) => columns[column] ?? '').filter((value) => value !== ''));
  const isForm = (column: number): boolean => !tagColumns.includes(column) && ![...values(column)].every((value) => /\d/.test(value)) && (rows.length === 1 || values(column).size > 1);
  const forms = Array.from({ length: width }, (_, column) => column).filter(isForm);
  if (forms.length === 0 || forms[0] === 0) return 0;
  return forms.reduce((best, column) => (values(column).size > values(best).size ? column : best));
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
    const isEntity = value !== undefined && /^[BILUES](?:-.|$)|.-[BIESLU]$/s.test(value);
    if (isEntity || value === 'O' || value === '_' || value === '-') tags++;
    if (isEntity || value === 'O') telling++;
    if (isEntity && chunkLabels.has(value.replace(/^[BIES]-|-[BIES]$/g, ''))) chunks++;
  }
  return telling > 0 && chunks === 0 && (tags >= rows.length * 0.95 || (tags >= rows.length * 0.5 && tags >= filled - 1));
}

/** How many labels without a prefix a column may have before it rather holds words. */
const mostPlainLabels = 60;

/** `O`, and labels such as `PER` that come again and again; no numbers, no punctuation. */
export function isPlainColumn(values: readonly string[]): boolean {
  const labels = new Set(values);
  return labels.delete('O') && labels.size > 0 && labels.size <= Math.min(mostPlainLabels, values.length / 2)
    && [...labels].every((label) => /^\p{L}[\p{L}\p{N}_./-]*$/u.test(label));
}

export function intoDocuments(table: Table): Part[] {
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

function lastFilled(lines: readonly { readonly text: string }[]): number {
  let index = lines.length - 1;
  while (index >= 0 && lines[index]?.text.trim() === '') index--;
  return index;
}
