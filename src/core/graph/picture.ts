import type { CorpusConfig } from '../model';
import { articleGraph } from './articleGraph';
import { entityGraph } from './entityGraph';
import type { Facts } from './facts';
import { usualLimits } from './graph';
import type { LegendType, Picture } from './messages';
import { scopeOf, type Question } from './question';
import { timeline, usualTimelineLimits } from './timeline';

/** What is to be drawn, for a question. */
export function pictureOf(facts: Facts, question: Question): Picture {
  const scope = scopeOf(facts, question);
  switch (question.view) {
    case 'entities': return { kind: 'graph', graph: entityGraph(facts, scope, question, usualLimits) };
    case 'articles': return { kind: 'graph', graph: articleGraph(facts, scope, question, usualLimits) };
    case 'timeline': return { kind: 'timeline', timeline: timeline(facts, scope, question, usualTimelineLimits) };
  }
}

/** The types that some mentioned entity has: those of `corpus.yaml` in its order, then what it does not know, grey and by its id. */
export function legendOf(facts: Facts, { types }: CorpusConfig): LegendType[] {
  const counts = new Map<string, number>();
  for (const { type } of facts.entities) counts.set(type, (counts.get(type) ?? 0) + 1);
  const known = types.flatMap(({ id, label, color }) => {
    const count = counts.get(id);
    counts.delete(id);
    return count === undefined ? [] : [{ id, label, color, count }];
  });
  return [...known, ...[...counts].map(([id, count]): LegendType => ({ id, label: id === '' ? '?' : id, color: 'grey', count }))];
}
