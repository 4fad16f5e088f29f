import { makingDescriber } from '../anchor/describe';
import { sameAnchor } from '../anchor/sameAnchor';
import { articlesOf, type ArticleInfo } from '../corpus/article';
import type { CorpusIndex } from '../corpus/corpusIndex';
import type { Anchor, Span } from '../model';
import type { SeedFile } from '../seed/seedFile';
import { finished, type Steps } from '../steps';
import type { Change } from '../text/change';
import { baseIds, byBase, type Anchored } from './bases';
import { marksOn, rejectionsIn, type RejectionMark } from './marks';
import { placing, type Placed, type PlacedMark } from './placing';
import { carry, placementOf, restored, track, type TrackedMark } from './tracking';

/** A text of a file of articles, parsed. */
export interface ParsedText {
  readonly text: string;
  readonly file: SeedFile;
}

/** What a file said before it was read anew from disk, and where the marks stood in that. */
export interface Former {
  readonly text: string;
  readonly articles: readonly ArticleInfo[];
  readonly spans: ReadonlyMap<string, Span>;
}

/**
 * The marks of a file whose text changes. A mark is looked for once, when the file is there, is read anew, or the mark's
 * anchor changes in the index; from then on every change of the text carries it along.
 */
export class TrackedMarks {
  readonly #tracked = new Map<string, TrackedMark>();
  /** Older texts of the file by git's ids of them; `undefined` for one that is not to be had, or is the text of now. */
  readonly #bases = new Map<string, string | undefined>();
  /** The changes of the text since marks began to be sought in it; another array when they are to be sought anew. */
  #meanwhile: (readonly Change[])[] = [];
  /** The revision of the index whose marks all have been sought. */
  #soughtFor: number | undefined;
  #former: Former | undefined;

  /**
   * @param path of the file, from the corpus root
   * @param now what the file says now
   */
  constructor(private readonly index: CorpusIndex, private readonly path: string, private readonly now: () => ParsedText) {}

  /** Another object whenever a search begins, and whenever one has to begin anew: one that was begun before is of no use then. */
  get search(): object {
    return this.#meanwhile;
  }

  /** Whether all marks that the index has now have been sought. */
  get areSought(): boolean {
    return this.#soughtFor === this.index.revision;
  }

  /** Looks for the marks that are not followed yet, in the text of now, and carries those found through what is done to it until then. */
  *seeking(): Steps<void> {
    const { revision } = this.index;
    const { text, file } = this.now();
    this.#meanwhile = [];
    for (const info of articlesOf(this.path, file)) {
      yield* this.#seekingIn(info, text, [...marksOn(this.index, info.id), ...rejectionsIn(this.index, info.id)]);
    }
    this.#former = undefined;
    this.#soughtFor = revision;
  }

