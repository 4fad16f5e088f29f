import { utcTicks } from 'd3-time';
import type { Camera, Size, XY } from './camera';
import { dateAt, daysAt } from './days';
import { LabelSpace, shortened } from './labels';
import { dim, type Light, type Look } from './look';
import type { Surface } from './surface';
import type { Spot } from './drawGraph';
import type { Lane, Timeline } from './timeline';

/** Room for the names of the lanes, and for the dates above them, in pixels. */
export const gutter = 190;
export const axis = 34;

export interface TimelineScene {
  readonly timeline: Timeline;
  /** The points on the screen, in the order of the timeline. */
  readonly spots: readonly Spot[];
  readonly camera: Camera;
  readonly colorOf: (type: string | undefined) => string;
  readonly light: Light;
  readonly look: Look;
  /** The lane without a name, in words. */
  readonly nameless: string;
  readonly language: string;
}

/** How high a lane is: all fit where that leaves them readable, else one scrolls. */
export function laneHeight({ lanes }: Timeline, { height }: Size): number {
  return Math.min(64, Math.max(34, (height - axis - 10) / Math.max(lanes.length, 1)));
}

/** All days from the first to the last article, in the middle of what is right of the names. */
export function fitDays({ articles }: Timeline, { width }: Size): Camera {
  const first = articles.reduce((least, { days }) => Math.min(least, days.first), Infinity);
  const last = articles.reduce((most, { days }) => Math.max(most, days.last), -Infinity);
  if (first > last) return { k: 1, x: gutter, y: 0 };
  const room = Math.max(width - gutter - 80, 40);
  const k = Math.min(24, room / Math.max(last - first, 1));
  return { k, x: gutter + 40 + (room - (last - first) * k) / 2 - first * k, y: 0 };
}

/** Where the points are on the screen: what falls on the same day is stacked in its lane, around its middle. */
export function timeSpots(timeline: Timeline, camera: Camera, window: Size): Spot[] {
  const height = laneHeight(timeline, window);
  const most = timeline.points.reduce((max, { weight }) => Math.max(max, weight), 8);
  const spots: Spot[] = [];
  let [lane, rows] = [-1, new Rows(height)];
  for (const [place, point] of timeline.points.entries()) {
    const days = timeline.articles[point.article]?.days;
    if (days === undefined) continue;
    if (point.lane !== lane) [lane, rows] = [point.lane, new Rows(height)];
    const radius = 2.5 + 4 * Math.sqrt(point.weight / most);
    const x = (days.first + days.last) / 2 * camera.k + camera.x;
    const y = axis + camera.y + (lane + 0.5) * height + rows.offset(x, radius);
    spots[place] = { x, y, radius };
  }
  return spots;
}

/** The rows of one lane: each point goes to the one nearest to the middle where it touches nothing. Points come from left to right. */
class Rows {
  readonly #ends: number[] = [];
  readonly #step = 10;
  readonly #count: number;

  constructor(height: number) {
    this.#count = Math.max(1, Math.floor((height - 4) / this.#step));
  }

  offset(x: number, radius: number): number {
    const row = this.#firstFree(x - radius);
    const taken = row < this.#count ? row : this.#leastEnd();
    this.#ends[taken] = x + radius + 1;
    // 0, 1, -1, 2, -2 … from the middle.
    return (taken % 2 === 0 ? -1 : 1) * Math.ceil(taken / 2) * this.#step;
  }

  #firstFree(from: number): number {
    let row = 0;
    while (row < this.#count && (this.#ends[row] ?? -Infinity) > from) row++;
    return row;
  }

  #leastEnd(): number {
    let least = 0;
    for (let row = 1; row < this.#count; row++) if ((this.#ends[row] ?? 0) < (this.#ends[least] ?? 0)) least = row;
    return least;
  }
}

/** Draws a timeline: lanes, days, articles, then the names and dates that stay where they are while it moves. */
export function drawTimeline(surface: Surface, scene: TimelineScene): void {
  const height = laneHeight(scene.timeline, surface);
  drawLanes(surface, scene, height);
  const ticks = ticksOf(surface, scene);
  surface.lines(ticks.flatMap(({ x }) => [x, axis, x, surface.height]), { color: scene.look.edge, width: 1, alpha: scene.look.isHighContrast ? 0.5 : 0.14 });
  drawPoints(surface, scene);
  drawTitles(surface, scene);
  drawNames(surface, scene, height);
  drawDates(surface, scene, ticks);
}

