import { isExact } from './spelling';
import type { SpellingShelf } from './spellingShelf';
import type { TokenCursor } from './tokenCursor';

const none: readonly number[] = [];

/** The walk over a text, and the best reading so far of the place that is looked at. */
export class Scan {
  /** Hits begin here at the earliest: behind the last one. */
  floor = 0;
  /** And end here at the latest. */
  limit = 0;
  start = 0;
  end = 0;
  plural = false;
  /** The spellings that read it so: the first, 0 before there is one, and those with the alias in another letter case. */
  private spelling = 0;
  private more = none;

  constructor(readonly cursor: TokenCursor, private readonly shelf: SpellingShelf) {}

  get isRead(): boolean {
    return this.spelling !== 0;
  }

  forget(): void {
    this.spelling = 0;
  }

  /** The reading that begins further left is better, then the longer, then the one that is no plural; both together where they are the same. */
  take(start: number, end: number, plural: boolean, spelling: number): void {
    const order = this.spelling === 0 ? -1 : start - this.start || this.end - end || Number(plural) - Number(this.plural);
    if (order === 0) this.more = [...this.more, spelling];
    if (order >= 0) return;
    this.start = start;
    this.end = end;
    this.plural = plural;
    this.spelling = spelling;
    this.more = none;
  }

  /** The entities that bear what is read: first those whose alias is written just so, each group by id. Never empty. */
  entities(): readonly string[] {
    const { shelf, spelling, more } = this;
    if (more.length === 0) return shelf.entitiesOf(spelling);
    const found = this.cursor.text.slice(this.start, this.plural ? this.end - 1 : this.end);
    const all = [spelling, ...more];
    const exact = all.filter((number) => isExact(found, shelf.spelling(number)?.text ?? ''));
    const ids = (numbers: readonly number[]): string[] => numbers.flatMap((number) => shelf.entitiesOf(number)).sort();
    return [...new Set([...ids(exact), ...ids(all)])];
  }
}
