import type { EntityType, Span } from '../../core/model';
import type { Candidate } from '../../core/names/newNames';
import type { Reading } from '../../core/names/runs';
import type { Suggestion } from '../../core/names/suggest';
import type { Sheet } from '../../core/offers/acts';
import { lengthened, namesLeft } from '../../core/offers/namesLeft';
import { offersFrom, type Offer } from '../../core/offers/offer';
import { namesKnown, type NamesKnown } from '../../core/offers/knownNames';
import { newNamesIn, readingOf, suggestionsIn, wholeNames, type Knowledge, type Settled } from '../../core/offers/offers';
import { notProse } from '../../core/seed/prose';
import type { Corpus } from '../corpus/corpus';
import type { OpenArticle } from './openArticle';
import { settledIn } from './settled';

/** What an open article offers to be tagged. Each part is looked for when it is first asked for. */
export class ArticleOffers {
  readonly #knowledge: Knowledge;
  readonly #settled: Settled;
  readonly #namesVersion: string;
  /** The known names in its text, or in an earlier one until they are asked for. */
  #known: NamesKnown | undefined;
  #reading: Reading | undefined;
  #suggestions: readonly Suggestion[] | undefined;
  #whole: readonly Suggestion[] | undefined;
  #newNames: readonly Candidate[] | undefined;

  /**
   * @param text of the whole file
   * @param before what the same article offered when it, or its text, was another one
   */
  constructor(readonly article: OpenArticle, readonly text: string, corpus: Corpus, before: ArticleOffers | undefined) {
    this.#knowledge = corpus.names.knowledge();
    this.#settled = settledIn(corpus.index, article);
    this.#namesVersion = corpus.names.version;
    if (before === undefined) return;
    if (before.article.seed === article.seed && before.#knowledge.hyphens === this.#knowledge.hyphens) this.#reading = before.#reading;
    if (before.#namesVersion === this.#namesVersion && before.#knowledge.habits === this.#knowledge.habits) this.#known = before.#known;
  }

  /** Whether the order in which entities are offered for a name may be another one when these are mentioned more or less. */
  isRankedBy(entities: ReadonlySet<string>): boolean {
    return this.#suggestions?.some(({ entities: own }) => own.length > 1 && own.some(id => entities.has(id))) === true;
  }

  /** The known names that stand untagged, by place. */
  suggestions(): readonly Suggestion[] {
    return this.#suggestions ??= suggestionsIn(this.text, this.article.seed, this.#settled, this.#knowledge, this.#knownNow());
  }

  /** Those of them that are no part of a longer name. */
  whole(): readonly Suggestion[] {
    return this.#whole ??= wholeNames(this.text, this.article.info.span, this.suggestions(), (this.#knowledge.hyphens ?? 'part') === 'part' ? this.#readingNow() : undefined);
  }

  /** The names that nobody has catalogued, the most frequent first; also longer ones with a known name in them. */
  newNames(): readonly Candidate[] {
    return this.#newNames ??= newNamesIn(this.text, this.article.seed, this.#settled, this.whole(), this.#knowledge, this.#readingNow());
  }

  /** What the keys of annotate mode act on. */
  sheet(types: readonly EntityType[], options: { readonly withNew: boolean }): Sheet {
    return { text: this.text, article: this.article.info.span, skip: notProse(this.article.seed), offers: this.all(options), tagged: this.#settled.tagged, knowledge: this.#knowledge, types };
  }

  /** The known names, by place; or those that are whole together with the new ones: the longest name is offered first. */
  all(options: { readonly withNew: boolean }): Offer[] {
    return options.withNew ? offersFrom(this.whole(), this.newNames()) : offersFrom(this.suggestions(), []);
  }

  /** What may be tagged still, offered or not, by place. */
  left(): Span[] {
    return namesLeft(this.article.seed, this.#settled, this.all({ withNew: true }).map(({ span }) => span), this.#readingNow());
  }

  /** A stretch with one word more, or one fewer, at one of its ends. */
  lengthened(stretch: Span, side: 'start' | 'end', longer: boolean): Span {
    return lengthened(this.#readingNow().words, stretch, side, longer);
  }

  #knownNow(): NamesKnown {
    if (this.#known?.text !== this.text || this.#known.within !== this.article.info.span) {
      this.#known = namesKnown(this.text, this.article.info.span, this.#knowledge.names, this.#knowledge.habits, this.#known);
    }
    return this.#known;
  }

  #readingNow(): Reading {
    return this.#reading ??= readingOf(this.text, this.article.info.span, this.#knowledge.hyphens);
  }
}
