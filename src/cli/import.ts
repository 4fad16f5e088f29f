import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { readArticles } from '../core/corpus/article';
import { articleMatcher } from '../core/corpus/fileKind';
import { articlesOf, Learning, reasonToSkip, type CorpusWords, type PlacedArticle } from '../core/exchange/corpus';
import { homeOf, sharedIntents, sidecarIntent, withEntities, type Home, type NotImported } from '../core/exchange/importing';
import type { ExchangeDocument } from '../core/exchange/model';
import { skippedInWords } from '../core/exchange/words';
import { inEnglish } from '../core/problemWords';
import { annotationPath } from '../core/seed/articleId';
import { readEntities } from '../core/store/entitiesFile';
import { byFile, editsOf, type Intent } from '../core/store/intents';
import { applyEdits } from '../core/yaml/splice';
import { copyOf } from '../core/text/copyOf';
import { Failure, jsonOption, type Command } from './command';
import { CorpusFolder } from './corpusFolder';
import { formatCalled, readable } from './exchangeFiles';
import { Findings } from './exchangeReport';
import { inside, isFile, readExactly, SafeFolder, writeWhole, type NewFile } from './files';
import { Inputs } from './inputs';
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
    const inputs = await Inputs.open(args.operands, format);
    await mkdir(root, { recursive: true });
    const incoming = await Incoming.open(root, inputs, { isMerge: args.has('merge'), isJson: args.has('json'), terminal });
    await incoming.learn();
    await incoming.check();
    await incoming.write();
    return incoming.tell();
  },
};

interface Manner {
  readonly isMerge: boolean;
  readonly isJson: boolean;
  readonly terminal: Terminal;
}

/** A document that becomes an article, or is one. */
interface Taken {
  readonly document: ExchangeDocument;
  readonly home: Home;
}

/**
 * Documents on their way into a corpus. The input is read several times, so that only a batch of it is in memory: first to learn which entities
 * there are, then to see whether anything is in the way, then to write. What is kept of each document is its id.
 */
class Incoming {
  readonly #learning = new Learning();
  readonly #isArticle: (path: string) => boolean;
  /** The files of the articles that the corpus has. */
  readonly #paths = new Map<string, string>();
  readonly #findings: Findings;
  readonly #safe: SafeFolder;
  /** The documents that are taken. */
  readonly #taken = new Set<string>();
  /** Those of them that have links to others, which are written last, when all articles are there. */
  readonly #far: PlacedArticle[] = [];
  #words: CorpusWords = { ids: new Map(), entities: [], types: new Map(), relations: new Map() };
  #ids: ReadonlyMap<string, string> = new Map();
  #shared: readonly NewFile[] = [];
  #hasSidecars = false;
  #mentions = 0;
  #links = 0;
  #entities = 0;

  private constructor(private readonly root: string, private readonly folder: CorpusFolder, private readonly inputs: Inputs, private readonly manner: Manner) {
    this.#isArticle = articleMatcher(folder.configFile.config);
    this.#findings = new Findings(manner.isJson);
    this.#safe = new SafeFolder(root);
  }

  static async open(root: string, inputs: Inputs, manner: Manner): Promise<Incoming> {
    const incoming = new Incoming(root, await CorpusFolder.open(root), inputs, manner);
    await incoming.#findArticles();
    return incoming;
  }

