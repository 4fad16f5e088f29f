import type { ArticleOverrides, ArticleStatus } from '../model';
import { readSidecar, type SidecarFile } from '../store/sidecarFile';
import { Arena, type Piece } from './arena';
import { articleOfSidecar } from './fileKind';
import { Numbered } from './numbered';
import { pack, unpack, type Packed, type PackedForm } from './packed';
import { outlineOf, type LinkOutline, type SidecarOutline } from './sidecarOutline';

/** How many sidecars stay read: those of the articles that people look at. */
const mostRead = 128;

/** What is kept of a sidecar. Entities and quotes are numbers of texts. */
export interface ShelvedSidecar {
  readonly path: string;
  /** The article that it belongs to: as it says, else by its place. */
  readonly article: string;
  readonly status: ArticleStatus | undefined;
  readonly overrides: ArticleOverrides;
  /** By twos: the entity of a mention, and its quote. */
  readonly mentions: readonly number[];
  readonly rejected: readonly number[];
  readonly links: readonly LinkOutline[];
  readonly hasProblems: boolean;
  readonly form: PackedForm;
  /** Where its text is. */
  text: Piece;
}

/** A sidecar as it is put away: its text, packed, and its outline. */
export interface StoredSidecar {
  readonly text: Packed;
  readonly outline: SidecarOutline;
}

export function storedSidecar(text: string): StoredSidecar {
  return { text: pack(text), outline: outlineOf(text) };
}

/**
 * The sidecars of a corpus. Of each one it keeps the text in a short form, and in numbers what it names; it is read anew
 * when someone wants its marks. So a million marks take some hundred megabytes, and a question about one article costs
 * the reading of one sidecar.
 */
export class SidecarShelf {
  readonly #byPath = new Map<string, ShelvedSidecar>();
  readonly #byArticle = new Listed<string>();
  readonly #byTarget = new Listed<string>();
  readonly #naming = new Listed<number>();
  readonly #entities = new Numbered();
  readonly #quotes = new Numbered();
  #texts = new Arena();
  readonly #mentionCounts: number[] = [];
  readonly #read = new Map<string, SidecarFile>();

  /** Takes what a sidecar says now; undefined for one that is gone. */
  set(path: string, sidecar: StoredSidecar | undefined): void {
    this.#read.delete(path);
    const before = this.#byPath.get(path);
    if (before !== undefined) this.#leave(before);
    if (sidecar !== undefined) this.#enter(this.#shelved(path, sidecar));
  }

  /** Whether a sidecar says so already, byte for byte. */
  says(path: string, { text: { form, bytes } }: StoredSidecar): boolean {
    const shelved = this.#byPath.get(path);
    if (shelved?.form !== form) return false;
    const own = this.#texts.get(shelved.text);
    return own.length === bytes.length && own.every((byte, at) => byte === bytes[at]);
  }

  has(path: string): boolean {
    return this.#byPath.has(path);
  }

