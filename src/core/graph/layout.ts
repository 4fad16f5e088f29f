import { forceLink, forceX, forceY, type Force, type SimulationLinkDatum, type SimulationNodeDatum } from 'd3-force';
import type { XY } from './camera';
import { Collisions } from './collisions';
import type { Graph, GraphEdge } from './graph';
import type { Moving, PiecewiseForce } from './moving';
import { Repulsion } from './repulsion';

/** A node in the plane. */
export interface Body extends SimulationNodeDatum, Moving {
  x: number;
  y: number;
  vx: number;
  vy: number;
}

interface Spring extends SimulationLinkDatum<Body> {
  readonly weight: number;
}

/** What is left of a velocity after a step; d3's usual friction. */
const glide = 0.6;

/** The heat below which nothing moves visibly. */
const cold = 0.001;

/** In a large graph nodes are kept from covering each other below this heat only: before, they still pass through each other. */
const lukewarm = 0.03;
const large = 1_000;

/** How many bodies a piece of work is about: some thousand pushes, a millisecond or two. */
const atOnce = 250;

/**
 * Where the nodes of a graph go: those that are joined attract each other, all others keep apart. It is worked out step by step, each in
 * many pieces, and comes to an end; the same graph, begun from the same places, ends in the same places.
 */
export class Layout {
  readonly bodies: readonly Body[];
  readonly #graph: Graph;
  readonly #cooling: number;
  readonly #pieces = this.#work();
  #heat: number;
  #steps = 0;

  /** @param known where nodes stood before, by their keys: those stay about there, and new ones come to their neighbours */
  constructor(graph: Graph, known: ReadonlyMap<string, XY> = new Map()) {
    const most = graph.nodes.reduce((max, node) => Math.max(max, node.weight), 1);
    const starts = startsOf(graph, known);
    this.bodies = graph.nodes.map((node, place) => ({ index: place, ...starts[place] ?? { x: 0, y: 0 }, vx: 0, vy: 0, radius: radiusOf(node.weight, most) }));
    this.#graph = graph;
    const kept = graph.nodes.filter(node => known.has(node.key)).length;
    this.#heat = kept === 0 ? 1 : kept === graph.nodes.length ? 0 : 0.2;
    this.#cooling = 1 - cold ** (1 / stepsFor(graph.nodes.length));
  }

  get isDone(): boolean {
    return this.#heat < cold || this.bodies.length === 0;
  }

  /** Moves all nodes a little; nothing when it is done. */
  step(): void {
    const before = this.#steps;
    while (!this.isDone && this.#steps === before) this.piece();
  }

  /** Does a small part of a step; the nodes move with its last one. */
  piece(): void {
    this.#pieces.next();
  }

  /** The forces are made with the first pieces: those of a large graph take longer than a frame of the screen has. */
  *#work(): Generator<void> {
    const forces = yield* this.#prepare();
    const repulsion = new Repulsion(this.bodies, ({ radius }) => 40 + 14 * radius);
    yield;
    const collisions = new Collisions(this.bodies, 10);
    for (;;) {
      const heat = this.#heat * (1 - this.#cooling);
      for (const force of forces) {
        force(heat);
        yield;
      }
      yield* this.#workOf(repulsion, heat);
      if (heat < lukewarm || this.bodies.length < large) yield* this.#workOf(collisions, heat);
      this.#move();
      this.#heat = heat;
      this.#steps++;
      yield;
    }
  }

  *#prepare(): Generator<void, readonly Force<Body, Spring>[]> {
    const strength = strengthOf(this.#graph);
    yield;
    const forces = forcesOn(this.bodies, this.#graph, strength);
    const random = numbers();
    for (const force of forces) {
      yield;
      force.initialize?.([...this.bodies], random);
    }
    yield;
    return forces;
  }

  *#workOf(force: PiecewiseForce, heat: number): Generator<void> {
    force.begin();
    for (let from = 0; from < this.bodies.length; from += atOnce) {
      yield;
      force.work(from, from + atOnce, heat);
    }
  }

