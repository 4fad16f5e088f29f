import { toScreen, type Camera, type XY } from './camera';
import type { Graph, GraphEdge, GraphNode } from './graph';
import { LabelSpace, shortened } from './labels';
import type { Body } from './layout';
import { dim, type Light, type Look } from './look';
import type { Fill, Stroke, Surface } from './surface';

/** A node on the screen. */
export interface Spot extends XY {
  readonly radius: number;
}

export interface GraphScene {
  readonly graph: Graph;
  /** The nodes on the screen, in the order of the graph. */
  readonly spots: readonly Spot[];
  /** The colour of a type; of an article, `undefined`. */
  readonly colorOf: (type: string | undefined) => string;
  readonly light: Light;
  readonly look: Look;
  /** Whether only the strongest edges are drawn, since the next picture comes soon. */
  readonly isSketch?: boolean;
}

/** Where the nodes are on the screen. They shrink more slowly than the space between them, so that far off there is still something to see. */
export function spotsOf(bodies: readonly Body[], camera: Camera): Spot[] {
  const scale = Math.min(1.6, Math.sqrt(camera.k));
  return bodies.map(body => ({ ...toScreen(camera, body), radius: Math.max(1.2, body.radius * scale) }));
}

/** Draws a graph: what occurs together first, then links, nodes and names, so that names are always on top. */
export function drawGraph(surface: Surface, scene: GraphScene): void {
  const seen = visible(surface, scene.spots);
  drawTies(surface, scene, seen);
  drawLinks(surface, scene, seen);
  drawNodes(surface, scene, seen);
  drawRings(surface, scene, seen);
  drawLabels(surface, scene, seen);
}

/** Whether each node can be seen in the window. */
function visible({ width, height }: Surface, spots: readonly Spot[]): readonly boolean[] {
  return spots.map(({ x, y, radius }) => x > -radius && y > -radius && x < width + radius && y < height + radius);
}

function isLitEdge({ lit, focused, hovered }: Light, { from, to }: GraphEdge): boolean {
  if (lit === undefined) return false;
  const center = hovered ?? focused;
  return center === undefined ? lit.has(from) && lit.has(to) : from === center || to === center;
}

// -- edges

/** Lines of one look are drawn by one call: few looks, by weight. */
const levels: readonly { readonly atLeast: number; readonly width: number; readonly alpha: number }[] = [
  { atLeast: 0.6, width: 3, alpha: 0.5 }, { atLeast: 0.3, width: 2, alpha: 0.4 }, { atLeast: 0.14, width: 1.3, alpha: 0.3 }, { atLeast: 0, width: 0.8, alpha: 0.17 },
];

/** How many ties a sketch has. A graph's edges come in order of strength. */
const sketched = 2_000;

/** More lines than this are a web, and all thin. */
const web = 1_500;

function drawTies(surface: Surface, { graph, spots, light, look, isSketch = false }: GraphScene, seen: readonly boolean[]): void {
  const ties = (isSketch ? graph.edges.slice(0, sketched) : graph.edges).filter(edge => edge.kind !== 'link' && (seen[edge.from] === true || seen[edge.to] === true));
  const most = graph.edges.reduce((max, { kind, weight }) => kind === 'link' ? max : Math.max(max, weight), 1);
  // Where many lines cross, each is drawn the fainter: else the middle would be one dark patch.
  const thin = Math.max(0.3, Math.min(1, 3 / Math.sqrt(ties.length / Math.max(graph.nodes.length, 1)), Math.sqrt(1_500 / Math.max(ties.length, 1))));
  const rows = levels.map(level => ({ level, plain: [] as number[], lit: [] as number[] }));
  for (const edge of ties) {
    const [a, b] = [spots[edge.from], spots[edge.to]];
    const share = most === 1 ? 0.2 : edge.weight / most;
    const row = rows.find(({ level }) => share >= level.atLeast);
    if (a !== undefined && b !== undefined) row?.[isLitEdge(light, edge) ? 'lit' : 'plain'].push(a.x, a.y, b.x, b.y);
  }
  const back = light.lit === undefined ? 1 : dim * 2;
  for (const { level, plain } of [...rows].reverse()) {
    if (plain.length > 0) surface.lines(plain, { color: look.edge, width: plain.length > 4 * web ? 0 : level.width, alpha: Math.min(1, level.alpha * thin * back * (look.isHighContrast ? 1.6 : 1)) });
  }
  for (const { level, lit } of [...rows].reverse()) {
    if (lit.length > 0) surface.lines(lit, { color: look.foreground, width: level.width, alpha: 0.5 });
  }
}

