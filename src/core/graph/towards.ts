import type { XY } from './camera';

export const directions = ['left', 'right', 'up', 'down'] as const;
export type Direction = (typeof directions)[number];

const vectors: Readonly<Record<Direction, XY>> = { left: { x: -1, y: 0 }, right: { x: 1, y: 0 }, up: { x: 0, y: -1 }, down: { x: 0, y: 1 } };

/**
 * The place of the point that an arrow key leads to: the nearest one in that direction, where what lies aside counts as farther.
 * `undefined` where nothing lies within the quarter around the direction.
 */
export function towards(points: readonly XY[], from: XY, direction: Direction): number | undefined {
  const { x, y } = vectors[direction];
  let [best, least] = [-1, Infinity];
  for (const [place, point] of points.entries()) {
    const [dx, dy] = [point.x - from.x, point.y - from.y];
    const along = dx * x + dy * y;
    const aside = Math.abs(dx * y) + Math.abs(dy * x);
    const distance = along + 2 * aside;
    if (along > 0 && aside <= along && distance < least) [best, least] = [place, distance];
  }
  return best < 0 ? undefined : best;
}

/** The place of the point nearest to another, within its radius and some slack; `undefined` for none. Later points are drawn above earlier ones, so among equals the last wins. */
export function pointAt(points: readonly (XY & { readonly radius: number })[], at: XY, slack: number): number | undefined {
  let [best, least] = [-1, Infinity];
  for (const [place, { x, y, radius }] of points.entries()) {
    const distance = Math.hypot(x - at.x, y - at.y) - radius;
    if (distance <= slack && distance <= least) [best, least] = [place, distance];
  }
  return best < 0 ? undefined : best;
}
