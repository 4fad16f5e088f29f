import { parseSeed } from '../../src/core/seed/parse';
import { acceptCertain, acceptHere, acceptLikely, acceptListed, acceptNames, acceptRows } from './effort/accepting';
import { tagByChoice, tagByType } from './effort/byHand';
import { Desk, type Act } from './effort/desk';
import { mendingCost, untagWrong } from './effort/mending';
import { World } from './effort/world';
import { readGold, type GoldArticle } from './gold';

/*
 * Plays an annotator who wants exactly the gold names, and counts what they press. One action is one key or chord, one
 * pick from a list, one typed character, or one placing of the caret or selection. Nothing is known at the start.
 */

interface Figures {
  readonly articles: number;
  readonly mentions: number;
  readonly acts: readonly Act[];
  readonly inception: number;
  readonly wrongSuggestions: number;
}

/** `npm run bench -- effort [--half 1|2] DIR…`: the figures of each folder, the last line as JSON over all. */
export function benchEffort(args: readonly string[]): void {
  const halfAt = args.indexOf('--half');
  const half = halfAt < 0 ? 0 : Number(args[halfAt + 1]);
  const folders = halfAt < 0 ? args : args.filter((_, at) => at !== halfAt && at !== halfAt + 1);
  const all = folders.map(folder => {
    const figures = play(readGold(folder).filter((_, at) => half === 0 || at % 2 === half - 1));
    console.log(`${folder}: ${JSON.stringify(summary([figures]))}`);
    for (const line of [...table(figures), ...others(figures)]) console.log(`  ${line}`);
    return figures;
  });
  console.log(JSON.stringify(summary(all)));
}

function play(articles: readonly GoldArticle[]): Figures {
  const world = new World();
  const acts: Act[] = [];
  let wrongSuggestions = 0;
  for (const { id, text, names } of articles) {
    const [seed] = parseSeed(text).articles;
    if (seed === undefined) continue;
    const desk = new Desk(world, id, text, { ...seed, span: { start: 0, end: text.length } }, names);
    wrongSuggestions += desk.offers().filter(({ span }) => !names.some(gold => gold.span.start === span.start && gold.span.end === span.end)).length;
    tagArticle(desk);
    check(desk);
    desk.learn();
    acts.push(...desk.acts);
  }
  return { articles: articles.length, mentions: articles.reduce((sum, { names }) => sum + names.length, 0), acts, inception: inceptionFlow(articles), wrongSuggestions };
}

/** Does something, and answers whether it could. */
type Move = (desk: Desk) => boolean;

const takeRight: Move = acceptRows;

/** What only a type or a choice settles. */
const byHand: readonly Move[] = [tagByType, tagByChoice];

const moves: readonly Move[] = [
  acceptCertain,
  acceptLikely,
  takeRight,
  acceptNames,
  acceptListed,
  acceptHere,
  ...byHand,
];

/** How an article is gone through. */
interface Way {
  /** At once with its names one by one, or by a key that takes all that is certain, or likely. */
  readonly opening: Move;
  /** First what has to be settled by hand, then all that is right as it is offered, and on, by one key. */
  readonly isRightLast: boolean;
}

const openings: readonly Move[] = [() => true, acceptCertain, acceptLikely];
const ways = openings.flatMap((opening): Way[] => [{ opening, isRightLast: false }, { opening, isRightLast: true }]);

/** Someone who looks at the marks sees how well each way would do. */
function tagArticle(desk: Desk): void {
  const begun = desk.mark();
  let best: { readonly way: Way; readonly cost: number } | undefined;
  for (const way of ways) {
    carryOut(desk, way);
    if (best === undefined || desk.cost < best.cost) best = { way, cost: desk.cost };
    desk.rollback(begun);
  }
  if (best !== undefined) carryOut(desk, best.way);
}

function carryOut(desk: Desk, { opening, isRightLast }: Way): void {
  opening(desk);
  while (left(desk) > 0) {
    const move = !isRightLast ? bestOf(desk, moves) : endsWith(desk, takeRight) ? takeRight : bestOf(desk, byHand);
    if (endsWith(desk, move)) untagWrong(desk);
    move(desk);
  }
  untagWrong(desk);
  desk.goOn();
}

