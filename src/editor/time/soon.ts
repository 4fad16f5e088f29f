import type * as vscode from 'vscode';

/**
 * Runs a piece of work soon after it was asked for: however often it is asked for meanwhile, once; and once more
 * when it is asked for while it runs.
 */
export class Soon implements vscode.Disposable {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  #again = false;
  #disposed = false;

  /**
   * @param delay in milliseconds; 0 is after what is happening now
   * @param failed told of what the work throws
   * @param from whether the delay counts from the first time it is asked for, or from the last: after a pause in typing, say
   */
  constructor(
    private readonly work: () => Promise<void>,
    private readonly delay: number,
    private readonly failed: (error: unknown) => void,
    private readonly from: 'first' | 'last' = 'first',
  ) {}

  readonly ask = (): void => {
    if (this.#running) this.#again = true;
    else if (!this.#disposed) this.#start();
  };

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
  }

  #start(): void {
    if (this.from === 'last') clearTimeout(this.#timer);
    if (this.from === 'last' || this.#timer === undefined) this.#timer = setTimeout(() => { void this.#run(); }, this.delay);
  }

  async #run(): Promise<void> {
    this.#timer = undefined;
    this.#running = true;
    await this.work().catch(this.failed);
    this.#running = false;
    if (this.#again) {
      this.#again = false;
      this.ask();
    }
  }
}
