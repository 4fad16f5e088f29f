import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bounds, bringIn, fit, toScreen, zoomAcross, zoomAt } from '../../../src/core/graph/camera';
import { drawGraph, spotsOf } from '../../../src/core/graph/drawGraph';
import { axis, drawTimeline, fitDays, gutter, laneHeight, timeSpots } from '../../../src/core/graph/drawTimeline';
import { entityGraph } from '../../../src/core/graph/entityGraph';
import { articleGraph } from '../../../src/core/graph/articleGraph';
import { usualLimits, type Graph } from '../../../src/core/graph/graph';
import { Grid } from '../../../src/core/graph/grid';
import { LabelSpace, shortened } from '../../../src/core/graph/labels';
import { Layout } from '../../../src/core/graph/layout';
import type { Light, Look } from '../../../src/core/graph/look';
import { readFromPage, readQuestion, readToPage } from '../../../src/core/graph/messages';
import { firstQuestion, scopeOf, type View } from '../../../src/core/graph/question';
import { Recording } from '../../../src/core/graph/recording';
import { SvgSurface } from '../../../src/core/graph/svg';
import { timeline, usualTimelineLimits } from '../../../src/core/graph/timeline';
import { pointAt, towards, type Direction } from '../../../src/core/graph/towards';
import { parseXml, type XmlElement } from '../../../src/core/exchange/xml';
import { factsOf } from './corpus';

const facts = factsOf('a 2018-05-03: ant*2 ali ma -> b quotes', 'b 2018-06: ant ali sh', 'c 2019: ali loans', 'd 2019-01-01: loans');

function graphFor(view: View): Graph {
  const question = { ...firstQuestion, view };
  const scope = scopeOf(facts, question);
  return view === 'articles' ? articleGraph(facts, scope, question, usualLimits) : entityGraph(facts, scope, question, usualLimits);
}

function settled(graph: Graph, known = new Map<string, { x: number; y: number }>()): Layout {
  const layout = new Layout(graph, known);
  while (!layout.isDone) layout.step();
  return layout;
}

const place = ({ x, y }: { x: number; y: number }): readonly [number, number] => [x, y];

describe('the layout of a graph', () => {
  it('comes to an end, and to the same one again', () => {
    const graph = graphFor('articles');
    assert.deepEqual(settled(graph).bodies.map(place), settled(graph).bodies.map(place));
  });

  it('lets no node cover another', () => {
    const { bodies } = settled(graphFor('articles'));
    for (const [at, a] of bodies.entries()) for (const b of bodies.slice(at + 1)) assert.ok(Math.hypot(a.x - b.x, a.y - b.y) > (a.radius + b.radius) * 0.9);
  });

  it('is the same whether worked out in steps or in pieces', () => {
    const graph = graphFor('articles');
    const pieced = new Layout(graph);
    while (!pieced.isDone) pieced.piece();
    assert.deepEqual(pieced.bodies.map(place), settled(graph).bodies.map(place));
  });

  it('comes to an end with all nodes on one point', () => {
    const graph = graphFor('entities');
    const one = new Map(graph.nodes.slice(1).map(({ key }) => [key, { x: 7, y: 7 }]));
    for (const { x, y } of settled(graph, one).bodies) assert.ok(Number.isFinite(x) && Number.isFinite(y));
  });

  it('leaves a graph that it knows whole as it is', () => {
    const graph = graphFor('entities');
    const known = new Map(settled(graph).bodies.map((body, at) => [graph.nodes[at]?.key ?? '', { x: body.x, y: body.y }]));
    const again = new Layout(graph, known);
    assert.equal(again.isDone, true);
    assert.deepEqual(again.bodies.map(place), [...known.values()].map(place));
  });

  it('puts a new node beside its neighbour', () => {
    const graph = graphFor('entities');
    const known = new Map([['entity ali', { x: 500, y: 500 }]]);
    const { bodies } = new Layout(graph, known);
    const ant = bodies[graph.nodes.findIndex(({ key }) => key === 'entity ant')];
    assert.ok(ant !== undefined && Math.hypot(ant.x - 500, ant.y - 500) < 31);
  });

  it('is done at once with nothing', () => assert.equal(new Layout({ nodes: [], edges: [], total: { nodes: 0, edges: 0 } }).isDone, true));
});

