import type { Fill, Stroke, Surface, TextStyle } from '../core/graph/surface';

/** Circles below this radius are drawn all by one call; a larger one alone, so that each lies cleanly on those before it. */
const small = 4;

/** How many labels are kept as drawn, and the room around their letters in pixels. */
const mostStamps = 600;
const margin = 3;

/** Draws on a canvas. */
export class CanvasSurface implements Surface {
  readonly #stamps = new Map<string, OffscreenCanvas>();
  readonly #widths = new Map<string, number>();
  /** The width of a line of one device pixel, which is drawn without working out its outline. */
  readonly #hair: number;
  #isDashed = false;

  /** @param scale device pixels for one of ours */
  constructor(private readonly context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D, readonly width: number, readonly height: number, private readonly font: string, private readonly scale: number) {
    this.#hair = 1 / scale;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.textBaseline = 'middle';
  }

  clear(color: string): void {
    this.context.globalAlpha = 1;
    this.context.fillStyle = color;
    this.context.fillRect(0, 0, this.width, this.height);
  }

  /** Thin lines by one call, wide ones one by one: each is fast where the other is slow. */
  lines(places: readonly number[], stroke: Stroke): void {
    const { context } = this;
    const width = stroke.width || this.#hair;
    const isThin = width <= this.#hair;
    context.beginPath();
    for (let at = 0; at < places.length; at += 4) {
      if (!isThin) context.beginPath();
      context.moveTo(places[at] ?? 0, places[at + 1] ?? 0);
      context.lineTo(places[at + 2] ?? 0, places[at + 3] ?? 0);
      if (!isThin) this.#stroke(stroke);
    }
    if (isThin) this.#stroke({ ...stroke, width });
  }

  curves(places: readonly number[], stroke: Stroke): void {
    const { context } = this;
    for (let at = 0; at < places.length; at += 6) {
      context.beginPath();
      context.moveTo(places[at] ?? 0, places[at + 1] ?? 0);
      context.quadraticCurveTo(places[at + 2] ?? 0, places[at + 3] ?? 0, places[at + 4] ?? 0, places[at + 5] ?? 0);
      this.#stroke(stroke);
    }
  }

  circles(places: readonly number[], fill: Fill): void {
    const { context } = this;
    context.beginPath();
    for (let at = 0; at < places.length; at += 3) {
      const [x = 0, y = 0, radius = 0] = [places[at], places[at + 1], places[at + 2]];
      if (radius >= small && fill.alpha === 1) continue;
      context.moveTo(x + radius, y);
      context.arc(x, y, radius, 0, 2 * Math.PI);
    }
    this.#fill({ color: fill.color, alpha: fill.alpha });
    if (fill.alpha < 1 && fill.outline !== undefined) this.#stroke(fill.outline);
    if (fill.alpha < 1) return;
    for (let at = 0; at < places.length; at += 3) {
      const [x = 0, y = 0, radius = 0] = [places[at], places[at + 1], places[at + 2]];
      if (radius < small) continue;
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      this.#fill(fill);
    }
  }

  boxes(places: readonly number[], fill: Fill): void {
    const { context } = this;
    const { color, alpha, outline } = fill;
    for (let at = 0; at < places.length; at += 5) {
      const [x = 0, y = 0, width = 0, height = 0, corner = 0] = places.slice(at, at + 5);
      if (width < 2 * small && alpha > 0) {
        context.globalAlpha = alpha;
        context.fillStyle = color;
        context.fillRect(x, y, width, height);
        continue;
      }
      context.beginPath();
      context.roundRect(x, y, width, height, corner);
      this.#fill({ color, alpha, ...outline !== undefined && { outline } });
    }
  }

  triangles(places: readonly number[], fill: Fill): void {
    const { context } = this;
    context.beginPath();
    for (let at = 0; at < places.length; at += 6) {
      context.moveTo(places[at] ?? 0, places[at + 1] ?? 0);
      context.lineTo(places[at + 2] ?? 0, places[at + 3] ?? 0);
      context.lineTo(places[at + 4] ?? 0, places[at + 5] ?? 0);
      context.closePath();
    }
    this.#fill(fill);
  }

  text(words: string, x: number, y: number, style: TextStyle): void {
    if (style.halo !== undefined && style.align === 'left') return this.#stamped(words, x, y, style, style.halo);
    const { context } = this;
    context.font = this.#letters(style.size, style.isBold);
    context.textAlign = style.align;
    context.globalAlpha = style.alpha;
    context.fillStyle = style.color;
    context.fillText(words, x, y);
  }

  widthOf(words: string, size: number, isBold: boolean): number {
    // Measured at one size and scaled: a measure is dear, and there are as many sizes as radii.
    const key = isBold ? `b${words}` : words;
    const known = this.#widths.get(key);
    if (known !== undefined) return known * size;
    this.context.font = this.#letters(20, isBold);
    const width = this.context.measureText(words).width / 20;
    this.#widths.set(key, width);
    return width * size;
  }

  /** Letters with a halo are dear to draw: they are drawn once, and the drawing is kept. */
  #stamped(words: string, x: number, y: number, style: TextStyle, halo: string): void {
    const { context, scale } = this;
    const key = `${String(style.isBold)} ${style.size} ${style.color} ${words}`;
    const stamp = this.#stamps.get(key) ?? this.#newStamp(words, style, halo);
    if (this.#stamps.size > mostStamps) this.#stamps.clear();
    this.#stamps.set(key, stamp);
    context.globalAlpha = style.alpha;
    context.drawImage(stamp, Math.round((x - margin) * scale) / scale, Math.round((y - stamp.height / scale / 2) * scale) / scale, stamp.width / scale, stamp.height / scale);
  }

  #newStamp(words: string, { size, isBold, color }: TextStyle, halo: string): OffscreenCanvas {
    const { scale } = this;
    const stamp = new OffscreenCanvas(Math.ceil((this.widthOf(words, size, isBold) + 2 * margin) * scale), Math.ceil((size + 2 * margin) * scale));
    const context = stamp.getContext('2d');
    if (context === null) return stamp;
    context.scale(scale, scale);
    context.font = this.#letters(size, isBold);
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    context.lineWidth = 3;
    context.strokeStyle = halo;
    context.fillStyle = color;
    const middle = stamp.height / scale / 2;
    context.strokeText(words, margin, middle);
    context.fillText(words, margin, middle);
    return stamp;
  }

  #letters(size: number, isBold: boolean): string {
    return `${isBold ? '600 ' : ''}${size}px ${this.font}`;
  }

  #stroke({ color, width, alpha, dash = [] }: Stroke): void {
    const { context } = this;
    context.globalAlpha = alpha;
    context.strokeStyle = color;
    context.lineWidth = width;
    if (dash.length > 0 || this.#isDashed) context.setLineDash([...dash]);
    this.#isDashed = dash.length > 0;
    context.stroke();
  }

  #fill({ color, alpha, outline }: Fill): void {
    const { context } = this;
    if (alpha > 0) {
      context.globalAlpha = alpha;
      context.fillStyle = color;
      context.fill();
    }
    if (outline !== undefined) this.#stroke(outline);
  }
}
