import type * as vscode from 'vscode';
import { makingDescriber } from '../../core/anchor/describe';
import { sameAnchor } from '../../core/anchor/sameAnchor';
import { articlesOf, type ArticleInfo } from '../../core/corpus/article';
import type { CorpusIndex } from '../../core/corpus/corpusIndex';
import { baseIds, byBase, type Anchored } from '../../core/marks/bases';
import { marksOn, rejectionsIn } from '../../core/marks/marks';
import { bySpan, hasPlace, placing, type Placed, type StandingMark } from '../../core/marks/placing';
import { carry, placementOf, restored, track, type TrackedMark } from '../../core/marks/tracking';
import type { Anchor, Span } from '../../core/model';
import type { Habits } from '../../core/offers/habits';
import { parseSeed } from '../../core/seed/parse';
import type { SeedFile } from '../../core/seed/seedFile';
import { finished, type Steps } from '../../core/steps';
import type { Change } from '../../core/text/change';
import type { Corpus } from '../corpus/corpus';
import { Rests } from '../time/rests';
import { ArticleOffers } from './offers';
import type { OpenArticle } from './openArticle';

/** A text of the document, parsed. */
interface ParsedText {
  readonly version: number;
  readonly text: string;
  readonly file: SeedFile;
}

/** What the document said before it was read anew from disk, and where the marks stood in that. */
interface Former {
  readonly text: string;
  readonly articles: readonly ArticleInfo[];
  readonly spans: ReadonlyMap<string, Span>;
}

/** What articles offer, and what that goes by. */
interface KnownOffers {
  readonly articles: readonly OpenArticle[];
  readonly namesVersion: string;
  readonly habits: Habits;
  readonly revision: number;
  readonly offers: readonly ArticleOffers[];
}

/**
 * A seed file in an editor. A mark is looked for once, when the file opens, is read anew from disk, or the mark's anchor
 * changes there; from then on every change of the document carries it along.
 */
export class OpenFile {
  readonly #tracked = new Map<string, TrackedMark>();
  /** Older texts of the file by git's ids of them; `undefined` for one that is not to be had, or is the text of now. */
  readonly #bases = new Map<string, string | undefined>();
  /** The changes of the text since marks began to be sought in it; another array when they are to be sought anew. */
  #meanwhile: (readonly Change[])[] = [];
  /** The revision of the index whose marks all have been sought, and the search for those of a later one. */
  #soughtFor: number | undefined;
  #searching: Promise<void> | undefined;
  #former: Former | undefined;
  #suspect: Former | 'unknown' | undefined;
  #parsed: ParsedText | undefined;
  #articles: { readonly version: number; readonly revision: number; readonly articles: readonly OpenArticle[] } | undefined;
  #offers: KnownOffers | undefined;

  constructor(readonly document: vscode.TextDocument, readonly corpus: Corpus, readonly path: string) {}

  /** The document, parsed; at most once for each of its versions. */
  parsed(): SeedFile {
    return this.#parsedText().file;
  }

  /** Looks for the marks that are new here, and lets others have their turn meanwhile. Without it `articles` does so, in one go. */
  async seek(): Promise<void> {
    this.#searching ??= this.#seekInSlices().finally(() => { this.#searching = undefined; });
    return this.#searching;
  }

  /** The articles with their marks, as the index and the document stand now. */
  articles(): readonly OpenArticle[] {
    const { version } = this.document;
    const { revision } = this.corpus.index;
    if (this.#articles?.version !== version || this.#articles.revision !== revision) {
      this.#articles = { version, revision, articles: this.#place(this.corpus.index) };
    }
    return this.#articles.articles;
  }

  /** What each article still offers to be tagged, as things stand now. */
  offers(): readonly ArticleOffers[] {
    const articles = this.articles();
    const namesVersion = this.corpus.names.version;
    const { revision } = this.corpus.index;
    const habits = this.corpus.habits.now();
    const known = this.#offers;
    if (known === undefined || known.namesVersion !== namesVersion || known.revision !== revision || known.habits !== habits || known.articles !== articles) {
      this.#offers = { articles, namesVersion, habits, revision, offers: this.#offersIn(articles, known?.habits === habits ? known : undefined) };
    }
    return this.#offers?.offers ?? [];
  }