describe('a grid of points', () => {
  it('has each point once, in the cell that its place is in', () => {
    const plane = fc.array(fc.tuple(fc.double({ min: -1e4, max: 1e4, noNaN: true }), fc.double({ min: -1e4, max: 1e4, noNaN: true })), { maxLength: 60 });
    fc.assert(fc.property(plane, fc.integer({ min: 1, max: 500 }), (points, cell) => {
      const [xs, ys] = [Float64Array.from(points, ([x]) => x), Float64Array.from(points, ([, y]) => y)];
      const grid = new Grid(xs, ys, cell);
      const found: number[] = [];
      for (let at = 0; at < grid.columns * grid.rows; at++) {
        for (const point of grid.members.subarray(grid.starts[at], grid.starts[at + 1])) {
          assert.equal(grid.rowAt(ys[point] ?? 0) * grid.columns + grid.columnAt(xs[point] ?? 0), at);
          found.push(point);
        }
      }
      assert.deepEqual(found.sort((a, b) => a - b), points.map((_, point) => point));
    }));
  });
});

const widthOf = (words: string): number => words.length * 6;

describe('a recording of what is drawn', () => {
  it('draws the same, in its pieces', () => {
    const graph = graphFor('articles');
    const { bodies } = settled(graph);
    const scene = { graph, spots: spotsOf(bodies, { k: 1, x: 300, y: 200 }), colorOf: () => '#123456', light: dark, look };
    const [direct, played] = [new SvgSurface(600, 400, 'serif', '#ffffff', widthOf), new SvgSurface(600, 400, 'serif', '#ffffff', widthOf)];
    const recording = new Recording(600, 400, widthOf);
    drawGraph(direct, scene);
    drawGraph(recording, scene);
    for (const piece of recording.pieces) piece(played);
    assert.equal(played.toString(), direct.toString());
  });

  it('cuts what is long, and loses nothing', () => {
    const places = Array.from({ length: 4 * 1_001 }, (_, at) => at);
    const recording = new Recording(1, 1, () => 0);
    recording.lines(places, { color: '#000000', width: 1, alpha: 1 });
    const drawn: number[][] = [];
    const surface = new SvgSurface(1, 1, 'serif', '#ffffff', () => 0);
    surface.lines = part => { drawn.push([...part]); };
    for (const piece of recording.pieces) piece(surface);
    assert.ok(drawn.length > 1);
    assert.deepEqual(drawn.flat(), places);
  });
});

describe('the way of an arrow key', () => {
  // A map with the keys' point at `o`: each row a line of letters.
  const map = ['a.b.c', '.....', 'd.o.e', '..f..'];
  const points = map.flatMap((line, y) => line.split('').flatMap((letter, x) => (letter === '.' ? [] : [{ letter, x, y, radius: 0.3 }])));
  const from = points.find(({ letter }) => letter === 'o') ?? { x: 0, y: 0 };
  const cases: readonly (readonly [Direction, string])[] = [['up', 'b'], ['down', 'f'], ['left', 'd'], ['right', 'e']];
  for (const [direction, letter] of cases) it(direction, () => assert.equal(points[towards(points, from, direction) ?? -1]?.letter, letter));

  it('ends where nothing is', () => assert.equal(towards(points, { x: 0, y: 0 }, 'left'), undefined));

  it('is the one back, between two', () => assert.equal(towards([{ x: 0, y: 0 }, { x: 5, y: 1 }], { x: 5, y: 1 }, 'left'), 0));

  it('finds the node under the mouse, with some slack', () => {
    assert.equal(points[pointAt(points, { x: 2.1, y: 2 }, 0) ?? -1]?.letter, 'o');
    assert.equal(pointAt(points, { x: 1, y: 1 }, 0), undefined);
    assert.equal(points[pointAt(points, { x: 2.9, y: 2 }, 0.7) ?? -1]?.letter, 'o');
  });
});

