/** Runs pieces of work one after another, in the order in which they were given; one that fails does not stop the next. */
export class Queue {
  #last: Promise<unknown> = Promise.resolve();

  async run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work, work);
    this.#last = result;
    return result;
  }
}
