import { Grid } from './grid';
import { hairsbreadth, type Moving, type PiecewiseForce } from './moving';

/** Keeps bodies from covering each other: those that would at the next step are pushed apart, the lighter one the farther. */
export class Collisions implements PiecewiseForce {
  readonly #radii: Float64Array;
  readonly #usual: number;
  readonly #xs: Float64Array;
  readonly #ys: Float64Array;
  #grid: Grid;

  /** @param gap the room that is left between two bodies */
  constructor(private readonly bodies: readonly Moving[], gap: number) {
    this.#radii = Float64Array.from(bodies, ({ radius }) => radius + gap / 2);
    this.#usual = this.#radii.toSorted()[this.#radii.length >> 1] ?? 1;
    this.#xs = new Float64Array(bodies.length);
    this.#ys = new Float64Array(bodies.length);
    this.#grid = new Grid(this.#xs, this.#ys, 2 * this.#usual);
  }

  begin(): void {
    for (const [place, { x, y, vx, vy }] of this.bodies.entries()) {
      this.#xs[place] = x + vx;
      this.#ys[place] = y + vy;
    }
    this.#grid = new Grid(this.#xs, this.#ys, 2 * this.#usual);
  }

  /** Heat does not matter: nodes may never cover each other. */
  work(from: number, to: number): void {
    for (let place = from; place < Math.min(to, this.bodies.length); place++) this.#part(place);
  }

  /** Parts a body from those that are no larger: so each two meet once, and a small one need not look far. */
  #part(place: number): void {
    const radius = this.#radii[place] ?? 0;
    const grid = this.#grid;
    const [x, y] = [this.#xs[place] ?? 0, this.#ys[place] ?? 0];
    const [left, right, bottom] = [grid.columnAt(x - 2 * radius), grid.columnAt(x + 2 * radius), grid.rowAt(y + 2 * radius)];
    for (let row = grid.rowAt(y - 2 * radius); row <= bottom; row++) {
      const end = grid.starts[row * grid.columns + right + 1] ?? 0;
      for (let member = grid.starts[row * grid.columns + left] ?? 0; member < end; member++) {
        const other = grid.members[member] ?? 0;
        const theirs = this.#radii[other] ?? 0;
        if (theirs < radius || (theirs === radius && other > place)) this.#partTwo(place, other, radius + theirs);
      }
    }
  }

  #partTwo(one: number, other: number, apart: number): void {
    const dx = (this.#xs[one] ?? 0) - (this.#xs[other] ?? 0) || hairsbreadth(one, other);
    const dy = (this.#ys[one] ?? 0) - (this.#ys[other] ?? 0) || hairsbreadth(one, other);
    const distance = Math.hypot(dx, dy);
    const [a, b] = [this.bodies[one], this.bodies[other]];
    if (distance >= apart || a === undefined || b === undefined) return;
    const push = (apart - distance) / distance;
    const share = b.radius ** 2 / (a.radius ** 2 + b.radius ** 2);
    a.vx += dx * push * share;
    a.vy += dy * push * share;
    b.vx -= dx * push * (1 - share);
    b.vy -= dy * push * (1 - share);
  }
}