describe('the camera', () => {
  const window = { width: 800, height: 400 };
  it('shows all', () => {
    fc.assert(fc.property(fc.array(fc.record({ x: fc.integer({ min: -5000, max: 5000 }), y: fc.integer({ min: -5000, max: 5000 }), radius: fc.integer({ min: 1, max: 20 }) }), { minLength: 1 }), points => {
      const camera = fit(bounds(points), window, 10, 2);
      for (const point of points) {
        const { x, y } = toScreen(camera, point);
        assert.ok(x >= 9.9 && y >= 9.9 && x <= 790.1 && y <= 390.1);
      }
    }));
  });

  it('zooms around a point', () => {
    const at = { x: 300, y: 100 };
    const before = { k: 1, x: 7, y: 9 };
    const world = { x: (at.x - 7) / 1, y: (at.y - 9) / 1 };
    const after = zoomAt(before, 3, at, { least: 0.1, most: 10 });
    assert.deepEqual(toScreen(after, world), at);
    assert.equal(zoomAt(before, 100, at, { least: 0.1, most: 10 }).k, 10);
    assert.equal(zoomAcross(before, 2, at, { least: 0.1, most: 10 }).y, 9);
  });

  it('moves as little as is needed to bring a point in', () => {
    const still = { k: 1, x: 0, y: 0 };
    assert.deepEqual(bringIn(still, { x: 400, y: 200 }, window, 50), still);
    assert.deepEqual(bringIn(still, { x: 900, y: 20 }, window, 50), { k: 1, x: -150, y: 30 });
  });
});

describe('the places of labels', () => {
  const wish = { width: 40, height: 10, radius: 5, isForced: false };
  it('are right, left, below, above, and then none', () => {
    const space = new LabelSpace({ width: 200, height: 200 });
    const spot = { ...wish, x: 100, y: 100 };
    const found = Array.from({ length: 5 }, () => space.place(spot));
    assert.deepEqual(found, [{ x: 109, y: 100 }, { x: 51, y: 100 }, { x: 80, y: 113 }, { x: 80, y: 87 }, undefined]);
    assert.deepEqual(space.place({ ...spot, isForced: true }), { x: 109, y: 100 });
  });

  it('never overlap, and lie in the window', () => {
    fc.assert(fc.property(fc.array(fc.record({ x: fc.integer({ min: 0, max: 500 }), y: fc.integer({ min: 0, max: 300 }) }), { maxLength: 60 }), points => {
      const space = new LabelSpace({ width: 500, height: 300 });
      const placed = points.flatMap(point => space.place({ ...wish, ...point }) ?? []);
      for (const { x, y } of placed) assert.ok(x >= 0 && x <= 460 && y >= 5 && y <= 295);
      for (const [at, a] of placed.entries()) for (const b of placed.slice(at + 1)) assert.ok(Math.abs(a.x - b.x) >= 40 || Math.abs(a.y - b.y) >= 10);
    }));
  });

  it('are cut at a word', () => {
    assert.deepEqual(['Alibaba', 'Alibaba opens digital doors', 'Rindfleischetikettierung'].map(label => shortened(label, 16)), ['Alibaba', 'Alibaba opens…', 'Rindfleischetik…']);
  });
});

const look: Look = {
  background: '#ffffff', foreground: '#000000', muted: '#777777', edge: '#000000', paper: '#dddddd', link: '#0000ff', focus: '#ff0000', font: 'sans-serif', isHighContrast: false,
  types: { blue: '#1', green: '#2', orange: '#3', purple: '#4', red: '#5', teal: '#6', yellow: '#7', pink: '#8', grey: '#9' },
};
const dark: Light = { focused: undefined, hovered: undefined, lit: undefined, open: new Set() };

function newSvg(): SvgSurface {
  return new SvgSurface(800, 600, 'sans-serif', '#ffffff', (words, size) => words.length * size * 0.5);
}

/** All elements of this name in an SVG file that is well formed. */
function shapes(svg: SvgSurface, name: string): XmlElement[] {
  const { root, error } = parseXml(svg.toString());
  assert.equal(error, null);
  const found: XmlElement[] = [];
  const walk = (element: XmlElement): void => {
    if (element.name === name) found.push(element);
    element.children.forEach(walk);
  };
  if (root !== null) walk(root);
  return found;
}

function svgOf(view: View, light: Partial<Light> = {}): SvgSurface {
  const graph = graphFor(view);
  const { bodies } = settled(graph);
  const camera = fit(bounds(bodies), { width: 800, height: 600 }, 36, 1.6);
  const svg = newSvg();
  drawGraph(svg, { graph, spots: spotsOf(bodies, camera), colorOf: () => '#123456', light: { ...dark, ...light }, look });
  return svg;
}

