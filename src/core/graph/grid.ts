/** More cells than so many for each point would be more work than they save. */
const cellsForPoint = 4;

/** Points of the plane in square cells, so that what is near is found without looking at all. Flat arrays: it is laid out anew at each step. */
export class Grid {
  readonly columns: number;
  readonly rows: number;
  /** The width of a cell; at least what was wished for. */
  readonly cell: number;
  /** The points of all cells, cell after cell, by their places. */
  readonly members: Int32Array;
  /** Where in `members` each cell begins; and, last, where they end. */
  readonly starts: Int32Array;
  readonly #left: number;
  readonly #top: number;

  constructor(xs: Float64Array, ys: Float64Array, cell: number) {
    const [left, right] = range(xs);
    const [top, bottom] = range(ys);
    this.cell = Math.max(cell, Math.sqrt((right - left) * (bottom - top) / (cellsForPoint * Math.max(xs.length, 1))), (right - left + bottom - top) / 4_096);
    [this.#left, this.#top] = [left, top];
    this.columns = Math.floor((right - left) / this.cell) + 1;
    this.rows = Math.floor((bottom - top) / this.cell) + 1;
    this.starts = new Int32Array(this.columns * this.rows + 1);
    this.members = new Int32Array(xs.length);
    this.#sort(xs, ys);
  }

  /** The column that a place is in, or the nearest one. */
  columnAt(x: number): number {
    return Math.min(this.columns - 1, Math.max(0, Math.floor((x - this.#left) / this.cell)));
  }

  rowAt(y: number): number {
    return Math.min(this.rows - 1, Math.max(0, Math.floor((y - this.#top) / this.cell)));
  }

  /** Counts the points of each cell, then puts each into its place. */
  #sort(xs: Float64Array, ys: Float64Array): void {
    const cells = new Int32Array(xs.length);
    for (let point = 0; point < xs.length; point++) {
      const cell = this.rowAt(ys[point] ?? 0) * this.columns + this.columnAt(xs[point] ?? 0);
      cells[point] = cell;
      this.starts[cell] = (this.starts[cell] ?? 0) + 1;
    }
    for (let cell = 1; cell < this.starts.length; cell++) this.starts[cell] = (this.starts[cell] ?? 0) + (this.starts[cell - 1] ?? 0);
    for (let point = xs.length - 1; point >= 0; point--) {
      const cell = cells[point] ?? 0;
      const at = (this.starts[cell] ?? 0) - 1;
      this.starts[cell] = at;
      this.members[at] = point;
    }
  }
}

function range(values: Float64Array): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return values.length === 0 ? [0, 0] : [least, most];
}
