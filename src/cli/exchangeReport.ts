import type { ExchangeProblem, Loss, LossCode, OffsetReport } from '../core/exchange/model';
import type { ExchangeReport, Unread } from '../core/exchange/report';
import { exchangeProblemInWords, lossInWords } from '../core/exchange/words';
import { inEnglish } from '../core/problemWords';
import type { Terminal } from './terminal';

/** How many of a kind are listed for a person; a machine gets all. */
const mostListed = 20;

/** Some things of a kind: all of them for a machine, for a person how many there are and the first. */
class Some<Item> {
  readonly items: Item[] = [];
  count = 0;

  constructor(private readonly most: number) {}

  add(item: Item): void {
    this.count++;
    if (this.items.length < this.most) this.items.push(item);
  }
}

/** What is to be told of an exchange, gathered while it runs. */
export class Findings {
  readonly #most: number;
  readonly #problems: Some<ExchangeProblem>;
  readonly #skipped: Some<ExchangeReport['skipped'][number]>;
  readonly #losses = new Map<LossCode, Some<Loss>>();
  readonly #offsets: OffsetReport[] = [];
  readonly #units = new Set<string>();

  constructor(private readonly isJson: boolean) {
    this.#most = isJson ? Infinity : mostListed;
    this.#problems = new Some(this.#most);
    this.#skipped = new Some(this.#most);
  }

  read(problems: readonly ExchangeProblem[], offsets: readonly OffsetReport[]): void {
    for (const problem of problems) this.#problems.add(problem);
    for (const report of offsets) {
      if (report.decisive) this.#units.add(report.unit);
      if (this.isJson) this.#offsets.push(report);
    }
  }

  skip(document: string, reason: string): void {
    this.#skipped.add({ document, reason });
  }

  lose(losses: readonly Loss[]): void {
    for (const loss of losses) {
      const own = this.#losses.get(loss.code) ?? new Some<Loss>(this.#most);
      this.#losses.set(loss.code, own);
      own.add(loss);
    }
  }

  /** Tells it: to a machine on the standard output, to a person beside it. Gives the exit code: losses are told, but are no fault of the input. */
  async tell(counts: ExchangeReport['counts'], unread: readonly Unread[], terminal: Terminal): Promise<0 | 1> {
    if (this.isJson) {
      const report: ExchangeReport = { counts, unread, problems: this.#problems.items, skipped: this.#skipped.items, losses: [...this.#losses.values()].flatMap(({ items }) => items), offsets: this.#offsets };
      await terminal.print(JSON.stringify(report, null, 2));
    } else {
      this.#tellPeople(counts, unread, terminal);
    }
    return unread.length + this.#problems.count + this.#skipped.count === 0 ? 0 : 1;
  }

  #tellPeople(counts: ExchangeReport['counts'], unread: readonly Unread[], terminal: Terminal): void {
    for (const { file, line, reason } of unread) terminal.say(`${file}${line === undefined ? '' : `:${line}`}: not read: ${reason}`);
    list(this.#problems, problem => `${problem.file}:${problem.line}: ${problem.code}: ${exchangeProblemInWords(problem, inEnglish)}`, terminal);
    list(this.#skipped, ({ document, reason }) => `${document}: left out: ${reason}`, terminal);
    for (const [code, losses] of this.#losses) {
      const [first] = losses.items;
      terminal.say(`lost: ${code}, ${losses.count} times: ${first === undefined ? '' : lossInWords(first, inEnglish)}`);
      list(losses, ({ document, item, detail }) => `  ${[document, item, detail].filter(part => part !== '').join(' ')}`, terminal);
    }
    if (this.#units.size > 0) terminal.say(`offsets were counted in ${[...this.#units].join(' and ')}`);
    terminal.say(Object.entries(counts).map(([what, count]) => `${count} ${what}`).join(', '));
  }
}

function list<Item>({ items, count }: Some<Item>, inWords: (item: Item) => string, terminal: Terminal): void {
  for (const item of items) terminal.say(inWords(item));
  if (count > items.length) terminal.say(`  … and ${count - items.length} more (--json lists all)`);
}
