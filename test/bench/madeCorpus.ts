import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describer } from '../../src/core/anchor/describe';
import type { Entity, Link, Mention, Span } from '../../src/core/model';
import { readEntities } from '../../src/core/store/entitiesFile';
import { printEntity } from '../../src/core/store/printEntity';
import { newSidecar, printLink, printMention } from '../../src/core/store/sidecarFile';
import { capitalised, names, pick, random, word } from './generated';

/** A file of the corpus: its path from the root, and its text. */
export interface MadeFile {
  readonly path: string;
  readonly text: string;
}

interface MadeArticle {
  readonly id: string;
  readonly text: string;
  readonly mentions: readonly { readonly span: Span; readonly entity: string }[];
  /** Its sentences. */
  readonly passages: readonly Span[];
}

const vocabularySize = 30_000;
const mentionsPerArticle = 10;
/** Of each thousand articles so many stand in one bundle. */
const bundled = 20;
/** Every so many-th article has a link to one before it. */
const linkedEvery = 5;
const sections = ['Business', 'Tech', 'Policy, Tech', 'Finance', 'Society', 'World'];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/**
 * A corpus of as many articles and entities as wanted, the same bytes for the same seed: words and names by Zipf's law,
 * taken from the sample corpus and, where they are there, the shared fixtures, and made up beyond those.
 */
export class MadeCorpus {
  readonly #words: readonly string[];
  readonly #entities: readonly Entity[];

  constructor(readonly articles: number, readonly seed = 1, root = process.cwd()) {
    const source = sourceTexts(root);
    this.#words = vocabulary(source);
    this.#entities = entitiesFrom(root, articles, seed);
  }

  /** All files, one after another; nothing of them is kept. */
  *files(): Generator<MadeFile> {
    yield { path: 'corpus.yaml', text: 'articles: ["news/**/*.txt", "news/**/*.seeds"]\n' };
    yield { path: 'entities.yaml', text: `${this.#entities.flatMap(printEntity).join('\n')}\n` };
    let bundle: MadeArticle[] = [];
    for (let number = 0; number < this.articles; number++) {
      const article = this.article(number);
      if (number % 1000 < bundled) bundle.push(article);
      else yield { path: `${article.id}.txt`, text: article.text };
      if (number % 1000 === bundled - 1 || number === this.articles - 1) {
        if (bundle.length > 0) yield bundleOf(folderOf(number), bundle);
        bundle = [];
      }
      yield this.#sidecar(number, article);
    }
  }