  /** Looks for what an article offers only where its text, its marks or the names are other ones than they were. */
  #offersIn(articles: readonly OpenArticle[], known: KnownOffers | undefined): readonly ArticleOffers[] {
    const touched = known === undefined ? 'everything' : this.corpus.index.touchedSince(known.revision);
    const before = new Map(known?.offers.map(offers => [offers.article.info.id, offers]));
    const { text } = this.#parsedText();
    return articles.map(article => {
      const old = before.get(article.info.id);
      const isSame = old?.article === article && known?.namesVersion === this.corpus.names.version && touched !== 'everything' && !old.isRankedBy(touched.entities);
      return isSame ? old : new ArticleOffers(article, text, this.corpus, old);
    });
  }

  /** The article at an offset; at a delimiter line, the article that it starts. */
  articleAt(offset: number): OpenArticle | undefined {
    const articles = this.articles();
    return articles.findLast(article => (article.seed.delimiter?.span.start ?? article.info.span.start) <= offset) ?? articles[0];
  }

  /** The marks that have a place, of all articles, by position. */
  standing(): readonly StandingMark[] {
    return this.articles().flatMap(article => article.marks.filter(hasPlace)).sort(bySpan);
  }

  /** The marks over an offset, the shortest first: the innermost is the one that is meant. */
  at(offset: number): readonly StandingMark[] {
    return this.standing()
      .filter(({ placement: { span } }) => span.start <= offset && offset <= span.end)
      .sort((a, b) => length(a.placement.span) - length(b.placement.span));
  }

  /** The ids of the texts that the file's marks were made in, which nobody has asked for yet. */
  missingBases(): readonly string[] {
    const { index } = this.corpus;
    const ids = articlesOf(this.path, this.parsed()).flatMap(({ id }) => baseIds(index, id));
    return [...new Set(ids)].filter(id => !this.#bases.has(id));
  }

  /** Takes an older text of the file; marks that could not be placed without it are looked for again. */
  addBase(id: string, text: string | undefined): void {
    this.#bases.set(id, text);
    if (text === undefined) return;
    for (const [key, { placed }] of this.#tracked) if (placed.state === 'needs-you') this.#tracked.delete(key);
    this.#seekAnew();
  }

  /**
   * Carries every mark through a change of the document. When VS Code reads the file anew from disk it tells of that as
   * of an edit; so while the document has no unsaved changes after one, it is not settled which of the two it was.
   */
  changed({ document, reason, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (document.isDirty || reason !== undefined) this.#suspect = undefined;
    else if (contentChanges.length > 0) this.#suspect ??= this.#now(document.version - 1);
    if (contentChanges.length === 0 && !document.isDirty) this.#seekLost();
    if (contentChanges.length === 0) return;
    const changes = contentChanges.map((change): Change => ({
      start: change.rangeOffset,
      end: change.rangeOffset + change.rangeLength,
      text: change.text,
    }));
    this.#meanwhile.push(changes);
    for (const [key, mark] of this.#tracked) this.#tracked.set(key, carry(mark, changes));
  }

  /** Whether the last change may have been a reading from disk: then `settle` has to be told what stands there. */
  get isUnsettled(): boolean {
    return this.#suspect !== undefined;
  }

  /** Someone else's text says nothing of where the marks went in it: they are looked for, from where they stood before. */
  settle(onDisk: string | undefined): void {
    const suspect = this.#suspect;
    this.#suspect = undefined;
    if (suspect === undefined || onDisk === undefined || plain(onDisk) !== plain(this.document.getText())) return;
    this.#former = suspect === 'unknown' ? undefined : suspect;
    this.#tracked.clear();
    this.#seekAnew();
  }

  /** Where the marks stand in the version before the one that is coming; what it said is known only if anyone asked. */
  #now(version: number): Former | 'unknown' {
    if (this.#parsed?.version !== version) return 'unknown';
    const spans = new Map<string, Span>();
    const { text } = this.#parsed;
    for (const [key, mark] of this.#tracked) {
      const placement = placementOf(mark, text);
      if (placement.state === 'anchored') spans.set(key, placement.span);
    }
    return { text, articles: articlesOf(this.path, this.#parsed.file), spans };
  }

  #parsedText(): ParsedText {
    const { version } = this.document;
    if (this.#parsed?.version !== version) {
      const text = this.document.getText();
      this.#parsed = { version, text, file: parseSeed(text) };
    }
    return this.#parsed;
  }

  /** After a save, or a revert: what a search in the unsaved text did not find may be there now. What was deleted since is left to undo. */
  #seekLost(): void {
    const lost = [...this.#tracked].filter(([, { live, placed }]) => live === undefined && placed.state === 'needs-you');
    if (lost.length === 0) return;
    for (const [key] of lost) this.#tracked.delete(key);
    this.#seekAnew();
  }

  #seekAnew(): void {
    this.#meanwhile = [];
    this.#soughtFor = undefined;
    this.#articles = undefined;
  }

  async #seekInSlices(): Promise<void> {
    const rests = new Rests();
    while (this.#soughtFor !== this.corpus.index.revision && !this.document.isClosed) {
      const search = this.#seeking();
      const isDone = (): boolean => search.next().done === true;
      if (isDone()) continue;
      const meanwhile = this.#meanwhile;
      do await rests.next(); while (meanwhile === this.#meanwhile && !isDone());
    }
  }

  /** Looks for the marks that are not followed yet, in the text of now, and carries those found through what is done to it until then. */
  *#seeking(): Steps<void> {
    const { index } = this.corpus;
    const { revision } = index;
    const { text, file } = this.#parsedText();
    this.#meanwhile = [];
    for (const info of articlesOf(this.path, file)) {
      yield* this.#seekingIn(info, text, [...marksOn(index, info.id), ...rejectionsIn(index, info.id)]);
    }
    this.#former = undefined;
    this.#soughtFor = revision;
  }

  *#seekingIn(info: ArticleInfo, text: string, marks: readonly Anchored[]): Steps<void> {
    const unplaced = marks.filter(mark => !sameAnchor(this.#tracked.get(mark.key)?.anchor, mark.anchor));
    const bases = byBase(this.corpus.index, this.path, info, unplaced, this.#bases);
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

  #place(index: CorpusIndex): OpenArticle[] {
    const { text, file } = this.#parsedText();
    const infos = articlesOf(this.path, file);
    if (this.#soughtFor !== index.revision || infos.some(({ id }) => marksOn(index, id).some(({ key }) => !this.#tracked.has(key)))) finished(this.#seeking());
    const before = new Map(this.#articles?.articles.map(article => [article.seed, article]));
    const placed = <M extends Anchored>(marks: readonly M[]): (M & Placed)[] => marks.flatMap(mark => {
      const tracked = this.#tracked.get(mark.key);
      return tracked === undefined ? [] : [{ ...mark, placement: placementOf(tracked, text) }];
    });
    return infos.flatMap((info, at) => {
      const seed = file.articles[at];
      if (seed === undefined) return [];
      const now = { info, seed, marks: placed(marksOn(index, info.id)), rejected: placed(rejectionsIn(index, info.id)) };
      const old = before.get(seed);
      return [old !== undefined && sameMarks(old.marks, now.marks) && sameMarks(old.rejected, now.rejected) ? old : now];
    });
  }
}

/** Whether marks say and stand as they did. The parsed text must be the same. */
function sameMarks(ones: readonly (Anchored & Placed)[], others: readonly (Anchored & Placed)[]): boolean {
  return ones.length === others.length && ones.every((one, at) => {
    const other = others[at];
    return other !== undefined && one.key === other.key && (saidBy(one) === saidBy(other) || JSON.stringify(saidBy(one)) === JSON.stringify(saidBy(other)))
      && JSON.stringify(one.placement) === JSON.stringify(other.placement);
  });
}

function saidBy(mark: Anchored): object {
  return mark.kind === 'mention' ? mark.mention : mark.kind === 'link' ? mark.link : mark.rejection;
}

/** A text without what VS Code makes the same when it reads a file. */
function plain(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

function length(span: Span): number {
  return span.end - span.start;
}