/** Whether a move leaves nothing to be done: then what is wrong is mended before it. */
function endsWith(desk: Desk, move: Move): boolean {
  const before = desk.mark();
  move(desk);
  const isEnd = left(desk) === 0;
  desk.rollback(before);
  return isEnd;
}

/** What gets most done for each action that it costs, the mending of what it does wrongly included. No look beyond that. */
function bestOf(desk: Desk, among: readonly Move[]): Move {
  const before = { state: desk.mark(), left: left(desk), cost: desk.cost + mendingCost(desk) };
  let best: { readonly move: Move; readonly worth: number } | undefined;
  for (const move of among) {
    if (move(desk)) {
      const worth = (before.left - left(desk)) / (desk.cost + mendingCost(desk) - before.cost);
      if (worth > 0 && (best === undefined || worth > best.worth)) best = { move, worth };
    }
    desk.rollback(before.state);
  }
  if (best === undefined) throw new Error(`no way to tag ${desk.missing().map(({ quote }) => quote).join()}`);
  return best.move;
}

function left(desk: Desk): number {
  return desk.missing().length + desk.mistyped().length;
}

/** The result must be the gold, no more and no less. */
function check({ gold, tagged, world }: Desk): void {
  const wanted = gold.map(name => `${name.span.start}-${name.span.end} ${world.entityOf(name)}`);
  const made = tagged.map(({ span, entity }) => `${span.start}-${span.end} ${entity}`);
  if (wanted.sort().join() !== made.sort().join()) throw new Error(`the result is not the gold: ${wanted.join()} but ${made.join()}`);
}

/** INCEpTION's flow: select, type, concept; or one key for what its string matcher has seen with that concept. */
function inceptionFlow(articles: readonly GoldArticle[]): number {
  const seen = new Set<string>();
  let actions = 0;
  for (const { quote, entity } of articles.flatMap(({ names }) => names)) {
    const key = `${entity}\n${quote}`;
    actions += seen.has(key) ? 1 : 3;
    seen.add(key);
  }
  return actions;
}

function count(acts: readonly Act[]): number {
  return acts.reduce((sum, act) => sum + act.count, 0);
}

/** What tags; going on to the next article is an action in every tool, and in no tool’s sum. */
function tagging(acts: readonly Act[]): Act[] {
  return acts.filter(({ cause }) => cause !== 'next article');
}

function summary(all: readonly Figures[]): Record<string, number> {
  const sum = (of: (figures: Figures) => number): number => all.reduce((total, each) => total + of(each), 0);
  const mentions = sum(({ mentions: own }) => own);
  const actions = sum(({ acts }) => count(tagging(acts)));
  const per = (number: number): number => Math.round(number / mentions * 1000) / 1000;
  return { mentions, actions, perMention: per(actions), doccano: 2, inception: per(sum(({ inception }) => inception)), wrongSuggestions: sum(({ wrongSuggestions }) => wrongSuggestions), withNextArticle: per(sum(({ acts }) => count(acts))) };
}

/** The same gold in other tools, where nothing is offered for what stands for the first time. */
function others({ articles, mentions, acts, inception }: Figures): string[] {
  const keys = count(acts) - count(tagging(acts));
  return [
    `${String(keys).padStart(5)}  to go on to the next of ${articles} articles, where Shift+D did not do that with the last Enter: in no tool’s sum; with them it is ${(count(acts) / mentions).toFixed(3)} a mention`,
    `${String(2 * mentions).padStart(5)}  in doccano’s flow: a selection and a key for each mention; no identity`,
    `${String(inception).padStart(5)}  in INCEpTION’s flow: a selection, a type and a concept; or one key for what its matcher has seen`,
  ];
}

/** Where the actions go: a line for each cause, what it cost by each means. */
function table(figures: Figures): string[] {
  const acts = tagging(figures.acts);
  const causes = [...new Set(acts.map(({ cause }) => cause))];
  const rows = causes.map(cause => {
    const own = acts.filter(act => act.cause === cause);
    const means = [...new Set(own.map(act => act.means))];
    return { total: count(own), line: `${cause}: ${means.map(each => `${each} ${count(own.filter(act => act.means === each))}`).join(', ')}` };
  });
  return rows.sort((one, other) => other.total - one.total).map(({ total, line }) => `${String(total).padStart(5)}  ${line}`);
}
