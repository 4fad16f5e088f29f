import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Span } from '../../src/core/model';
import type { GuessedType } from '../../src/core/names/guessType';

/** A name that an annotator wants tagged. */
export interface GoldName {
  readonly span: Span;
  readonly quote: string;
  /** Whom it names, across articles. */
  readonly entity: string;
  readonly type: GuessedType;
}

export interface GoldArticle {
  readonly id: string;
  readonly text: string;
  /** By place, never overlapping. */
  readonly names: readonly GoldName[];
}

/** Names of more tokens are descriptions ("the US Air Force tanker contract winner"). */
const mostTokens = 5;
const notNames = /^(?:The|A|An|This|That|These|Those|I|We|You|He|She|It|They|My|Our|Your|His|Her|Its|Their|Who|Which|What)$/u;

/** The gold names of a folder in one of the two forms that are known; the articles in their order. */
export function readGold(folder: string): GoldArticle[] {
  return readdirSync(folder).includes('meantime.conll') ? readMeantime(folder) : readRe3d(folder);
}

// -- MEANTIME: tokens in CoNLL, mentions by sentence and token

interface MeantimeMention {
  readonly doc_id: string;
  readonly coref_chain: string;
  readonly mention_type: string;
  readonly sent_id: number;
  readonly tokens_number: readonly number[];
}

const meantimeTypes: Readonly<Record<string, GuessedType>> = { ORG: 'organization', PER: 'person', LOC: 'place', PRO: 'product' };

/** Only the beginning of each article was annotated: it is cut after the last sentence that has a mention of any kind. */
function readMeantime(folder: string): GoldArticle[] {
  const mentions = JSON.parse(readFileSync(path.join(folder, 'entities_mentions.json'), 'utf8')) as readonly MeantimeMention[];
  const byDocument = grouped(mentions, mention => mention.doc_id.split('_')[0] ?? '');
  return readTokens(readFileSync(path.join(folder, 'meantime.conll'), 'utf8')).map(({ id, text, tokens }) => {
    const own = byDocument.get(id) ?? [];
    const last = Math.max(...own.map(mention => mention.sent_id));
    const end = [...tokens].findLast(([key]) => Number(key.split(' ')[0]) <= last)?.[1].end ?? 0;
    return { id, text: text.slice(0, end), names: apart(own.flatMap(mention => meantimeName(mention, text, tokens))) };
  }).filter(({ names }) => names.length > 0);
}

function meantimeName({ mention_type: kind, coref_chain: chain, sent_id: sentence, tokens_number: numbers }: MeantimeMention, text: string, tokens: ReadonlyMap<string, Span>): GoldName[] {
  const type = meantimeTypes[kind];
  const [first, last] = [tokens.get(`${sentence} ${numbers[0]}`), tokens.get(`${sentence} ${numbers.at(-1)}`)];
  if (type === undefined || first === undefined || last === undefined) return [];
  const span = { start: first.start, end: last.end };
  const quote = text.slice(span.start, span.end);
  const entity = chain.replace(/^(?:cross_intra_|cross_|intra_)/, '');
  return isName(quote, numbers.length) ? [{ span, quote, entity, type }] : [];
}

interface TokenisedText {
  readonly id: string;
  readonly text: string;
  /** By `SENTENCE TOKEN`. */
  readonly tokens: ReadonlyMap<string, Span>;
}

function readTokens(conll: string): TokenisedText[] {
  return conll.split('#begin document ').slice(1).map(part => {
    const id = /\/(\d+)\)/.exec(part)?.[1] ?? '';
    const tokens = new Map<string, Span>();
    let text = '';
    let sentence = '0';
    for (const [, number = '', index = '', token = ''] of part.split('\n').map(line => line.split('\t'))) {
      if (token === '') continue;
      if (number !== sentence) text += '\n';
      else if (text !== '' && !text.endsWith('\n') && joins(text, token)) text += ' ';
      sentence = number;
      tokens.set(`${number} ${index}`, { start: text.length, end: text.length + token.length });
      text += token;
    }
    return { id, text, tokens };
  });
}

/** Whether a space stands between a text and its next token, as people write English. */
function joins(text: string, token: string): boolean {
  return !/^(?:[,.;:?!%)\]]|['’]s$|['’]$|n['’]t$)/u.test(token) && !/[([$]$/u.test(text);
}

// -- re3d: offsets into the text, a line of JSON for each

interface Re3dEntity {
  readonly begin: number;
  readonly end: number;
  readonly type: string;
  readonly value: string;
  readonly documentId: string;
}

const re3dTypes: Readonly<Record<string, GuessedType>> = { Organisation: 'organization', Person: 'person', Location: 'place', MilitaryPlatform: 'product', Weapon: 'product', Vehicle: 'product' };

function readRe3d(folder: string): GoldArticle[] {
  const sets = readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(entry => path.join(folder, entry.name));
  return sets.flatMap(set => {
    const entities = grouped(lines<Re3dEntity>(path.join(set, 'entities.json')), entity => entity.documentId);
    return lines<{ readonly _id: string; readonly text: string }>(path.join(set, 'documents.json')).map(({ _id: id, text }) => {
      const names = (entities.get(id) ?? []).flatMap((entity): GoldName[] => {
        const type = re3dTypes[entity.type];
        const span = { start: entity.begin, end: entity.end };
        const quote = text.slice(span.start, span.end);
        return type !== undefined && isName(quote, quote.split(/\s+/).length) ? [{ span, quote, entity: quote, type }] : [];
      });
      return { id, text, names: apart(names) };
    });
  });
}

function lines<T>(file: string): T[] {
  return readFileSync(file, 'utf8').split('\n').filter(line => line.trim() !== '').map(line => JSON.parse(line) as T);
}

// -- both

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...groups.get(keyOf(item)) ?? [], item]);
  return groups;
}

function isName(quote: string, tokens: number): boolean {
  const [first = ''] = quote.split(/\s/);
  return tokens <= mostTokens && /^\p{Lu}/u.test(quote) && !notNames.test(first) && !quote.includes('\n');
}

/** Of names that overlap the shortest, which is the name, and not what is said around it ("Airbus parent EADS"); of two annotations of one place the first. */
function apart(names: readonly GoldName[]): GoldName[] {
  const kept: GoldName[] = [];
  const shortest = [...names].sort((a, b) => (a.span.end - a.span.start) - (b.span.end - b.span.start));
  for (const name of shortest) {
    if (kept.every(({ span }) => span.end <= name.span.start || name.span.end <= span.start)) kept.push(name);
  }
  return kept.sort((a, b) => a.span.start - b.span.start);
}
