import type * as vscode from 'vscode';
import { redoing, undoing, type Intent } from '../../core/store/intents';
import type { Corpus } from '../corpus/corpus';
import type { Work } from '../window/working';
import { Deeds, type Deed } from './deeds';
import type { Outcome, Transactions } from './transaction';
import { writing } from './writing';

/** A deed, and what became of taking it back or doing it again; `undefined` when there was none. */
export type Moved = { readonly deed: Deed; readonly outcome: Outcome } | undefined;

/** Does, takes back and does again: every annotation action, whichever editor is open. */
export class History {
  readonly #deeds = new Deeds();

  constructor(private readonly transactions: Transactions) {}

  /** The last deed; given an article, the last one there. */
  lastDone(article?: string): Deed | undefined {
    return this.#deeds.lastDone(article);
  }

  lastUndone(article?: string): Deed | undefined {
    return this.#deeds.lastUndone(article);
  }

  /** Does what is meant and remembers it. What was undone before can then no longer be redone. */
  async do(deed: Omit<Deed, 'steps'>, intents: readonly Intent[], work?: Work): Promise<Outcome> {
    const outcome = await this.transactions.perform(deed.corpus, deed.label, intents, work);
    if (outcome.done && outcome.steps.length > 0) this.remember({ ...deed, steps: outcome.steps });
    return outcome;
  }

  /** Takes up what was done already: a deed that was completed after a crash. */
  remember(deed: Deed): void {
    this.#deeds.add(deed);
  }

  /** Files of articles have other names. */
  renamed(names: ReadonlyMap<string, vscode.Uri>): void {
    this.#deeds.renamed(names);
  }

  /** Files of a corpus have other paths. */
  moved(corpus: Corpus, paths: ReadonlyMap<string, string>): void {
    this.#deeds.moved(corpus, paths);
  }

  /** Takes the last deed back; given an article, the last one there. A refused one stays where it is. */
  async undo(article: string | undefined, moments: (deed: Deed) => Deed['moments']): Promise<Moved> {
    const deed = this.lastDone(article);
    if (deed === undefined) return undefined;
    const outcome = await this.#perform(deed, undoing(deed.steps));
    if (outcome.done) this.#deeds.takenBack(deed, moments(deed));
    return { deed, outcome };
  }

  async redo(article: string | undefined, moments: (deed: Deed) => Deed['moments']): Promise<Moved> {
    const deed = this.lastUndone(article);
    if (deed === undefined) return undefined;
    const outcome = await this.#perform(deed, redoing(deed.steps));
    if (outcome.done) this.#deeds.doneAgain(deed, moments(deed));
    return { deed, outcome };
  }

  async #perform({ corpus, label }: Deed, intents: readonly Intent[]): Promise<Outcome> {
    return writing(intents.length, work => this.transactions.perform(corpus, label, intents, work));
  }
}
