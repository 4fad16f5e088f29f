import type { Steps } from '../steps';
import type { Candidate } from './candidates';
import type { Sought } from './sought';

/** A mark with the places where it could be. */
export interface Choice {
  readonly mark: Sought;
  readonly candidates: readonly Candidate[];
  /** How often the quote occurs in the text, also where it cannot be the mark. */
  readonly occurrences: number;
}

/** What all marks together say of one mark. Bits, as in `Candidate.evidence`. */
export interface Verdict {
  /** The place on the best chain; `undefined` when the best chain leaves the mark out. */
  readonly best: Candidate | undefined;
  /** How much likelier this place is than that the text is gone. */
  readonly support: number;
  /** How much likelier the best chain is than the best one through another place of this mark. */
  readonly margin: number;
  /** All places, best first. */
  readonly ranked: readonly Candidate[];
}

/** How many earlier marks a mark is compared with. */
const reach = 6;
/** Text that was moved away from its neighbours: once in a hundred edits or so. */
export const jump = 7;
/** Neighbours that are this far apart (code points) are independent witnesses; nearer ones share their surroundings. */
const independent = 64;
const mostChance = 12;
/** How many marks are weighed between two stops. */
const breath = 32;

/**
 * Order and distance as evidence. Marks that kept their order and their distances are likelier right, so the places of
 * all marks are chosen together: the best chain of places, each rewarded for its own evidence and for agreeing
 * with the places of its neighbours. This is Viterbi's algorithm, run from both ends, so that for each place the
 * best chain through it is known and not only the best chain of all.
 * `choices` are sorted by where the marks were; `length` is that of the article now, in code points.
 */
export function* chain(choices: readonly Choice[], length: number): Steps<readonly Verdict[]> {
  const nodes = [[start], ...choices.map((choice) => choice.candidates.map((place) => node(choice, place, length)))];
  const forward = (yield* sweep(nodes, (earlier, later) => agreement(earlier, later))).slice(1);
  const backward = (yield* sweep([...nodes].reverse(), (later, earlier) => agreement(earlier, later))).reverse().slice(1);
  const best = forward.flat().reduce((most, { total }) => Math.max(most, total), 0);
  return choices.map((choice, index) => verdict(choice, forward[index] ?? [], backward[index] ?? [], best));
}

/** A place of a mark, with what it needs to be compared with the places of others. */
interface Node {
  readonly was: readonly [start: number, end: number];
  readonly is: readonly [start: number, end: number];
  readonly evidence: number;
  /** Bits that say how unlikely it is to meet one of these places at an exact distance by chance. */
  readonly rarity: number;
}

/** The start of the article, as sure a neighbour as any: what changed least before a mark left its position alone. */
const start: Node = { was: [0, 0], is: [0, 0], evidence: 0, rarity: mostChance };

/** The best chain that ends with a node: its worth, and the worth of the last comparison in it. */
interface Step {
  readonly total: number;
  readonly neighbour: number;
}

function node({ mark, candidates, occurrences }: Choice, place: Candidate, length: number): Node {
  const spacing = length / Math.max(1, candidates.length, occurrences);
  return {
    was: mark.at,
    is: place.at,
    evidence: place.evidence - luck(occurrences),
    rarity: Math.min(mostChance, Math.log2(Math.max(1, spacing))),
  };
}

/** Among many hundred occurrences of a quote, some stand in similar surroundings by luck: a bit for each doubling. */
function luck(occurrences: number): number {
  return Math.log2(Math.max(1, occurrences / 64));
}

function* sweep(nodes: readonly (readonly Node[])[], compare: (previous: Node, next: Node) => number): Steps<Step[][]> {
  const steps: Step[][] = [];
  /** The worth of the best chain up to here that the next mark may leave with a jump. */
  let bestSoFar = 0;
  for (const [index, places] of nodes.entries()) {
    const row = places.map((place) => bestStep(place, index, nodes, steps, compare, bestSoFar));
    steps.push(row);
    if (index % breath === 0) yield;
    bestSoFar = row.reduce((best, step) => Math.max(best, step.total), bestSoFar);
  }
  return steps;
}

function bestStep(
  place: Node, index: number, nodes: readonly (readonly Node[])[], steps: readonly (readonly Step[])[],
  compare: (previous: Node, next: Node) => number, bestSoFar: number,
): Step {
  // A chain begins here for nothing, or goes on here after a jump.
  let before = Math.max(0, bestSoFar - jump);
  let neighbour = bestSoFar > jump ? -jump : 0;
  for (let earlier = index - 1; earlier >= Math.max(0, index - reach); earlier--) {
    for (const [k, other] of (nodes[earlier] ?? []).entries()) {
      const bits = compare(other, place);
      const total = (steps[earlier]?.[k]?.total ?? 0) + bits;
      if (total > before) {
        before = total;
        neighbour = bits;
      }
    }
  }
  return { total: before + place.evidence, neighbour };
}

/** What it says for two places that their marks are now so far apart; `-Infinity` where their order or overlap is another. */
function agreement(earlier: Node, later: Node): number {
  const distance = later.was[0] - earlier.was[1];
  const gap = later.is[0] - earlier.is[0];
  const slip = Math.abs(gap - (later.was[0] - earlier.was[0]));
  const crossed = distance >= 0 ? later.is[0] < earlier.is[1] : gap < 0;
  if (crossed || later.was[0] === earlier.was[0] && gap !== 0) {
    return Number.NEGATIVE_INFINITY;
  }
  const weight = Math.min(1, Math.max(0, distance / independent));
  return weight * Math.min(earlier.rarity, later.rarity) - slipBits(slip);
}

/** Most neighbours keep their distance exactly; else small differences are likelier than great ones. */
function slipBits(slip: number): number {
  return slip === 0 ? 0.5 : 1.5 + 1.1 * Math.log2(1 + slip);
}

function verdict({ candidates, occurrences }: Choice, forward: readonly Step[], backward: readonly Step[], best: number): Verdict {
  const ranked = candidates
    .map((place, k) => {
      const [left, right] = [forward[k], backward[k]];
      const evidence = place.evidence - luck(occurrences);
      return {
        place,
        through: (left?.total ?? 0) + (right?.total ?? 0) - evidence,
        support: evidence + Math.max(left?.neighbour ?? -jump, right?.neighbour ?? -jump),
      };
    })
    .sort((a, b) => b.through - a.through);
  const [first, ...others] = ranked;
  const rival = others.find(({ place }) => first !== undefined && !overlap(place, first.place));
  const onBestChain = first !== undefined && first.through >= best - 1e-6;
  return {
    best: onBestChain ? first.place : undefined,
    support: first?.support ?? Number.NEGATIVE_INFINITY,
    margin: first === undefined ? 0 : first.through - (rival?.through ?? Number.NEGATIVE_INFINITY),
    ranked: ranked.map(({ place }) => place),
  };
}

function overlap(a: Candidate, b: Candidate): boolean {
  return a.start < b.end && b.start < a.end;
}
