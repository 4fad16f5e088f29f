import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type * as vscode from 'vscode';
import { describe } from '../../src/core/anchor/describe';
import { readArticles } from '../../src/core/corpus/article';
import { CorpusIndex } from '../../src/core/corpus/corpusIndex';
import { CorpusProblems } from '../../src/core/corpus/corpusProblems';
import { EntityNames } from '../../src/core/entities/entityNames';
import { ArticleList } from '../../src/core/lists/articleList';
import { EarliestArticles } from '../../src/core/lists/earliestArticles';
import { EntityShelves } from '../../src/core/lists/entityShelves';
import { marksOn } from '../../src/core/marks/marks';
import { placeMarks } from '../../src/core/marks/placing';
import { Habits } from '../../src/core/offers/habits';
import { entityFilter } from '../../src/core/picker/filter';
import { setEntityField } from '../../src/core/store/entityEdits';
import type { Intent } from '../../src/core/store/intents';
import { OpenFile } from '../../src/editor/article/openFile';
import type { Corpus } from '../../src/editor/corpus/corpus';
import { renameIdIntents } from '../../src/editor/entities/entityChanges';
import { Rests } from '../../src/editor/time/rests';
import { entitiesIntent, mentionIntent } from '../../src/editor/writing/annotations';
import { commit, type Ground, type Journals } from '../../src/editor/writing/commit';
import type { FileStore } from '../../src/editor/writing/fileStore';
import { Turns, type Clock, type Flags } from '../../src/editor/writing/turns';
import { MadeCorpus } from './madeCorpus';
import { median, once } from './measure';
import { numbersIn, type Row } from './part';

const rounds = 41;
/** The article that is open. */
const home = 'news/home.txt';
const long = 'news/long.txt';
const longer = 'news/longer.txt';

/**
 * `act [ARTICLES…]`, 10 and 100,000 unless told: from what a person does to bytes on disk and everything that lists and
 * editors show brought up to date. Milliseconds, medians; `blocked` is the longest time in which nothing else could run.
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
    for (const file of new MadeCorpus(articles).files()) await desk.add(file.path, file.text);
    await desk.add(home, opened(3000));
    const rows = [await timed('first look at all (names, lists, problems)', () => desk.bringUp(), 1), ...await acts(desk)];
    return rows.map(row => ({ ...row, articles }));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/**
 * A text to work in, so long, of articles of the least corpus one behind another. With what is no name in small letters, since
 * among 100,000 entities there are some that are called "And": so the same names are known in it at every size.
 */
function opened(length: number, plain = (words: string): string => words.toLowerCase()): string {
  const made = new MadeCorpus(10);
  let text = '';
  for (let number = 0; text.length < length; number++) {
    const article = made.article(number);
    let from = 0;
    for (const { span } of article.mentions) {
      text += plain(article.text.slice(from, span.start)) + article.text.slice(span.start, span.end);
      from = span.end;
    }
    text += plain(article.text.slice(from));
  }
  return text.slice(0, length);
}

async function acts(desk: Desk): Promise<Row[]> {
  const { index } = desk;
  const often = mentionedAbout(index, 10_000);
  const name = index.entity(often)?.name ?? '';
  const rows: Row[] = [];
  const time = async (what: string, work: (round: number) => unknown): Promise<void> => {
    rows.push(await timed(what, work));
  };
  await desk.open(home);
  await time('tag', round => desk.tag(home, 'the', round));
  await time(`tag an entity with ${index.mentionCount(often)} mentions`, round => desk.tag(home, 'the', round, often));
  await time(`rename an entity with ${index.mentionCount(often)} mentions`, round => desk.do([entitiesIntent(desk.corpus, file => setEntityField(file, often, 'name', `Name ${round}`))]));
  await desk.do([entitiesIntent(desk.corpus, file => setEntityField(file, often, 'name', name))]);
  await time('what its card shows, asked for first', () => new EarliestArticles(index).of(often));
  await time('what its card shows, after an edit', round => desk.hover(home, often, round));
  const { length } = index.sidecarsNaming(often);
  if (length <= 20_000) rows.push(await timed(`change its id (${length} sidecars)`, round => desk.do(renameIdIntents(desk.corpus, round % 2 === 0 ? often : `${often}-2`, round % 2 === 0 ? `${often}-2` : often)), 3));
  await time('references, each article', () => desk.references(home));
  await time('filter of the Entities view', round => desk.filter(['al', 'alib', 'ma', 'group'][round % 4] ?? ''));
  await time('type in an article of 3 kB', round => desk.type(round));
  await desk.openText(long, opened(10_000));
  await time('type in an article of 10 kB', round => desk.type(round));
  await time('accept a suggestion', () => desk.accept());
  await desk.openText(longer, opened(1_000_000));
  await time(`type in an article of 1 MB, with ${desk.offered()} offers`, round => desk.type(round));
  await time('the keystroke itself in 1 MB', round => { desk.strike(round); });
  await desk.openText(longer, opened(1_000_000, words => words));
  await time(`type in 1 MB where more names are known: ${desk.offered()} offers`, round => desk.type(round));
  return rows;
}

