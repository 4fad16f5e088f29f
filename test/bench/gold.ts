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

/** The gold names of a folder in one of the forms that are known; the articles in their order. */
export function readGold(folder: string): GoldArticle[] {
  const files = readdirSync(folder);
  if (files.includes('meantime.conll')) return readMeantime(folder);
  return files.includes('conllu') ? readGum(path.join(folder, 'conllu')) : readRe3d(folder);
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

// -- GUM: CoNLL-U with nested mentions in brackets; those that have an article in an encyclopedia have an identity across articles

const gumTypes: Readonly<Record<string, GuessedType>> = { organization: 'organization', person: 'person', place: 'place', object: 'product' };

interface GumMention {
  readonly group: string;
  readonly type: string;
  readonly start: number;
  readonly words: number;
}

function readGum(folder: string): GoldArticle[] {
  return readdirSync(folder).filter(name => name.endsWith('.conllu')).sort().map(name => readGumArticle(name, readFileSync(path.join(folder, name), 'utf8')));
}

function readGumArticle(id: string, conllu: string): GoldArticle {
  const identities = new Map<string, string>();
  const open: GumMention[] = [];
  const names: GoldName[] = [];
  let text = '';
  let words = 0;
  // "9-10" stands for two words that are written as one.
  let joined = { last: 0, extra: '' };
  for (const [index = '', word = '', , , , , , , , own = ''] of conllu.split('\n').map(line => line.split('\t'))) {
    if (index === '') text = `${text.trimEnd()}${text.trim() === '' ? '' : '\n'}`;
    const pair = /^\d+-(\d+)$/.exec(index);
    if (pair !== null || index === '') joined = { last: Number(pair?.[1] ?? 0), extra: own };
    if (!/^\d+$/.test(index)) continue;
    const start = text.length;
    text += word;
    words++;
    for (const bracket of brackets(own)) {
      if (bracket.identity !== '') identities.set(bracket.group, bracket.identity);
      if (bracket.opens) open.push({ ...bracket, start, words: words - 1 });
      else names.push(...closed(open, bracket.group, text, words));
    }
    const spaced = Number(index) === joined.last ? joined.extra : own;
    if (Number(index) >= joined.last && !spaced.includes('SpaceAfter=No')) text += ' ';
  }
  return { id, text, names: apart(names.flatMap(name => identified(name, identities.get(name.entity)))) };
}

interface GumBracket {
  readonly opens: boolean;
  /** Of a closing one '' where it closes the last that was opened. */
  readonly group: string;
  readonly type: string;
  readonly identity: string;
}

/** The brackets at one word: `(3-organization-new-sssss-cf1-5-coref-Afghan_Girls_Robotics_Team`, `3)`. */
function brackets(extra: string): GumBracket[] {
  const found = /Entity=([^|]*)/.exec(extra)?.[1] ?? '';
  return [...found.matchAll(/\((\d+)-([a-z]+)-([^()]*)|(\d*)\)/g)].map(([, group, type = '', fields = '', closing = '']) => group === undefined
    ? { opens: false, group: closing, type, identity: '' }
    : { opens: true, group, type, identity: fields.split('-').slice(5).join('-') });
}

function closed(open: GumMention[], group: string, text: string, words: number): GoldName[] {
  const at = group === '' ? open.length - 1 : open.map(each => each.group).lastIndexOf(group);
  const [mention] = at < 0 ? [] : open.splice(at, 1);
  const type = gumTypes[mention?.type ?? ''];
  if (mention === undefined || type === undefined) return [];
  const quote = text.slice(mention.start).replace(/\s?['’]s?$/u, '');
  return isName(quote, words - mention.words) ? [{ span: { start: mention.start, end: mention.start + quote.length }, quote, entity: mention.group, type }] : [];
}

function identified(name: GoldName, identity: string | undefined): GoldName[] {
  return identity === undefined ? [] : [{ ...name, entity: identity }];
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
