import type * as vscode from 'vscode';
import { articlesOf } from '../../core/corpus/article';
import { bySpan, hasPlace, type StandingMark } from '../../core/marks/placing';
import { sameMarks } from '../../core/marks/sameMarks';
import { TrackedMarks, type Former, type ParsedText } from '../../core/marks/trackedMarks';
import type { Span } from '../../core/model';
import { parseSeed } from '../../core/seed/parse';
import type { SeedFile } from '../../core/seed/seedFile';
import type { Change } from '../../core/text/change';
import type { Corpus } from '../corpus/corpus';
import { Rests } from '../time/rests';
import { FileOffers } from './fileOffers';
import type { ArticleOffers } from './offers';
import type { OpenArticle } from './openArticle';

/** The articles of a file, and what that goes by. */
interface KnownArticles {
  readonly version: number;
  readonly revision: number;
  readonly search: object;
  readonly articles: readonly OpenArticle[];
}

/** A seed file in an editor, with its articles, their marks, and what they offer. */
export class OpenFile {
  /** Its marks, wherever they stand. */
  readonly tracked: TrackedMarks;
  readonly #offers: FileOffers;
  #searching: Promise<void> | undefined;
  #suspect: Former | 'unknown' | undefined;
  #parsed: ParsedText & { readonly version: number } | undefined;
  #known: KnownArticles | undefined;

  constructor(readonly document: vscode.TextDocument, readonly corpus: Corpus, readonly path: string) {
    this.tracked = new TrackedMarks(corpus.index, path, () => this.#parsedText());
    this.#offers = new FileOffers(corpus);
  }

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
    const known = this.#known;
    if (known?.version === version && known.revision === revision && known.search === this.tracked.search) return known.articles;
    const articles = this.#place(known?.articles ?? []);
    this.#known = { version, revision, search: this.tracked.search, articles };
    return articles;
  }

  /** What each article still offers to be tagged, as things stand now. */
  offers(): readonly ArticleOffers[] {
    return this.#offers.of(this.articles(), this.#parsedText().text);
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

  /**
   * Carries every mark through a change of the document. When VS Code reads the file anew from disk it tells of that as
   * of an edit; so while the document has no unsaved changes after one, it is not settled which of the two it was.
   */
  changed({ document, reason, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (document.isDirty || reason !== undefined) this.#suspect = undefined;
    else if (contentChanges.length > 0) this.#suspect ??= this.#before(document.version);
    // After a save, or a revert: what a search in the unsaved text did not find may be there now.
    if (contentChanges.length === 0 && !document.isDirty) this.tracked.seekLost();
    if (contentChanges.length === 0) return;
    this.tracked.carry(contentChanges.map((change): Change => ({
      start: change.rangeOffset,
      end: change.rangeOffset + change.rangeLength,
      text: change.text,
    })));
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
    this.tracked.seekFrom(suspect === 'unknown' ? undefined : suspect);
  }

  /** Where the marks stood in the version before; what it said is known only if anyone asked. */
  #before(version: number): Former | 'unknown' {
    return this.#parsed?.version === version - 1 ? this.tracked.formerIn(this.#parsed) : 'unknown';
  }

  #parsedText(): ParsedText {
    const { version } = this.document;
    if (this.#parsed?.version !== version) {
      const text = this.document.getText();
      this.#parsed = { version, text, file: parseSeed(text) };
    }
    return this.#parsed;
  }

  async #seekInSlices(): Promise<void> {
    const rests = new Rests();
    while (!this.tracked.areSought && !this.document.isClosed) {
      const steps = this.tracked.seeking();
      const isDone = (): boolean => steps.next().done === true;
      if (isDone()) continue;
      const { search } = this.tracked;
      do await rests.next(); while (search === this.tracked.search && !isDone());
    }
  }

  /** An article whose text, marks and places are what they were stays the same object. */
  #place(before: readonly OpenArticle[]): OpenArticle[] {
    const { text, file } = this.#parsedText();
    const infos = articlesOf(this.path, file);
    this.tracked.ensure(infos);
    const known = new Map(before.map(article => [article.seed, article]));
    const seen = new Set<string>();
    return infos.flatMap((info, at) => {
      const seed = file.articles[at];
      if (seed === undefined) return [];
      // Of several articles with one id the marks are those of the first, as they are for all others.
      const on = seen.has(info.id) ? { marks: [], rejected: [] } : this.tracked.on(info.id, text);
      seen.add(info.id);
      const now = { info, seed, ...on };
      const old = known.get(seed);
      return [old !== undefined && sameMarks(old.marks, now.marks) && sameMarks(old.rejected, now.rejected) ? old : now];
    });
  }
}

/** A text without what VS Code makes the same when it reads a file. */
function plain(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

function length(span: Span): number {
  return span.end - span.start;
}
