import type { Terminal } from './terminal';

/** 0: fine. 1: there is something to look at. 2: it could not be done. */
export type ExitCode = 0 | 1 | 2;

/** One command of `seedmark`: what its help says, and what it does. */
export interface Command {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** The operands as the help shows them: `INPUT… `. */
  readonly operands: string;
  /** How many operands there may be. */
  readonly count: readonly [least: number, most: number];
  readonly options: Readonly<Record<string, Option>>;
  /** What else there is to know, in paragraphs. */
  readonly details: readonly string[];
  run(args: Arguments, terminal: Terminal): Promise<ExitCode>;
}

export interface Option {
  /** What stands for the value in the help; without one the option is a flag. */
  readonly value?: string;
  readonly help: string;
  /** Whether the command makes no sense without it. */
  readonly needed?: boolean;
}

/** The operands of a command that works on one corpus. */
export const oneCorpus: Pick<Command, 'operands' | 'count'> = { operands: 'CORPUS', count: [1, 1] };

/** What was given on the command line. */
export interface Arguments {
  readonly operands: readonly string[];
  has(flag: string): boolean;
  /** The value of an option; `''` where it was not given. */
  value(option: string): string;
}

/** Why a command could not do its work, in words for the person who called it. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

/** The `--json` that every command has which tells something. */
export const jsonOption: Option = { help: 'print JSON, for machines' };
