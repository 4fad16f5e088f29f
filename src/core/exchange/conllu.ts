import { Brackets, type Bracketed } from './brackets';
import { linesOf, withoutMark, type Line } from './lines';
import type { DataObject, ExchangeAttribute, ExchangeDocument, ExchangeProblem, ExchangeRelation, ExchangeSpan, ExchangeToken, Reading, Reference, TextFile } from './model';
import { safeId, uniqueIds, withoutEnding } from './names';

/** The fields of an `Entity=` where the file does not name them, as CorefUD writes them. */
export const usualFields: readonly string[] = ['eid', 'etype', 'head', 'other'];

/** What fields are called that are no attributes: the chain, the type, the knowledge-base id. */
export const chainFields: ReadonlySet<string> = new Set(['eid', 'GRP']);
export const typeFields: ReadonlySet<string> = new Set(['etype', 'entity']);
export const identityField = 'identity';

/**
 * CoNLL-U with the mentions of entities in `Entity=` (CorefUD, GUM): chains, types, attributes, bridging and split antecedents.
 * The text is that of `# text`, else the tokens as `SpaceAfter=No` says; a new paragraph starts a new line.
 */
export function readConllu(files: readonly TextFile[]): Reading {
  const documents: ExchangeDocument[] = [];
  const problems: ExchangeProblem[] = [];
  for (const file of files) {
    const parts = partsOf(file);
    const unique = uniqueIds();
    for (const part of parts) {
      const base = safeId(withoutEnding(file.name));
      const named = part.name === undefined ? undefined : safeId(part.name);
      if (named !== undefined && named !== part.name) problems.push({ file: file.name, line: part.line, code: 'id-unsafe', data: { id: part.name ?? '' } });
      const id = unique(parts.length === 1 ? base : `${base}/${named ?? '1'}`);
      documents.push(new DocumentReader(file.name, part.fields, problems).read(part, id));
    }
  }
  return { documents, problems, offsets: [] };
}

interface Block {
  readonly comments: readonly string[];
  readonly rows: readonly Line[];
}

interface Part {
  readonly line: number;
  readonly name?: string;
  readonly fields: readonly string[];
  readonly blocks: readonly Block[];
}

