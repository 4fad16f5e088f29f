import { escapeAttribute, escapeElementText } from '../text/xmlText';
import type { Fill, Stroke, Surface, TextStyle } from './surface';

/** Draws into the text of an SVG file that needs nothing around it. Numbers have one decimal: a tenth of a pixel is seen by nobody. */
export class SvgSurface implements Surface {
  readonly #shapes: string[] = [];

  /**
   * @param font a family of CSS
   * @param widthOf how wide words are in that font, in pixels
   */
  constructor(
    readonly width: number,
    readonly height: number,
    private readonly font: string,
    private readonly background: string,
    readonly widthOf: Surface['widthOf'],
  ) {}

  lines(places: readonly number[], stroke: Stroke): void {
    this.#path(groups(places, 4).map(([x1, y1, x2, y2]) => `M${x1} ${y1}L${x2} ${y2}`), `fill="none" ${strokeOf(stroke)}`);
  }

  curves(places: readonly number[], stroke: Stroke): void {
    this.#path(groups(places, 6).map(([x1, y1, cx, cy, x2, y2]) => `M${x1} ${y1}Q${cx} ${cy} ${x2} ${y2}`), `fill="none" ${strokeOf(stroke)}`);
  }

  circles(places: readonly number[], fill: Fill): void {
    this.#group(fill, groups(places, 3).map(([x, y, r]) => `<circle cx="${x}" cy="${y}" r="${r}"/>`));
  }

  boxes(places: readonly number[], fill: Fill): void {
    this.#group(fill, groups(places, 5).map(([x, y, width, height, r]) => `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${r}"/>`));
  }

  triangles(places: readonly number[], fill: Fill): void {
    this.#group(fill, [`<path d="${groups(places, 6).map(([x1, y1, x2, y2, x3, y3]) => `M${x1} ${y1}L${x2} ${y2}L${x3} ${y3}Z`).join('')}"/>`]);
  }

  text(words: string, x: number, y: number, { color, size, alpha, isBold, align, halo }: TextStyle): void {
    const anchor = { left: 'start', center: 'middle', right: 'end' }[align];
    const around = halo === undefined ? '' : ` stroke="${escapeAttribute(halo)}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`;
    const weight = isBold ? ' font-weight="600"' : '';
    this.#shapes.push(`<text x="${short(x)}" y="${short(y)}" dy="0.35em" font-size="${short(size)}"${weight} text-anchor="${anchor}" fill="${escapeAttribute(color)}"${opacity(alpha)}${around}>${escapeElementText(words)}</text>`);
  }

  /** The whole file. */
  toString(): string {
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${this.height}" viewBox="0 0 ${this.width} ${this.height}" font-family="${escapeAttribute(this.font)}">`,
      `<rect width="100%" height="100%" fill="${escapeAttribute(this.background)}"/>`,
      ...this.#shapes,
      '</svg>', '',
    ].join('\n');
  }

  #path(parts: readonly string[], attributes: string): void {
    this.#shapes.push(`<path d="${parts.join('')}" ${attributes}/>`);
  }

  #group({ color, alpha, outline }: Fill, shapes: readonly string[]): void {
    const filled = alpha === 0 ? 'fill="none"' : `fill="${escapeAttribute(color)}"${alpha < 1 ? ` fill-opacity="${short(alpha)}"` : ''}`;
    this.#shapes.push(`<g ${filled}${outline === undefined ? '' : ` ${strokeOf(outline)}`}>${shapes.join('')}</g>`);
  }
}

/** As thin as can be seen on any screen, in pixels. */
const thread = 0.5;

function strokeOf({ color, width, alpha, dash }: Stroke): string {
  const dashes = dash === undefined ? '' : ` stroke-dasharray="${dash.join(' ')}"`;
  return `stroke="${escapeAttribute(color)}" stroke-width="${short(width || thread)}"${alpha < 1 ? ` stroke-opacity="${alpha.toFixed(2)}"` : ''}${dashes}`;
}

function opacity(alpha: number): string {
  return alpha < 1 ? ` opacity="${alpha.toFixed(2)}"` : '';
}

/** A flat list as the lists of so many numbers that it is made of. */
function groups(places: readonly number[], size: number): string[][] {
  return Array.from({ length: Math.floor(places.length / size) }, (_, at) => places.slice(at * size, (at + 1) * size).map(short));
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}