  /** Makes sure of the marks of these articles, in one go. */
  ensure(articles: readonly ArticleInfo[]): void {
    if (!this.areSought || articles.some(({ id }) => marksOn(this.index, id).some(({ key }) => !this.#tracked.has(key)))) finished(this.seeking());
  }

  /** The marks on an article, and what was rejected in it, where they stand in the text of now, which is given. */
  on(article: string, text: string): { readonly marks: readonly PlacedMark[]; readonly rejected: readonly (RejectionMark & Placed)[] } {
    const placed = <M extends Anchored>(marks: readonly M[]): (M & Placed)[] => marks.flatMap(mark => {
      const tracked = this.#tracked.get(mark.key);
      return tracked === undefined ? [] : [{ ...mark, placement: placementOf(tracked, text) }];
    });
    return { marks: placed(marksOn(this.index, article)), rejected: placed(rejectionsIn(this.index, article)) };
  }

  /** Carries every mark through changes of the text, the last place first. */
  carry(changes: readonly Change[]): void {
    this.#meanwhile.push(changes);
    for (const [key, mark] of this.#tracked) this.#tracked.set(key, carry(mark, changes));
  }

  /** The ids of the texts that the marks were made in, which nobody has asked for yet. */
  missingBases(): readonly string[] {
    const ids = articlesOf(this.path, this.now().file).flatMap(({ id }) => baseIds(this.index, id));
    return [...new Set(ids)].filter(id => !this.#bases.has(id));
  }

  /** Takes an older text of the file; marks that could not be placed without it are looked for again. */
  addBase(id: string, text: string | undefined): void {
    this.#bases.set(id, text);
    if (text === undefined) return;
    for (const [key, { placed }] of this.#tracked) if (placed.state === 'needs-you') this.#tracked.delete(key);
    this.#seekAnew();
  }

  /** Has marks looked for again that a search did not find. What was deleted since is left to undo. */
  seekLost(): void {
    const lost = [...this.#tracked].filter(([, { live, placed }]) => live === undefined && placed.state === 'needs-you');
    if (lost.length === 0) return;
    for (const [key] of lost) this.#tracked.delete(key);
    this.#seekAnew();
  }

  /** Has all marks looked for again in another text, from where they stood before where that is known. */
  seekFrom(former: Former | undefined): void {
    this.#former = former;
    this.#tracked.clear();
    this.#seekAnew();
  }

  /** Where the marks stand in a text of the file, to look for them in another one. */
  formerIn({ text, file }: ParsedText): Former {
    const spans = new Map<string, Span>();
    for (const [key, mark] of this.#tracked) {
      const placement = placementOf(mark, text);
      if (placement.state === 'anchored') spans.set(key, placement.span);
    }
    return { text, articles: articlesOf(this.path, file), spans };
  }

  #seekAnew(): void {
    this.#meanwhile = [];
    this.#soughtFor = undefined;
  }

  *#seekingIn(info: ArticleInfo, text: string, marks: readonly Anchored[]): Steps<void> {
    const unplaced = marks.filter(mark => !sameAnchor(this.#tracked.get(mark.key)?.anchor, mark.anchor));
    const bases = byBase(this.index, this.path, info, unplaced, this.#bases);
    for (const [base, group] of bases) {
      for (const { key, anchor, placement } of yield* placing(text, info.span, group, base)) this.#follow(key, track(text, anchor, placement));
    }
    for (const [base, group] of bases) yield* this.#seekingFromFormer(info, text, group, base);
  }

  /** What the stored anchors do not find may be found from where it stood before the file was read anew. */
  *#seekingFromFormer(info: ArticleInfo, text: string, marks: readonly Anchored[], base: string | undefined): Steps<void> {
    const former = this.#former;
    const article = former?.articles.find(each => each.id === info.id);
    const lost = marks.filter(({ key }) => this.#tracked.get(key)?.placed.state !== 'anchored');
    if (former === undefined || article === undefined || lost.length === 0) return;
    const formerText = former.text.slice(article.span.start, article.span.end);
    const describe = yield* makingDescriber(former.text, article.span);
    const sought: { readonly key: string; readonly stored: Anchor; readonly anchor: Anchor }[] = [];
    for (const { key, anchor: stored } of lost) {
      const span = former.spans.get(key);
      const anchor = span && describe(span);
      // The same in the same text was sought already.
      if (anchor !== undefined && !(base === formerText && sameAnchor(stored, anchor))) sought.push({ key, stored, anchor });
      yield;
    }
    for (const { key, stored, placement } of yield* placing(text, info.span, sought, formerText)) {
      if (placement.state !== 'needs-you') this.#follow(key, track(text, stored, placement));
    }
  }

  /** Takes a mark that was found in the text as it was when the search began. */
  #follow(key: string, found: TrackedMark): void {
    const now = this.#meanwhile.reduce(carry, found);
    const known = this.#tracked.get(key);
    this.#tracked.set(key, (known && restored(known, now)) ?? now);
  }
}
