import type { Picture } from '../core/graph/messages';
import type { Question } from '../core/graph/question';
import type { Words } from './words';

/** How much is shown, and of how much: what was left out is never left unsaid. */
export function countsIn(picture: Picture, words: Words): string {
  if (picture.kind === 'timeline') {
    const { lanes, articles, points, total, undated } = picture.timeline;
    const cut = points.length < total.points && lanes.length === total.lanes ? [words.t('{0} of {1} places', points.length, total.points)] : [];
    return [
      articles.length === 1 ? words.t('1 article') : words.t('{0} articles', articles.length),
      lanes.length < total.lanes ? words.t('the {0} busiest of {1} lanes', lanes.length, total.lanes) : words.t('{0} lanes', lanes.length),
      ...cut,
      ...undated > 0 ? [words.t('{0} without a date', undated)] : [],
    ].join(' · ');
  }
  const { nodes, edges, total } = picture.graph;
  return [
    nodes.length < total.nodes ? words.t('the weightiest {0} of {1} nodes', nodes.length, total.nodes) : words.t('{0} nodes', nodes.length),
    edges.length < total.edges ? words.t('the strongest {0} of {1} connections', edges.length, total.edges) : words.t('{0} connections', edges.length),
  ].join(' · ');
}

/** What to say instead of a picture that has nothing in it; `undefined` where there is something. */
export function emptyWords(picture: Picture, question: Question, articles: number, words: Words): string | undefined {
  const count = picture.kind === 'graph' ? picture.graph.nodes.length : picture.timeline.points.length;
  if (count > 0) return undefined;
  if (articles === 0) return words.t('There are no articles here yet.');
  if (isNarrowed(question)) return words.t('With these filters nothing is left.');
  if (picture.kind === 'timeline' && picture.timeline.undated > 0) return words.t('No article here has a date.');
  return words.t('Nothing is tagged yet. Tag names in an article, and they appear here.');
}

export function isNarrowed({ hidden, from, to, entities }: Question): boolean {
  return hidden.length > 0 || from !== '' || to !== '' || entities.length > 0;
}
