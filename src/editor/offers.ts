import { hasPlace } from '../core/marks/placing';
import type { Candidate } from '../core/names/newNames';
import type { Reading } from '../core/names/runs';
import type { Suggestion } from '../core/names/suggest';
import { offersFrom, type Offer } from '../core/offers/offer';
import { newNamesIn, readingOf, suggestionsIn, wholeNames, type Knowledge, type Settled } from '../core/offers/offers';
import type { Corpus } from './corpus';
import type { OpenArticle } from './openArticle';

/** What an open article offers to be tagged. Each part is looked for when it is first asked for. */
export class ArticleOffers {
  readonly #knowledge: Knowledge;
  readonly #settled: Settled;
  #reading: Reading | undefined;
  #suggestions: readonly Suggestion[] | undefined;
  #whole: readonly Suggestion[] | undefined;
  #newNames: readonly Candidate[] | undefined;

  /**
   * @param text of the whole file
   * @param before what was known of the same article in the same text
   */
  constructor(readonly article: OpenArticle, readonly text: string, corpus: Corpus, before: ArticleOffers | undefined) {
    this.#knowledge = corpus.knowledge();
    this.#settled = settledIn(corpus, article);
    if (before !== undefined && before.#knowledge.hyphens === this.#knowledge.hyphens) this.#reading = before.#reading;
  }

  /** Whether the order in which entities are offered for a name may be another one when these are mentioned more or less. */
  isRankedBy(entities: ReadonlySet<string>): boolean {
    return this.#suggestions?.some(({ entities: own }) => own.length > 1 && own.some(id => entities.has(id))) === true;
  }

  /** The known names that stand untagged, by place. */
  suggestions(): readonly Suggestion[] {
    return this.#suggestions ??= suggestionsIn(this.text, this.article.seed, this.#settled, this.#knowledge);
  }

  /** Those of them that are no part of a longer name. */
  whole(): readonly Suggestion[] {
    return this.#whole ??= wholeNames(this.text, this.article.info.span, this.suggestions(), (this.#knowledge.hyphens ?? 'part') === 'part' ? this.#readingNow() : undefined);
  }

  /** The names that nobody has catalogued, the most frequent first; also longer ones with a known name in them. */
  newNames(): readonly Candidate[] {
    return this.#newNames ??= newNamesIn(this.text, this.article.seed, this.#settled, this.whole(), this.#knowledge, this.#readingNow());
  }

  /** The known names, by place; or those that are whole together with the new ones: the longest name is offered first. */
  all(options: { readonly withNew: boolean }): Offer[] {
    return options.withNew ? offersFrom(this.whole(), this.newNames()) : offersFrom(this.suggestions(), []);
  }

  #readingNow(): Reading {
    return this.#reading ??= readingOf(this.text, this.article.info.span, this.#knowledge.hyphens);
  }
}

/** What is tagged and rejected, of what has a place in the text. */
export function settledIn({ index }: Corpus, { marks, rejected }: Pick<OpenArticle, 'marks' | 'rejected'>): Settled {
  const passages = new Set(index.config.types.filter(type => type.marks === 'passages').map(({ id }) => id));
  return {
    tagged: marks.filter(hasPlace).flatMap(mark => mark.kind === 'mention' && !passages.has(index.entity(mark.mention.entity)?.type ?? '')
      ? [{ span: mark.placement.span, entity: mark.mention.entity }] : []),
    rejected: rejected.filter(hasPlace).map(({ placement: { span }, rejection: { entity } }) => entity === undefined ? { span } : { span, entity }),
  };
}
