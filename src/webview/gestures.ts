import type { XY } from '../core/graph/camera';

/** What a mouse, a pen or fingers do to a picture; places are pixels of the canvas. */
export interface Gestures {
  hover(at: XY | undefined): void;
  click(at: XY): void;
  drag(by: XY): void;
  zoom(factor: number, at: XY): void;
  /** A wheel or two fingers on a pad; `isFine` when a key asks for zooming. */
  wheel(by: XY, at: XY, isFine: boolean): void;
}

/** A press that moves less than this is a click, in pixels. */
const slack = 4;

/** Reads pointers on an element. One drags, two zoom. */
export function readGestures(on: HTMLElement, gestures: Gestures): void {
  const down = new Map<number, XY>();
  let moved = 0;
  const place = (event: MouseEvent): XY => {
    const { left, top } = on.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  on.addEventListener('pointerdown', event => {
    if (event.button !== 0) return;
    on.setPointerCapture(event.pointerId);
    down.set(event.pointerId, place(event));
    moved = 0;
  });
  on.addEventListener('pointermove', event => {
    const at = place(event);
    const before = down.get(event.pointerId);
    if (before === undefined) return gestures.hover(at);
    moved += Math.hypot(at.x - before.x, at.y - before.y);
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    down.set(event.pointerId, at);
    if (other !== undefined) return gestures.zoom(distance(at, other) / Math.max(distance(before, other), 1), middle(at, other));
    if (moved > slack) gestures.drag({ x: at.x - before.x, y: at.y - before.y });
  });
  const up = (event: PointerEvent): void => {
    const wasClick = down.size === 1 && down.has(event.pointerId) && moved <= slack;
    down.delete(event.pointerId);
    if (wasClick && event.type === 'pointerup') gestures.click(place(event));
  };
  on.addEventListener('pointerup', up);
  on.addEventListener('pointercancel', up);
  on.addEventListener('pointerleave', () => gestures.hover(undefined));
  on.addEventListener('wheel', event => {
    event.preventDefault();
    const line = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 18 : 1;
    gestures.wheel({ x: event.deltaX * line, y: event.deltaY * line }, place(event), event.ctrlKey || event.metaKey);
  }, { passive: false });
}

function distance(a: XY, b: XY): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function middle(a: XY, b: XY): XY {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
