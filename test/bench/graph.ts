import { CorpusIndex } from '../../src/core/corpus/corpusIndex';
import { readFacts } from '../../src/core/graph/facts';
import { Layout } from '../../src/core/graph/layout';
import { legendOf, pictureOf } from '../../src/core/graph/picture';
import { firstQuestion, views, type View } from '../../src/core/graph/question';
import type { Picture, ToPage } from '../../src/core/graph/messages';
import { madeStories } from './madeStories';
import { numbersIn } from './part';

/** `npm run bench -- graph [ARTICLES]`: what it costs to make the pictures of a made corpus, and to lay out its graphs, in milliseconds of processor time. */
export function graph(args: readonly string[]): void {
  const index = madeIndex(numbersIn(args, [5000])[0] ?? 5000);
  const facts = readFacts(index);
  const costs = { articles: facts.articles.length, entities: facts.entities.length, facts: cost(() => readFacts(index)) };
  console.log(JSON.stringify(costs));
  for (const view of views) {
    const picture = pictureOf(facts, { ...firstQuestion, view });
    console.log(JSON.stringify({ view, ...sizes(picture), picture: cost(() => pictureOf(facts, { ...firstQuestion, view })), ...layoutCost(picture) }));
  }
}

export function madeIndex(articles: number): CorpusIndex {
  const index = new CorpusIndex();
  for (const [path, text] of madeStories(articles)) index.set(path, text);
  return index;
}

/** What the extension tells the page of a made corpus. */
export function madeMessage(index: CorpusIndex, view: View): ToPage {
  const facts = readFacts(index);
  const question = { ...firstQuestion, view };
  return {
    kind: 'show', corpus: 'made', question, picture: pictureOf(facts, question), types: legendOf(facts, index.config), names: [],
    articles: facts.articles.length, language: 'en', words: {},
  };
}

function sizes(picture: Picture): object {
  if (picture.kind === 'timeline') return { lanes: picture.timeline.lanes.length, points: picture.timeline.points.length };
  const { nodes, edges, total } = picture.graph;
  return { nodes: nodes.length, edges: edges.length, of: total };
}

function layoutCost(picture: Picture): object {
  if (picture.kind === 'timeline') return {};
  const layout = new Layout(picture.graph);
  let steps = 0;
  const whole = cost(() => {
    for (; !layout.isDone; steps++) layout.step();
  });
  return { steps, step: round(whole / steps), layout: whole };
}

/** Milliseconds of processor time: others on the machine do not count. */
function cost(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return round((user + system) / 1000);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
