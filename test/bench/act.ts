import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type * as vscode from 'vscode';
import { describe } from '../../src/core/anchor/describe';
import { readArticles } from '../../src/core/corpus/article';
import { CorpusIndex } from '../../src/core/corpus/corpusIndex';
import { CorpusProblems } from '../../src/core/corpus/corpusProblems';
import { EntityNames } from '../../src/core/entities/entityNames';
import { ArticleList } from '../../src/core/lists/articleList';
import { EntityShelves } from '../../src/core/lists/entityShelves';
import { marksOn } from '../../src/core/marks/marks';
import { placeMarks } from '../../src/core/marks/placing';
import { EntityFilter } from '../../src/core/picker/filter';
import { setEntityField } from '../../src/core/store/entitiesFile';
import type { Intent } from '../../src/core/store/intents';
import { entitiesIntent, mentionIntent } from '../../src/editor/annotations';
import { commit, type Ground, type Journals } from '../../src/editor/commit';
import type { Corpus } from '../../src/editor/corpus';
import { renameIdIntents } from '../../src/editor/entityChanges';
import type { FileStore } from '../../src/editor/fileStore';
import { OpenFile } from '../../src/editor/openFile';
import { MadeCorpus } from './madeCorpus';
import { median, once } from './measure';
import { numbersIn, type Row } from './part';

const rounds = 21;
/** The article that is open. */
const home = 'news/home.txt';
const long = 'news/long.txt';
const longer = 'news/longer.txt';
const opened = new Set([home, long, longer]);

/**
 * `act [ARTICLES…]`, 10 and 100,000 unless told: from what a person does to bytes on disk and everything that lists and
 * editors show brought up to date. Milliseconds, medians; `longest` is the longest stretch without a stop.
 */
export async function act(args: readonly string[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const size of numbersIn(args, [10, 100_000])) rows.push(...await actIn(size));
  return rows;
}

