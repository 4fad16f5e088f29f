import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { readArticles } from '../core/corpus/article';
import { annotationsFolder, configPath, entitiesPath } from '../core/corpus/fileKind';
import { toCorpus } from '../core/exchange/corpus';
import { importInto, type Import, type KnownArticle } from '../core/exchange/importing';
import { skippedInWords } from '../core/exchange/words';
import { inEnglish } from '../core/problemWords';
import { readEntities } from '../core/store/entitiesFile';
import { gitBlobId } from '../core/store/gitBlobId';
import { byFile, draft, isRefused } from '../core/store/intents';
import { Failure, jsonOption, type Command } from './command';
import { CorpusFolder } from './corpusFolder';
import { formatCalled, readable, readInputs } from './exchangeFiles';
import { tell } from './exchangeReport';
import { inside, isFile, readExactly, writeWhole, type NewFile } from './files';
import type { Terminal } from './terminal';

export const importInputs: Command = {
  name: 'import',
  summary: 'Take annotated files of another format into a corpus',
  operands: 'INPUT…',
  count: [1, Infinity],
  options: {
    from: { value: 'FORMAT', help: 'what the inputs are', needed: true },
    to: { value: 'CORPUS', help: 'the folder of the corpus; it is made where there is none', needed: true },
    merge: { help: 'add to files that are there; without it an import that would change one is refused' },
    json: jsonOption,
  },
  details: [
    `Formats: ${readable}.`,
    'Each document becomes an article, each span a mention of an entity, each relation of two spans a link. What a corpus has\nno word for is kept under `exchange` of the mark or the sidecar, and comes out again with `seedmark export`.',
    'Articles are never changed, with --merge neither: a document whose article has another text is left out. Marks that are\nthere stay as they are. Names never lead out of the folder. The exit code is 1 where something was left out.',
  ],
  async run(args, terminal) {
    const format = formatCalled(args.value('from'), 'read');
    const root = args.value('to');
    const { files, unread } = await readInputs(args.operands, format, terminal);
    const { documents, problems, offsets } = format.read?.(files) ?? { documents: [], problems: [], offsets: [] };
    const { corpus, skipped } = toCorpus(documents);
    await mkdir(root, { recursive: true });
    const folder = await CorpusFolder.open(root);
    const known = await knownArticles(folder, new Set(corpus.articles.map(({ id }) => id)), terminal);
    const plan = importInto({ config: folder.configFile, entities: readEntities(await folder.entities()), articles: known, idOf: fileId }, corpus);
    await write(root, await drafted(root, plan, args.has('merge')), terminal);
    const left = [...skipped, ...plan.skipped].map(({ document, reason }) => ({ document, reason: skippedInWords(reason, inEnglish) }));
    return tell({ counts: plan.counts, unread, problems, skipped: left, losses: [], offsets }, args.has('json'), terminal);
  },
};

function fileId(text: string): string {
  return gitBlobId(new TextEncoder().encode(text));
}

/** The articles that the corpus has already of those that are imported. */
async function knownArticles(folder: CorpusFolder, ids: ReadonlySet<string>, terminal: Terminal): Promise<Map<string, KnownArticle>> {
  const known = new Map<string, KnownArticle>();
  for (const [done, name] of folder.articlePaths.entries()) {
    terminal.progress('looking at articles:', done, folder.articlePaths.length);
    const text = await folder.text(name);
    for (const { id, span } of readArticles(name, text).articles) {
      if (ids.has(id) && !known.has(id)) known.set(id, { text: text.slice(span.start, span.end), fileId: fileId(text) });
    }
  }
  return known;
}

/** What the files are to say, all of them before the first is written; those that come out as they are are left alone. */
async function drafted(root: string, { articles, intents }: Import, isMerge: boolean): Promise<NewFile[]> {
  const files: NewFile[] = [...articles];
  for (const { path: name } of articles) if (await isFile(inside(root, name))) throw new Failure(`${path.join(root, name)} is there already; nothing was written`);
  for (const [name, own] of byFile(intents)) {
    const full = inside(root, name);
    const before = await isFile(full) ? await readExactly(full) : undefined;
    const outcome = draft(name, before, own);
    if (isRefused(outcome)) throw new Failure(`${full} cannot be read whole, or is written in a way that cannot be added to; nothing was written`);
    if (outcome.after === undefined || outcome.after === before) continue;
    if (before !== undefined && !isMerge) throw new Failure(`${full} is there already: --merge adds to it; nothing was written`);
    files.push({ path: name, text: outcome.after });
  }
  return files;
}

/** The articles first, then the entities, then what speaks of both: were it cut short, nothing would point nowhere. */
async function write(root: string, files: readonly NewFile[], terminal: Terminal): Promise<void> {
  for (const [done, file] of [...files].sort((one, other) => rank(one) - rank(other)).entries()) {
    terminal.progress('writing:', done, files.length);
    await writeWhole(inside(root, file.path), file.text);
  }
}

function rank({ path: name }: NewFile): number {
  if (name.startsWith(annotationsFolder)) return 2;
  return name === configPath || name === entitiesPath ? 1 : 0;
}