function drawLanes(surface: Surface, { timeline, camera, look }: TimelineScene, height: number): void {
  const ends = timeline.lanes.flatMap((_, lane) => {
    const y = Math.round(axis + camera.y + (lane + 1) * height) + 0.5;
    return [0, y, surface.width, y];
  });
  if (ends.length > 0) surface.lines(ends, { color: look.edge, width: 1, alpha: look.isHighContrast ? 0.5 : 0.1 });
}

/** An article of a month or a year lies on a bar as long as that. */
function drawPoints(surface: Surface, { timeline, spots, camera, colorOf, light, look }: TimelineScene): void {
  const groups = new Map<string, { readonly color: string; readonly isLit: boolean; readonly circles: number[]; readonly bars: number[] }>();
  for (const [place, { article, lane }] of timeline.points.entries()) {
    const spot = spots[place];
    const days = timeline.articles[article]?.days;
    if (spot === undefined || days === undefined || spot.y < 0 || spot.y > surface.height) continue;
    const [left, right] = [days.first * camera.k + camera.x, days.last * camera.k + camera.x];
    if (right < gutter - 20 || left > surface.width + 20) continue;
    const color = colorOf(timeline.lanes[lane]?.type);
    const isLit = light.lit?.has(place) ?? true;
    const key = `${String(isLit)} ${color}`;
    const group = groups.get(key) ?? { color, isLit, circles: [], bars: [] };
    groups.set(key, group);
    group.circles.push(spot.x, spot.y, spot.radius);
    if (right > left) group.bars.push(left, spot.y - 1.5, Math.max(right - left, 3), 3, 1.5);
  }
  for (const { color, isLit, circles, bars } of [...groups.values()].sort((a, b) => Number(a.isLit) - Number(b.isLit))) {
    if (bars.length > 0) surface.boxes(bars, { color, alpha: isLit ? 0.35 : dim });
    surface.circles(circles, { color, alpha: isLit ? 0.9 : dim, ...isLit && { outline: { color: look.isHighContrast ? look.foreground : look.background, width: 1, alpha: 1 } } });
  }
  drawRings(surface, { spots, light, look });
}

function drawRings(surface: Surface, { spots, light, look }: Pick<TimelineScene, 'spots' | 'light' | 'look'>): void {
  const ring = (places: Iterable<number>, gap: number, color: string, width: number): void => {
    const circles = [...places].flatMap(place => {
      const spot = spots[place];
      return spot === undefined || spot.x < gutter ? [] : [spot.x, spot.y, spot.radius + gap];
    });
    if (circles.length > 0) surface.circles(circles, { color, alpha: 0, outline: { color, width, alpha: 1 } });
  };
  ring(light.open, 2.5, look.focus, 1.5);
  if (light.hovered !== undefined) ring([light.hovered], 2, look.foreground, 1);
  if (light.focused !== undefined) ring([light.focused], 3, look.focus, 2.5);
}

/** More points than this in sight have no titles beside them: the same few would stand in every lane. */
const mostTitled = 60;

/** Titles beside the points while there are few; always of the one in the light. */
function drawTitles(surface: Surface, { timeline, spots, light, look }: TimelineScene): void {
  const first = [light.hovered, light.focused].filter(place => place !== undefined);
  const seen = [...timeline.points.keys()].filter(place => isIn(surface, spots[place]));
  const all = light.lit !== undefined || seen.length > mostTitled ? first : [...new Set([...first, ...seen])];
  if (all.length === 0) return;
  const space = new LabelSpace(surface);
  space.occupy({ x: 0, y: 0, width: gutter, height: surface.height });
  space.occupy({ x: 0, y: 0, width: surface.width, height: axis });
  for (const { x, y, radius } of spots) space.occupy({ x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius });
  for (const place of all) {
    const [spot, point] = [spots[place], timeline.points[place]];
    const article = timeline.articles[point?.article ?? -1];
    if (spot === undefined || article === undefined || spot.x < gutter) continue;
    const isForced = first.includes(place);
    const words = shortened(article.label, isForced ? 60 : 40);
    const at = space.place({ ...spot, width: surface.widthOf(words, 11, isForced), height: 13, isForced });
    if (at !== undefined) surface.text(words, at.x, at.y, { color: isForced ? look.foreground : look.muted, size: 11, alpha: 1, isBold: isForced, align: 'left', halo: look.background });
  }
}

