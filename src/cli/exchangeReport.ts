import type { ExchangeProblem, Loss, OffsetReport } from '../core/exchange/model';
import { exchangeProblemInWords, lossInWords } from '../core/exchange/words';
import { inEnglish } from '../core/problemWords';
import type { Unread } from './exchangeFiles';
import type { Terminal } from './terminal';

/** How many of a kind are listed for a person; a machine gets all. */
const mostListed = 20;

/** What came of reading and writing, beyond the files. */
export interface ExchangeReport {
  readonly counts: Readonly<Record<string, number>>;
  readonly unread: readonly Unread[];
  readonly problems: readonly ExchangeProblem[];
  /** Documents or marks that were left out, and why. */
  readonly skipped: readonly { readonly document: string; readonly reason: string }[];
  readonly losses: readonly Loss[];
  readonly offsets: readonly OffsetReport[];
}

/** Tells it: to a machine on the standard output, to a person beside it. Gives the exit code: losses are told, but are no fault of the input. */
export async function tell(report: ExchangeReport, isJson: boolean, terminal: Terminal): Promise<0 | 1> {
  if (isJson) await terminal.print(JSON.stringify(report, null, 2));
  else tellPeople(report, terminal);
  return report.unread.length + report.problems.length + report.skipped.length === 0 ? 0 : 1;
}

function tellPeople({ counts, unread, problems, skipped, losses, offsets }: ExchangeReport, terminal: Terminal): void {
  for (const { file, reason } of unread) terminal.say(`${file}: not read: ${reason}`);
  list(problems.map(problem => `${problem.file}:${problem.line}: ${problem.code}: ${exchangeProblemInWords(problem, inEnglish)}`), terminal);
  list(skipped.map(({ document, reason }) => `${document}: left out: ${reason}`), terminal);
  for (const [code, own] of byCode(losses)) {
    const [first] = own;
    terminal.say(`lost: ${code}, ${own.length} times: ${first === undefined ? '' : lossInWords(first, inEnglish)}`);
    list(own.map(({ document, item, detail }) => `  ${[document, item, detail].filter(part => part !== '').join(' ')}`), terminal);
  }
  const units = new Set(offsets.filter(({ decisive }) => decisive).map(({ unit }) => unit));
  if (units.size > 0) terminal.say(`offsets were counted in ${[...units].join(' and ')}`);
  terminal.say(Object.entries(counts).map(([what, count]) => `${count} ${what}`).join(', '));
}

function list(lines: readonly string[], terminal: Terminal): void {
  for (const line of lines.slice(0, mostListed)) terminal.say(line);
  if (lines.length > mostListed) terminal.say(`  … and ${lines.length - mostListed} more (--json lists all)`);
}

function byCode(losses: readonly Loss[]): Map<string, Loss[]> {
  const groups = new Map<string, Loss[]>();
  for (const loss of losses) {
    const group = groups.get(loss.code);
    if (group === undefined) groups.set(loss.code, [loss]);
    else group.push(loss);
  }
  return groups;
}
