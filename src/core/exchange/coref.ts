import { Brackets } from './brackets';
import { isObject, parseJson, stringOf } from './json';
import { linesOf, withoutMark } from './lines';
import type { DataObject, ExchangeDocument, ExchangeProblem, ExchangeSpan, ExchangeToken, Reading, Reference, TextFile } from './model';
import { endingOf, safeId, uniqueIds } from './names';

/** The first line of a document. */
const documentLine = /^#begin document (?<name>.*)$/;

/**
 * The tables of CoNLL-2011 and 2012, and of corpora with chains across documents that are laid out like them: a token a row, mentions in
 * brackets in the last column. A chain that is not called by a number alone means the same thing in all documents.
 * Beside them a list of instances says what the chains are called (NewsReader), and JSON files with `text` how the tokens were printed.
 */
export function readCoref(files: readonly TextFile[]): Reading {
  const instances = new Map(files.filter(isInstanceList).flatMap((file) => [...instancesIn(file)]));
  const texts = textsIn(files);
  const documents: ExchangeDocument[] = [];
  const problems: ExchangeProblem[] = [];
  for (const file of files.filter(isTable)) {
    const parts = partsOf(file);
    if (parts.length === 0) problems.push({ file: file.name, line: 1, code: 'header-missing', data: { expected: '#begin document' } });
    const unique = uniqueIds();
    for (const part of parts) {
      const id = safeId(part.name);
      if (id !== part.name) problems.push({ file: file.name, line: part.line, code: 'id-unsafe', data: { id: part.name } });
      documents.push(new PartReader(file.name, instances, problems).read(part, unique(id), texts.get(keyOf(part.name)) ?? ''));
    }
  }
  return { documents, problems, offsets: [] };
}

/** Whether a file has such a table. */
export function isTable(file: TextFile): boolean {
  return endingOf(file.name) !== '.json' && /^#begin document /m.test(withoutMark(file.text.slice(0, 10_000)));
}

/** What a chain is, as the list of instances says. */
interface Instance {
  readonly name: string;
  readonly label: string;
  readonly reference: string;
}

const listHead = '#ID\tTYPE\tCLASS\tINSTANCE_NAME';

function isInstanceList(file: TextFile): boolean {
  return withoutMark(file.text).startsWith(listHead);
}

function* instancesIn(file: TextFile): Generator<[string, Instance]> {
  for (const { text } of linesOf(file.text)) {
    const [id = '', type = '', kind = '', name = '', description = '', link = ''] = text.split('\t').map((cell) => cell.trim().replaceAll('&amp;', '&'));
    if (id === '' || id.startsWith('#')) continue;
    yield [id, { name: name || description, label: type === 'EVENT' ? 'EVENT' : kind || type, reference: /^https?:\/\/\S+$/.test(link) ? link : '' }];
  }
}

/** The texts of a folder of articles as JSON, by the number that their names begin with. */
function textsIn(files: readonly TextFile[]): Map<string, string> {
  return new Map(files.filter(({ name }) => endingOf(name) === '.json').flatMap(({ name, text }): [string, string][] => {
    const parsed = parseJson(text);
    const said = parsed.ok && isObject(parsed.value) ? stringOf(parsed.value['text']) : '';
    return said === '' ? [] : [[keyOf(name), said]];
  }));
}

/** `102977` of `corpus_airbus/102977` and of `docs/1MEANTIME/102977_Airbus_parent.json`. */
function keyOf(name: string): string {
  return /(?:^|\/)(\d+)(?:_[^/]*)?$/.exec(name)?.[1] ?? name;
}

interface Row {
  readonly line: number;
  readonly columns: readonly string[];
  /** The row as it came, where its columns do not say it. */
  readonly padded?: string;
}

interface Part {
  readonly name: string;
  readonly head: string;
  readonly tail: string;
  readonly line: number;
  readonly sentences: readonly (readonly Row[])[];
}