function isIn({ width, height }: Surface, spot: Spot | undefined): boolean {
  return spot !== undefined && spot.x >= gutter && spot.x <= width && spot.y >= axis && spot.y <= height;
}

function drawNames(surface: Surface, scene: TimelineScene, height: number): void {
  const { timeline, camera, look } = scene;
  surface.boxes([0, 0, gutter - 8, surface.height, 0], { color: look.background, alpha: 1 });
  for (const [place, lane] of timeline.lanes.entries()) {
    const y = axis + camera.y + (place + 0.5) * height;
    if (y < axis || y > surface.height + height) continue;
    drawName(surface, scene, lane, y);
  }
  surface.lines([gutter - 8, axis, gutter - 8, surface.height], { color: look.edge, width: 1, alpha: 0.5 });
}

function drawName(surface: Surface, { look, colorOf, nameless }: TimelineScene, { label, type, weight }: Lane, y: number): void {
  if (type !== undefined) surface.circles([14, y, 4.5], { color: colorOf(type), alpha: 1 });
  const count = String(weight);
  surface.text(count, gutter - 18, y, { color: look.muted, size: 11, alpha: 1, isBold: false, align: 'right' });
  const room = gutter - 18 - surface.widthOf(count, 11, false) - 32;
  surface.text(fitting(surface, label === '' ? nameless : label, room), 26, y, { color: look.foreground, size: 12, alpha: 1, isBold: false, align: 'left' });
}

/** Words cut to a width in pixels. */
function fitting(surface: Surface, words: string, room: number): string {
  let most = words.length;
  while (most > 4 && surface.widthOf(shortened(words, most), 12, false) > room) most--;
  return shortened(words, most);
}

// -- dates

interface Tick extends Pick<XY, 'x'> {
  readonly date: Date;
}

/** About one tick for 110 pixels, at the beginnings of days, months or years. */
function ticksOf({ width }: Surface, { camera }: TimelineScene): Tick[] {
  const from = dateAt((gutter - camera.x) / camera.k);
  const to = dateAt((width - camera.x) / camera.k);
  const count = Math.max(2, Math.floor((width - gutter) / 110));
  const ticks = utcTicks(from, to, count).map(date => ({ date, x: Math.round(daysAt(date.getTime()) * camera.k + camera.x) + 0.5 }));
  // Less than a day is nothing that an article's date says.
  return ticks.filter(({ date }) => date.getTime() % 86_400_000 === 0);
}

function drawDates(surface: Surface, { look, language }: TimelineScene, ticks: readonly Tick[]): void {
  surface.boxes([0, 0, surface.width, axis - 6, 0], { color: look.background, alpha: 1 });
  surface.lines([0, axis - 6.5, surface.width, axis - 6.5], { color: look.edge, width: 1, alpha: 0.5 });
  const [plain, withYear] = [dateWords(false, ticks, language), dateWords(true, ticks, language)];
  let year = -1;
  for (const { date, x } of ticks) {
    if (x < gutter - 8) continue;
    const isNew = date.getUTCFullYear() !== year;
    year = date.getUTCFullYear();
    surface.text((isNew ? withYear : plain).format(date), x, 14, { color: isNew ? look.foreground : look.muted, size: 11, alpha: 1, isBold: isNew, align: 'center' });
  }
}

/** How a tick is said: the year where it begins or is first seen, months and days as fine as the ticks are. */
function dateWords(withYear: boolean, ticks: readonly Tick[], language: string): Intl.DateTimeFormat {
  const hasDays = ticks.some(tick => tick.date.getUTCDate() !== 1);
  const hasMonths = hasDays || ticks.some(tick => tick.date.getUTCMonth() !== 0);
  return new Intl.DateTimeFormat(language, {
    timeZone: 'UTC', ...(withYear || !hasMonths) && { year: 'numeric' }, ...hasMonths && { month: 'short' }, ...hasDays && { day: 'numeric' },
  });
}
