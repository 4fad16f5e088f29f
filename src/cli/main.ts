import { commands } from './commands';
import { run } from './run';
import { Terminal } from './terminal';

void run(commands, process.argv.slice(2), new Terminal(process.stdout, process.stderr)).then(code => { process.exitCode = code; });
