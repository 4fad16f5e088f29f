/** A work that stops every few milliseconds, for whoever has others to serve, and ends with a result. */
export type Steps<Result> = Generator<undefined, Result>;

/** Does a work in one go. */
export function finished<Result>(steps: Steps<Result>): Result {
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}
