import path from 'node:path';
import type { Level } from '../core/problemWords';
import { checkCorpus } from './checkCorpus';
import { Failure, oneCorpus, type Command } from './command';
import { CorpusFolder } from './corpusFolder';
import type { Finding } from './finding';
import type { Report } from './report';
import { sarifReport } from './sarif';
import type { Terminal } from './terminal';

const levels: readonly Level[] = ['note', 'warning', 'error'];

export const check: Command = {
  name: 'check',
  summary: 'Tell what is wrong with a corpus',
  ...oneCorpus,
  options: {
    json: { help: 'print each finding as a line of JSON' },
    sarif: { help: 'print one SARIF 2.1.0 report, as code hosts read it' },
    level: { value: 'LEVEL', help: 'leave out what matters less: note (all, the default), warning or error' },
  },
  details: [
    'Prints what VS Code would show in its Problems panel, and all marks whose text has been moved or lost, as\nFILE:LINE:COLUMN: CODE: what is wrong. The exit code is 1 where something was printed.',
    'Columns count UTF-16 units, as VS Code does.',
  ],
  async run(args, terminal) {
    const [root = '.'] = args.operands;
    const least = levels.findIndex(level => level === (args.value('level') || 'note'));
    if (least < 0) throw new Failure(`--level takes one of ${levels.join(', ')}`);
    const report = args.has('sarif') ? sarifReport(terminal) : args.has('json') ? linesOf(terminal, finding => JSON.stringify(finding)) : linesOf(terminal, inALine(root));
    await report.start();
    let count = 0;
    for await (const finding of checkCorpus(await CorpusFolder.open(root), terminal)) {
      if (levels.indexOf(finding.level) < least) continue;
      count++;
      await report.add(finding);
    }
    await report.end();
    return count === 0 ? 0 : 1;
  },
};

function linesOf(terminal: Terminal, inWords: (finding: Finding) => string): Report {
  return { start: nothing, add: async finding => terminal.print(inWords(finding)), end: nothing };
}

async function nothing(): Promise<void> {}

function inALine(root: string): (finding: Finding) => string {
  return ({ file, start, code, message }) => `${path.join(root, file)}:${start.line}:${start.column}: ${code}: ${message}`;
}
