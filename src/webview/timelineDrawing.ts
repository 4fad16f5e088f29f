import { pan, zoomAcross, type Camera, type Size, type XY } from '../core/graph/camera';
import type { Spot } from '../core/graph/drawGraph';
import { axis, drawTimeline, fitDays, gutter, laneHeight, timeSpots } from '../core/graph/drawTimeline';
import type { Light, Look } from '../core/graph/look';
import type { Surface } from '../core/graph/surface';
import type { Timeline } from '../core/graph/timeline';
import type { About, Drawing } from './drawing';
import type { Legend } from './legend';
import type { Words } from './words';

/** Articles by date. Its nodes are its points: an article stands in several lanes. */
export class TimelineDrawing implements Drawing {
  readonly isMoving = false;
  /** Its lanes and dates keep to the edges of the window. */
  readonly isRigid = true;
  readonly margin = gutter + 20;
  readonly #pointsOf = new Map<number, number[]>();

  constructor(private readonly timeline: Timeline, private readonly legend: Legend, private readonly words: Words) {
    for (const [place, { article }] of timeline.points.entries()) this.#pointsOf.set(article, [...this.#pointsOf.get(article) ?? [], place]);
  }

  get count(): number {
    return this.timeline.points.length;
  }

  step(): void { /* Time stands still. */ }

  spots(camera: Camera, window: Size): readonly Spot[] {
    return timeSpots(this.timeline, camera, window);
  }

  draw(surface: Surface, spots: readonly Spot[], camera: Camera, light: Light, look: Look): void {
    drawTimeline(surface, {
      timeline: this.timeline, spots, camera, light, look,
      colorOf: type => type === undefined ? look.link : this.legend.colorOf(type, look), nameless: this.words.t('No section'), language: this.words.language,
    });
  }

  fit(window: Size): Camera {
    return fitDays(this.timeline, window);
  }

  zoom(camera: Camera, factor: number, at: XY): Camera {
    return zoomAcross(camera, factor, at, { least: 0.005, most: 40 });
  }

  pan(camera: Camera, by: XY, window: Size): Camera {
    const moved = pan(camera, by);
    return { ...moved, y: Math.min(0, Math.max(Math.min(0, this.#overflow(window)), moved.y)) };
  }

  scrolls(window: Size): boolean {
    return this.#overflow(window) < 0;
  }

  keyOf(place: number): string {
    return this.timeline.articles[this.timeline.points[place]?.article ?? -1]?.key ?? '';
  }

  placeOf(key: string): number | undefined {
    const lane = this.timeline.lanes.findIndex(each => each.key === key);
    if (lane >= 0) return this.timeline.points.findIndex(point => point.lane === lane);
    const article = this.timeline.articles.findIndex(each => each.key === key);
    return this.#pointsOf.get(article)?.[0];
  }

  labelOf(place: number): string {
    return this.timeline.articles[this.timeline.points[place]?.article ?? -1]?.label ?? '';
  }

  circle(place: number): ReadonlySet<number> {
    return new Set(this.#pointsOf.get(this.timeline.points[place]?.article ?? -1));
  }

  about(place: number): About {
    const point = this.timeline.points[place];
    const article = this.timeline.articles[point?.article ?? -1];
    const lane = this.timeline.lanes[point?.lane ?? -1];
    if (point === undefined || article === undefined || lane === undefined) return { title: '', facts: [], lines: [], more: 0 };
    const mentions = point.weight === 1 ? this.words.t('1 mention') : this.words.t('{0} mentions', point.weight);
    return { title: article.label, facts: [article.detail, lane.label === '' ? this.words.t('No section') : lane.label, mentions].filter(Boolean), lines: [], more: 0 };
  }

  /** How far below the window the lanes reach, as a negative number of pixels. */
  #overflow(window: Size): number {
    return window.height - axis - 10 - this.timeline.lanes.length * laneHeight(this.timeline, window);
  }
}
