import { bounds, fit, pan, zoomAt, type Camera, type Size, type XY } from '../core/graph/camera';
import { drawGraph, spotsOf, type Spot } from '../core/graph/drawGraph';
import type { Graph } from '../core/graph/graph';
import { Layout } from '../core/graph/layout';
import type { Light, Look } from '../core/graph/look';
import type { Surface } from '../core/graph/surface';
import type { About, Drawing } from './drawing';
import type { Legend } from './legend';
import type { Words } from './words';

/** How many neighbours a card names. */
const mostLines = 6;

interface Neighbour {
  readonly place: number;
  readonly weight: number;
  /** A link as it is called; `''` for another kind of edge. */
  readonly relation: string;
}

/** A graph that finds its places. */
export class GraphDrawing implements Drawing {
  readonly layout: Layout;
  readonly isRigid = false;
  readonly margin = 90;
  #neighbours: readonly Neighbour[][] | undefined;
  readonly #places: ReadonlyMap<string, number>;

  constructor(private readonly graph: Graph, known: ReadonlyMap<string, XY>, private readonly legend: Legend, private readonly words: Words) {
    this.layout = new Layout(graph, known);
    this.#places = new Map(graph.nodes.map(({ key }, place) => [key, place]));
  }

  get count(): number {
    return this.graph.nodes.length;
  }

  get isMoving(): boolean {
    return !this.layout.isDone;
  }

  step(): void {
    this.layout.piece();
  }

  spots(camera: Camera): readonly Spot[] {
    return spotsOf(this.layout.bodies, camera);
  }

  draw(surface: Surface, spots: readonly Spot[], _camera: Camera, light: Light, look: Look): void {
    drawGraph(surface, { graph: this.graph, spots, isSketch: this.isMoving, colorOf: type => this.legend.colorOf(type, look), light, look });
  }

  fit(window: Size): Camera {
    return fit(bounds(this.layout.bodies), window, 36, 1.6);
  }

  zoom(camera: Camera, factor: number, at: XY): Camera {
    return zoomAt(camera, factor, at, { least: 0.02, most: 8 });
  }

  pan(camera: Camera, by: XY): Camera {
    return pan(camera, by);
  }

  scrolls(): boolean {
    return false;
  }

  keyOf(place: number): string {
    return this.graph.nodes[place]?.key ?? '';
  }

  placeOf(key: string): number | undefined {
    return this.#places.get(key);
  }

  labelOf(place: number): string {
    return this.graph.nodes[place]?.label ?? '';
  }

  circle(place: number): ReadonlySet<number> {
    return new Set([place, ...this.#neighboursOf(place).map(neighbour => neighbour.place)]);
  }

  about(place: number): About {
    const { words, graph } = this;
    const node = graph.nodes[place];
    const neighbours = this.#neighboursOf(place);
    if (node === undefined) return { title: '', facts: [], lines: [], more: 0 };
    const facts = node.type === undefined
      ? [words.t('Article'), node.detail]
      : [this.legend.labelOf(node.type), node.weight === 1 ? words.t('in 1 article') : words.t('in {0} articles', node.weight)];
    const joined = neighbours.length === 1 ? words.t('1 connection') : words.t('{0} connections', neighbours.length);
    const lines = neighbours.slice(0, mostLines).map(({ place: other, weight, relation }) => `${this.labelOf(other)} · ${relation || words.plain(weight)}`);
    return { title: node.label, facts: [...facts, joined].filter(Boolean), lines, more: neighbours.length - lines.length };
  }

  /** Gathered when they are first asked for, which the first picture need not wait for. */
  #neighboursOf(place: number): readonly Neighbour[] {
    this.#neighbours ??= neighboursIn(this.graph);
    return this.#neighbours[place] ?? [];
  }

  /** Where the nodes are, by their keys. */
  positions(): Map<string, XY> {
    return new Map(this.layout.bodies.map(({ x, y }, place) => [this.keyOf(place), { x, y }]));
  }
}

/** The neighbours of each node: links first, then the strongest. */
function neighboursIn({ nodes, edges }: Graph): Neighbour[][] {
  const neighbours: Neighbour[][] = nodes.map(() => []);
  for (const { kind, from, to, weight, label } of edges) {
    const relation = kind === 'link' ? label : '';
    neighbours[from]?.push({ place: to, weight, relation });
    neighbours[to]?.push({ place: from, weight, relation });
  }
  for (const each of neighbours) each.sort((a, b) => Number(b.relation !== '') - Number(a.relation !== '') || b.weight - a.weight || a.place - b.place);
  return neighbours;
}
