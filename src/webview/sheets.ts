import type { Camera, Size } from '../core/graph/camera';
import { Recording } from '../core/graph/recording';
import type { Surface } from '../core/graph/surface';
import { CanvasSurface } from './canvas';

/** A picture that has been drawn, from where it was seen, and how much more than the window it has at each side, in pixels. */
interface Sheet {
  readonly camera: Camera;
  readonly margin: number;
  readonly image: ImageBitmap;
}

/** A picture of which some pieces are still to be drawn. */
interface Draft {
  readonly camera: Camera;
  readonly margin: number;
  readonly pieces: readonly ((surface: Surface) => void)[];
  drawn: number;
}

/**
 * Draws out of sight, a few pieces in each frame, and keeps the last whole picture. That stands in, moved and enlarged, for the one that
 * is being drawn: so a picture that takes long to draw follows the hand all the same.
 */
export class Sheets {
  readonly #context: OffscreenCanvasRenderingContext2D;
  readonly #surface: CanvasSurface;
  #draft: Draft | undefined;
  #sheet: Sheet | undefined;

  /**
   * @param most the largest margin
   * @param scale device pixels for one of ours
   */
  constructor(private readonly window: Size, private readonly most: number, private readonly background: string, font: string, private readonly scale: number) {
    const [width, height] = [window.width + 2 * most, window.height + 2 * most];
    // Drawn by the processor, whatever graphics there are: only so it is known when a piece is done.
    const context = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))).getContext('2d', { alpha: false, willReadFrequently: true });
    if (context === null) throw new Error('no canvas to draw on');
    this.#context = context;
    this.#surface = new CanvasSurface(context, width, height, font, scale);
  }

  get isDrawing(): boolean {
    return this.#draft !== undefined;
  }

  /** Begins another picture; what was begun before is dropped. `hasMargin` says whether more is drawn than the window shows. */
  begin(camera: Camera, hasMargin: boolean, draw: (surface: Surface, camera: Camera) => void): void {
    const margin = hasMargin ? this.most : 0;
    const recording = new Recording(this.window.width + 2 * margin, this.window.height + 2 * margin, (...words) => this.#surface.widthOf(...words));
    draw(recording, { k: camera.k, x: camera.x + margin, y: camera.y + margin });
    this.#draft = { camera, margin, pieces: recording.pieces, drawn: 0 };
    this.#surface.clear(this.background);
  }

  /** Draws until the time is up, a moment as `performance.now` tells it, and at least one piece. */
  continue(until: number): void {
    const draft = this.#draft;
    if (draft === undefined) return;
    do {
      draft.pieces[draft.drawn++]?.(this.#surface);
      this.#context.getImageData(0, 0, 1, 1); // what was only noted down is drawn now
    } while (draft.drawn < draft.pieces.length && performance.now() < until);
    if (draft.drawn < draft.pieces.length) return;
    this.#sheet?.image.close();
    this.#sheet = { camera: draft.camera, margin: draft.margin, image: this.#context.canvas.transferToImageBitmap() };
    this.#draft = undefined;
  }

  /** Puts the last whole picture where it would be now. */
  show(on: CanvasRenderingContext2D, { k, x, y }: Camera): void {
    if (this.#sheet === undefined) return;
    const { camera, margin, image } = this.#sheet;
    const by = k / camera.k;
    on.globalAlpha = 1;
    on.drawImage(image, x - (camera.x + margin) * by, y - (camera.y + margin) * by, image.width / this.scale * by, image.height / this.scale * by);
  }

  dispose(): void {
    this.#sheet?.image.close();
    this.#sheet = undefined;
    this.#draft = undefined;
  }
}
