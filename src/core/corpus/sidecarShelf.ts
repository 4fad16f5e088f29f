import type { ArticleOverrides, ArticleStatus } from '../model';
import { annotationPath } from '../seed/articleId';
import { readSidecar, type SidecarFile } from '../store/sidecarFile';
import { copyOf } from '../text/copyOf';
import { Arena } from './arena';
import { ByteReader, ByteWriter } from './bytes';
import type { LinkOutline, NamedMention } from './canonicalOutline';
import { articleOfSidecar } from './fileKind';
import { readSidecar as readKept, type KeptSidecar } from './keptSidecars';
import type { KeptTexts } from './keptTexts';
import { inOrderOfPaths, Listed } from './listed';
import { Numbered } from './numbered';
import { pack, unpack, type Packed, type PackedForm } from './packed';
import { Postings } from './postings';
import { Renumbered } from './renumbered';
import { distinct, mentionedBy, namedBy, namesOf, readNames, writeNames, type Names } from './sidecarNames';
import { outlineOf } from './sidecarOutline';

/** How many sidecars stay read: those of the articles that people look at. */
const mostRead = 128;

const none: ArticleOverrides = {};
const noLinks: readonly LinkOutline[] = [];

/** What is kept of a sidecar as an object; what takes more room is in bytes, `at` a place in the shelf's arena. */
export interface ShelvedSidecar {
  readonly path: string;
  readonly number: number;
  /** The article that it belongs to: as it says, else by its place. */
  readonly article: string;
  readonly status: ArticleStatus | undefined;
  readonly overrides: ArticleOverrides;
  readonly mentions: number;
  readonly links: readonly LinkOutline[];
  readonly hasProblems: boolean;
  readonly form: PackedForm;
  /** Where its names are, and after them its text, and how long both are. */
  at: number;
  readonly namesLength: number;
  readonly textLength: number;
}

/**
 * The sidecars of a corpus. Of each one it keeps the text in a short form, and in numbers what it names; it is read anew
 * when someone wants its marks. So a million marks take some hundred megabytes, and a question about one article costs
 * the reading of one sidecar.
 */
export class SidecarShelf {
  readonly #byPath = new Map<string, ShelvedSidecar>();
  /** Of those that are not at the place of their article. */
  readonly #byArticle = new Listed<ShelvedSidecar>();
  readonly #byTarget = new Listed<ShelvedSidecar>();
  /** The sidecars that name an entity, by their numbers. */
  readonly #naming = new Postings();
  readonly #byNumber: (ShelvedSidecar | undefined)[] = [];
  readonly #freeNumbers: number[] = [];
  readonly #entities = new Numbered();
  readonly #quotes = new Numbered();
  readonly #words = new Numbered();
  #bytes = new Arena();
  /** Where texts are packed before they are put away: a new array for each would keep the garbage collector busy. */
  #room = new Uint8Array(1 << 16);
  readonly #scratch = new ByteWriter();
  /** Names are given to a shelf, and by it, for many sidecars with the same texts, one after another. */
  #heard: { readonly from: KeptTexts; readonly names: Renumbered } | undefined;
  #told: { readonly to: Numbered; readonly names: Renumbered } | undefined;
  readonly #mentionCounts: number[] = [];
  readonly #spreads: number[] = [];
  readonly #read = new Map<string, SidecarFile>();

