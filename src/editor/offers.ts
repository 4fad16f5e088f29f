import type { Candidate } from '../core/names/newNames';
import type { Suggestion } from '../core/names/suggest';
import type { Span } from '../core/model';
import { offerByHand } from '../core/offers/byHand';
import { offersFrom, type Offer } from '../core/offers/offer';
import { newNamesIn, suggestionsIn, wholeNames, type Knowledge, type Settled } from '../core/offers/offers';
import { certainOffers, likelyOffers, offersUnder } from '../core/offers/takings';
import type { Corpus } from './corpus';
import type { OpenArticle } from './openArticle';
import { settledIn } from './settled';

/** What an open article offers to be tagged. Each part is looked for when it is first asked for. */
export class ArticleOffers {
  readonly #knowledge: Knowledge;
  readonly #settled: Settled;
  #suggestions: readonly Suggestion[] | undefined;
  #whole: readonly Suggestion[] | undefined;
  #newNames: readonly Candidate[] | undefined;

  /** @param text of the whole file */
  constructor(readonly article: OpenArticle, readonly text: string, corpus: Corpus) {
    this.#knowledge = corpus.knowledge();
    this.#settled = settledIn(corpus.index, article);
  }

  /** The known names that stand untagged, by place. */
  suggestions(): readonly Suggestion[] {
    return this.#suggestions ??= suggestionsIn(this.text, this.article.seed, this.#settled, this.#knowledge);
  }

  /** Those of them that are no part of a longer name. */
  whole(): readonly Suggestion[] {
    return this.#whole ??= wholeNames(this.text, this.article.info.span, this.suggestions());
  }

  /** The names that nobody has catalogued, the most frequent first; also longer ones with a known name in them. */
  newNames(): readonly Candidate[] {
    return this.#newNames ??= newNamesIn(this.text, this.article.seed, this.#settled, this.whole(), this.#knowledge);
  }

  /** What can be accepted without a look at each: what is certain, or with the new names that are likely. */
  acceptable(offers: readonly Offer[], options: { readonly withNew: boolean }): Offer[] {
    const accept = options.withNew ? likelyOffers : certainOffers;
    return accept(offers, this.text, this.article.info.span, this.#knowledge.habits);
  }

  /** What selections mean to be taken: see `offersUnder`. What stands tagged already is not taken again. */
  under(offers: readonly Offer[], selections: readonly Span[]): Offer[] {
    const { info: { span: article } } = this.article;
    return offersUnder(this.text, offers, selections, selection => this.#isOpen(selection) && article.start <= selection.start && selection.end <= article.end
      ? offerByHand(this.text, article, selection, this.#knowledge) : undefined);
  }

  #isOpen({ start, end }: Span): boolean {
    return start < end && !this.#settled.tagged.some(({ span }) => span.start === start && span.end === end);
  }

  /** The known names, by place; or those that are whole together with the new ones: the longest name is offered first. */
  all(options: { readonly withNew: boolean }): Offer[] {
    return options.withNew ? offersFrom(this.whole(), this.newNames()) : offersFrom(this.suggestions(), []);
  }
}
