import type * as vscode from 'vscode';
import { redoing, undoing, type Intent, type Step } from '../../core/store/intents';
import type { Moment } from '../../core/text/course';
import type { Corpus } from '../corpus/corpus';
import type { Work } from '../window/working';
import type { Outcome, Transactions } from './transaction';
import { writing } from './writing';

/** What was done in one go, and how to take it back. */
export interface Deed {
  readonly corpus: Corpus;
  /** In words, for "Undone: …". */
  readonly label: string;
  readonly steps: readonly Step[];
  /** The articles whose marks it touched: there, undo means this. */
  readonly articles: readonly vscode.Uri[];
  /** Where the texts of the open ones stood when it was done, or undone, by their URIs. */
  readonly moments: ReadonlyMap<string, Moment>;
}

/** A deed, and what became of taking it back or doing it again; `undefined` when there was none. */
export type Moved = { readonly deed: Deed; readonly outcome: Outcome } | undefined;

/** Every annotation action, in order: one line of undo for all files, whichever editor is open. */
export class History {
  readonly #done: Deed[] = [];
  readonly #undone: Deed[] = [];
  /** The articles of deeds, which are asked for at each keystroke and may be thousands. */
  readonly #uris = new WeakMap<readonly vscode.Uri[], ReadonlySet<string>>();

  constructor(private readonly transactions: Transactions) {}

  /** The last deed; given an article, the last one there. */
  lastDone(article?: string): Deed | undefined {
    return this.#last(this.#done, article);
  }

  lastUndone(article?: string): Deed | undefined {
    return this.#last(this.#undone, article);
  }

  /** Does what is meant and remembers it. What was undone before can then no longer be redone. */
  async do(deed: Omit<Deed, 'steps'>, intents: readonly Intent[], work?: Work): Promise<Outcome> {
    const outcome = await this.transactions.perform(deed.corpus, deed.label, intents, work);
    if (outcome.done && outcome.steps.length > 0) this.remember({ ...deed, steps: outcome.steps });
    return outcome;
  }

  /** Takes up what was done already: a deed that was completed after a crash. */
  remember(deed: Deed): void {
    this.#done.push(deed);
    this.#undone.length = 0;
  }

  /** Takes a deed back; `undefined` when it is not there to be. A refused one stays where it is. */
  async undo(deed: Deed | undefined, moments: (deed: Deed) => Deed['moments']): Promise<Moved> {
    return this.#move(deed, this.#done, this.#undone, undoing, moments);
  }

  async redo(deed: Deed | undefined, moments: (deed: Deed) => Deed['moments']): Promise<Moved> {
    return this.#move(deed, this.#undone, this.#done, redoing, moments);
  }

  async #move(
    deed: Deed | undefined, from: Deed[], to: Deed[], meaning: (steps: readonly Step[]) => Intent[], moments: (deed: Deed) => Deed['moments'],
  ): Promise<Moved> {
    const at = deed === undefined ? -1 : from.lastIndexOf(deed);
    if (deed === undefined || at < 0) return undefined;
    const intents = meaning(deed.steps);
    const outcome = await writing(intents.length, work => this.transactions.perform(deed.corpus, deed.label, intents, work));
    if (outcome.done) {
      from.splice(at, 1);
      to.push({ ...deed, moments: moments(deed) });
    }
    return { deed, outcome };
  }

  #last(deeds: readonly Deed[], article: string | undefined): Deed | undefined {
    return article === undefined ? deeds.at(-1) : deeds.findLast(deed => this.#urisOf(deed).has(article));
  }

  #urisOf({ articles }: Deed): ReadonlySet<string> {
    const known = this.#uris.get(articles) ?? new Set(articles.map(String));
    this.#uris.set(articles, known);
    return known;
  }
}