async function actIn(articles: number): Promise<Row[]> {
  const root = await mkdtemp(path.join(tmpdir(), 'seedmark-act-'));
  try {
    const desk = new Desk(root);
    const made = new MadeCorpus(articles);
    for (const file of made.files()) await desk.add(file.path, file.text);
    await desk.add(home, made.article(0).text);
    const started = await once(() => desk.bringUp());
    const rows = [{ articles, act: 'first look at all (names, lists, problems)', wall: started.wall, cpu: started.cpu, longest: desk.longest }, ...await acts(desk)];
    return rows.map(row => ({ ...row, articles }));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function acts(desk: Desk): Promise<Row[]> {
  const { index } = desk;
  const often = mostMentioned(index);
  const rows: Row[] = [];
  const time = async (what: string, work: (round: number) => unknown): Promise<void> => {
    rows.push(await timed(what, desk, work));
  };
  await desk.open(home);
  await time('tag', round => desk.tag(home, 'the', round));
  await time('tag the entity mentioned most', round => desk.tag(home, 'the', round, often));
  await time(`rename the entity mentioned most (${index.mentionCount(often)} mentions)`, round => desk.do([entitiesIntent(desk.corpus, file => setEntityField(file, often, 'name', `Name ${round}`))]));
  await time('hover', () => [...index.mentionCounts(often)].map(([id]) => { const article = index.article(id); return article && index.card(article).date; }));
  const { length } = index.sidecarsNaming(often);
  if (length <= 20_000) rows.push(await timed(`change its id (${length} sidecars)`, desk, round => desk.do(renameIdIntents(desk.corpus, round % 2 === 0 ? often : `${often}-2`, round % 2 === 0 ? `${often}-2` : often)), 3));
  await time('references, each article', () => desk.references(home));
  await time('filter of the Entities view', round => desk.filter(['al', 'alib', 'ma', 'group'][round % 4] ?? ''));
  await time('type in an article of 3 kB', round => desk.type(round));
  await desk.openText(long, desk.textOf(home, 10_000));
  await time('type in an article of 10 kB', round => desk.type(round));
  await desk.openText(longer, desk.textOf(home, 1_000_000));
  await time('type in an article of 1 MB', round => desk.type(round));
  return rows;
}

async function timed(what: string, desk: Desk, work: (round: number) => unknown, times = rounds): Promise<Row> {
  const costs: { readonly wall: number; readonly cpu: number; readonly longest: number }[] = [];
  for (let round = 0; round < times; round++) {
    desk.longest = 0;
    const cost = await once(() => work(round));
    costs.push({ wall: cost.wall, cpu: cost.cpu, longest: desk.longest });
  }
  return { articles: 0, act: what, wall: median(costs.map(({ wall }) => wall)), cpu: median(costs.map(({ cpu }) => cpu)), longest: median(costs.map(({ longest }) => longest)) };
}

function mostMentioned(index: CorpusIndex): string {
  let most = '';
  for (const { id } of index.entities()) if (index.mentionCount(id) > index.mentionCount(most)) most = id;
  return most;
}

/** What the editor keeps for one corpus, without its window. */
class Desk {
  readonly index = new CorpusIndex();
  readonly names = new EntityNames(this.index);
  readonly problems = new CorpusProblems(this.index);
  readonly shelves = new EntityShelves(this.index);
  readonly list = new ArticleList(this.index, undefined);
  readonly filters = new EntityFilter();
  readonly corpus: Corpus;
  readonly #texts = new Map<string, string>();
  readonly #ground: Ground;
  readonly #written = new Set<string>();
  #file: OpenFile | undefined;
  #document: TypedDocument | undefined;
  longest = 0;

  constructor(root: string) {
    const { index, names } = this;
    // Of the editor's corpus only what these acts ask of it: what it knows, not where it is.
    this.corpus = { index, get namesVersion() { return names.version(); }, gazetteer: () => names.gazetteer(), knowledge: () => names.knowledge(), picker: () => names.picker() } as unknown as Corpus;
    this.#ground = { corpus: root, files: new Folder(root), journals: new Folder(`${root}-journals`), newName: () => crypto.randomUUID(), unsettled: new Map() };
  }

  /** Takes a file, which is on disk only where an act needs it there. */
  async add(file: string, text: string): Promise<void> {
    this.index.set(file, text);
    if (file === 'corpus.yaml' || file === 'entities.yaml') await this.#ground.files.write(file, text);
    if (opened.has(file)) this.#texts.set(file, text);
  }

  async open(file: string): Promise<void> {
    await this.openText(file, this.#texts.get(file) ?? '');
  }

  async openText(file: string, text: string): Promise<void> {
    await this.add(file, text);
    this.#document = new TypedDocument(text);
    this.#file = new OpenFile(this.#document as unknown as vscode.TextDocument, this.corpus, file);
    this.bringUp();
  }

  /** The text of an article, over and over, to a length. */
  textOf(file: string, length: number): string {
    const text = this.#texts.get(file) ?? '';
    return text.repeat(Math.ceil(length / text.length)).slice(0, length);
  }

  /** Tags a place of a word as an entity. */
  async tag(file: string, word: string, round: number, entity = this.index.entities()[0]?.id ?? ''): Promise<void> {
    const text = this.#texts.get(file) ?? '';
    const article = this.index.articleFile(file)?.articles[0];
    const start = [...text.matchAll(new RegExp(`\\b${word}\\b`, 'g'))][round % 20]?.index ?? 0;
    if (article === undefined) return;
    const anchor = describe(text, article.span, { start, end: start + word.length });
    await this.do([mentionIntent(this.corpus, article.id, '', anchor, entity)]);
  }

  async do(intents: readonly Intent[]): Promise<void> {
    const paths = [...new Set(intents.map(intent => intent.path))];
    for (const each of paths) await this.#onDisk(each);
    const steps = await commit(this.#ground, 'act', intents);
    if (!Array.isArray(steps)) throw new Error(JSON.stringify(steps));
    for (const each of paths) {
      const text = await this.#ground.files.read(each) ?? '';
      this.stretch(() => { this.index.set(each, text); });
    }
    this.bringUp();
  }

  /** Sidecars are written when an act first needs them there. */
  async #onDisk(file: string): Promise<void> {
    const text = this.#written.has(file) ? undefined : this.index.sidecarFile(file)?.text;
    this.#written.add(file);
    if (text !== undefined) await this.#ground.files.write(file, text);
  }

  /** All that lists and editors show, as of now. */
  bringUp(): void {
    this.prepare();
    for (const work of [this.problems.update(), this.shelves.update(), this.list.update()]) {
      while (this.stretch(() => work.next().done !== true));
    }
    this.stretch(() => { this.#file?.articles(); });
    this.stretch(() => { for (const offers of this.#file?.offers() ?? []) offers.all({ withNew: false }); });
  }

  prepare(): void {
    for (const what of ['names', 'picker'] as const) {
      while (this.stretch(() => this.names.prepare(what, 50)));
    }
  }

  /** What a keystroke leads to, when it is followed up at once. */
  type(round: number): void {
    const document = this.#document;
    const file = this.#file;
    if (document === undefined || file === undefined) return;
    const at = Math.floor(document.getText().length / 2) + round;
    this.stretch(() => { file.changed(document.insert(at, 'x') as unknown as vscode.TextDocumentChangeEvent); });
    this.stretch(() => { this.index.set(file.path, document.getText()); });
    this.bringUp();
  }

  filter(typed: string): void {
    const passes = this.filters.for(typed);
    for (const type of this.shelves.types()) this.stretch(() => this.shelves.byCount(type).filter(({ entity }) => passes(entity)));
  }

  /** What is done for each article in which an entity is mentioned. */
  references(file: string): void {
    const text = this.#texts.get(file) ?? '';
    for (const { id, span } of readArticles(file, text).articles) placeMarks(text, span, marksOn(this.index, id));
  }

  stretch<T>(work: () => T): T {
    const from = performance.now();
    const result = work();
    this.longest = Math.max(this.longest, performance.now() - from);
    return result;
  }
}

/** A document that is typed in, as far as an open file looks at one. */
class TypedDocument {
  version = 1;
  readonly isDirty = true;

  constructor(private text: string) {}

  getText(): string {
    return this.text;
  }

  insert(at: number, text: string): object {
    this.text = this.text.slice(0, at) + text + this.text.slice(at);
    this.version++;
    return { document: this, reason: undefined, contentChanges: [{ rangeOffset: at, rangeLength: 0, text }] };
  }
}

class Folder implements FileStore, Journals {
  readonly #made = new Set<string>();

  constructor(private readonly root: string) {}

  async read(file: string): Promise<string | undefined> {
    return readFile(path.join(this.root, file), 'utf8').catch(() => undefined);
  }

  async write(file: string, text: string): Promise<void> {
    const full = path.join(this.root, file);
    const parent = path.dirname(full);
    if (!this.#made.has(parent)) await mkdir(parent, { recursive: true });
    this.#made.add(parent);
    await writeFile(full, text);
  }

  async delete(file: string): Promise<void> {
    await rm(path.join(this.root, file), { force: true });
  }

  async list(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }
}
