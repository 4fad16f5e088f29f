import type { ArticleCard } from '../corpus/article';
import type { CorpusIndex } from '../corpus/corpusIndex';

/** An article as pictures see it. Its date is `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, or `''`. */
export interface ArticleFact extends ArticleCard {
  /** Which entities it mentions, by their place in `Facts.entities`, and how often. */
  readonly mentions: ReadonlyMap<number, number>;
}

/** An entity that some article mentions. */
export interface EntityFact {
  readonly id: string;
  readonly name: string;
  /** The id of its type; `''` for an entity that `entities.yaml` does not know. */
  readonly type: string;
}

/** A link from one article to another, by their places in `Facts.articles`. */
export interface LinkFact {
  readonly from: number;
  readonly to: number;
  readonly relation: string;
  /** Not so where it says the same from either end. */
  readonly isDirected: boolean;
}

/** All that pictures are drawn from. Holds for one revision of the index. */
export interface Facts {
  readonly articles: readonly ArticleFact[];
  readonly entities: readonly EntityFact[];
  readonly links: readonly LinkFact[];
}

/** Reads the articles, sorted by id, and the entities that they mention; links within one article are no part of a picture. */
export function readFacts(index: CorpusIndex): Facts {
  const ids = [...index.articleIds()].sort();
  const entities = new Entities(index);
  const articles = ids.map(id => readArticle(index, id, entities));
  const places = new Map(ids.map((id, place) => [id, place]));
  const relations = new Map(index.config.relations.map(relation => [relation.id, relation]));
  const links = ids.flatMap((id, from) => index.sidecars(id).flatMap(({ file }) => file.sidecar.links.flatMap(link => {
    const to = places.get(link.to.article);
    const { label = link.relation, inverse } = relations.get(link.relation) ?? {};
    return to === undefined || to === from ? [] : [{ from, to, relation: label, isDirected: label !== inverse }];
  })));
  return { articles, entities: entities.all, links };
}

function readArticle(index: CorpusIndex, id: string, entities: Entities): ArticleFact {
  const mentions = new Map<number, number>();
  for (const { file } of index.sidecars(id)) {
    for (const { entity } of file.sidecar.mentions) {
      const place = entities.place(entity);
      mentions.set(place, (mentions.get(place) ?? 0) + 1);
    }
  }
  const article = index.article(id);
  const card = article === undefined ? { id, title: id, date: '', section: '' } : index.card(article);
  return { ...card, mentions };
}

/** The entities, in the order in which they are first mentioned. */
class Entities {
  readonly all: EntityFact[] = [];
  readonly #places = new Map<string, number>();

  constructor(private readonly index: CorpusIndex) {}

  place(id: string): number {
    const known = this.#places.get(id);
    if (known !== undefined) return known;
    const entity = this.index.entity(id);
    this.#places.set(id, this.all.length);
    this.all.push({ id, name: entity?.name ?? id, type: entity?.type ?? '' });
    return this.all.length - 1;
  }
}