async function timed(what: string, work: (round: number) => unknown, times = rounds): Promise<Row> {
  const costs: { readonly wall: number; readonly cpu: number; readonly blocked: number }[] = [];
  for (let round = 0; round < times; round++) {
    const delays = monitorEventLoopDelay({ resolution: 1 });
    delays.enable();
    await rest();
    const { wall, cpu } = await once(() => work(round));
    await rest();
    delays.disable();
    costs.push({ wall, cpu, blocked: delays.max / 1e6 });
  }
  return { articles: 0, act: what, wall: median(costs.map(({ wall }) => wall)), cpu: median(costs.map(({ cpu }) => cpu)), blocked: median(costs.map(({ blocked }) => blocked)) };
}

async function rest(): Promise<void> {
  await new Promise(done => { setTimeout(done, 3); });
}

/** The entity whose number of mentions is the least from here on; the one mentioned most where none has so many. */
function mentionedAbout(index: CorpusIndex, least: number): string {
  const counted = index.entities().map(({ id }) => ({ id, count: index.mentionCount(id) })).sort((one, other) => one.count - other.count);
  return (counted.find(({ count }) => count >= least) ?? counted.at(-1))?.id ?? '';
}

/** What the editor keeps for one corpus, without its window. */
class Desk {
  readonly index = new CorpusIndex();
  readonly names = new EntityNames(this.index);
  readonly problems = new CorpusProblems(this.index);
  readonly shelves = new EntityShelves(this.index);
  readonly list = new ArticleList(this.index, undefined);
  readonly #earliest = new EarliestArticles(this.index);
  readonly corpus: Corpus;
  readonly #texts = new Map<string, string>();
  readonly #ground: Ground;
  readonly #written = new Set<string>();
  readonly #rests = new Rests();
  #file: OpenFile | undefined;
  #document: TypedDocument | undefined;

