import { readArticles } from '../core/corpus/article';
import { Export, sidecarContent } from '../core/exchange/exporting';
import { fromCorpus } from '../core/exchange/fromCorpus';
import { readEntities } from '../core/store/entitiesFile';
import { Failure, jsonOption, type Command } from './command';
import { CorpusFolder } from './corpusFolder';
import { formatCalled, writable, writeOutputs } from './exchangeFiles';
import { tell } from './exchangeReport';
import type { Terminal } from './terminal';

export const exportCorpus: Command = {
  name: 'export',
  summary: 'Write a corpus in another format',
  operands: 'CORPUS',
  count: [1, 1],
  options: {
    to: { value: 'FORMAT', help: 'what to write', needed: true },
    out: { value: 'DIR', help: 'where to write; - for the standard output', needed: true },
    json: jsonOption,
  },
  details: [
    `Formats: ${writable}.`,
    'All articles are written, also those without marks. What the format cannot say is counted and listed. Marks whose text\ncannot be found are left out and told, and the exit code is 1. Nothing is overwritten.',
  ],
  async run(args, terminal) {
    const format = formatCalled(args.value('to'), 'write');
    const out = args.value('out');
    if (out === '-' && args.has('json')) throw new Failure('--json and --out - both want the standard output');
    const [root = '.'] = args.operands;
    const folder = await CorpusFolder.open(root);
    const { marks, unreadable } = await marksOf(folder, terminal);
    const { entities } = readEntities(await folder.entities());
    const documents = fromCorpus(marks.corpus(entities, folder.configFile.config));
    const { files, losses } = format.write(documents);
    await writeOutputs(files, out, terminal);
    const skipped = [
      ...unreadable.map(document => ({ document, reason: 'This file cannot be read whole.' })),
      ...marks.unplaced.map(document => ({ document, reason: 'Its text cannot be found for certain.' })),
    ];
    const counts = { articles: documents.length, annotations: documents.reduce((sum, { spans, relations }) => sum + spans.length + relations.length, 0), files: files.length };
    return tell({ counts, unread: [], problems: [], skipped, losses, offsets: [] }, args.has('json'), terminal);
  },
};

/** Reads the sidecars, then each article, and looks for its marks. */
async function marksOf(folder: CorpusFolder, terminal: Terminal): Promise<{ readonly marks: Export; readonly unreadable: readonly string[] }> {
  const marks = new Export();
  const unreadable: string[] = [];
  for (const [done, path] of folder.sidecarPaths.entries()) {
    terminal.progress('reading annotations:', done, folder.sidecarPaths.length);
    const content = sidecarContent(path, await folder.text(path));
    if (content === undefined) unreadable.push(path);
    else marks.add(content);
  }
  for (const [done, path] of folder.articlePaths.entries()) {
    terminal.progress('reading articles:', done, folder.articlePaths.length);
    const text = await folder.text(path);
    for (const { id, span } of readArticles(path, text).articles) marks.place(id, text.slice(span.start, span.end));
  }
  return { marks, unreadable };
}
