/** Draws when there is something new to draw, once for each frame of the screen, and never while nobody sees it. */
export class Frames {
  #asked: number | undefined;

  /** @param draw answers whether there is more to come */
  constructor(private readonly draw: () => boolean) {
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) this.#cancel();
      else this.ask();
    });
  }

  readonly ask = (): void => {
    if (document.hidden) return;
    this.#asked ??= requestAnimationFrame(() => {
      this.#asked = undefined;
      if (this.draw()) this.ask();
    });
  };

  #cancel(): void {
    if (this.#asked !== undefined) cancelAnimationFrame(this.#asked);
    this.#asked = undefined;
  }
}