  /** Takes the text of a sidecar. */
  setText(path: string, text: string): void {
    if (this.#room.length < text.length * 3) this.#room = new Uint8Array(text.length * 6);
    const outline = outlineOf(text);
    this.#set(path, { ...outline, text: pack(text, this.#room), names: namesOf(outline, this.#entities, this.#quotes) });
  }

  /** Takes a sidecar as `writeSidecar` wrote it. */
  keep(path: string, reader: ByteReader, texts: KeptTexts): void {
    const kept = readKept(reader, texts);
    if (this.#heard?.from !== texts) this.#heard = { from: texts, names: new Renumbered([texts, texts], [this.#entities, this.#quotes]) };
    this.#set(path, { ...kept, names: this.#heard.names.of(kept.names) });
  }

  /** Forgets a sidecar. */
  delete(path: string): void {
    this.#set(path, undefined);
  }

  /** @param sidecar what it names in the numbers of this shelf */
  #set(path: string, sidecar: KeptSidecar | undefined): void {
    this.#read.delete(path);
    const before = this.#byPath.get(path);
    if (before !== undefined) this.#leave(before);
    if (sidecar !== undefined) this.#enter(this.#shelved(path, sidecar), sidecar.names);
  }

  has(path: string): boolean {
    return this.#byPath.has(path);
  }

  get(path: string): ShelvedSidecar | undefined {
    return this.#byPath.get(path);
  }

  /** Whether a sidecar has this text. */
  says(path: string, text: string): boolean {
    const shelved = this.#byPath.get(path);
    return shelved !== undefined && unpack(this.#packed(shelved)) === text;
  }

  paths(): IterableIterator<string> {
    return this.#byPath.keys();
  }

  /** A sidecar with its marks, read anew unless that was done lately. */
  file(path: string): SidecarFile | undefined {
    const known = this.#read.get(path);
    const shelved = this.#byPath.get(path);
    if (shelved === undefined) return undefined;
    const file = known ?? readSidecar(unpack(this.#packed(shelved)));
    this.#read.delete(path);
    this.#read.set(path, file);
    if (this.#read.size > mostRead) for (const oldest of this.#read.keys()) {
      this.#read.delete(oldest);
      break;
    }
    return file;
  }

  /** The articles that have a sidecar, in no order. */
  *articles(): Generator<string, void, undefined> {
    for (const { path, article } of this.#byPath.values()) if (isInPlace({ path, article })) yield article;
    for (const article of this.#byArticle.keys()) if (this.#inPlace(article) === undefined) yield article;
  }

  /** The sidecars of an article, by path. */
  of(article: string): readonly ShelvedSidecar[] {
    const own = this.#inPlace(article);
    const others = this.#byArticle.get(article);
    return own === undefined ? others : others.length === 0 ? [own] : inOrderOfPaths([own, ...others]);
  }

  /** The sidecar of an article that is where such a sidecar is looked for. */
  #inPlace(article: string): ShelvedSidecar | undefined {
    const sidecar = this.#byPath.get(annotationPath(article));
    return sidecar?.article === article ? sidecar : undefined;
  }

  /** The sidecars with a link to an article, by path. */
  linkingTo(article: string): readonly ShelvedSidecar[] {
    return this.#byTarget.get(article);
  }

  /** The sidecars that name an entity, in a mention or as what something was rejected as, by path. */
  naming(entity: string): readonly ShelvedSidecar[] {
    const number = this.#entities.find(entity);
    return number === undefined ? [] : inOrderOfPaths([...this.#namingOf(number)]);
  }

  mentionCount(entity: string): number {
    return this.#mentionCounts[this.#entities.find(entity) ?? -1] ?? 0;
  }

  /** How many sidecars mention an entity. */
  spreadOf(entity: string): number {
    return this.#spreads[this.#entities.find(entity) ?? -1] ?? 0;
  }

  /** How often each article mentions an entity; those that do, in no order. */
  mentionCounts(entity: string): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    this.#eachMention(entity, article => { counts.set(article, (counts.get(article) ?? 0) + 1); });
    return counts;
  }

  /** How often a mention of the entity reads so. */
  calledCount(entity: string, quote: string): number {
    const number = this.#quotes.find(quote);
    let count = 0;
    if (number !== undefined) this.#eachMention(entity, (_, own) => { if (own === number) count++; });
    return count;
  }

  *mentionedIds(): Generator<string> {
    for (let number = 0; number < this.#entities.size; number++) {
      if ((this.#mentionCounts[number] ?? 0) > 0) yield this.#entities.textOf(number);
    }
  }

  /** The entities that mentions of a sidecar name, each as often as it does, and of each mention its quote. */
  mentionsOf(sidecar: ShelvedSidecar): readonly NamedMention[] {
    const { mentions } = this.#names(sidecar);
    const named: NamedMention[] = [];
    for (let at = 0; at < mentions.length; at += 2) {
      named.push({ entity: this.#entities.textOf(mentions[at] ?? -1), quote: this.#quotes.textOf(mentions[at + 1] ?? -1) });
    }
    return named;
  }

  /** The entities that mentions of a sidecar name, each once. */
  entitiesOf(sidecar: ShelvedSidecar): readonly string[] {
    return distinct(mentionedBy(this.#names(sidecar))).map(number => this.#entities.textOf(number));
  }

  /** A sidecar as it is put away: with what it names in numbers of the texts that it is given. */
  kept(path: string): ((texts: Numbered) => KeptSidecar) | undefined {
    const shelved = this.#byPath.get(path);
    if (shelved === undefined) return undefined;
    const [text, names] = [this.#packed(shelved), this.#names(shelved)]; // as of now: it may be moved or go
    return texts => {
      if (this.#told?.to !== texts) this.#told = { to: texts, names: new Renumbered([this.#entities, this.#quotes], [texts, texts]) };
      return { ...shelved, text, names: this.#told.names.of(names) };
    };
  }

  *#namingOf(entity: number): Generator<ShelvedSidecar, void, undefined> {
    for (const number of this.#naming.get(entity)) {
      const sidecar = this.#byNumber[number];
      if (sidecar !== undefined) yield sidecar;
    }
  }

  #eachMention(entity: string, take: (article: string, quote: number) => void): void {
    const number = this.#entities.find(entity);
    for (const sidecar of number === undefined ? [] : this.#namingOf(number)) {
      const { mentions } = this.#names(sidecar);
      for (let at = 0; at < mentions.length; at += 2) if (mentions[at] === number) take(sidecar.article, mentions[at + 1] ?? -1);
    }
  }

  #shelved(path: string, { article, status, hasProblems, overrides, links, text, names }: KeptSidecar): ShelvedSidecar {
    const place = articleOfSidecar(path);
    const { at, namesLength, textLength } = this.#put(names, text.bytes);
    return {
      path, number: this.#freeNumbers.pop() ?? this.#byNumber.length, article: article === '' || article === place ? place : copyOf(article), status, hasProblems,
      overrides: Object.keys(overrides).length === 0 ? none : copiesIn(overrides),
      links: links.length === 0 ? noLinks : links.map(({ relation, target }) => ({ relation: this.#own(relation), target: this.#own(target) })),
      form: text.form,
      // One by one: what is spread into an object is kept beside it, in forty bytes more.
      mentions: names.mentions.length / 2, at, namesLength, textLength,
    };
  }

  /** Puts names and text into the arena. */
  #put(names: Names, text: Uint8Array): Pick<ShelvedSidecar, 'at' | 'namesLength' | 'textLength'> {
    const writer = this.#scratch;
    writer.clear();
    writeNames(writer, names);
    const namesLength = writer.length;
    writer.append(text);
    return { at: this.#bytes.add(writer.written()), namesLength, textLength: text.length };
  }

  #names({ at, namesLength }: ShelvedSidecar): Names {
    return readNames(new ByteReader(this.#bytes.get(at, namesLength)));
  }

  /** The same text as it was met first: few relations, and articles that many link to. */
  #own(text: string): string {
    return this.#words.textOf(this.#words.add(text));
  }

  #enter(sidecar: ShelvedSidecar, names: Names): void {
    this.#byPath.set(sidecar.path, sidecar);
    this.#byNumber[sidecar.number] = sidecar;
    if (!isInPlace(sidecar)) this.#byArticle.add(sidecar.article, sidecar);
    for (const target of targetsOf(sidecar)) this.#byTarget.add(target, sidecar);
    for (const entity of namedBy(names)) this.#naming.add(entity, sidecar.number);
    this.#count(names, 1);
  }

  #leave(sidecar: ShelvedSidecar): void {
    this.#byPath.delete(sidecar.path);
    this.#byNumber[sidecar.number] = undefined;
    this.#freeNumbers.push(sidecar.number);
    if (!isInPlace(sidecar)) this.#byArticle.remove(sidecar.article, sidecar);
    for (const target of targetsOf(sidecar)) this.#byTarget.remove(target, sidecar);
    this.#naming.leave(sidecar.number);
    this.#count(this.#names(sidecar), -1);
    this.#bytes.waste(sidecar.namesLength + sidecar.textLength);
    if (this.#bytes.isWasteful) this.#tidy();
  }

  #packed({ form, at, namesLength, textLength }: ShelvedSidecar): Packed {
    return { form, bytes: this.#bytes.get(at + namesLength, textLength) };
  }

  /** Moves all texts closer together. */
  #tidy(): void {
    const before = this.#bytes;
    this.#bytes = new Arena();
    for (const sidecar of this.#byPath.values()) sidecar.at = this.#bytes.add(before.get(sidecar.at, sidecar.namesLength + sidecar.textLength));
  }

  #count(names: Names, by: 1 | -1): void {
    const mentioned = mentionedBy(names);
    for (const entity of mentioned) this.#mentionCounts[entity] = (this.#mentionCounts[entity] ?? 0) + by;
    for (const entity of distinct(mentioned)) this.#spreads[entity] = (this.#spreads[entity] ?? 0) + by;
  }
}

function isInPlace({ path, article }: Pick<ShelvedSidecar, 'path' | 'article'>): boolean {
  return path === annotationPath(article);
}

function targetsOf({ links }: ShelvedSidecar): readonly string[] {
  return links.length < 2 ? links.map(({ target }) => target) : [...new Set(links.map(({ target }) => target))];
}

function copiesIn(overrides: ArticleOverrides): ArticleOverrides {
  return Object.fromEntries(Object.entries(overrides).map(([key, text]) => [key, copyOf(text)]));
}
