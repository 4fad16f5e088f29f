import { bracketsByToken } from './brackets';
import { chainFields, identityField, miscOf, typeFields } from './conllu';
import { isList, isObject, listOf, stringOf } from './json';
import { lossesOf, type Expressible } from './losses';
import type { DataObject, ExchangeDocument, ExchangeRelation, ExchangeSpan, ExchangeToken, Loss, TextFile, Writing } from './model';
import { extentOf } from './model';
import { safeId, uniqueIds, withoutEnding } from './names';
import { sentencesOf, tokensUnder, type Sentence } from './tokens';

/** The fields of `Entity=` for documents that did not come from CoNLL-U. */
const ownFields: readonly string[] = ['eid', 'etype', identityField];

const expressible: Expressible = { fragments: true, zeroLength: false, attributes: true, references: true, cluster: true, note: false, annotator: false, events: false, notes: false, metadata: true, layers: false };

/** CoNLL-U with `Entity=`: rows as they came, mentions as they are now. */
export function writeConllu(documents: readonly ExchangeDocument[]): Writing {
  const files = new Map<string, string[]>();
  const losses: Loss[] = [];
  for (const document of documents) {
    const own = document.kept['conllu'];
    const source = isObject(own) ? stringOf(own['file']) : '';
    const name = source === '' ? `${safeId(document.id)}.conllu` : `${safeId(withoutEnding(source))}${source.slice(withoutEnding(source).length)}`;
    const writer = new DocumentWriter(document, isObject(own) ? own : null);
    files.set(name, [...files.get(name) ?? [], ...writer.lines()]);
    for (const loss of [...lossesOf(document, expressible), ...writer.losses]) losses.push(loss);
  }
  return { files: [...files].map(([name, lines]): TextFile => ({ name, text: lines.map((line) => `${line}\n`).join('') })), losses };
}

