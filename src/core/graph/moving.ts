import type { XY } from './camera';

/** A body in the plane, which forces move; its velocity is the way that it goes at the next step. */
export interface Moving extends XY {
  x: number;
  y: number;
  vx: number;
  vy: number;
  readonly radius: number;
}

/** A force that is worked out piece by piece, so that a frame of the screen never waits for all of it. */
export interface PiecewiseForce {
  /** Looks where the bodies are now; once a step, before its pieces. */
  begin(): void;
  /** Changes velocities by what has to do with the bodies from one place up to another, that not included. */
  work(from: number, to: number, heat: number): void;
}

/** How far apart, and in which direction, two bodies on one point are taken to be: the same at every run. */
export const hairsbreadth = (one: number, other: number): number => (one < other ? -1e-6 : 1e-6);