  /** What the entities are called, each name once. */
  aliases(): string[] {
    return [...new Set(this.#entities.flatMap(({ name, aliases }) => [name, ...aliases]))];
  }

  article(number: number): MadeArticle {
    const next = random(this.seed * 1_000_003 + number);
    const id = idOf(number);
    const title = capitalised(Array.from({ length: 6 + Math.floor(next() * 5) }, () => this.#word(next)).join(' '));
    const date = new Date(Date.UTC(2010, 0, 1 + Math.floor(next() * 4500)));
    const builder = new TextBuilder(topOf(title, date, next));
    for (let paragraphs = 7 + Math.floor(next() * 9); paragraphs > 0; paragraphs--) {
      for (let sentences = 2 + Math.floor(next() * 4); sentences > 0; sentences--) this.#sentence(builder, next);
      builder.endParagraph();
    }
    return { id, text: builder.text, mentions: builder.names, passages: builder.sentences };
  }

  #sentence(builder: TextBuilder, next: () => number): void {
    const quoted = next() < 0.15;
    const count = 8 + Math.floor(next() * 16);
    builder.begin(quoted);
    for (let at = 0; at < count; at++) {
      if (next() < 1 / 14) builder.name(this.#entity(next), next() < 0.1 ? '’s' : '');
      else builder.word(this.#word(next), next() < 0.05 ? ',' : '');
    }
    builder.end(quoted);
  }

  #sidecar(number: number, article: MadeArticle): MadeFile {
    const next = random(this.seed * 7_000_003 + number);
    const anchor = describer(article.text, { start: 0, end: article.text.length });
    const mentions = article.mentions.slice(0, mentionsPerArticle).map(({ span, entity }): Mention => ({ id: markId(next), entity, anchor: anchor(span) }));
    const links = number > 0 && number % linkedEvery === 0 ? [this.#link(number, article, next)] : [];
    const lines = [...mentions.map(each => `  - ${printMention(each)}`), ...(links.length > 0 ? ['links:', ...links.map(each => `  - ${printLink(each)}`)] : [])];
    return { path: `annotations/${article.id}.yaml`, text: `${newSidecar(article.id, blobId(article.text))}mentions:\n${lines.join('\n')}\n` };
  }

  #link(number: number, article: MadeArticle, next: () => number): Link {
    const target = this.article(Math.floor(next() * number));
    const from = pick(article.passages, next, whole(article.text));
    const to = pick(target.passages, next, whole(target.text));
    return {
      id: markId(next), relation: 'follows-up', from: describer(article.text, whole(article.text))(from),
      to: { article: target.id, anchor: describer(target.text, whole(target.text))(to) },
    };
  }

  #word(next: () => number): string {
    return this.#words[zipf(this.#words.length, next)] ?? 'the';
  }

  #entity(next: () => number): { readonly id: string; readonly name: string } {
    const { id, name, aliases } = this.#entities[zipf(this.#entities.length, next)] ?? { id: 'x', name: 'X', aliases: [] };
    const alias = aliases[0];
    return { id, name: alias !== undefined && next() < 0.3 ? alias : name };
  }
}

/** An article's text as it grows, with the places of its names and sentences. */
class TextBuilder {
  readonly names: { span: Span; entity: string }[] = [];
  readonly sentences: Span[] = [];
  #from = 0;
  #atStart = true;

  constructor(public text: string) {}

  begin(quoted: boolean): void {
    this.#from = this.text.length;
    if (quoted) this.text += '“';
    this.#atStart = true;
  }

  word(text: string, after: string): void {
    this.text += `${this.#atStart ? capitalised(text) : ` ${text}`}${after}`;
    this.#atStart = false;
  }

  name({ id, name }: { readonly id: string; readonly name: string }, after: string): void {
    if (!this.#atStart) this.text += ' ';
    this.names.push({ span: { start: this.text.length, end: this.text.length + name.length }, entity: id });
    this.text += name + after;
    this.#atStart = false;
  }

  end(quoted: boolean): void {
    this.text += quoted ? '.”' : '.';
    this.sentences.push({ start: this.#from, end: this.text.length });
    this.text += ' ';
  }

  endParagraph(): void {
    this.text = `${this.text.trimEnd()}\n`;
  }
}

/** Most articles have headers; some only a title, and a few of these a date below it. */
function topOf(title: string, date: Date, next: () => number): string {
  const day = `${months[date.getUTCMonth()] ?? ''} ${String(date.getUTCDate())}, ${String(date.getUTCFullYear())}`;
  const kind = next();
  if (kind < 0.15) return `${title}\n\n${kind < 0.1 ? `${day}\n\n` : ''}`;
  return `## Title: ${title}\n## Supertitle: \n## Section: ${pick(sections, next, '')}\n## Date: ${day} - 01:00\n\n${title}\n\n`;
}

function bundleOf(folder: string, articles: readonly MadeArticle[]): MadeFile {
  const entries = articles.map(({ id, text }) => `==> ${id.slice(folder.length + 1)}.txt <==\n${text}`);
  return { path: `${folder}/bundle.seeds`, text: entries.join('\n') };
}

function idOf(number: number): string {
  return `${folderOf(number)}/${String(number).padStart(6, '0')}_${Math.imul(number + 1, 0x9e3779b1 | 0).toString(16).replace('-', 'a').padStart(8, '0')}`;
}

function folderOf(number: number): string {
  return `news/${String(Math.floor(number / 1000)).padStart(3, '0')}`;
}

function markId(next: () => number): string {
  return Array.from({ length: 6 }, () => 'abcdefghijklmnopqrstuvwxyz0123456789'.charAt(Math.floor(next() * 36))).join('').replace(/^\d/, 'k');
}

function blobId(text: string): string {
  const bytes = Buffer.from(text);
  return createHash('sha1').update(`blob ${String(bytes.length)}\0`).update(bytes).digest('hex');
}

function whole(text: string): Span {
  return { start: 0, end: text.length };
}

/** A rank from 0: the first are drawn as often as Zipf's law says. */
function zipf(count: number, next: () => number): number {
  return Math.min(count - 1, Math.floor(count ** next()) - 1);
}

interface SourceTexts {
  readonly texts: readonly string[];
  readonly names: readonly string[];
}

function sourceTexts(root: string): SourceTexts {
  const seeds = path.join(root, 'seeds');
  const texts = readdirSync(seeds).filter(name => name.endsWith('.txt')).sort().map(name => readFileSync(path.join(seeds, name), 'utf8'));
  const shared = [process.env['SEEDMARK_SHARED'], path.resolve(root, '../shared'), path.resolve(root, '../../shared')];
  const file = shared.flatMap(each => each === undefined ? [] : [path.join(each, 'fixtures/scale/docs.jsonl')]).find(existsSync);
  const documents = file === undefined ? [] : readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line): unknown => JSON.parse(line)).filter(isDocument);
  return { texts: [...texts, ...documents.map(({ text }) => text)], names: documents.flatMap(({ spans }) => spans.map(({ text }) => text)) };
}

interface SourceDocument {
  readonly text: string;
  readonly spans: readonly { readonly text: string }[];
}

function isDocument(value: unknown): value is SourceDocument {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string' && 'spans' in value && Array.isArray(value.spans)
    && 'lang' in value && value.lang === 'en';
}

/** The most frequent words first, then made-up ones. */
function vocabulary({ texts }: SourceTexts): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of texts) for (const [found] of text.matchAll(/(?<![\p{L}\p{N}@#’'])\p{Ll}+(?![\p{L}\p{N}])/gu)) counts.set(found, (counts.get(found) ?? 0) + 1);
  const known = [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).map(([each]) => each);
  const next = random(5);
  const all = new Set(known);
  while (all.size < vocabularySize) all.add(word(next));
  return [...all].slice(0, vocabularySize);
}

/** The sample corpus's own entities, then names that stand in the fixtures, then made-up ones. */
function entitiesFrom(root: string, count: number, seed: number): readonly Entity[] {
  const own = readEntities(readFileSync(path.join(root, 'seeds/entities.yaml'), 'utf8')).entities.filter(({ type }) => type !== 'topic');
  const found = sourceTexts(root).names.filter(name => /^\p{Lu}[\p{L}.’-]+(?: \p{Lu}[\p{L}.’-]+){0,3}$/u.test(name));
  const others = [...new Set([...found, ...names(count, seed)])];
  const types = ['person', 'organization', 'place', 'product'];
  const made = others.map((name, at): Entity => ({
    id: `${name.toLowerCase().replaceAll(/[^a-z]+/g, '-').replaceAll(/^-|-$/g, '')}-${String(at)}`, name, type: types[at % types.length] ?? 'person',
    aliases: at % 5 < 2 && name.includes(' ') ? [name.slice(name.indexOf(' ') + 1)] : [], description: at % 4 === 0 ? `${name}, known from the news.` : '', links: new Map(),
  }));
  return [...own, ...made].slice(0, Math.max(count, 1));
}