  get(path: string): ShelvedSidecar | undefined {
    return this.#byPath.get(path);
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

  /** The sidecars of an article, by path. */
  of(article: string): readonly ShelvedSidecar[] {
    return this.#byArticle.get(article);
  }

  /** The sidecars with a link to an article, by path. */
  linkingTo(article: string): readonly ShelvedSidecar[] {
    return this.#byTarget.get(article);
  }

  /** The sidecars that name an entity, in a mention or as what something was rejected as, by path. */
  naming(entity: string): readonly ShelvedSidecar[] {
    const number = this.#entities.find(entity);
    return number === undefined ? [] : this.#naming.get(number);
  }

  mentionCount(entity: string): number {
    return this.#mentionCounts[this.#entities.find(entity) ?? -1] ?? 0;
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
  mentionsOf({ mentions }: ShelvedSidecar): readonly { readonly entity: string; readonly quote: string }[] {
    const named = [];
    for (let at = 0; at < mentions.length; at += 2) {
      named.push({ entity: this.#entities.textOf(mentions[at] ?? -1), quote: this.#quotes.textOf(mentions[at + 1] ?? -1) });
    }
    return named;
  }

  /** The entities that mentions of a sidecar name, each once. */
  entitiesOf({ mentions }: ShelvedSidecar): readonly string[] {
    const numbers = new Set<number>();
    for (let at = 0; at < mentions.length; at += 2) numbers.add(mentions[at] ?? -1);
    return Array.from(numbers, number => this.#entities.textOf(number));
  }

  /** As it is put away on disk. */
  stored(path: string): StoredSidecar | undefined {
    const shelved = this.#byPath.get(path);
    if (shelved === undefined) return undefined;
    const { article, status, overrides, links, hasProblems } = shelved;
    const rejected = shelved.rejected.map(number => this.#entities.textOf(number));
    return { text: this.#packed(shelved), outline: { article, status, overrides, mentions: this.mentionsOf(shelved), rejected, links, hasProblems } };
  }

  #eachMention(entity: string, take: (article: string, quote: number) => void): void {
    const number = this.#entities.find(entity);
    for (const { article, mentions } of number === undefined ? [] : this.#naming.unsorted(number)) {
      for (let at = 0; at < mentions.length; at += 2) if (mentions[at] === number) take(article, mentions[at + 1] ?? -1);
    }
  }

  #shelved(path: string, { text, outline }: StoredSidecar): ShelvedSidecar {
    const { article, status, overrides, links, hasProblems } = outline;
    return {
      path, article: article === '' ? articleOfSidecar(path) : article, status, overrides, links, hasProblems, form: text.form, text: this.#texts.add(text.bytes),
      mentions: outline.mentions.flatMap(({ entity, quote }) => [this.#entities.add(entity), this.#quotes.add(quote)]),
      rejected: outline.rejected.map(entity => this.#entities.add(entity)),
    };
  }

  #enter(sidecar: ShelvedSidecar): void {
    this.#byPath.set(sidecar.path, sidecar);
    this.#byArticle.add(sidecar.article, sidecar);
    for (const target of targetsOf(sidecar)) this.#byTarget.add(target, sidecar);
    for (const entity of namedBy(sidecar)) this.#naming.add(entity, sidecar);
    this.#count(sidecar, 1);
  }

  #leave(sidecar: ShelvedSidecar): void {
    this.#byPath.delete(sidecar.path);
    this.#byArticle.remove(sidecar.article, sidecar);
    for (const target of targetsOf(sidecar)) this.#byTarget.remove(target, sidecar);
    for (const entity of namedBy(sidecar)) this.#naming.remove(entity, sidecar);
    this.#count(sidecar, -1);
    this.#texts.waste(sidecar.text);
    if (this.#texts.isWasteful) this.#tidy();
  }

  #packed({ form, text }: ShelvedSidecar): Packed {
    return { form, bytes: this.#texts.get(text) };
  }

  /** Moves all texts closer together. */
  #tidy(): void {
    const before = this.#texts;
    this.#texts = new Arena();
    for (const sidecar of this.#byPath.values()) sidecar.text = this.#texts.add(before.get(sidecar.text));
  }

  #count({ mentions }: ShelvedSidecar, by: 1 | -1): void {
    for (let at = 0; at < mentions.length; at += 2) {
      const entity = mentions[at] ?? 0;
      this.#mentionCounts[entity] = (this.#mentionCounts[entity] ?? 0) + by;
    }
  }
}

function targetsOf({ links }: ShelvedSidecar): ReadonlySet<string> {
  return new Set(links.map(({ target }) => target));
}

function namedBy({ mentions, rejected }: ShelvedSidecar): ReadonlySet<number> {
  const named = new Set(rejected);
  for (let at = 0; at < mentions.length; at += 2) named.add(mentions[at] ?? -1);
  return named;
}

/** Lists of sidecars by a key. */
class Listed<Key> {
  readonly #lists = new Map<Key, ShelvedSidecar[]>();

  add(key: Key, sidecar: ShelvedSidecar): void {
    const list = this.#lists.get(key);
    if (list === undefined) this.#lists.set(key, [sidecar]);
    else list.push(sidecar);
  }

  remove(key: Key, sidecar: ShelvedSidecar): void {
    const list = this.#lists.get(key);
    const at = list?.indexOf(sidecar) ?? -1;
    if (list === undefined || at < 0) return;
    const last = list.pop();
    if (last !== undefined && last !== sidecar) list[at] = last;
    if (list.length === 0) this.#lists.delete(key);
  }

  unsorted(key: Key): readonly ShelvedSidecar[] {
    return this.#lists.get(key) ?? [];
  }

  get(key: Key): readonly ShelvedSidecar[] {
    const list = this.unsorted(key);
    return list.length < 2 ? list : [...list].sort((a, b) => a.path < b.path ? -1 : 1);
  }
}
