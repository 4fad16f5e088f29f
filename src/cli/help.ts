import type { Command, Option } from './command';

/** What `seedmark --help` prints. */
export function helpOf(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'Usage: seedmark COMMAND [OPTIONS] …',
    '',
    'Works on corpora of annotated articles from a shell. Articles are never changed.',
    '',
    'Commands',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    '`seedmark COMMAND --help` tells more of each.',
    '',
    'Exit codes: 0 fine, 1 there is something to look at, 2 it could not be done.',
  ].join('\n');
}

/** What `seedmark COMMAND --help` prints. */
export function helpOfCommand({ name, summary, operands, options, details }: Command): string {
  const rows = Object.entries<Option>({ ...options, help: { help: 'print this' } }).map(([option, { value, help }]): [string, string] => [
    `--${option}${value === undefined ? '' : ` ${value}`}`, help,
  ]);
  const width = Math.max(...rows.map(([option]) => option.length));
  const needed = Object.entries(options).filter(([, option]) => option.needed === true).map(([option, { value }]) => `--${option} ${value ?? ''} `).join('');
  return [
    `Usage: seedmark ${name} ${needed}${operands} [OPTIONS]`, '', `${summary}.`,
    ...details.flatMap(paragraph => ['', paragraph]),
    '', 'Options', ...rows.map(([option, help]) => `  ${option.padEnd(width)}  ${help}`),
  ].join('\n');
}
