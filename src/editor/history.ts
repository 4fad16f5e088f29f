import type * as vscode from 'vscode';
import type { Corpus } from './corpus';
import { perform, redoing, undoing, type Intent, type Outcome, type Step } from './transaction';

/** What was done in one go, and how to take it back. */
export interface Deed {
  readonly corpus: Corpus;
  /** In words, for "Undone: …". */
  readonly label: string;
  readonly steps: readonly Step[];
  /** The articles whose marks it touched: there, undo means this. */
  readonly articles: readonly vscode.Uri[];
  /** When it was done, or undone, on the session's clock, which counts edits of text too. */
  readonly at: number;
}

type Undone = { readonly deed: Deed; readonly outcome: Outcome } | undefined;

/** Every annotation action, in order: one line of undo for all files, whichever editor is open. */
export class History {
  readonly #done: Deed[] = [];
  readonly #undone: Deed[] = [];

  get lastDone(): Deed | undefined {
    return this.#done.at(-1);
  }

  get lastUndone(): Deed | undefined {
    return this.#undone.at(-1);
  }

  /** Does what is meant and remembers it. What was undone before can then no longer be redone. */
  async do(deed: Omit<Deed, 'steps'>, intents: readonly Intent[]): Promise<Outcome> {
    const outcome = await perform(deed.corpus, intents);
    if (outcome.done && outcome.steps.length > 0) {
      this.#done.push({ ...deed, steps: outcome.steps });
      this.#undone.length = 0;
    }
    return outcome;
  }

  /** Takes the last deed back; `undefined` when there is none. A refused one stays where it is. */
  async undo(at: number): Promise<Undone> {
    return this.#step(this.#done, this.#undone, undoing, at);
  }

  async redo(at: number): Promise<Undone> {
    return this.#step(this.#undone, this.#done, redoing, at);
  }

  async #step(from: Deed[], to: Deed[], meaning: (steps: readonly Step[]) => Intent[], at: number): Promise<Undone> {
    const deed = from.at(-1);
    if (deed === undefined) return undefined;
    const outcome = await perform(deed.corpus, meaning(deed.steps));
    if (outcome.done) {
      from.pop();
      to.push({ ...deed, at });
    }
    return { deed, outcome };
  }
}