function partsOf(file: TextFile): Part[] {
  const parts: { name: string; head: string; tail: string; line: number; sentences: Row[][] }[] = [];
  let sentence: Row[] | undefined;
  let part: (typeof parts)[number] | undefined;
  for (const { number, text } of linesOf(withoutMark(file.text))) {
    const line = (file.line ?? 1) - 1 + number;
    const name = documentLine.exec(text)?.groups?.['name'];
    if (name !== undefined) {
      part = { name: nameIn(name), head: text, tail: '', line, sentences: [] };
      parts.push(part);
      sentence = undefined;
    } else if (text.startsWith('#end document')) {
      if (part !== undefined) part.tail = text;
      part = undefined;
    } else if (text.trim() === '') {
      sentence = undefined;
    } else if (part !== undefined) {
      if (sentence === undefined) part.sentences.push(sentence = []);
      sentence.push({ line, columns: columnsOf(text), ...(text.includes('\t') ? {} : { padded: text }) });
    }
  }
  return parts;
}

/** `bc/cnn_0000` and the part after it, where it is not the first. */
function nameIn(said: string): string {
  const [, own = said, part = '0'] = /^\(?([^();]+)\)?(?:;\s*part\s*(\d+))?/.exec(said) ?? [];
  return Number(part) === 0 ? own.trim() : `${own.trim()}-part-${part}`;
}

/** Tabs, or any number of blanks. A blank after the `|` between brackets is none. */
function columnsOf(line: string): string[] {
  return line.includes('\t') ? line.split('\t') : line.trim().split(/ +/);
}

/** The column of the words: after the document, the part and the number. */
const wordColumn = 3;
/** The column of named entities, in tables of the full width. */
export const nameColumn = 10;
export const fullWidth = 12;

class PartReader {
  private readonly tokens: ExchangeToken[] = [];
  private readonly sentences: ExchangeToken[] = [];
  private readonly spans: ExchangeSpan[] = [];

  constructor(private readonly file: string, private readonly instances: ReadonlyMap<string, Instance>, private readonly problems: ExchangeProblem[]) {}

  read(part: Part, id: string, printed: string): ExchangeDocument {
    const rows = part.sentences.map((sentence) => sentence.filter((row) => this.isRow(row)));
    const text = this.lay(rows, printed);
    const all = rows.flat();
    const names = this.namesIn(all);
    this.readChains(all);
    for (const [index, { start, end, label }] of names.entries()) this.spans.push({ ...this.spanAt(`n${index + 1}`, start, end), label, kept: { column: 'names' } });
    return {
      id, text, metadata: {}, tokens: this.tokens, sentences: this.sentences, spans: this.spans, relations: [], notes: [],
      kept: { coref: { file: this.file, head: part.head, tail: part.tail } },
    };
  }

  private isRow({ line, columns }: Row): boolean {
    if (columns.length > wordColumn + 1) return true;
    this.problems.push({ file: this.file, line, code: 'line-malformed', data: { text: columns.join(' ').slice(0, 100) } });
    return false;
  }

  /** Puts the text together, one sentence a line, with the blanks that the printed text has; where it says something else, with those that are usual. */
  private lay(sentences: readonly (readonly Row[])[], printed: string): string {
    let text = '';
    let from = 0;
    for (const rows of sentences) {
      if (rows.length === 0) continue;
      if (text !== '') text += '\n';
      const start = text.length;
      const quotes = new Quotes();
      for (const [index, { columns, padded }] of rows.entries()) {
        const form = formOf(columns);
        const at = printed.indexOf(form, from);
        const isPrinted = at >= 0 && printed.slice(from, at).trim() === '';
        const gap = isPrinted ? at > from : index > 0 && quotes.isApart(formOf(rows[index - 1]?.columns ?? []), form);
        if (index > 0 && gap) text += ' ';
        if (isPrinted) from = at + form.length;
        quotes.take(form);
        this.tokens.push({ start: text.length, end: text.length + form.length, kept: { columns, ...(padded === undefined ? {} : { padded }) } });
        text += form;
      }
      this.sentences.push({ start, end: text.length });
    }
    return text;
  }