  /** Learns what the documents speak of, and which of them can be articles. */
  async learn(): Promise<void> {
    for await (const { documents, problems, offsets } of this.inputs.readings('reading:', this.manner.terminal)) {
      this.#findings.read(problems, offsets);
      for (const document of documents) await this.#learnFrom(document);
    }
    this.#words = this.#learning.words();
    const { config, entities } = { config: this.folder.configFile, entities: readEntities(await this.folder.entities()) };
    const { ids, added, intents } = sharedIntents(this.#words, config, entities);
    this.#ids = ids;
    this.#entities = added.length;
    this.#shared = await this.#drafted(intents);
  }

  /** Makes sure that all can be written, where there are annotations already. */
  async check(): Promise<void> {
    if (!this.#hasSidecars) return;
    for await (const taken of this.#batches('comparing:')) await this.#drafted(this.#sidecars(taken));
  }

  /** The articles and the entities first, then what speaks of both: were it cut short, nothing would point nowhere. */
  async write(): Promise<void> {
    for (const file of this.#shared) await writeWhole(await this.#safe.at(file.path), file.text);
    for await (const taken of this.#batches('writing:')) {
      for (const { home: { path: name, text } } of taken) if (name !== undefined) await writeWhole(await this.#safe.at(name), text);
      for (const { document, home: { path: name } } of taken) if (name !== undefined) this.#paths.set(copyOf(document.id), name);
      for (const article of this.#articles(taken)) this.#count(article);
      for (const file of await this.#drafted(this.#sidecars(taken))) await writeWhole(await this.#safe.at(file.path), file.text);
    }
    for (const article of this.#far) await this.#writeFar(article);
  }

  async tell(): Promise<0 | 1> {
    const counts = { articles: this.#taken.size, entities: this.#entities, mentions: this.#mentions, links: this.#links };
    return this.#findings.tell(counts, this.inputs.unread, this.manner.terminal);
  }

  async #findArticles(): Promise<void> {
    const { articlePaths } = this.folder;
    for (const [done, name] of articlePaths.entries()) {
      this.manner.terminal.progress('looking at articles:', done, articlePaths.length);
      for (const { id } of readArticles(name, await this.folder.text(name)).articles) if (!this.#paths.has(id)) this.#paths.set(copyOf(id), name);
    }
  }

  async #learnFrom(document: ExchangeDocument): Promise<void> {
    const reason = reasonToSkip(document);
    if (reason !== undefined) return this.#findings.skip(document.id, skippedInWords(reason, inEnglish));
    const home = await this.#homeOf(document);
    if (typeof home === 'string') return this.#findings.skip(document.id, skippedInWords(home, inEnglish));
    if (home.path !== undefined && await isFile(await this.#safe.at(home.path))) throw new Failure(`${path.join(this.root, home.path)} is there already; nothing was written`);
    this.#hasSidecars ||= await isFile(inside(this.root, annotationPath(document.id)));
    this.#taken.add(copyOf(document.id));
    this.#learning.add([document]);
  }

  async #homeOf({ id, text }: ExchangeDocument): Promise<Home | NotImported['reason']> {
    const name = this.#paths.get(id);
    const file = name === undefined ? '' : await this.folder.text(name);
    const info = name === undefined ? undefined : readArticles(name, file).articles.find(article => article.id === id);
    const known = info && { text: file.slice(info.span.start, info.span.end), fileId: fileId(file) };
    return homeOf({ id, text: text ?? '' }, known, this.#isArticle, fileId);
  }

  /** The documents that are taken, with where they are to be. */
  async* #batches(what: string): AsyncGenerator<readonly Taken[]> {
    for await (const { documents } of this.inputs.readings(what, this.manner.terminal)) {
      const taken: Taken[] = [];
      for (const document of documents) {
        const home = this.#taken.has(document.id) ? await this.#homeOf(document) : undefined;
        if (home !== undefined && typeof home !== 'string') taken.push({ document, home });
      }
      yield taken;
    }
  }

  #articles(taken: readonly Taken[]): PlacedArticle[] {
    return articlesOf(taken.map(({ document }) => document), this.#words).map(article => withEntities(article, this.#ids));
  }

  /** What the sidecars of a batch are to say; links out of the batch come later. */
  #sidecars(taken: readonly Taken[]): Intent[] {
    const homes = new Map(taken.map(({ document, home }) => [document.id, home]));
    return this.#articles(taken).flatMap(article => sidecarIntent({ ...article, links: article.links.filter(({ to }) => to.article === article.id) }, id => homes.get(id)));
  }

  #count({ id, mentions, links }: PlacedArticle): void {
    const known = links.filter(({ to }) => this.#taken.has(to.article));
    this.#mentions += mentions.length;
    this.#links += known.length;
    const far = known.filter(({ to }) => to.article !== id);
    if (far.length > 0) this.#far.push(structuredClone({ id, text: '', mentions: [], links: far, extra: {} }));
  }

  /** Adds the links of an article to others, now that all are there. */
  async #writeFar(article: PlacedArticle): Promise<void> {
    const homes = new Map<string, Home>();
    for (const id of new Set([article.id, ...article.links.map(({ to }) => to.article)])) {
      const name = this.#paths.get(id);
      const text = name === undefined ? '' : await this.folder.text(name);
      const info = name === undefined ? undefined : readArticles(name, text).articles.find(each => each.id === id);
      if (info !== undefined) homes.set(id, { path: undefined, text, span: info.span, fileId: fileId(text) });
    }
    // what was refused before is not written now
    const intents = sidecarIntent(article, id => homes.get(id));
    for (const file of await this.#drafted(intents, true)) await writeWhole(await this.#safe.at(file.path), file.text);
  }

  /** What files are to say; those that come out as they are are left out. */
  async #drafted(intents: readonly Intent[], isMerge = this.manner.isMerge): Promise<NewFile[]> {
    const files: NewFile[] = [];
    for (const [name, own] of byFile(intents)) {
      const full = await this.#safe.at(name);
      const before = await isFile(full) ? await readExactly(full) : undefined;
      const after = textAfter(before, own, full);
      if (after === undefined || after === before) continue;
      if (before !== undefined && !isMerge) throw new Failure(`${full} is there already: --merge adds to it; nothing was written`);
      files.push({ path: name, text: after });
    }
    return files;
  }
}

/** What a file is to say. */
function textAfter(before: string | undefined, intents: readonly Intent[], file: string): string | undefined {
  let text = before;
  for (const intent of intents) {
    const edits = editsOf(intent, text);
    if (typeof edits === 'string') throw new Failure(`${file} cannot be read whole, or is written in a way that cannot be added to; nothing was written`);
    if (edits.length > 0) text = applyEdits(text ?? '', edits);
  }
  return text;
}

/** Git's id of the bytes of a text, by Node's own SHA-1, which is many times as fast as one that runs everywhere. */
function fileId(text: string): string {
  const bytes = Buffer.from(text);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
