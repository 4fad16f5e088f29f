import { parseSeed } from '../../src/core/seed/parse';
import { Desk, type Act } from './effortDesk';
import { World } from './effortWorld';
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

/** How an article is begun: at once with its names one by one, or by a key that takes all that is certain, or likely. */
const openings: readonly Move[] = [() => true, desk => desk.acceptCertain(), desk => desk.acceptLikely()];

const moves: readonly Move[] = [
  desk => desk.acceptCertain(),
  desk => desk.acceptLikely(),
  desk => desk.acceptRows(),
  desk => desk.acceptNames(),
  desk => desk.acceptListed(),
  desk => desk.acceptHere(),
  desk => desk.tagByType(),
  desk => desk.tagByChoice(),
];

/** Someone who looks at the marks sees how well each opening would do. */
function tagArticle(desk: Desk): void {
  const begun = desk.mark();
  let best: { readonly opening: Move; readonly cost: number } | undefined;
  for (const opening of openings) {
    carryOut(desk, opening);
    if (best === undefined || desk.cost < best.cost) best = { opening, cost: desk.cost };
    desk.rollback(begun);
  }
  if (best !== undefined) carryOut(desk, best.opening);
}

function carryOut(desk: Desk, opening: Move): void {
  opening(desk);
  while (left(desk) > 0) nextMove(desk)(desk);
  desk.untagWrong();
}

/** What gets most done for each action that it costs, the mending of what it does wrongly included. No look beyond that. */
function nextMove(desk: Desk): Move {
  const before = { state: desk.mark(), left: left(desk), cost: desk.cost + desk.mendingCost() };
  let best: { readonly move: Move; readonly worth: number } | undefined;
  for (const move of moves) {
    if (move(desk)) {
      const worth = (before.left - left(desk)) / (desk.cost + desk.mendingCost() - before.cost);
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

function summary(all: readonly Figures[]): Record<string, number> {
  const sum = (of: (figures: Figures) => number): number => all.reduce((total, each) => total + of(each), 0);
  const mentions = sum(({ mentions: own }) => own);
  const actions = sum(({ acts }) => count(acts));
  const per = (number: number): number => Math.round(number / mentions * 1000) / 1000;
  return { mentions, actions, perMention: per(actions), doccano: 2, inception: per(sum(({ inception }) => inception)), wrongSuggestions: sum(({ wrongSuggestions }) => wrongSuggestions) };
}

/** The same gold in other tools, where nothing is offered for what stands for the first time. */
function others({ articles, mentions, acts, inception }: Figures): string[] {
  const goingOn = ((count(acts) + articles) / mentions).toFixed(3);
  return [
    `${String(articles).padStart(5)}  to go on to the next article, one key each: in no tool’s sum; with them it is ${goingOn} a mention`,
    `${String(2 * mentions).padStart(5)}  in doccano’s flow: a selection and a key for each mention; no identity`,
    `${String(inception).padStart(5)}  in INCEpTION’s flow: a selection, a type and a concept; or one key for what its matcher has seen`,
  ];
}

/** Where the actions go: a line for each cause, what it cost by each means. */
function table({ acts }: Figures): string[] {
  const causes = [...new Set(acts.map(({ cause }) => cause))];
  const rows = causes.map(cause => {
    const own = acts.filter(act => act.cause === cause);
    const means = [...new Set(own.map(act => act.means))];
    return { total: count(own), line: `${cause}: ${means.map(each => `${each} ${count(own.filter(act => act.means === each))}`).join(', ')}` };
  });
  return rows.sort((one, other) => other.total - one.total).map(({ total, line }) => `${String(total).padStart(5)}  ${line}`);
}
