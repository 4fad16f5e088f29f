import type * as vscode from 'vscode';
import type { Placement } from '../core/anchor/placement';
import { articlesOf, type ArticleInfo } from '../core/corpus/article';
import type { CorpusIndex } from '../core/corpus/corpusIndex';
import { marksOn, rejectionsIn, type RejectionMark } from '../core/marks/marks';
import { bySpan, carried, hasPlace, placeMarks, type Placed, type PlacedMark, type StandingMark } from '../core/marks/placing';
import type { Anchor, Span } from '../core/model';
import { parseSeed } from '../core/seed/parse';
import type { SeedArticle, SeedFile } from '../core/seed/seedFile';
import type { Change } from '../core/text/change';
import type { Corpus } from './corpus';
import { ArticleOffers } from './offers';

/** An article of an open document, with its marks. */
export interface OpenArticle {
  readonly info: ArticleInfo;
  readonly seed: SeedArticle;
  readonly marks: readonly PlacedMark[];
  /** What was rejected in it, which is not offered again. */
  readonly rejected: readonly Placed<RejectionMark>[];
}

/** What is known of a mark while its article is open: its anchor as stored, and where typing has carried it since. */
interface Tracked {
  readonly anchor: Anchor;
  readonly placement: Placement;
}

/** Anything anchored, with what tells it from every other. */
interface Keyed {
  readonly key: string;
  readonly anchor: Anchor;
}

/**
 * A seed file in an editor. A mark is looked for once, when the file opens or the mark's anchor changes on disk;
 * from then on every change of the document carries it along.
 */
export class OpenFile {
  readonly #tracked = new Map<string, Tracked>();
  #parsed: { readonly version: number; readonly file: SeedFile } | undefined;
  #articles: { readonly version: number; readonly revision: number; readonly articles: readonly OpenArticle[] } | undefined;

  #offers: { readonly articles: readonly OpenArticle[]; readonly offers: readonly ArticleOffers[] } | undefined;

  constructor(readonly document: vscode.TextDocument, readonly corpus: Corpus, readonly path: string) {}

  /** The document, parsed; at most once for each of its versions. */
  parsed(): SeedFile {
    const { version } = this.document;
    if (this.#parsed?.version !== version) this.#parsed = { version, file: parseSeed(this.document.getText()) };
    return this.#parsed.file;
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
    if (this.#offers?.articles !== articles) {
      const text = this.document.getText();
      this.#offers = { articles, offers: articles.map(article => new ArticleOffers(article, text, this.corpus)) };
    }
    return this.#offers.offers;
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

  /** Carries every mark through a change of the document. */
  changed(event: vscode.TextDocumentChangeEvent): void {
    const changes = event.contentChanges.map((change): Change => ({
      start: change.rangeOffset,
      end: change.rangeOffset + change.rangeLength,
      text: change.text,
    }));
    for (const [key, { anchor, placement }] of this.#tracked) {
      this.#tracked.set(key, { anchor, placement: carried(placement, changes) });
    }
  }

  #place(index: CorpusIndex): OpenArticle[] {
    const seeds = this.parsed().articles;
    return articlesOf(this.path, this.parsed()).flatMap((info, at) => {
      const seed = seeds[at];
      return seed === undefined ? [] : [{ info, seed, marks: this.#placeIn(info, marksOn(index, info.id)), rejected: this.#placeIn(info, rejectionsIn(index, info.id)) }];
    });
  }

  #placeIn<Anchored extends Keyed>(info: ArticleInfo, marks: readonly Anchored[]): Placed<Anchored>[] {
    const unplaced = marks.filter(mark => !sameAnchor(this.#tracked.get(mark.key)?.anchor, mark.anchor));
    if (unplaced.length > 0) {
      for (const { key, anchor, placement } of placeMarks(this.document.getText(), info.span, unplaced)) {
        this.#tracked.set(key, { anchor, placement });
      }
    }
    return marks.flatMap(mark => {
      const tracked = this.#tracked.get(mark.key);
      return tracked === undefined ? [] : [{ ...mark, placement: tracked.placement }];
    });
  }
}

function length(span: Span): number {
  return span.end - span.start;
}

function sameAnchor(a: Anchor | undefined, b: Anchor): boolean {
  return a !== undefined && a.at[0] === b.at[0] && a.at[1] === b.at[1] && a.quote === b.quote && a.before === b.before && a.after === b.after;
}
