import type { Fill, Stroke, Surface, TextStyle } from './surface';

/** How many shapes a piece has at most: a millisecond or so of drawing without a graphics card. */
const shapesInPiece = 200;

/** Wide lines take several times as long as thin ones. */
const wideInPiece = 50;

/** Remembers what is drawn, in small pieces that are drawn in turn when there is time. */
export class Recording implements Surface {
  readonly pieces: ((surface: Surface) => void)[] = [];

  constructor(readonly width: number, readonly height: number, readonly widthOf: Surface['widthOf']) {}

  lines(places: readonly number[], stroke: Stroke): void {
    this.#cut(places, 4, stroke.width > 1 ? wideInPiece : shapesInPiece, (surface, part) => surface.lines(part, stroke));
  }

  curves(places: readonly number[], stroke: Stroke): void {
    this.#cut(places, 6, wideInPiece, (surface, part) => surface.curves(part, stroke));
  }

  circles(places: readonly number[], fill: Fill): void {
    this.#cut(places, 3, shapesInPiece, (surface, part) => surface.circles(part, fill));
  }

  boxes(places: readonly number[], fill: Fill): void {
    this.#cut(places, 5, shapesInPiece, (surface, part) => surface.boxes(part, fill));
  }

  triangles(places: readonly number[], fill: Fill): void {
    this.#cut(places, 6, shapesInPiece, (surface, part) => surface.triangles(part, fill));
  }

  text(words: string, x: number, y: number, style: TextStyle): void {
    this.pieces.push(surface => surface.text(words, x, y, style));
  }

  #cut(places: readonly number[], numbers: number, shapes: number, draw: (surface: Surface, part: readonly number[]) => void): void {
    for (let from = 0; from < places.length; from += numbers * shapes) {
      const part = places.slice(from, from + numbers * shapes);
      this.pieces.push(surface => draw(surface, part));
    }
  }
}
