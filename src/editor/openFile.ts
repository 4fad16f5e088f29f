import type * as vscode from 'vscode';
import { describer } from '../core/anchor/describe';
import { sameAnchor } from '../core/anchor/sameAnchor';
import { articlesOf, type ArticleInfo } from '../core/corpus/article';
import type { CorpusIndex } from '../core/corpus/corpusIndex';
import { marksOn, rejectionsIn } from '../core/marks/marks';
import { bySpan, hasPlace, placeMarks, type Placed, type StandingMark } from '../core/marks/placing';
import { carry, placementOf, restored, track, type TrackedMark } from '../core/marks/tracking';
import type { Span } from '../core/model';
import type { Habits } from '../core/offers/habits';
import { parseSeed } from '../core/seed/parse';
import type { SeedFile } from '../core/seed/seedFile';
import type { Change } from '../core/text/change';
import { baseIds, byBase, type Anchored } from './bases';
import type { Corpus } from './corpus';
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
    const { namesVersion } = this.corpus;
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
    const before = new Map(known?.offers.map(offers => [offers.article.seed, offers]));
    const text = this.document.getText();
    return articles.map(article => {
      const old = before.get(article.seed);
      const isSame = old?.article === article && known?.namesVersion === this.corpus.namesVersion && touched !== 'everything' && !old.isRankedBy(touched.entities);
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
    this.#articles = undefined;
  }

  /**
   * Carries every mark through a change of the document. When VS Code reads the file anew from disk it tells of that as
   * of an edit; so while the document has no unsaved changes after one, it is not settled which of the two it was.
   */
  changed({ document, reason, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (document.isDirty || reason !== undefined) this.#suspect = undefined;
    else if (contentChanges.length > 0) this.#suspect ??= this.#now(document.version - 1);
    if (contentChanges.length === 0) return;
    const changes = contentChanges.map((change): Change => ({
      start: change.rangeOffset,
      end: change.rangeOffset + change.rangeLength,
      text: change.text,
    }));
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
    this.#articles = undefined;
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

  #place(index: CorpusIndex): OpenArticle[] {
    const { file } = this.#parsedText();
    const before = new Map(this.#articles?.articles.map(article => [article.seed, article]));
    const placed = articlesOf(this.path, file).flatMap((info, at) => {
      const seed = file.articles[at];
      if (seed === undefined) return [];
      const now = { info, seed, marks: this.#placeIn(info, marksOn(index, info.id)), rejected: this.#placeIn(info, rejectionsIn(index, info.id)) };
      const old = before.get(seed);
      return [old !== undefined && sameMarks(old.marks, now.marks) && sameMarks(old.rejected, now.rejected) ? old : now];
    });
    this.#former = undefined;
    return placed;
  }

  #placeIn<M extends Anchored>(info: ArticleInfo, marks: readonly M[]): (M & Placed)[] {
    const unplaced = marks.filter(mark => !sameAnchor(this.#tracked.get(mark.key)?.anchor, mark.anchor));
    for (const [base, group] of byBase(this.corpus, this.path, info, unplaced, this.#bases)) this.#trackAll(info, group, base);
    this.#placeFromFormer(info, unplaced);
    const { text } = this.#parsedText();
    return marks.flatMap(mark => {
      const tracked = this.#tracked.get(mark.key);
      return tracked === undefined ? [] : [{ ...mark, placement: placementOf(tracked, text) }];
    });
  }

  #trackAll(info: ArticleInfo, marks: readonly Anchored[], base: string | undefined): void {
    const { text } = this.#parsedText();
    for (const { key, anchor, placement } of placeMarks(text, info.span, marks, base)) {
      const known = this.#tracked.get(key);
      this.#tracked.set(key, (known && restored(known, anchor, placement)) ?? track(text, anchor, placement));
    }
  }

  /** What the stored anchors do not find may be found from where it stood before the file was read anew. */
  #placeFromFormer(info: ArticleInfo, marks: readonly Anchored[]): void {
    const former = this.#former;
    const article = former?.articles.find(each => each.id === info.id);
    if (former === undefined || article === undefined) return;
    const lost = marks.filter(({ key }) => this.#tracked.get(key)?.placed.state !== 'anchored');
    if (lost.length === 0) return;
    const describe = describer(former.text, article.span);
    const sought = lost.flatMap(({ key, anchor: stored }) => {
      const span = former.spans.get(key);
      return span === undefined ? [] : [{ key, stored, anchor: describe(span) }];
    });
    const { text } = this.#parsedText();
    for (const { key, stored, placement } of placeMarks(text, info.span, sought, former.text.slice(article.span.start, article.span.end))) {
      if (placement.state !== 'needs-you') this.#tracked.set(key, track(text, stored, placement));
    }
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