/** The documents of a file. The names of the fields of `Entity=` hold until they are said again. */
function partsOf(file: TextFile): Part[] {
  const parts: { line: number; name?: string; fields: readonly string[]; blocks: Block[] }[] = [];
  let fields = usualFields;
  for (const { line, comments, rows } of blocksOf(withoutMark(file.text))) {
    const marker = comments.find((comment) => /^# newdoc\b/.test(comment));
    const name = /^# newdoc id = (.+)$/.exec(marker ?? '')?.[1]?.trim();
    fields = comments.map((comment) => /^# global\.Entity = (\S+)$/.exec(comment)?.[1]?.split('-')).find((each) => each !== undefined) ?? fields;
    if (marker !== undefined || parts.length === 0) parts.push({ line, fields, blocks: [], ...(name === undefined ? {} : { name }) });
    parts.at(-1)?.blocks.push({ comments, rows });
  }
  return parts;
}

function* blocksOf(text: string): Generator<Block & { readonly line: number }> {
  let open: { line: number; comments: string[]; rows: Line[] } | undefined;
  for (const line of linesOf(text)) {
    if (line.text.trim() === '') {
      if (open !== undefined) yield open;
      open = undefined;
      continue;
    }
    open ??= { line: line.number, comments: [], rows: [] };
    if (line.text.startsWith('#') && open.rows.length === 0) open.comments.push(line.text);
    else open.rows.push(line);
  }
  if (open !== undefined) yield open;
}

/** A word of a sentence, with its row. */
interface Word {
  readonly line: number;
  readonly columns: readonly string[];
  readonly misc: ReadonlyMap<string, string>;
}

/** What is printed in the text: a word, or several that are written as one. */
interface Surface {
  readonly form: string;
  readonly words: number;
  readonly isGlued: boolean;
}

/** What an opening bracket of `Entity=` says beyond the chain. */
interface Opened {
  readonly values: readonly string[];
  /** `[2, 3]` for the second of three pieces. */
  readonly piece?: readonly [number, number];
}

class DocumentReader {
  private text = '';
  private readonly tokens: ExchangeToken[] = [];
  private readonly sentences: ExchangeToken[] = [];
  private readonly spans: ExchangeSpan[] = [];
  private readonly relations: ExchangeRelation[] = [];
  private readonly brackets = new Brackets<Opened>();
  /** The pieces of mentions that are not complete yet, by chain. */
  private readonly pieces = new Map<string, Bracketed<Opened>[]>();
  /** `Bridge=` and `SplitAnte=`, until all mentions are known. */
  private readonly said: { readonly key: 'Bridge' | 'SplitAnte'; readonly value: string; readonly token: number; readonly line: number }[] = [];

  constructor(private readonly file: string, private readonly fields: readonly string[], private readonly problems: ExchangeProblem[]) {}

  read(part: Part, id: string): ExchangeDocument {
    for (const block of part.blocks) this.readSentence(block);
    for (const { id: chain, start } of this.brackets.left()) this.problem(0, 'tag-invalid', { tag: `(${chain}`, token: start + 1 });
    for (const said of this.said) this.addRelations(said);
    const { text, tokens, sentences, relations } = this;
    const spans = [...this.spans].sort((one, other) => (one.fragments[0]?.start ?? 0) - (other.fragments[0]?.start ?? 0) || (other.fragments[0]?.end ?? 0) - (one.fragments[0]?.end ?? 0));
    return { id, text, metadata: metadataOf(part), tokens, sentences, spans, relations, notes: [], kept: { conllu: { file: this.file, fields: this.fields } } };
  }

  private readSentence({ comments, rows }: Block): void {
    const { words, surfaces, others } = this.rowsOf(rows);
    const isParagraph = comments.some((comment) => comment.startsWith('# newpar'));
    const said = comments.map((comment) => /^# text = (.*)$/.exec(comment)?.[1]).find((line) => line !== undefined);
    const isSaid = comments.some((comment) => comment.startsWith('# newpar')) || this.sentences.some(({ kept }) => kept?.['paragraph'] === true);
    if (this.text !== '') this.text += isParagraph || !isSaid ? '\n' : ' ';
    const laid = (said === undefined ? undefined : alignedIn(said, surfaces)) ?? joined(surfaces);
    const from = this.tokens.length;
    const start = this.text.length;
    for (const [index, place] of placesOf(surfaces, laid.places, words).entries()) {
      this.tokens.push({ start: start + place.start, end: start + place.end, kept: { columns: words[index]?.columns ?? [] } });
    }
    this.text += laid.text;
    this.sentences.push({ start, end: this.text.length, kept: { comments, ...(others.length === 0 ? {} : { others }), ...(isParagraph ? { paragraph: true } : {}) } });
    for (const [index, word] of words.entries()) this.readWord(word, from + index);
  }

  /** Words, what of the text they are, and the rows that are neither: ranges and empty nodes, with the index of the word before which they stand. */
  private rowsOf(rows: readonly Line[]): { words: Word[]; surfaces: Surface[]; others: [number, string][] } {
    const words: Word[] = [];
    const surfaces: Surface[] = [];
    const others: [number, string][] = [];
    let covered = 0;
    for (const { number, text } of rows) {
      const columns = text.split('\t');
      const [id = '', form = ''] = columns;
      const range = /^(\d+)-(\d+)$/.exec(id);
      const misc = miscOf(columns[9]);
      const isGlued = misc.get('SpaceAfter') === 'No';
      if (range !== null) {
        const count = Math.min(Number(range[2]) - Number(range[1]) + 1, rows.length);
        if (count > 0) surfaces.push({ form, words: count, isGlued });
        covered = Math.max(covered, count);
      } else if (/^\d+$/.test(id) && columns.length >= 2) {
        words.push({ line: number, columns, misc });
        if (covered > 0) covered--;
        else surfaces.push({ form, words: 1, isGlued });
        continue;
      } else if (!/^\d+\.\d+$/.test(id)) {
        this.problem(number, 'line-malformed', { text: text.slice(0, 100) });
      }
      others.push([words.length, text]);
    }
    return { words, surfaces, others };
  }

  private readWord({ line, misc }: Word, token: number): void {
    for (const [bracket] of (misc.get('Entity') ?? '').matchAll(/\([^()]*\)?|[^()]+\)/g)) this.readBracket(bracket, token, line);
    for (const key of ['Bridge', 'SplitAnte'] as const) {
      const value = misc.get(key);
      if (value !== undefined) this.said.push({ key, value, token, line });
    }
  }

  private readBracket(bracket: string, token: number, line: number): void {
    const [first = '', ...values] = bracket.replace(/^\(|\)$/g, '').split('-');
    const piece = /^(.*)\[(\d+)\/(\d+)\]$/.exec(first);
    const chain = piece?.[1] ?? first;
    if (bracket.startsWith('(')) this.brackets.open(first, token, { values, ...(piece === null ? {} : { piece: [Number(piece[2]), Number(piece[3])] as const }) });
    if (!bracket.endsWith(')')) return;
    const closed = this.brackets.close(first, token + 1);
    if (closed === undefined) this.problem(line, 'tag-invalid', { tag: bracket.slice(0, 100) });
    else this.addPiece({ ...closed, id: chain });
  }

  /** A mention is whole with its last piece. */
  private addPiece(piece: Bracketed<Opened>): void {
    const [number, count] = piece.data.piece ?? [1, 1];
    const pieces = number === 1 ? [piece] : [...this.pieces.get(piece.id) ?? [], piece];
    this.pieces.set(piece.id, pieces);
    if (number === count) this.addSpan(pieces);
  }

  private addSpan(pieces: readonly Bracketed<Opened>[]): void {
    const [first] = pieces;
    const values = new Map(this.fields.slice(1).map((field, index) => [field, decoded(first?.data.values[index] ?? '')]));
    const attributes = [...values].filter(([field, value]) => value !== '' && !typeFields.has(field) && field !== identityField);
    this.spans.push({
      id: `s${this.spans.length + 1}`, label: [...values].find(([field]) => typeFields.has(field))?.[1] ?? '', cluster: first?.id ?? '',
      fragments: pieces.map(({ start, end }) => ({ start: this.tokens[start]?.start ?? 0, end: this.tokens[end - 1]?.end ?? 0 })),
      references: referencesOf(values.get(identityField)), attributes: attributes.map(([name, value]): ExchangeAttribute => ({ name, value })), kept: {},
    });
  }

  /** `4<7`: what starts here is of chain 7, and is understood from chain 4. */
  private addRelations({ key, value, token, line }: DocumentReader['said'][number]): void {
    const at = this.tokens[token]?.start ?? 0;
    for (const each of value.split(',')) {
      const [, before = '', after = '', label] = /^(.+?)<(.+?)(?::(.+))?$/.exec(each) ?? [];
      const from = this.spans.find((span) => span.cluster === after && span.fragments.some(({ start }) => start === at)) ?? this.spans.find((span) => span.cluster === after);
      const to = [...this.spans].reverse().find((span) => span.cluster === before && (span.fragments[0]?.start ?? 0) < at) ?? this.spans.find((span) => span.cluster === before);
      if (from === undefined || to === undefined) this.problem(line, 'target-unknown', { value: each.slice(0, 100) });
      else {
        this.relations.push({
          id: `r${this.relations.length + 1}`, label: key === 'Bridge' ? 'bridge' : 'split', references: [], attributes: label === undefined ? [] : [{ name: 'type', value: decoded(label) }],
          ends: [{ role: 'from', target: from.id }, { role: 'to', target: to.id }], kept: {},
        });
      }
    }
  }

  private problem(line: number, code: ExchangeProblem['code'], data: ExchangeProblem['data']): void {
    this.problems.push({ file: this.file, line: Math.max(1, line), code, data });
  }
}

/** `Key=Value|Key=Value`; `_` for none. */
export function miscOf(column: string | undefined): Map<string, string> {
  if (column === undefined || column === '_') return new Map();
  return new Map(column.split('|').map((pair) => {
    const at = pair.indexOf('=');
    return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
  }));
}

/** What `%28` and the like stand for, where a field holds what would end it. */
function decoded(value: string): string {
  return value.replace(/%([0-9A-Fa-f]{2})/g, (whole, code: string) => (Number.parseInt(code, 16) < 0x80 ? String.fromCharCode(Number.parseInt(code, 16)) : whole));
}

/** Identities are titles of Wikipedia; other bases are said before a colon. */
function referencesOf(identity: string | undefined): Reference[] {
  if (identity === undefined || identity === '') return [];
  return [/^Q\d+$/.test(identity) ? { base: 'Wikidata', key: identity } : { base: 'Wikipedia', key: identity }];
}

function metadataOf({ blocks }: Part): DataObject {
  return Object.fromEntries((blocks[0]?.comments ?? []).flatMap((comment): [string, string][] => {
    const [, key, value] = /^# meta::(\w+) = (.*)$/.exec(comment) ?? [];
    return key === undefined || value === undefined ? [] : [[key, value]];
  }));
}

interface Laid {
  readonly text: string;
  readonly places: readonly number[];
}

/** Where the forms are in the text; `undefined` where they are not all there, in order, with only white space between. */
function alignedIn(text: string, surfaces: readonly Surface[]): Laid | undefined {
  const places: number[] = [];
  let from = 0;
  for (const { form } of surfaces) {
    const at = text.indexOf(form, from);
    if (at < 0 || text.slice(from, at).trim() !== '') return undefined;
    places.push(at);
    from = at + form.length;
  }
  return text.slice(from).trim() === '' ? { text, places } : undefined;
}

function joined(surfaces: readonly Surface[]): Laid {
  const places: number[] = [];
  let text = '';
  for (const [index, { form, isGlued }] of surfaces.entries()) {
    places.push(text.length);
    text += form;
    if (!isGlued && index < surfaces.length - 1) text += ' ';
  }
  return { text, places };
}

/** One place for each word: what is written as one is divided where the words say how, and is the place of each of them where they do not. */
function placesOf(surfaces: readonly Surface[], places: readonly number[], words: readonly Word[]): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const [index, surface] of surfaces.entries()) {
    const start = places[index] ?? 0;
    const forms = words.slice(found.length, found.length + surface.words).map(({ columns }) => columns[1] ?? '');
    const isDivided = forms.join('') === surface.form;
    let from = start;
    for (const form of forms) {
      found.push(isDivided ? { start: from, end: from + form.length } : { start, end: start + surface.form.length });
      from += form.length;
    }
  }
  return found;
}
