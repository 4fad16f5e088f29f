import { articlesOf } from '../../core/corpus/article';
import type { CorpusIndex } from '../../core/corpus/corpusIndex';
import { marksOn } from '../../core/marks/marks';
import { placing } from '../../core/marks/placing';
import { decisionsIn, Habits, type Decision } from '../../core/offers/habits';
import { parseSeed } from '../../core/seed/parse';
import type { Steps } from '../../core/steps';
import { settledIn } from '../article/settled';
import { inSlices } from '../time/rests';
import { Soon } from '../time/soon';

/** How many articles are learned from, so that the cost does not grow with the corpus: those that were worked on last. */
const mostArticles = 200;

/** How soon after a need habits are learned, in milliseconds: behind what the person waits for. */
const delay = 50;

/**
 * What the annotators of a corpus take and leave, learned in the background from the articles that somebody has worked on
 * and that are not in an editor now. Each is read once, and again when its marks have changed.
 */
export class CorpusHabits {
  /** By article id, in the order in which they were learned. */
  readonly #decisions = new Map<string, readonly Decision[]>();
  readonly #dirty = new Set<string>();
  readonly #learning: Soon;
  #begun = false;
  #habits = new Habits([]);

  /**
   * @param textOf a file's text as it is now
   * @param isShown whether a file is in an editor now
   * @param changed called when the habits are others than before
   */
  constructor(
    private readonly index: CorpusIndex,
    private readonly textOf: (path: string) => Promise<string | undefined>,
    private readonly isShown: (path: string) => boolean,
    private readonly changed: () => void,
    failed: (error: unknown) => void,
  ) {
    this.#learning = new Soon(() => this.#learn(), delay, failed);
  }

  /** Says that the marks on an article may have changed. */
  mark(article: string): void {
    if (this.#begun) this.#dirty.add(article);
  }

  /** Chooses anew what to learn from, on next need: more of the corpus is known. */
  again(): void {
    this.#begun = false;
  }

  /** The habits as far as they are known. What is not learned yet will be. */
  now(): Habits {
    if (!this.#begun || this.#dirty.size > 0) this.#learning.ask();
    return this.#habits;
  }

  dispose(): void {
    this.#learning.dispose();
  }

  async #begin(): Promise<void> {
    this.#begun = true; // from now on, marks that change are told of
    for (const article of await inSlices(lastOf(this.index.annotatedIds(), mostArticles))) this.#dirty.add(article);
  }

  async #learn(): Promise<void> {
    if (!this.#begun) await this.#begin();
    const waiting = [...this.#dirty].filter(id => !this.#isWorkedOn(id));
    for (const id of waiting) {
      this.#dirty.delete(id);
      const decisions = await this.#decidedIn(id);
      this.#decisions.delete(id);
      if (decisions.length > 0) this.#decisions.set(id, decisions);
    }
    if (waiting.length === 0) return;
    for (const id of [...this.#decisions.keys()].slice(0, -mostArticles)) this.#decisions.delete(id);
    this.#habits = new Habits(this.#decisions.values());
    this.changed();
  }

  /** Whether it is in an editor, and has been begun: nobody knows yet what will be left in it. */
  #isWorkedOn(id: string): boolean {
    const path = this.index.article(id)?.path;
    return path !== undefined && this.isShown(path) && this.index.status(id) !== 'untouched';
  }

  async #decidedIn(id: string): Promise<Decision[]> {
    const path = this.index.article(id)?.path;
    if (path === undefined || this.index.status(id) === 'untouched') return [];
    const text = await this.textOf(path);
    if (text === undefined) return [];
    const file = parseSeed(text);
    const seed = file.articles[articlesOf(path, file).findIndex(article => article.id === id)];
    if (seed === undefined) return [];
    const marks = await inSlices(placing(text, seed.span, marksOn(this.index, id)));
    return decisionsIn(text, seed, settledIn(this.index, { marks, rejected: [] }).tagged, this.index.status(id) === 'done');
  }
}

/** How many texts are sorted at once. */
const sortedAtOnce = 2000;

/** The last few of many texts in their order, stopping every few milliseconds. */
function* lastOf(texts: Iterable<string>, count: number): Steps<readonly string[]> {
  let last: string[] = [];
  for (const text of texts) {
    if (last.push(text) < sortedAtOnce) continue;
    last = last.sort().slice(-count);
    yield;
  }
  return last.sort().slice(-count);
}
