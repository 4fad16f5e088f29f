import { Failure, jsonOption, type Command } from './command';
import { formatCalled, readable, readInputs, writable, writeOutputs } from './exchangeFiles';
import { tell } from './exchangeReport';

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
    const { files, unread } = await readInputs(args.operands, from, terminal);
    const { documents, problems, offsets } = from.read?.(files) ?? { documents: [], problems: [], offsets: [] };
    const written = to.write(documents);
    await writeOutputs(written.files, out, terminal);
    const counts = { documents: documents.length, annotations: documents.reduce((sum, { spans, relations }) => sum + spans.length + relations.length, 0), files: written.files.length };
    return tell({ counts, unread, problems, skipped: [], losses: written.losses, offsets }, args.has('json'), terminal);
  },
};
