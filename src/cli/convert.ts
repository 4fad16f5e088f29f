import { writerOf, type Format, type Writing } from '../core/exchange/model';
import { Failure, jsonOption, type Command } from './command';
import { formatCalled, readable, writable } from './exchangeFiles';
import { Findings } from './exchangeReport';
import { Inputs } from './inputs';
import { outputsAt, type Outputs } from './outputs';
import type { Terminal } from './terminal';

export const convert: Command = {
  name: 'convert',
  summary: 'Turn annotated files of one format into another one',
  operands: 'INPUT…',
  count: [1, Infinity],
  options: {
    from: { value: 'FORMAT', help: 'what the inputs are', needed: true },
    to: { value: 'FORMAT', help: 'what to write', needed: true },
    out: { value: 'DIR', help: 'where to write; - for the standard output', needed: true },
    json: jsonOption,
  },
  details: [
    `Formats that can be read: ${readable}.\nFormats that can be written: ${writable}.`,
    'What the input says wrongly is told by file and line, and the rest is converted; the exit code is 1 then. What the other\nformat cannot say is counted and listed. Nothing is overwritten.',
  ],
  async run(args, terminal) {
    const [from, to] = [formatCalled(args.value('from'), 'read'), formatCalled(args.value('to'), 'write')];
    const out = args.value('out');
    if (out === '-' && args.has('json')) throw new Failure('--json and --out - both want the standard output');
    const inputs = await Inputs.open(args.operands, from);
    if (await inputs.hidesUnits()) for await (const _ of inputs.readings('looking:', terminal));
    const findings = new Findings(args.has('json'));
    const outputs = outputsAt(out, terminal);
    try {
      const counts = await convertAll(inputs, to, { outputs, findings, terminal });
      await outputs.finish();
      return await findings.tell({ ...counts, files: outputs.count }, inputs.unread, terminal);
    } catch (error) {
      await outputs.takeBack();
      throw error;
    }
  },
};

interface Ways {
  readonly outputs: Outputs;
  readonly findings: Findings;
  readonly terminal: Terminal;
}

/** One batch after another, so that only one is in memory. */
async function convertAll(inputs: Inputs, to: Format, { outputs, findings, terminal }: Ways): Promise<{ readonly documents: number; readonly annotations: number }> {
  const writer = writerOf(to);
  const write = async ({ files, losses }: Writing): Promise<void> => {
    findings.lose(losses);
    await outputs.write(files);
  };
  let [count, annotations] = [0, 0];
  for await (const { documents, problems, offsets } of inputs.readings('converting:', terminal)) {
    findings.read(problems, offsets);
    await write(writer.add(documents));
    count += documents.length;
    annotations += documents.reduce((sum, { spans, relations }) => sum + spans.length + relations.length, 0);
  }
  await write(writer.end());
  return { documents: count, annotations };
}
