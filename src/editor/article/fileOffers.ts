import type { Habits } from '../../core/offers/habits';
import type { Corpus } from '../corpus/corpus';
import { ArticleOffers } from './offers';
import type { OpenArticle } from './openArticle';

/** What articles offer, and what that goes by. */
interface KnownOffers {
  readonly articles: readonly OpenArticle[];
  readonly namesVersion: string;
  readonly habits: Habits;
  readonly revision: number;
  readonly offers: readonly ArticleOffers[];
}

/** What the articles of a file offer to be tagged, each looked at anew only where its text, its marks or the names are other ones than they were. */
export class FileOffers {
  #known: KnownOffers | undefined;

  constructor(private readonly corpus: Corpus) {}

  /** What each of these articles offers, as things stand now, in the text of the file. */
  of(articles: readonly OpenArticle[], text: string): readonly ArticleOffers[] {
    const { corpus } = this;
    const namesVersion = corpus.names.version;
    const { revision } = corpus.index;
    const habits = corpus.habits.now();
    const known = this.#known;
    if (known?.namesVersion === namesVersion && known.revision === revision && known.habits === habits && known.articles === articles) return known.offers;
    const usable = known?.habits === habits ? known : undefined;
    const touched = usable === undefined ? 'everything' : corpus.index.touchedSince(usable.revision);
    const before = new Map(usable?.offers.map(offers => [offers.article.info.id, offers]));
    const offers = articles.map(article => {
      const old = before.get(article.info.id);
      const isSame = old?.article === article && usable?.namesVersion === namesVersion && touched !== 'everything' && !old.isRankedBy(touched.entities);
      return isSame ? old : new ArticleOffers(article, text, corpus, old);
    });
    this.#known = { articles, namesVersion, habits, revision, offers };
    return offers;
  }
}