  constructor(root: string) {
    const { index, names } = this;
    // Of the editor's corpus only what these acts ask of it: what it knows, not where it is.
    const habits = new Habits([]);
    this.corpus = {
      index, habits: { now: () => habits },
      names: { hyphens: 'part', get version() { return String(names.version()); }, gazetteer: () => names.gazetteer(), knowledge: () => ({ ...names.knowledge(), habits }), picker: () => names.picker() },
    } as unknown as Corpus;
    this.#ground = {
      corpus: root, files: new Folder(root), readTorn: file => this.#ground.files.read(file), journals: new Folder(`${root}-journals`), turns: new Turns(noFlags(), () => 'act', stillClock, 5, () => undefined),
      newName: () => crypto.randomUUID(), unsettled: new Map(), recovered: () => undefined, noted: () => undefined,
    };
  }

  /** Takes a file, which is on disk only where an act needs it there. */
  async add(file: string, text: string): Promise<void> {
    this.index.set(file, text);
    if (file === 'corpus.yaml' || file === 'entities.yaml') await this.#ground.files.write(file, text);
    if (file === home) this.#texts.set(file, text);
  }

  async open(file: string): Promise<void> {
    await this.openText(file, this.#texts.get(file) ?? '');
  }

  /** What the card of an entity says of its articles, when the article at hand was edited since. */
  hover(file: string, entity: string, round: number): void {
    this.index.set(file, `${this.#texts.get(file) ?? ''}${'x'.repeat(round)}`);
    this.#earliest.of(entity);
  }

  /** How much is offered in the open article. */
  offered(): number {
    return this.#file?.offers().reduce((sum, offers) => sum + offers.all({ withNew: false }).length, 0) ?? 0;
  }

  async openText(file: string, text: string): Promise<void> {
    await this.add(file, text);
    this.#document = new TypedDocument(text);
    this.#file = new OpenFile(this.#document as unknown as vscode.TextDocument, this.corpus, file);
    await this.bringUp();
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

  /** Tags the first name that is offered, as what it is offered as. */
  async accept(): Promise<void> {
    const [offers] = this.#file?.offers() ?? [];
    const offer = offers?.all({ withNew: false }).find(each => each.kind === 'known');
    if (offers === undefined || offer?.kind !== 'known') throw new Error('nothing is offered');
    const { info } = offers.article;
    const anchor = describe(this.#document?.getText() ?? '', info.span, offer.span);
    await this.do([mentionIntent(this.corpus, info.id, '', anchor, offer.entities[0] ?? '')]);
  }

  async do(intents: readonly Intent[]): Promise<void> {
    const paths = [...new Set(intents.map(intent => intent.path))];
    for (const each of paths) await this.#onDisk(each);
    const steps = await commit(this.#ground, 'act', intents);
    if (!Array.isArray(steps)) throw new Error(JSON.stringify(steps));
    for (const each of paths) {
      const text = await this.#ground.files.read(each) ?? '';
      this.index.set(each, text);
      await this.#rests.next();
    }
    await this.bringUp();
  }

  /** Sidecars are written when an act first needs them there. */
  async #onDisk(file: string): Promise<void> {
    const text = this.#written.has(file) ? undefined : this.index.sidecarFile(file)?.text;
    this.#written.add(file);
    if (text !== undefined) await this.#ground.files.write(file, text);
  }

  /** All that lists and editors show, as of now. */
  async bringUp(): Promise<void> {
    await this.prepare();
    for (const work of [this.problems.update(), this.shelves.update(), this.list.update()]) {
      while (work.next().done !== true) await this.#rests.next();
    }
    this.#file?.articles();
    await this.#rests.next();
    for (const offers of this.#file?.offers() ?? []) offers.all({ withNew: false });
    await this.#rests.next();
  }

  async prepare(): Promise<void> {
    for (const what of ['names', 'picker'] as const) {
      while (this.names.prepare(what, 50)) await this.#rests.next();
    }
  }

  /** What is done between two keystrokes, before a pause. */
  strike(round: number): void {
    const at = Math.floor((this.#document?.getText().length ?? 0) / 2) + round;
    const event = this.#document?.insert(at, 'x');
    if (event !== undefined) this.#file?.changed(event as unknown as vscode.TextDocumentChangeEvent);
  }

  /** What a keystroke leads to, when it is followed up at once. */
  async type(round: number): Promise<void> {
    const document = this.#document;
    const file = this.#file;
    if (document === undefined || file === undefined) return;
    const at = Math.floor(document.getText().length / 2) + round;
    file.changed(document.insert(at, 'x') as unknown as vscode.TextDocumentChangeEvent);
    this.index.set(file.path, document.getText());
    await this.bringUp();
  }

  filter(typed: string): void {
    const passes = entityFilter(typed);
    for (const type of this.shelves.types()) this.shelves.byCount(type).filter(({ entity }) => passes(entity));
  }

  /** What is done for each article in which an entity is mentioned. */
  references(file: string): void {
    const text = this.#texts.get(file) ?? '';
    for (const { id, span } of readArticles(file, text).articles) placeMarks(text, span, marksOn(this.index, id));
  }
}

/** Flags that only one window sees. */
function noFlags(): Flags {
  const up = new Set<string>();
  return { raise: async name => { up.add(name); }, lower: async name => up.delete(name), raised: async () => [...up] };
}

const stillClock: Clock = { pause: async () => undefined, every: () => () => undefined };

/** A document that is typed in, as far as an open file looks at one. */
class TypedDocument {
  version = 1;
  readonly isDirty = true;

  constructor(private text: string) {}

  getText(): string {
    return this.text;
  }

  insert(at: number, text: string): object {
    this.text = [this.text.slice(0, at), text, this.text.slice(at)].join(''); // one piece, as VS Code's is
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
    return this.writeBytes(file, Buffer.from(text));
  }

  async writeBytes(file: string, bytes: Uint8Array): Promise<void> {
    const full = path.join(this.root, file);
    const parent = path.dirname(full);
    if (!this.#made.has(parent)) await mkdir(parent, { recursive: true });
    this.#made.add(parent);
    await writeFile(full, bytes);
  }

  async delete(file: string): Promise<void> {
    await rm(path.join(this.root, file), { force: true });
  }

  async rename(from: string, to: string): Promise<void> {
    await rename(path.join(this.root, from), path.join(this.root, to));
  }

  async list(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }
}
