import type { Steps } from '../../core/steps';

/** How long something works at a stretch before it lets others have their turn, in milliseconds. */
const stretch = 8;

/** Lets others have their turn after each stretch of work. */
export class Rests {
  #since = performance.now();

  /** To be awaited between two pieces of work; waits only when enough has been done. */
  async next(): Promise<void> {
    if (performance.now() - this.#since < stretch) return;
    await new Promise(done => { setTimeout(done, 0); });
    this.#since = performance.now();
  }
}

/** Does a work that stops now and then, and lets others have their turn at its stops; with `rests`, as a part of a longer one. */
export async function inSlices<Result>(work: Steps<Result>, rests = new Rests()): Promise<Result> {
  for (let step = work.next(); ; step = work.next()) {
    if (step.done === true) return step.value;
    await rests.next();
  }
}