  #move(): void {
    for (const body of this.bodies) {
      body.vx *= glide;
      body.vy *= glide;
      body.x += body.vx;
      body.y += body.vy;
    }
  }
}

/** The area grows with the weight, so that the eye compares rightly. */
function radiusOf(weight: number, most: number): number {
  return 4 + 18 * Math.sqrt(weight / most);
}

function stepsFor(nodes: number): number {
  return nodes > 2_000 ? 120 : 300;
}

function forcesOn(bodies: readonly Body[], graph: Graph, strength: ReturnType<typeof strengthOf>): Force<Body, Spring>[] {
  const springs: Spring[] = graph.edges.map(({ from, to, weight }) => ({ source: from, target: to, weight }));
  const most = springs.reduce((max, { weight }) => Math.max(max, weight), 1);
  const crowd = Math.min(1, 400 / bodies.length);
  return [
    forceLink<Body, Spring>(springs)
      .distance(({ source, target, weight }) => radiusAt(source) + radiusAt(target) + 24 + 60 * (1 - weight / most))
      .strength(strength),
    // A window is wider than high: what holds the graph together is stronger from above and below.
    forceX<Body>(0).strength(0.02 + 0.03 * crowd),
    forceY<Body>(0).strength(0.04 + 0.05 * crowd),
  ];
}

/** d3 has put the bodies in the places of their numbers when it asks. */
function radiusAt(end: Spring['source']): number {
  return typeof end === 'object' ? end.radius : 0;
}

/**
 * A node is pulled by all its neighbours together about as strongly as by one, and most by those that it has most to do with. A link
 * made by hand pulls twice as much.
 */
function strengthOf({ nodes, edges }: Graph): (spring: Spring, place: number) => number {
  const sums = new Float64Array(nodes.length);
  const closeness = Float64Array.from(edges, edge => closenessOf(edge, nodes[edge.from]?.weight ?? 1, nodes[edge.to]?.weight ?? 1));
  for (const [place, { from, to }] of edges.entries()) {
    sums[from] = (sums[from] ?? 0) + (closeness[place] ?? 0);
    sums[to] = (sums[to] ?? 0) + (closeness[place] ?? 0);
  }
  return (_, place) => {
    const { from, to } = edges[place] ?? { from: 0, to: 0 };
    return Math.min(1, (closeness[place] ?? 0) / Math.max(Math.min(sums[from] ?? 1, sums[to] ?? 1), 1e-6));
  };
}

/** Of entities in common articles, the share of these in all of theirs (the cosine): what is everywhere is close to nothing. */
function closenessOf({ kind, weight }: GraphEdge, from: number, to: number): number {
  if (kind === 'together') return (weight / Math.sqrt(Math.max(from * to, 1))) ** 1.5;
  return kind === 'link' ? 2 : 1;
}

/** Known nodes where they were, new ones beside a neighbour that is known, all others on a spiral from the weightiest outward. */
function startsOf({ nodes, edges }: Graph, known: ReadonlyMap<string, XY>): XY[] {
  const starts = nodes.map(({ key }) => known.get(key));
  for (const { from, to } of known.size === 0 ? [] : edges) {
    for (const [one, other] of [[from, to], [to, from]] as const) {
      const beside = known.get(nodes[other]?.key ?? '');
      if (beside !== undefined) starts[one] ??= { x: beside.x + 30 * Math.cos(one), y: beside.y + 30 * Math.sin(one) };
    }
  }
  const golden = Math.PI * (3 - Math.sqrt(5));
  return starts.map((start, place) => {
    const radius = 14 * Math.sqrt(0.5 + place);
    return start ?? { x: 1.4 * radius * Math.cos(place * golden), y: radius * Math.sin(place * golden) };
  });
}

/** Always the same numbers from 0 up to 1: forces shake apart what lies on one point. */
function numbers(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