describe('a picture as SVG', () => {
  it('has a circle for each entity, and its name', () => {
    const svg = svgOf('entities');
    assert.equal(shapes(svg, 'circle').length, 5);
    assert.deepEqual(shapes(svg, 'text').map(({ text }) => text).sort(), ['Alibaba', 'Ant Group', 'Jack Ma', 'Loans', 'Shanghai']);
  });

  it('has a sheet for each article, and an arrow for a link', () => {
    const svg = svgOf('articles');
    assert.equal(shapes(svg, 'rect').length, 1 + 4); // the background
    assert.equal(shapes(svg, 'path').filter(({ attributes }) => /Q/.test(attributes.get('d') ?? '')).length, 1);
  });

  it('says what stands back, and has names of what is in the light only', () => {
    const svg = svgOf('entities', { hovered: 0, lit: new Set([0, 1]) });
    assert.deepEqual(shapes(svg, 'text').map(({ text }) => text).sort(), ['Alibaba', 'Ant Group']);
  });

  it('holds any words', () => {
    const svg = newSvg();
    svg.text('A & <b> "c" \u0000', 0, 0, { color: '#000', size: 12, alpha: 1, isBold: false, align: 'left', halo: '#fff' });
    assert.equal(shapes(svg, 'text')[0]?.text.trim(), 'A & <b> "c"');
  });
});

describe('a timeline on a window', () => {
  const drawn = timeline(facts, scopeOf(facts, firstQuestion), { ...firstQuestion, view: 'timeline' }, usualTimelineLimits);
  const window = { width: 800, height: 600 };
  const camera = fitDays(drawn, window);

  it('has all points right of the names, each in its lane', () => {
    for (const [at, { x, y }] of timeSpots(drawn, camera, window).entries()) {
      const lane = drawn.points[at]?.lane ?? -1;
      assert.ok(x > gutter && x < window.width);
      assert.equal(Math.floor((y - axis) / laneHeight(drawn, window)), lane);
    }
  });

  it('lets no article cover another of its lane', () => {
    const crowd = factsOf(...['e', 'f', 'g'].map(id => `${id} 2018-05-03: ant`));
    const same = timeline(crowd, scopeOf(crowd, firstQuestion), firstQuestion, usualTimelineLimits);
    const spots = timeSpots(same, fitDays(same, window), window);
    for (const [at, a] of spots.entries()) for (const b of spots.slice(at + 1)) assert.ok(Math.hypot(a.x - b.x, a.y - b.y) >= a.radius + b.radius);
  });

  it('names its lanes and its days', () => {
    const svg = newSvg();
    drawTimeline(svg, { timeline: drawn, spots: timeSpots(drawn, camera, window), camera, colorOf: () => '#123456', light: dark, look, nameless: 'No section', language: 'en' });
    const words = shapes(svg, 'text').map(({ text }) => text);
    assert.ok(['Alibaba', 'Ant Group', 'Loans', '2019'].every(word => words.some(each => each.includes(word))), words.join(', '));
  });
});

describe('a message', () => {
  it('is read when it is one', () => {
    assert.deepEqual(readFromPage({ kind: 'ask', question: firstQuestion }), { kind: 'ask', question: firstQuestion });
    assert.deepEqual(readFromPage({ kind: 'choose', key: 'entity ant' }), { kind: 'choose', key: 'entity ant', go: false });
    assert.deepEqual(readToPage({ kind: 'select', key: 'entity ant' }), { kind: 'select', key: 'entity ant' });
  });

  it('is nothing when it is anything else', () => {
    for (const bad of [undefined, null, 3, 'ask', {}, { kind: 'ask' }, { kind: 'choose', key: 3 }, { kind: 'picture', format: 'exe', data: '' }, { kind: 'toString' }]) {
      assert.equal(readFromPage(bad), undefined);
    }
    assert.equal(readToPage({ kind: 'rm' }), undefined);
    fc.assert(fc.property(fc.anything(), value => { assert.equal(readQuestion(value), undefined); }));
    assert.equal(readQuestion({ ...firstQuestion, hidden: [3] }), undefined);
  });
});
