import type { Data, DataObject, ExchangeDocument, ExchangeProblem, ExchangeSpan, ExchangeToken, Reading, Reference, TextFile } from './model';
import { intoDocuments, parseTable, type Part, type Row, type Table, type TableLayout } from './conllTable';
import { safeId, uniqueIds, withoutEnding } from './names';
import { parseTag, plainTag, runsOf, tagsOf, type Tag, type TagRun } from './tags';

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
