/** How what is drawn lies on the screen: a point's screen place is `world * k + (x, y)`. A timeline has days across, and pixels down. */
export interface Camera {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface XY {
  readonly x: number;
  readonly y: number;
}

/** A rectangle; `x` and `y` are its left and upper edge. */
export interface Box extends XY, Size {}

/** How far in and out one may go: pixels for one unit of the world. */
export interface Zoom {
  readonly least: number;
  readonly most: number;
}

export const toScreen = ({ k, x, y }: Camera, point: XY): XY => ({ x: point.x * k + x, y: point.y * k + y });

/** Shows all of some boxes of the world, in the middle of a window with so much room at its edges; never enlarged beyond `most`. */
export function fit(box: Box, window: Size, margin: number, most: number): Camera {
  const k = Math.min(most, roomIn(window.width, margin) / Math.max(box.width, 1), roomIn(window.height, margin) / Math.max(box.height, 1));
  return { k, x: (window.width - box.width * k) / 2 - box.x * k, y: (window.height - box.height * k) / 2 - box.y * k };
}

function roomIn(length: number, margin: number): number {
  return Math.max(length - 2 * margin, 1);
}

/** Zooms by a factor, while what is under the point stays there. */
export function zoomAt(camera: Camera, factor: number, at: XY, { least, most }: Zoom): Camera {
  const k = Math.min(most, Math.max(least, camera.k * factor));
  const by = k / camera.k;
  return { k, x: at.x - (at.x - camera.x) * by, y: at.y - (at.y - camera.y) * by };
}

/** Zooms across only, as a timeline does. */
export function zoomAcross(camera: Camera, factor: number, at: XY, zoom: Zoom): Camera {
  return { ...zoomAt(camera, factor, at, zoom), y: camera.y };
}

export function pan(camera: Camera, by: XY): Camera {
  return { k: camera.k, x: camera.x + by.x, y: camera.y + by.y };
}

/** Moves as little as is needed for a point of the screen to be so far from the window's edges. */
export function bringIn(camera: Camera, at: XY, window: Size, margin: number): Camera {
  return pan(camera, { x: inward(at.x, window.width, margin), y: inward(at.y, window.height, margin) });
}

function inward(at: number, length: number, margin: number): number {
  const room = Math.min(margin, length / 2);
  if (at < room) return room - at;
  return at > length - room ? length - room - at : 0;
}

/** The box around points with their radii; a small one in the middle of nowhere for none. */
export function bounds(points: Iterable<XY & { readonly radius: number }>): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, radius } of points) {
    left = Math.min(left, x - radius);
    right = Math.max(right, x + radius);
    top = Math.min(top, y - radius);
    bottom = Math.max(bottom, y + radius);
  }
  return left > right ? { x: -1, y: -1, width: 2, height: 2 } : { x: left, y: top, width: right - left, height: bottom - top };
}
