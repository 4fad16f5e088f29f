import { daysOf } from './days';
import type { ArticleFact, Facts } from './facts';

/** What can be drawn: entities by the articles that they share; articles with their entities and links; articles by date. */
export const views = ['entities', 'articles', 'timeline'] as const;
export type View = (typeof views)[number];

export const laneKinds = ['entity', 'section'] as const;
export type LaneKind = (typeof laneKinds)[number];

/** What a person wants drawn. */
export interface Question {
  readonly view: View;
  /** The ids of the types whose entities are left out. */
  readonly hidden: readonly string[];
  /** The first and last date, `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; `''` for no bound. */
  readonly from: string;
  readonly to: string;
  /** The ids of entities: only articles that mention all of them count, and what these mention. */
  readonly entities: readonly string[];
  /** What the lanes of the timeline stand for. */
  readonly lanes: LaneKind;
}

export const firstQuestion: Question = { view: 'entities', hidden: [], from: '', to: '', entities: [], lanes: 'entity' };

/** Which part of the corpus a question is about. */
export interface Scope {
  /** Places in `Facts.articles`, ascending. */
  readonly articles: readonly number[];
  /** Articles that were left out since they have no date, while there is a bound. */
  readonly undated: number;
}

/** The articles that a question is about. A bound that is no date is none; an article of a month or year counts when some day of it is within the bounds. */
export function scopeOf(facts: Facts, question: Question): Scope {
  const within = dateFilter(question);
  const wanted = question.entities.map(id => facts.entities.findIndex(entity => entity.id === id));
  const articles: number[] = [];
  let undated = 0;
  for (const [place, article] of facts.articles.entries()) {
    if (!wanted.every(entity => article.mentions.has(entity))) continue;
    const fits = within(article);
    if (fits === true) articles.push(place);
    else if (fits === undefined) undated++;
  }
  return { articles, undated };
}

/** Answers `undefined` for an article without a date, where that matters. */
function dateFilter(question: Question): (article: ArticleFact) => boolean | undefined {
  const first = daysOf(question.from)?.first ?? -Infinity;
  const last = daysOf(question.to)?.last ?? Infinity;
  if (first === -Infinity && last === Infinity) return () => true;
  return article => {
    const days = daysOf(article.date);
    return days && days.last >= first && days.first <= last;
  };
}

/** Which entities may be drawn: those of a type that is shown. */
export function isShown({ hidden }: Question): (type: string) => boolean {
  const left = new Set(hidden);
  return type => !left.has(type);
}
