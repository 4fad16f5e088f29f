import type { Direction } from '../core/graph/towards';
import type { Stage } from './stage';

/** What keys on the canvas ask for beyond the stage. */
export interface KeyActions {
  /** Opens the node where the keys are; `go`: the keys shall go there too. */
  open(go: boolean): void;
  find(): void;
  nextMatch(): void;
  /** Only what is with this entity; again: all. */
  only(): void;
  /** One thing after another: what is found, where the keys are, the filters. */
  escape(): void;
}

const arrows: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

/** How far an arrow with Shift moves the picture, in pixels. */
const stride = 80;

const strides = { left: { x: stride, y: 0 }, right: { x: -stride, y: 0 }, up: { x: 0, y: stride }, down: { x: 0, y: -stride } };

/** Reads the keys on the canvas. A key that means nothing here stays the window's. */
export function readKeys(canvas: HTMLElement, stage: Stage, actions: KeyActions): void {
  const deeds: Readonly<Record<string, () => void>> = {
    Enter: () => actions.open(true),
    ' ': () => actions.open(false),
    '+': () => stage.zoom(1.3),
    '=': () => stage.zoom(1.3),
    '-': () => stage.zoom(1 / 1.3),
    '0': () => stage.fit(),
    '/': () => actions.find(),
    'n': () => actions.nextMatch(),
    'f': () => actions.only(),
    'Home': () => stage.focus(stage.drawing?.count === 0 ? undefined : 0),
    'Escape': () => actions.escape(),
  };
  canvas.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const arrow = arrows[event.key];
    if (arrow === undefined && deeds[event.key] === undefined) return;
    event.preventDefault();
    if (arrow === undefined) deeds[event.key]?.();
    else if (event.shiftKey) stage.pan(strides[arrow]);
    else stage.step(arrow);
  });
}