/** Links are bowed, and have a head at their second end where they lead there: an edge of their own kind. */
function drawLinks(surface: Surface, { graph, spots, light, look }: GraphScene, seen: readonly boolean[]): void {
  const shapes = { front: { curves: [] as number[], heads: [] as number[] }, back: { curves: [] as number[], heads: [] as number[] } };
  for (const edge of graph.edges) {
    const [a, b] = [spots[edge.from], spots[edge.to]];
    if (edge.kind !== 'link' || a === undefined || b === undefined || (seen[edge.from] !== true && seen[edge.to] !== true)) continue;
    const { curves, heads } = shapes[light.lit === undefined || isLitEdge(light, edge) ? 'front' : 'back'];
    addLink(a, b, curves, edge.isDirected ? heads : undefined);
  }
  for (const [kind, alpha] of [['back', dim * 2], ['front', 0.9]] as const) {
    const { curves, heads } = shapes[kind];
    const stroke: Stroke = { color: look.link, width: look.isHighContrast ? 2.5 : 1.6, alpha };
    if (curves.length > 0) surface.curves(curves, stroke);
    if (heads.length > 0) surface.triangles(heads, { color: look.link, alpha });
  }
}

/** A bow from the rim of one spot to that of another, its head there, if it has one; nothing where they cover each other. */
function addLink(a: Spot, b: Spot, curves: number[], heads: number[] | undefined): void {
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  if (length <= a.radius + b.radius) return;
  const across = { x: -(b.y - a.y) / length, y: (b.x - a.x) / length };
  const bow = Math.min(40, length * 0.18);
  const aside = { x: (a.x + b.x) / 2 + across.x * bow, y: (a.y + b.y) / 2 + across.y * bow };
  const start = onRim(a, aside, 0);
  const neck = onRim(b, aside, heads === undefined ? 0 : 9);
  curves.push(start.x, start.y, aside.x, aside.y, neck.x, neck.y);
  if (heads === undefined) return;
  const tip = onRim(b, aside, 2);
  const [wide, high] = [(neck.y - tip.y) * 0.5, (tip.x - neck.x) * 0.5];
  heads.push(tip.x, tip.y, neck.x + wide, neck.y + high, neck.x - wide, neck.y - high);
}

/** The point on a spot's rim, or so far outside, in the direction of another point. */
function onRim(spot: Spot, towards: XY, gap: number): XY {
  const length = Math.hypot(towards.x - spot.x, towards.y - spot.y) || 1;
  const share = (spot.radius + gap) / length;
  return { x: spot.x + (towards.x - spot.x) * share, y: spot.y + (towards.y - spot.y) * share };
}

// -- nodes

function drawNodes(surface: Surface, { graph, spots, colorOf, light, look }: GraphScene, seen: readonly boolean[]): void {
  const groups = new Map<string, { readonly node: GraphNode; readonly isLit: boolean; readonly places: number[] }>();
  for (const [place, node] of graph.nodes.entries()) {
    const spot = spots[place];
    if (spot === undefined || seen[place] !== true) continue;
    const isLit = light.lit?.has(place) ?? true;
    const key = `${String(isLit)} ${node.type ?? '#article'}`;
    const group = groups.get(key) ?? { node, isLit, places: [] };
    groups.set(key, group);
    if (node.type === undefined) group.places.push(...sheet(spot));
    else group.places.push(spot.x, spot.y, spot.radius);
  }
  const inOrder = [...groups.values()].sort((a, b) => Number(a.isLit) - Number(b.isLit));
  for (const { node, isLit, places } of inOrder) {
    const around = node.type === undefined ? look.muted : look.isHighContrast ? look.foreground : look.background;
    const fill: Fill = { color: colorOf(node.type), alpha: isLit ? 1 : dim, ...isLit && { outline: { color: around, width: 1, alpha: 1 } } };
    if (node.type === undefined) surface.boxes(places, fill);
    else surface.circles(places, fill);
  }
}

