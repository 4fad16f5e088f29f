import type { Steps } from '../../core/steps';

/** How long something works at a stretch before it lets others have their turn, in milliseconds. */
const stretch = 8;

/** How long nobody else must have had a turn before those are let in for whom nobody waits, in milliseconds. */
const calm = 50;

/** Lets others have their turn after each stretch of work. */
export class Rests {
  #since = performance.now();

  /** @param nextTurn gives a turn: `turn`, or `calmTurn` */
  constructor(private readonly nextTurn: () => Promise<void> = turn) {}

  /** To be awaited between two pieces of work; there is nothing to wait for until enough has been done. */
  next(): Promise<void> | undefined {
    return performance.now() - this.#since < stretch ? undefined : this.#rest();
  }

  async #rest(): Promise<void> {
    await this.nextTurn();
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

/** Those who wait for their turn. There is one event loop, so this is one list for all. */
const waiting: (() => void)[] = [];

/** Until when it is not calm. */
let busyUntil = 0;

/**
 * After what is due now: keys, answers, timers. Of those who wait one is let in each time. Were each to wait for a timer of its
 * own, all timers that are due would fire together, and those that fall due meanwhile too, so that two long works would
 * hold everything up until one of them is done.
 */
export async function turn(): Promise<void> {
  busyUntil = performance.now() + calm;
  return inLine();
}

/** A turn for a work that goes on for long in the background: between two turns of what someone waits for, it would make that wait many times. */
export async function calmTurn(): Promise<void> {
  for (await inLine(); performance.now() < busyUntil; await inLine()) await new Promise(done => { setTimeout(done, calm); });
}

async function inLine(): Promise<void> {
  return new Promise(done => {
    waiting.push(done);
    if (waiting.length === 1) soon(letOneIn);
  });
}

function letOneIn(): void {
  waiting.shift()?.();
  if (waiting.length > 0) soon(letOneIn);
}

/** In Node behind what has come in meanwhile; browsers have timers alone. */
function soon(work: () => void): void {
  if (typeof setImmediate === 'function') setImmediate(work);
  else setTimeout(work);
}
