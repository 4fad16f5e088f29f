import type { Box, Size, XY } from './camera';

/** A label that wants to stand beside a point. */
export interface LabelWish extends XY, Size {
  /** Of what the label belongs to. */
  readonly radius: number;
  /** Stands in any case, over others if need be. */
  readonly isForced: boolean;
}

/** Keeps labels apart. Boxes are found by the cells of a grid that they touch. */
export class LabelSpace {
  readonly #cells = new Map<number, Box[]>();

  constructor(private readonly window: Size, private readonly cell = 80) {}

  /** Says that something stands there. */
  occupy(box: Box): void {
    for (const key of this.#keysOf(box)) {
      const boxes = this.#cells.get(key);
      if (boxes === undefined) this.#cells.set(key, [box]);
      else boxes.push(box);
    }
  }

  /** Where a label goes, as the middle of its left edge: right, left, below or above of its point, what is free first. `undefined` when nothing is. */
  place(wish: LabelWish): XY | undefined {
    const boxes = boxesAround(wish);
    const free = boxes.find(box => this.#isFree(box)) ?? (wish.isForced ? boxes[0] : undefined);
    if (free === undefined) return undefined;
    this.occupy(free);
    return { x: free.x, y: free.y + free.height / 2 };
  }

  #isFree(box: Box): boolean {
    const { width, height } = this.window;
    if (box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height) return false;
    return this.#keysOf(box).every(key => (this.#cells.get(key) ?? []).every(other => !overlap(box, other)));
  }

  #keysOf({ x, y, width, height }: Box): number[] {
    const keys: number[] = [];
    const at = (length: number): number => Math.floor(length / this.cell);
    for (let column = at(x); column <= at(x + width); column++) for (let row = at(y); row <= at(y + height); row++) keys.push(column * 4_096 + row);
    return keys;
  }
}

function boxesAround({ x, y, radius, width, height }: LabelWish): Box[] {
  const gap = radius + 4;
  return [
    { x: x + gap, y: y - height / 2, width, height },
    { x: x - gap - width, y: y - height / 2, width, height },
    { x: x - width / 2, y: y + gap - 1, width, height },
    { x: x - width / 2, y: y - gap + 1 - height, width, height },
  ];
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** A label cut to so many characters, at the end of a word where one is near. */
export function shortened(label: string, most: number): string {
  if (label.length <= most) return label;
  const cut = label.slice(0, most - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > most / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
