import { parseArgs } from 'node:util';
import { Failure, type Arguments, type Command, type ExitCode } from './command';
import { helpOf, helpOfCommand } from './help';
import type { Terminal } from './terminal';

/** Runs the command that the words name. Nothing is thrown: what goes wrong is said, and is an exit code. */
export async function run(commands: readonly Command[], words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    return await dispatch(commands, words, terminal);
  } catch (error) {
    terminal.say(`seedmark: ${error instanceof Failure || isSystemError(error) ? error.message : stackOf(error)}`);
    return 2;
  } finally {
    terminal.clear();
    await terminal.flush();
  }
}

async function dispatch(commands: readonly Command[], words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [name = '', ...rest] = words;
  if (['--help', '-h', 'help'].includes(name)) {
    const about = commands.find(command => command.name === rest[0]);
    await terminal.print(about === undefined ? helpOf(commands) : helpOfCommand(about));
    return 0;
  }
  const command = commands.find(each => each.name === name);
  if (command === undefined) {
    throw new Failure(name === '' ? `which command?\n\n${helpOf(commands)}` : `there is no command ${name}; seedmark --help lists them`);
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    await terminal.print(helpOfCommand(command));
    return 0;
  }
  return command.run(argumentsOf(command, rest), terminal);
}

function argumentsOf(command: Command, words: readonly string[]): Arguments {
  const { values, positionals } = parsed(command, words);
  const [least, most] = command.count;
  const hint = `see seedmark ${command.name} --help`;
  if (positionals.length < least) throw new Failure(`${command.name} needs ${command.operands}; ${hint}`);
  if (positionals.length > most) throw new Failure(`${command.name} takes ${command.operands} and no more; ${hint}`);
  for (const [name, { needed }] of Object.entries(command.options)) {
    if (needed === true && (values[name] ?? '') === '') throw new Failure(`${command.name} needs --${name}; ${hint}`);
  }
  return {
    operands: positionals,
    has: flag => values[flag] === true,
    value: option => {
      const value = values[option];
      return typeof value === 'string' ? value : '';
    },
  };
}

interface Parsed {
  readonly values: Readonly<Record<string, unknown>>;
  readonly positionals: readonly string[];
}

function parsed(command: Command, words: readonly string[]): Parsed {
  const options = Object.entries(command.options).map(([name, { value }]) => [name, { type: value === undefined ? 'boolean' : 'string' }] as const);
  try {
    return parseArgs({ args: [...words], options: Object.fromEntries(options), allowPositionals: true, strict: true });
  } catch (error) {
    throw new Failure(`${error instanceof Error ? error.message : String(error)} (see seedmark ${command.name} --help)`, { cause: error });
  }
}

/** What the system refused (no such file, no permission) is told by its message; anything else is a fault of ours. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? error.stack ?? error.message : String(error);
}
