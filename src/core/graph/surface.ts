import type { Size } from './camera';

/** How a line is drawn; `alpha` from 0 (not at all) to 1, widths and dashes in pixels; a line of width 0 is as thin as can be. */
export interface Stroke {
  readonly color: string;
  readonly width: number;
  readonly alpha: number;
  readonly dash?: readonly number[];
}

/** How an area is filled, and what line is around it. */
export interface Fill {
  readonly color: string;
  readonly alpha: number;
  readonly outline?: Stroke;
}

export interface TextStyle {
  readonly color: string;
  /** Pixels. */
  readonly size: number;
  readonly alpha: number;
  readonly isBold: boolean;
  readonly align: 'left' | 'center' | 'right';
  /** What is drawn around the letters, so that they can be read on anything. */
  readonly halo?: string;
}

/**
 * What a picture is drawn on: a canvas, or SVG. Places are pixels of the window, several of them in one flat list, since one call for
 * a thousand shapes is what makes a canvas fast.
 */
export interface Surface extends Size {
  /** Lines: `x1, y1, x2, y2` for each. */
  lines(places: readonly number[], stroke: Stroke): void;
  /** Curves with one point that draws them aside: `x1, y1, aside x, aside y, x2, y2` for each. */
  curves(places: readonly number[], stroke: Stroke): void;
  /** Circles: `x, y, radius` for each. */
  circles(places: readonly number[], fill: Fill): void;
  /** Rectangles with round corners: `left, top, width, height, radius of the corners` for each. */
  boxes(places: readonly number[], fill: Fill): void;
  /** Triangles: three points, `x, y`, for each. */
  triangles(places: readonly number[], fill: Fill): void;
  /** Words, their middle at this height. */
  text(words: string, x: number, y: number, style: TextStyle): void;
  /** How wide words are, in pixels. */
  widthOf(words: string, size: number, isBold: boolean): number;
}