/** An article is a sheet of paper, not a dot: its kind is told by its shape too. */
function sheet({ x, y, radius }: Spot): number[] {
  const [width, height] = [radius * 1.3, radius * 1.7];
  return [x - width / 2, y - height / 2, width, height, Math.min(3, radius * 0.3)];
}

function drawRings(surface: Surface, { spots, light, look }: GraphScene, seen: readonly boolean[]): void {
  const ring = (places: Iterable<number>, gap: number, outline: Stroke): void => {
    const circles = [...places].flatMap(place => {
      const spot = spots[place];
      return spot === undefined || seen[place] !== true ? [] : [spot.x, spot.y, spot.radius + gap];
    });
    if (circles.length > 0) surface.circles(circles, { color: look.focus, alpha: 0, outline });
  };
  ring(light.open, 4, { color: look.focus, width: 1.5, alpha: 1, dash: [4, 3] });
  if (light.hovered !== undefined) ring([light.hovered], 3, { color: look.foreground, width: 1, alpha: 0.7 });
  if (light.focused !== undefined) ring([light.focused], 4, { color: look.focus, width: 2.5, alpha: 1 });
}

// -- names

/** Room that one name takes on average, in square pixels: more names than that would be a carpet. */
const roomForName = 10_000;

/** Where more nodes than this are seen, names lie over the small ones: else they would find no room at all. */
const crowd = 300;

/** How many nodes are asked whether there is room for their names. */
const mostTried = 600;

function drawLabels(surface: Surface, scene: GraphScene, seen: readonly boolean[]): void {
  const { graph, spots, light, look } = scene;
  const space = new LabelSpace(surface);
  const least = seen.filter(Boolean).length > crowd ? 9 : 4;
  for (const [place, { x, y, radius }] of spots.entries()) {
    if (seen[place] === true && radius > least) space.occupy({ x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius });
  }
  let left = Math.ceil(surface.width * surface.height / roomForName);
  for (const place of inOrderOfInterest(graph, light)) {
    const [node, spot] = [graph.nodes[place], spots[place]];
    if (left === 0) break;
    if (node === undefined || spot === undefined || seen[place] !== true) continue;
    const isForced = place === light.focused || place === light.hovered;
    const size = Math.round(11 + Math.min(4, spot.radius / 7));
    const isBold = isForced || light.open.has(place);
    const words = shortened(node.label, isForced ? 60 : 30);
    const at = space.place({ ...spot, width: surface.widthOf(words, size, isBold), height: size + 3, isForced });
    if (at === undefined) continue;
    left--;
    surface.text(words, at.x, at.y, { color: look.foreground, size, alpha: light.lit?.has(place) === false ? dim : 1, isBold, align: 'left', halo: look.background });
  }
}

/** Names are given in this order while there is room: what is in the light, then the weightiest; a graph's nodes come in that order. */
function* inOrderOfInterest({ nodes }: Graph, { focused, hovered, lit, open }: Light): Generator<number> {
  const first = new Set([hovered, focused, ...open].filter(place => place !== undefined));
  yield* first;
  if (lit !== undefined) for (const place of [...lit].sort((a, b) => a - b)) if (!first.has(place)) yield place;
  // Of what stands back, no names: they would only be in the way.
  if (lit === undefined) for (let place = 0; place < Math.min(nodes.length, mostTried); place++) if (!first.has(place)) yield place;
}
