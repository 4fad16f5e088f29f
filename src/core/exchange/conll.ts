import type { Data, DataObject, ExchangeDocument, ExchangeProblem, ExchangeSpan, ExchangeToken, Reading, Reference, TextFile } from './model';
import { linesOf, withoutMark, type Line } from './lines';
import { safeId, uniqueIds, withoutEnding } from './names';
import { parseTag, plainTag, runsOf, schemeOf, tagsOf, type Tag, type TagRun, type TagScheme } from './tags';

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
    if (table.layout.tagColumns.length === 0 && file.head === undefined) problems.push({ file: file.name, line: 1, code: 'shape-unknown', data: { expected: 'a column of tags' } });
    if (table.layout.schemes.includes('plain') && file.head === undefined) problems.push({ file: file.name, line: parts[0]?.line ?? 1, code: 'prefix-missing', data: {} });
    for (const [index, part] of parts.entries()) {
      const base = withoutEnding(file.name);
      const wanted = parts.length === 1 && file.line === undefined ? base : `${base}/${part.name ?? (file.before ?? 0) + index + 1}`;
      const id = unique(safeId(wanted));
      if (part.name !== undefined && safeId(wanted) !== wanted) problems.push({ file: file.name, line: part.line, code: 'id-unsafe', data: { id: part.name } });
      documents.push(reader.document(part, id, index === parts.length - 1));
    }
    for (const problem of [...reader.problems, ...longRows(table)]) problems.push(problem);
  }
  return { documents, problems, offsets: [] };
}

/** Rows with more columns than nearly all others: they are read, but something in them is not what it seems. */
function longRows({ file, blocks, layout }: Table): ExchangeProblem[] {
  if (layout.joiner !== undefined) return [];
  const rows = blocks.flatMap((block) => block.rows);
  const counts = new Map<number, number>();
  for (const { columns } of rows) counts.set(columns.length, (counts.get(columns.length) ?? 0) + 1);
  const [usual = 0, count = 0] = [...counts].sort(([, one], [, other]) => other - one)[0] ?? [];
  if (count < rows.length * 0.6) return [];
  const long = rows.filter(({ columns }) => columns.length > usual);
  return long.map(({ line, columns }) => ({ file, line, code: 'line-malformed', data: { columns: columns.length, expected: usual, text: columns.join(' ').slice(0, 100) } }));
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

function parseTable(file: TextFile): Table {
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
      const tags = rows.map((row) => this.tagOf(row, column, level));
      for (const run of runsOf(tags)) {
        const start = tokens[run.start]?.start ?? 0;
        const end = tokens[run.end - 1]?.end ?? start;
        const kept = { ...(level === 0 ? {} : { column: level }), ...this.oddStart(tags[run.start]?.prefix, level, rows, run.start), ...this.oddTags(run, level, rows) };
        spans.push({
          id: `s${count + spans.length + 1}`, label: run.label, fragments: [{ start, end }], references: this.referencesOf(rows[run.start], level), attributes: [], kept,
        });
      }
    }
    return spans;
  }

  private tagOf(row: Row, column: number, level: number): Tag | undefined {
    const { schemes, suffixed } = this.table.layout;
    const value = row.columns[column];
    const tag = value === undefined ? undefined : schemes[level] === 'plain' ? plainTag(value) : parseTag(value, suffixed[level]);
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

  /** Where each tag says its place in the entity, one that says another than it has comes out as it came. */
  private oddTags({ start, end, label }: TagRun, level: number, rows: readonly Row[]): DataObject {
    const { schemes, tagColumns, suffixed } = this.table.layout;
    const [scheme, column = 0] = [schemes[level], tagColumns[level]];
    if (scheme !== 'bilou' && scheme !== 'iobes') return {};
    const tags = rows.slice(start, end).map(({ columns }) => columns[column] ?? '');
    const odd = tagsOf([{ start: 0, end: end - start, label }], end - start, scheme, suffixed[level]).findIndex((tag, index) => tag !== tags[index]);
    if (odd < 0) return {};
    this.problems.push({ file: this.table.file, line: rows[start + odd]?.line ?? 0, code: 'tag-invalid', data: { tag: tags[odd] ?? '', scheme } });
    return { tags };
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
