import { daysOf, type Days } from './days';
import type { Facts } from './facts';
import { articleKey, entityKey } from './graph';
import { isShown, type Question, type Scope } from './question';

/** Articles by date, as they can be drawn: plain data, the same for the same corpus and question. */
export interface Timeline {
  /** The one with the most articles first. */
  readonly lanes: readonly Lane[];
  readonly articles: readonly TimelineArticle[];
  /** By lane, and within one by date. */
  readonly points: readonly Point[];
  /** How many there are before anything is left out for their number. */
  readonly total: { readonly lanes: number; readonly points: number };
  /** Articles in scope that have no date, and so no place. */
  readonly undated: number;
}

export interface Lane {
  /** `entity alibaba`, or `section Business`. */
  readonly key: string;
  /** `''` for articles without a section. */
  readonly label: string;
  /** The id of an entity's type. */
  readonly type: string | undefined;
  /** How many dated articles are in it. */
  readonly weight: number;
}

export interface TimelineArticle {
  readonly key: string;
  readonly label: string;
  readonly detail: string;
  readonly days: Days;
}

/** An article in one lane. */
export interface Point {
  /** Places in `articles` and `lanes`. */
  readonly article: number;
  readonly lane: number;
  /** How often the article mentions the lane's entity; in the lane of a section, any entity. */
  readonly weight: number;
}

export interface TimelineLimits {
  readonly lanes: number;
  readonly points: number;
}

export const usualTimelineLimits: TimelineLimits = { lanes: 40, points: 10_000 };

/** A lane before it is numbered. */
interface Draft {
  readonly key: string;
  readonly label: string;
  readonly type: string | undefined;
  readonly isWanted: boolean;
  readonly entries: { readonly article: number; readonly weight: number }[];
}

/** The articles of a scope by date, in a lane for each entity that they mention or for each section. The lanes of entities that the question names come first. */
export function timeline(facts: Facts, scope: Scope, question: Question, limits: TimelineLimits): Timeline {
  const dated = scope.articles.filter(place => daysOf(facts.articles[place]?.date ?? '') !== undefined);
  const drafts = [...(question.lanes === 'entity' ? entityDrafts(facts, dated, question) : sectionDrafts(facts, dated))].sort(
    (a, b) => Number(b.isWanted) - Number(a.isWanted) || b.entries.length - a.entries.length || (a.label < b.label ? -1 : 1));
  const kept = drafts.slice(0, limits.lanes);
  const middles = new Map(dated.map(place => [place, middleOf(facts.articles[place]?.date ?? '')]));
  const byDate = (a: { readonly article: number }, b: { readonly article: number }): number => (middles.get(a.article) ?? 0) - (middles.get(b.article) ?? 0) || a.article - b.article;
  const entries = kept.flatMap(({ entries: own }, lane) => [...own].sort(byDate).map(entry => ({ ...entry, lane })));
  const drawn = entries.slice(0, limits.points);
  const used = [...new Set(drawn.map(({ article }) => article))].sort((a, b) => a - b);
  const places = new Map(used.map((article, place) => [article, place]));
  return {
    lanes: kept.map(({ key, label, type, entries: own }) => ({ key, label, type, weight: own.length })),
    articles: used.map(place => articleOf(facts, place)),
    points: drawn.map(({ article, lane, weight }) => ({ article: places.get(article) ?? 0, lane, weight })),
    total: { lanes: drafts.length, points: drafts.reduce((sum, draft) => sum + draft.entries.length, 0) },
    undated: scope.undated + scope.articles.length - dated.length,
  };
}

function middleOf(date: string): number {
  const { first, last } = daysOf(date) ?? { first: 0, last: 0 };
  return first + last;
}

function articleOf(facts: Facts, place: number): TimelineArticle {
  const { id, title, date, section } = facts.articles[place] ?? { id: '', title: '', date: '', section: '' };
  return { key: articleKey(id), label: title, detail: [date, section].filter(Boolean).join(' · '), days: daysOf(date) ?? { first: 0, last: 0 } };
}

function entityDrafts(facts: Facts, articles: readonly number[], question: Question): Iterable<Draft> {
  const shown = isShown(question);
  const drafts = new Map<number, Draft>();
  for (const article of articles) {
    for (const [entity, weight] of facts.articles[article]?.mentions ?? []) {
      const { id, name, type } = facts.entities[entity] ?? { id: '', name: '', type: '' };
      if (!shown(type)) continue;
      const draft = drafts.get(entity) ?? { key: entityKey(id), label: name, type, isWanted: question.entities.includes(id), entries: [] };
      draft.entries.push({ article, weight });
      drafts.set(entity, draft);
    }
  }
  return drafts.values();
}

function sectionDrafts(facts: Facts, articles: readonly number[]): Iterable<Draft> {
  const drafts = new Map<string, Draft>();
  for (const article of articles) {
    const { section, mentions } = facts.articles[article] ?? { section: '', mentions: new Map<number, number>() };
    const draft = drafts.get(section) ?? { key: `section ${section}`, label: section, type: undefined, isWanted: false, entries: [] };
    draft.entries.push({ article, weight: [...mentions.values()].reduce((sum, count) => sum + count, 0) });
    drafts.set(section, draft);
  }
  return drafts.values();
}
