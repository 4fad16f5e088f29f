import type { Translate } from '../problemWords';
import type { ExchangeProblem, Loss, LossCode, OffsetReport } from './model';
import { exchangeProblemInWords, lossInWords } from './words';

/** A file that was passed over, and why, in words. */
export interface Unread {
  readonly file: string;
  /** The first line that cannot be read, where it is one. */
  readonly line?: number;
  readonly reason: string;
}

/** What came of reading and writing, beyond the files. */
export interface ExchangeReport {
  readonly counts: Readonly<Record<string, number>>;
  readonly unread: readonly Unread[];
  readonly problems: readonly ExchangeProblem[];
  /** Documents or marks that were left out, and why, in words. */
  readonly skipped: readonly { readonly document: string; readonly reason: string }[];
  readonly losses: readonly Loss[];
  readonly offsets: readonly OffsetReport[];
}

/** How much there is to look at: what was not read, what was wrong, and what was lost. */
export function findingsIn({ unread, problems, skipped, losses }: ExchangeReport): number {
  return unread.length + problems.length + skipped.length + losses.length;
}

/** The losses by their kind, in the order in which the kinds first come. */
export function byCode(losses: readonly Loss[]): Map<LossCode, Loss[]> {
  const groups = new Map<LossCode, Loss[]>();
  for (const loss of losses) {
    const group = groups.get(loss.code);
    if (group === undefined) groups.set(loss.code, [loss]);
    else group.push(loss);
  }
  return groups;
}

/** How many of a kind a page lists: more is read by machines. */
const mostListed = 500;

/** The report as a page of Markdown, to be read and searched. */
export function reportPage(title: string, { counts, unread, problems, skipped, losses, offsets }: ExchangeReport, t: Translate): string {
  const units = [...new Set(offsets.filter(({ decisive }) => decisive).map(({ unit }) => unit))];
  return [
    `# ${title}`,
    ...Object.entries(counts).map(([what, count]) => `- ${count} ${what}`),
    ...(units.length === 0 ? [] : [`- ${t('Offsets were counted in: {0}', units.join(', '))}`]),
    ...section(t('Files that were not read'), unread.map(({ file, reason }) => `${file}: ${reason}`), t),
    ...section(t('What is wrong with the input'), problems.map((problem) => `${problem.file}:${problem.line}: ${exchangeProblemInWords(problem, t)}`), t),
    ...section(t('Left out'), skipped.map(({ document, reason }) => `${document}: ${reason}`), t),
    ...[...byCode(losses)].flatMap(([, own]) => lossSection(own, t)),
    '',
  ].join('\n');
}

function lossSection(losses: readonly Loss[], t: Translate): string[] {
  const [first] = losses;
  if (first === undefined) return [];
  return section(t('Lost: {0}', lossInWords(first, t)), losses.map(({ document, item, detail }) => [document, item, detail].filter((part) => part !== '').join(' ')), t);
}

function section(title: string, lines: readonly string[], t: Translate): string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, mostListed).map((line) => `- ${line.replace(/\s+/g, ' ')}`);
  return ['', `## ${title} (${lines.length})`, ...shown, ...(lines.length > mostListed ? [`- ${t('… and {0} more', String(lines.length - mostListed))}`] : [])];
}
