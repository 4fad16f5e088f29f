import type { Camera, Size, XY } from '../core/graph/camera';
import type { Spot } from '../core/graph/drawGraph';
import type { Light, Look } from '../core/graph/look';
import type { Surface } from '../core/graph/surface';

/** What a card and the screen reader say of a node. */
export interface About {
  readonly title: string;
  readonly facts: readonly string[];
  /** What it is joined to, the strongest first. */
  readonly lines: readonly string[];
  /** How many lines there are beyond these. */
  readonly more: number;
}

/** Something that is drawn and can be walked through: a graph or a timeline. Its nodes go by their places. */
export interface Drawing {
  readonly count: number;
  /** How far from the window's edges a node is brought when the keys go there, in pixels. */
  readonly margin: number;
  /** Whether the places still change: `step` has something to do. */
  readonly isMoving: boolean;
  /** Does a millisecond or two of work on the places. */
  step(): void;
  /** Whether an old picture of it, moved and enlarged, cannot stand in for a new one. */
  readonly isRigid: boolean;
  spots(camera: Camera, window: Size): readonly Spot[];
  draw(surface: Surface, spots: readonly Spot[], camera: Camera, light: Light, look: Look): void;
  /** A camera that shows all. */
  fit(window: Size): Camera;
  zoom(camera: Camera, factor: number, at: XY): Camera;
  pan(camera: Camera, by: XY, window: Size): Camera;
  /** Whether a wheel scrolls it up and down rather than zooms. */
  scrolls(window: Size): boolean;
  /** What is opened when the node is chosen. */
  keyOf(place: number): string;
  /** A node with this key. */
  placeOf(key: string): number | undefined;
  labelOf(place: number): string;
  /** The node itself, and what it is joined to. */
  circle(place: number): ReadonlySet<number>;
  about(place: number): About;
}
