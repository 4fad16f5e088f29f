import { Grid } from './grid';
import { hairsbreadth, type Moving, type PiecewiseForce } from './moving';

/** The width of the cells that bodies far off are taken together by. */
const cell = 60;

/** Cells whose middle is at least so many widths away count as one body there. */
const far = 1.6;

/** How far a body is felt. */
const reach = 500;

/** Keeps all bodies apart: each pushes the others with its strength by its distance. What is far off pushes together, by the cells of a grid. */
export class Repulsion implements PiecewiseForce {
  readonly #xs: Float64Array;
  readonly #ys: Float64Array;
  readonly #strengths: Float64Array;
  #grid: Grid;
  /** For each cell, the strength of all that is in it, and the middle of that. */
  #sums = new Float64Array(0);
  #middlesX = new Float64Array(0);
  #middlesY = new Float64Array(0);

  /** @param strengthOf the push at distance 1, at heat 1 */
  constructor(private readonly bodies: readonly Moving[], strengthOf: (body: Moving) => number) {
    this.#xs = new Float64Array(bodies.length);
    this.#ys = new Float64Array(bodies.length);
    this.#strengths = Float64Array.from(bodies, strengthOf);
    this.#grid = new Grid(this.#xs, this.#ys, cell);
  }

  begin(): void {
    for (const [place, { x, y }] of this.bodies.entries()) {
      this.#xs[place] = x;
      this.#ys[place] = y;
    }
    this.#grid = new Grid(this.#xs, this.#ys, cell);
    this.#sumUp();
  }

  work(from: number, to: number, heat: number): void {
    for (let place = from; place < Math.min(to, this.bodies.length); place++) this.#push(place, heat);
  }

  #sumUp(): void {
    const { starts, members } = this.#grid;
    const count = starts.length - 1;
    this.#sums = new Float64Array(count);
    this.#middlesX = new Float64Array(count);
    this.#middlesY = new Float64Array(count);
    for (let at = 0; at < count; at++) {
      let [sum, x, y] = [0, 0, 0];
      for (let member = starts[at] ?? 0; member < (starts[at + 1] ?? 0); member++) {
        const place = members[member] ?? 0;
        const strength = this.#strengths[place] ?? 0;
        sum += strength;
        x += strength * (this.#xs[place] ?? 0);
        y += strength * (this.#ys[place] ?? 0);
      }
      this.#sums[at] = sum;
      this.#middlesX[at] = x / sum;
      this.#middlesY[at] = y / sum;
    }
  }

  /** One loop over all that is in reach, for its speed: this is what a layout spends its time on. */
  #push(place: number, heat: number): void {
    const body = this.bodies[place];
    if (body === undefined) return;
    const grid = this.#grid;
    const { starts, members, columns } = grid;
    const [sums, middlesX, middlesY, xs, ys, strengths] = [this.#sums, this.#middlesX, this.#middlesY, this.#xs, this.#ys, this.#strengths];
    const [x, y] = [xs[place] ?? 0, ys[place] ?? 0];
    const [left, right, bottom] = [grid.columnAt(x - reach), grid.columnAt(x + reach), grid.rowAt(y + reach)];
    const farSquared = (far * grid.cell) ** 2;
    let [vx, vy] = [0, 0];
    for (let row = grid.rowAt(y - reach); row <= bottom; row++) {
      for (let at = row * columns + left; at <= row * columns + right; at++) {
        const sum = sums[at] ?? 0;
        if (sum === 0) continue;
        const dx = x - (middlesX[at] ?? 0);
        const dy = y - (middlesY[at] ?? 0);
        const squared = dx * dx + dy * dy;
        if (squared >= reach * reach) continue;
        if (squared >= farSquared) {
          vx += dx * sum / squared;
          vy += dy * sum / squared;
          continue;
        }
        const end = starts[at + 1] ?? 0;
        for (let member = starts[at] ?? 0; member < end; member++) {
          const other = members[member] ?? 0;
          if (other === place) continue;
          const nearX = x - (xs[other] ?? 0) || hairsbreadth(place, other);
          const nearY = y - (ys[other] ?? 0) || hairsbreadth(place, other);
          const near = Math.max(1, nearX * nearX + nearY * nearY);
          vx += nearX * (strengths[other] ?? 0) / near;
          vy += nearY * (strengths[other] ?? 0) / near;
        }
      }
    }
    body.vx += vx * heat;
    body.vy += vy * heat;
  }
}