  private readChains(rows: readonly Row[]): void {
    const brackets = new Brackets<number>();
    for (const [token, { line, columns }] of rows.entries()) {
      for (const bracket of (columns.at(-1) ?? '').split('|').map((each) => each.trim())) {
        const [, open, chain = '', close] = /^(\()?([^()]+)(\))?$/.exec(bracket) ?? [];
        if (open !== undefined) brackets.open(chain, token, line);
        if (close !== undefined) this.addMention(chain, brackets.close(chain, token + 1), line);
        else if (open === undefined && bracket !== '-' && bracket !== '_' && bracket !== '*') this.problem(line, bracket);
      }
    }
    for (const { id, data } of brackets.left()) this.problem(data, `(${id}`);
  }

  private addMention(chain: string, closed: { readonly start: number; readonly end: number } | undefined, line: number): void {
    if (closed === undefined) return this.problem(line, `${chain})`);
    const thing = /^\d+$/.test(chain) ? undefined : chain.replace(/^(?:cross_|intra_)+/, '');
    const instance = this.instances.get(thing ?? '');
    const references: Reference[] = instance === undefined || instance.reference === '' ? [] : [{ base: '', key: instance.reference }];
    this.spans.push({
      ...this.spanAt(`s${this.spans.length + 1}`, closed.start, closed.end), label: instance?.label ?? (/^\p{Lu}{2,}(?=\d)/u.exec(thing ?? '')?.[0] ?? ''), cluster: chain, references,
      kept: thing === undefined ? {} : { entity: thing, ...(instance === undefined || instance.name === '' ? {} : { entityName: instance.name }) },
    });
  }

  /** `(PERSON)`, or `(PERSON*`, `*`, `*)`. */
  private namesIn(rows: readonly Row[]): { start: number; end: number; label: string }[] {
    const names: { start: number; end: number; label: string }[] = [];
    const brackets = new Brackets<undefined>();
    const open: string[] = [];
    for (const [token, { columns }] of rows.entries()) {
      const value = columns.length < fullWidth ? '' : columns[nameColumn] ?? '';
      for (const [, label = ''] of value.matchAll(/\(([^()*]+)/g)) {
        brackets.open(label, token, undefined);
        open.push(label);
      }
      for (const _ of value.matchAll(/\)/g)) {
        const label = open.pop() ?? '';
        const closed = brackets.close(label, token + 1);
        if (closed !== undefined) names.push({ start: closed.start, end: closed.end, label });
      }
    }
    return names;
  }

  private spanAt(id: string, start: number, end: number): ExchangeSpan {
    return { id, label: '', fragments: [{ start: this.tokens[start]?.start ?? 0, end: this.tokens[end - 1]?.end ?? 0 }], references: [], attributes: [], kept: {} };
  }

  private problem(line: number, tag: string): void {
    this.problems.push({ file: this.file, line, code: 'tag-invalid', data: { tag: tag.slice(0, 100) } });
  }
}

const printedForms: ReadonlyMap<string, string> = new Map([['-LRB-', '('], ['-RRB-', ')'], ['-LSB-', '['], ['-RSB-', ']'], ['-LCB-', '{'], ['-RCB-', '}']]);

/** Brackets as they are printed. */
function formOf(columns: readonly string[]): string {
  const form = columns[wordColumn] ?? '';
  return printedForms.get(form) ?? form;
}

/** Which tokens of English have a blank between them, where nobody says. */
class Quotes {
  private isOpen = false;

  take(form: string): void {
    if (form === '"') this.isOpen = !this.isOpen;
  }

  isApart(before: string, form: string): boolean {
    if (/^(?:[.,;:!?%)\]}’”]|''|\.\.\.|['’](?:s|S|d|ll|re|ve|m)|n['’]t)$/.test(form) || (form === '"' && this.isOpen)) return false;
    return !/^(?:[([{$£€“‘]|``)$/.test(before) && !(before === '"' && this.isOpen);
  }
}

/** The kept facts of a document that came from such a table. */
export function tableOf(document: ExchangeDocument): DataObject | undefined {
  const own = document.kept['coref'];
  return isObject(own) ? own : undefined;
}
