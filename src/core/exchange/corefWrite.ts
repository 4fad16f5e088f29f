import { bracketsByToken } from './brackets';
import { fullWidth, nameColumn, tableOf } from './coref';
import { isList, stringOf } from './json';
import { lossesOf, type Expressible } from './losses';
import type { ExchangeDocument, ExchangeSpan, ExchangeToken, Loss, TextFile, Writing } from './model';
import { extentOf } from './model';
import { safeId, withoutEnding } from './names';
import { sentencesOf, tokensUnder } from './tokens';

const expressible: Expressible = { fragments: false, zeroLength: false, attributes: false, references: false, cluster: true, note: false, annotator: false, events: false, notes: false, metadata: false, layers: false };

/** The tables of CoNLL-2012: names in their column, and every mark in a chain of the last one. */
export function writeCoref(documents: readonly ExchangeDocument[]): Writing {
  const files = new Map<string, string[]>();
  const losses: Loss[] = [];
  for (const document of documents) {
    const source = stringOf(tableOf(document)?.['file']);
    const name = source === '' ? `${safeId(document.id)}.conll` : `${safeId(withoutEnding(source))}${source.slice(withoutEnding(source).length)}`;
    const writer = new TableWriter(document);
    files.set(name, [...files.get(name) ?? [], ...writer.lines()]);
    // of a document that came so, what its chains are called stands in the list beside it
    for (const loss of [...lossesOf(document, { ...expressible, references: tableOf(document) !== undefined }), ...writer.losses]) losses.push(loss);
  }
  return { files: [...files].map(([name, lines]): TextFile => ({ name, text: lines.map((line) => `${line}\n`).join('') })), losses };
}

interface Mention {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

class TableWriter {
  readonly losses: Loss[] = [];
  private readonly sentences: ReturnType<typeof sentencesOf>;
  private readonly tokens: readonly ExchangeToken[];

  constructor(private readonly document: ExchangeDocument) {
    this.sentences = sentencesOf(document);
    this.tokens = this.sentences.flatMap(({ tokens }) => tokens);
    const within = document.relations.filter(({ ends }) => ends.every((end) => end.document === undefined));
    for (const relation of within) this.losses.push({ code: 'relation', document: document.id, item: relation.id, detail: relation.label });
  }

  lines(): string[] {
    const own = tableOf(this.document);
    const { chains, names } = this.mentions();
    const [chainsAt, namesAt] = [bracketsByToken(chains), bracketsByToken(names)];
    const lines = [stringOf(own?.['head']) || `#begin document (${this.document.id}); part 000`];
    let token = 0;
    for (const { tokens } of this.sentences) {
      for (const [index, each] of tokens.entries()) {
        const { opened, single, closed } = chainsAt(token);
        const brackets = [...opened.map(({ name }) => `(${name}`), ...single.map(({ name }) => `(${name})`), ...closed.map(({ name }) => `${name})`)];
        lines.push(this.row(each, index, brackets.join('|') || '-', nameCell(namesAt(token))));
        token++;
      }
      lines.push('');
    }
    return [...lines, stringOf(own?.['tail']) || '#end document'];
  }

  /** The row as it came but for its brackets; a new one has `-` where nothing is known. */
  private row(token: ExchangeToken, index: number, chains: string, name: string): string {
    const kept = token.kept?.['columns'];
    const columns = tableOf(this.document) !== undefined && isList(kept) ? kept.map(stringOf) : undefined;
    if (columns === undefined) {
      const form = (this.document.text ?? '').slice(token.start, token.end).replace(/\s+/g, '_');
      return [this.document.id.replace(/\s+/g, '_'), '0', String(index), form, ...Array.from({ length: 6 }, () => '-'), name, chains].join('\t');
    }
    const own = columns.at(-1) ?? '';
    const isSame = own.split('|').map((each) => each.trim()).sort().join() === chains.split('|').sort().join();
    const full = columns.length >= fullWidth;
    const padded = token.kept?.['padded'];
    if (typeof padded === 'string' && isSame && (!full || columns[nameColumn] === name)) return padded;
    return columns.map((value, at) => (at === columns.length - 1 ? isSame ? own : chains : full && at === nameColumn ? name : value)).join(padded === undefined ? '\t' : ' ');
  }

  /** Marks in chains, those of no chain in one of their own; names that came from their column go there again. */
  private mentions(): { readonly chains: Mention[]; readonly names: Mention[] } {
    const chains: Mention[] = [];
    const names: Mention[] = [];
    const numbers = new Numbers(this.document);
    for (const span of this.document.spans) {
      const [start, end] = tokensUnder(this.tokens, extentOf(span)) ?? [0, 0];
      if (end <= start) continue;
      if (this.tokens[start]?.start !== extentOf(span).start || this.tokens[end - 1]?.end !== extentOf(span).end) this.lose('widened', span);
      const isName = tableOf(this.document) === undefined ? span.label !== '' && !names.some((name) => name.start < end && start < name.end) : span.kept['column'] === 'names';
      if (isName) names.push({ start, end, name: span.label.replace(/[\s()*]+/g, '_') });
      else if (span.label !== '' && span.kept['entity'] === undefined) this.lose('overlap', span);
      if (span.kept['column'] !== 'names') chains.push({ start, end, name: numbers.of(span) });
    }
    return { chains, names };
  }

  private lose(code: Loss['code'], span: ExchangeSpan): void {
    this.losses.push({ code, document: this.document.id, item: span.id, detail: span.label });
  }
}

/** The names of chains: their own where the table can say them, else numbers. */
class Numbers {
  private readonly given = new Map<string, string>();
  private readonly taken: Set<string>;
  private next = 0;

  constructor(document: ExchangeDocument) {
    this.taken = new Set(document.spans.map(({ cluster }) => cluster ?? ''));
  }

  of({ cluster, id }: ExchangeSpan): string {
    if (cluster !== undefined && /^[^()|\s-]+$/.test(cluster)) return cluster;
    const key = cluster === undefined ? `mark ${id}` : `chain ${cluster}`;
    const known = this.given.get(key);
    if (known !== undefined) return known;
    while (this.taken.has(String(this.next))) this.next++;
    this.given.set(key, String(this.next));
    return String(this.next++);
  }
}

function nameCell({ opened, single, closed }: ReturnType<ReturnType<typeof bracketsByToken<Mention>>>): string {
  const only = single.map(({ name }) => `(${name})`).join('');
  if (opened.length > 0) return `${opened.map(({ name }) => `(${name}`).join('')}*`;
  if (closed.length > 0) return `*${closed.map(() => ')').join('')}`;
  return only === '' ? '*' : only;
}