/** A piece of a mention, as tokens of the whole document. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly span: ExchangeSpan;
  readonly number: number;
  readonly of: number;
}

class DocumentWriter {
  readonly losses: Loss[] = [];
  private readonly fields: readonly string[];
  private readonly chains = new Map<string, string>();
  private readonly sentences: readonly Sentence[];
  private readonly tokens: readonly ExchangeToken[];
  private readonly bracketsAt: ReturnType<typeof bracketsByToken<Piece>>;
  private readonly relations = new Map<number, ExchangeRelation[]>();

  constructor(private readonly document: ExchangeDocument, own: DataObject | null) {
    this.fields = own === null ? ownFields : listOf(own['fields']).map(stringOf);
    this.sentences = sentencesOf(document);
    this.tokens = this.sentences.flatMap(({ tokens }) => tokens);
    this.nameChains();
    this.bracketsAt = bracketsByToken(document.spans.flatMap((span) => this.piecesOf(span)));
    for (const relation of document.relations) this.placeRelation(relation);
  }

  lines(): string[] {
    const lines: string[] = [];
    let token = 0;
    for (const [index, { span, tokens }] of this.sentences.entries()) {
      for (const comment of this.commentsOf(span, index)) lines.push(comment);
      const others = listOf(span.kept?.['others']).filter(isList);
      for (const [at, each] of [...tokens, undefined].entries()) {
        for (const [before, line] of others) if (before === at) lines.push(stringOf(line));
        if (each !== undefined) lines.push(this.row(each, at, token++, tokens[at + 1]?.start === each.end).join('\t'));
      }
      lines.push('');
    }
    return lines;
  }

  private commentsOf(sentence: ExchangeToken, index: number): string[] {
    const comments = listOf(sentence.kept?.['comments']).map(stringOf);
    if (comments.length > 0 || this.document.kept['conllu'] !== undefined) return comments;
    const { text } = this.document;
    const isParagraph = index === 0 || (text ?? '').slice(this.sentences[index - 1]?.span.end ?? 0, sentence.start).includes('\n');
    const head = [`# newdoc id = ${this.document.id}`, `# global.Entity = ${this.fields.join('-')}`, ...this.metadata()];
    return [...(index === 0 ? head : []), ...(isParagraph ? ['# newpar'] : []), `# sent_id = ${this.document.id}-${index + 1}`, `# text = ${(text ?? '').slice(sentence.start, sentence.end).replace(/\s+/g, ' ')}`];
  }

  private metadata(): string[] {
    return Object.entries(this.document.metadata).map(([key, value]) => `# meta::${key.replace(/\W+/g, '_')} = ${(typeof value === 'string' ? value : JSON.stringify(value)).replace(/\s+/g, ' ')}`);
  }

  private row(token: ExchangeToken, index: number, at: number, isGlued: boolean): string[] {
    const kept = token.kept?.['columns'];
    const own = this.document.kept['conllu'] !== undefined && isList(kept) ? kept.map(stringOf) : undefined;
    const form = (this.document.text ?? '').slice(token.start, token.end).replace(/\s+/g, ' ');
    const row = own ?? [String(index + 1), form, ...Array.from({ length: 7 }, () => '_'), isGlued ? 'SpaceAfter=No' : '_'];
    const misc = miscOf(row[9]);
    const entity = this.entityAt(at);
    const [bridges, splits] = ['bridge', 'split'].map((label) => this.relationsAt(at, label));
    const values = new Map<string, string>([['Bridge', bridges ?? ''], ['Entity', entity], ['SplitAnte', splits ?? '']]);
    if (row.length < 10 && [...values.values()].every((value) => value === '')) return [...row];
    return [...row.slice(0, 9), ...Array.from({ length: Math.max(0, 9 - row.length) }, () => '_'), printMisc(misc, values), ...row.slice(10)];
  }

  private entityAt(token: number): string {
    const { opened, single, closed } = this.bracketsAt(token);
    const begun = [...opened.map((piece) => `(${this.headOf(piece)}`), ...single.map((piece) => `(${this.headOf(piece)})`)].join('');
    const ended = closed.map((piece) => `${this.nameOf(piece)})`).join('');
    // what has been opened last must not run into the name of what is closed
    return opened.length > 0 ? `${ended}${begun}` : `${begun}${ended}`;
  }

  private nameOf({ span, number, of }: Piece): string {
    const chain = this.chains.get(span.id) ?? '';
    return of === 1 ? chain : `${chain}[${number}/${of}]`;
  }

  /** The chain with its fields, those at the end left out that are empty. A later piece says only its chain. */
  private headOf(piece: Piece): string {
    if (piece.number > 1) return this.nameOf(piece);
    const values = this.fields.slice(1).map((field) => (field === identityField ? encoded(fieldOf(piece.span, field)).replaceAll(',', '%2C') : encoded(fieldOf(piece.span, field))));
    while (values.length > 0 && values.at(-1) === '') values.pop();
    return [this.nameOf(piece), ...values].join('-');
  }

  private piecesOf(span: ExchangeSpan): Piece[] {
    const pieces = span.fragments.flatMap((fragment, index): Piece[] => {
      const [start, end] = tokensUnder(this.tokens, fragment) ?? [0, 0];
      if (end > start && (this.tokens[start]?.start !== fragment.start || this.tokens[end - 1]?.end !== fragment.end)) this.lose('widened', span.id, span.label);
      return end > start ? [{ start, end, span, number: index + 1, of: span.fragments.length }] : [];
    });
    const known = new Set([...this.fields, 'tag']);
    for (const { name } of span.attributes) if (!known.has(name)) this.lose('attribute', span.id, name);
    if (span.references.length > 0 && !this.fields.includes(identityField)) this.lose('reference', span.id, span.references[0]?.key ?? '');
    return pieces;
  }

  /** Chains keep their names; marks of no chain get one of their own, since each mention is of one. */
  private nameChains(): void {
    const unique = uniqueIds(this.document.spans.map(({ cluster }) => cluster ?? '').filter(isChainName));
    const given = new Map<string, string>();
    for (const { id, cluster } of this.document.spans) {
      const isName = cluster !== undefined && isChainName(cluster);
      const name = isName ? cluster : given.get(cluster ?? '') ?? unique(`e${given.size + 1}`);
      if (!isName) given.set(cluster ?? `mark ${id}`, name);
      this.chains.set(id, name);
    }
  }

  private placeRelation(relation: ExchangeRelation): void {
    const [from, to] = relation.ends.map(({ target }) => this.document.spans.find(({ id }) => id === target));
    if (relation.ends.length !== 2 || relation.trigger !== undefined || relation.ends.some(({ document }) => document !== undefined)) return;
    const token = from === undefined ? undefined : tokensUnder(this.tokens, extentOf(from))?.[0];
    if (from === undefined || to === undefined || token === undefined || !['bridge', 'split'].includes(relation.label)) return this.lose('relation', relation.id, relation.label);
    this.relations.set(token, [...this.relations.get(token) ?? [], relation]);
  }

  private relationsAt(token: number, label: string): string {
    return (this.relations.get(token) ?? []).filter((relation) => relation.label === label).map(({ ends, attributes }) => {
      const [from, to] = ends.map(({ target }) => this.chains.get(target) ?? '');
      const type = attributes.find(({ name }) => name === 'type')?.value;
      return `${to}<${from}${typeof type === 'string' ? `:${encoded(type)}` : ''}`;
    }).join(',');
  }

  private lose(code: Loss['code'], item: string, detail: string): void {
    this.losses.push({ code, document: this.document.id, item, detail });
  }
}

function isChainName(name: string): boolean {
  return name !== '' && !/[-()[\]|=\s<,:]/.test(name);
}

function fieldOf(span: ExchangeSpan, field: string): string {
  if (typeFields.has(field)) return span.label;
  if (chainFields.has(field)) return '';
  if (field === identityField) return span.references[0]?.key ?? '';
  const value = span.attributes.find(({ name }) => name === field)?.value;
  return value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}

/** What would end a field, or the column, as `%28` and the like. */
function encoded(value: string): string {
  return value.replace(/[%()\-|=[\]\s]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

/** The keys that were there in their places, new ones in the order of the alphabet. */
function printMisc(misc: ReadonlyMap<string, string>, values: ReadonlyMap<string, string>): string {
  const known = [...misc].filter(([key]) => !values.has(key) || values.get(key) !== '').map(([key, value]): [string, string] => [key, values.get(key) ?? value]);
  for (const [key, value] of values) {
    if (value === '' || misc.has(key)) continue;
    const before = known.findIndex(([other]) => other > key);
    known.splice(before < 0 ? known.length : before, 0, [key, value]);
  }
  return known.length === 0 ? '_' : known.map(([key, value]) => (value === '' ? key : `${key}=${value}`)).join('|');
}
