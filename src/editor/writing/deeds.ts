import type * as vscode from 'vscode';
import type { Step } from '../../core/store/intents';
import type { Moment } from '../../core/text/course';
import type { Corpus } from '../corpus/corpus';

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

/** What was done and what was undone, in order: one line for all files. Each deed speaks of files as they are called now. */
export class Deeds {
  #done: Deed[] = [];
  #undone: Deed[] = [];
  /** The articles of deeds, which are asked for at each keystroke and may be thousands. */
  readonly #uris = new WeakMap<readonly vscode.Uri[], ReadonlySet<string>>();

  /** The last deed; given an article, the last one there. */
  lastDone(article?: string): Deed | undefined {
    return this.#last(this.#done, article);
  }

  lastUndone(article?: string): Deed | undefined {
    return this.#last(this.#undone, article);
  }

  /** Takes up what was done. What was undone before can then no longer be redone. */
  add(deed: Deed): void {
    this.#done.push(deed);
    this.#undone = [];
  }

  /** A deed was taken back. @param moments where the texts of its articles stand now */
  takenBack(deed: Deed, moments: Deed['moments']): void {
    this.#done = this.#done.filter(other => other !== deed);
    this.#undone.push({ ...deed, moments });
  }

  doneAgain(deed: Deed, moments: Deed['moments']): void {
    this.#undone = this.#undone.filter(other => other !== deed);
    this.#done.push({ ...deed, moments });
  }

  /** Files of articles have other names: what was done in them is undone in them as ever. What was undone in them speaks of them by their old ids, and is over. */
  renamed(names: ReadonlyMap<string, vscode.Uri>): void {
    const isRenamed = (uri: vscode.Uri): boolean => names.has(uri.toString());
    this.#done = this.#done.map(deed => deed.articles.some(isRenamed) ? { ...deed, articles: deed.articles.map(uri => names.get(uri.toString()) ?? uri) } : deed);
    this.#undone = this.#undone.filter(({ articles }) => !articles.some(isRenamed));
  }

  /** Files of the corpus have other paths: what was done in them is undone in them as ever; what was undone would begin the old ones anew, and is over. */
  moved(corpus: Corpus, paths: ReadonlyMap<string, string>): void {
    const isMoved = (deed: Deed): boolean => deed.corpus === corpus && deed.steps.some(({ path }) => paths.has(path));
    this.#done = this.#done.map(deed => isMoved(deed) ? { ...deed, steps: deed.steps.map(step => ({ ...step, path: paths.get(step.path) ?? step.path })) } : deed);
    this.#undone = this.#undone.filter(deed => !isMoved(deed));
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
