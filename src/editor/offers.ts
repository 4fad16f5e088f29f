import { hasPlace } from '../core/marks/placing';
import type { Candidate } from '../core/names/newNames';
import type { Suggestion } from '../core/names/suggest';
import { offersFrom, type Offer } from '../core/offers/offer';
import { newNamesIn, suggestionsIn, wholeNames, type Knowledge, type Settled } from '../core/offers/offers';
import type { Corpus } from './corpus';
import type { OpenArticle } from './openArticle';

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
    this.#settled = settledIn(corpus, article);
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

  /** The known names, by place; or those that are whole together with the new ones: the longest name is offered first. */
  all(options: { readonly withNew: boolean }): Offer[] {
    return options.withNew ? offersFrom(this.whole(), this.newNames()) : offersFrom(this.suggestions(), []);
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
