import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { looksLikeUtf16, mostBytes, unreadableInWords } from '../core/exchange/encoding';
import { comesInDocuments, comesInRecords, groupsOf, isMissed, mayBe, Texts } from '../core/exchange/inputs';
import type { ExchangeDocument, ExchangeProblem, Format, Hints, OffsetReport, Reading, TextFile } from '../core/exchange/model';
import { uniqueIds } from '../core/exchange/names';
import type { Unread } from '../core/exchange/report';
import { inEnglish } from '../core/problemWords';
import { copyOf } from '../core/text/copyOf';
import { Failure } from './command';
import { filesBelow, isFile, isFolder } from './files';
import { decoded, firstBadLine, jsonCutOf, piecesOf, tableCutOf, wholeBytes, type Cut, type Piece } from './pieces';
import type { Terminal } from './terminal';

/** Files that are read together, or a piece of a large file. */
interface Batch {
  readonly files: readonly TextFile[];
  readonly problems: readonly ExchangeProblem[];
  readonly hints: Hints;
}

/** The inputs of a command, read batch by batch, as often as they are needed. */
export class Inputs {
  /** The file of each name. */
  readonly #paths: ReadonlyMap<string, string>;
  readonly #texts: Texts;
  readonly #named: ReadonlySet<string>;
  readonly #units = new Map<string, Map<OffsetReport['unit'], number>>();
  readonly #unread = new Map<string, Unread>();

  private constructor(private readonly format: Format, paths: ReadonlyMap<string, string>, named: ReadonlySet<string>) {
    this.#paths = paths;
    this.#named = named;
    this.#texts = new Texts(format.id, paths.keys());
  }

  /** Files that are named, and all of folders; called by their paths from the folder. */
  static async open(operands: readonly string[], format: Format): Promise<Inputs> {
    const paths = new Map<string, string>();
    const named = new Set<string>();
    for (const operand of operands) {
      const isWhole = await isFile(operand);
      if (!isWhole && !await isFolder(operand)) throw new Failure(`there is no ${operand}`);
      for (const below of isWhole ? [''] : await filesBelow(operand)) {
        const name = isWhole ? path.basename(operand) : below;
        if (paths.has(name)) throw new Failure(`two inputs are called ${name}; take one after the other`);
        paths.set(name, path.join(operand, below));
        if (isWhole) named.add(name);
      }
    }
    return new Inputs(format, paths, named);
  }

  /** The files that were passed over, so far. */
  get unread(): readonly Unread[] {
    return [...this.#unread.values()];
  }

  /** Reads all, one batch after another; documents of different files that have one id get different ones. A second time the units of pieces are known from the first. */
  async* readings(what: string, terminal: Terminal): AsyncGenerator<Reading> {
    const groups = groupsOf(this.format.id, [...this.#paths.keys()]);
    const unique = uniqueIds();
    let isEmpty = true;
    for (const [done, group] of groups.entries()) {
      terminal.progress(what, done, groups.length);
      for await (const { files, problems, hints } of this.#batches(group)) {
        const reading = this.format.read?.(files, hints) ?? { documents: [], problems: [], offsets: [] };
        if (hints.unit === undefined) for (const report of reading.offsets) this.#learn(report);
        isEmpty = false;
        yield { ...reading, documents: reading.documents.map(document => withOwnId(document, unique)), problems: [...problems, ...reading.problems] };
      }
    }
    if (isEmpty && this.#unread.size === 0) throw new Failure(`none of the files is ${this.format.name}; seedmark COMMAND --help lists the formats`);
  }

  /** Whether it takes a reading before the unit of some file is known, because that comes in pieces. */
  async hidesUnits(): Promise<boolean> {
    for (const [name, file] of this.#paths) if (comesInRecords(this.format.id, name) && await this.#cutOf(name, file) !== undefined && (await stat(file)).size > wholeBytes) return true;
    return false;
  }

  /** How a file is cut: those of lines always, so that each line may be wrong by itself; others where they are large. */
  async #cutOf(name: string, file: string): Promise<Cut | undefined> {
    const cut = comesInRecords(this.format.id, name) ? await jsonCutOf(file) : comesInDocuments(this.format.id) ? await tableCutOf(file) : undefined;
    return cut !== 'lines' && (await stat(file)).size <= wholeBytes ? undefined : cut;
  }

  async* #batches(group: readonly string[]): AsyncGenerator<Batch> {
    const [only = '', ...others] = group;
    const file = this.#paths.get(only) ?? only;
    const files: TextFile[] = [];
    const cut = await this.#cutOf(only, file);
    if (cut !== undefined) {
      for (const name of others) await this.#take(name, files);
      return yield* this.#pieces(piecesOf(only, file, cut), only, files);
    }
    for (const name of group) await this.#take(name, files);
    const beside = new Set(files.flatMap(each => this.#texts.for(each)));
    for (const name of beside) if (!group.includes(name)) await this.#take(name, files);
    if (files.length > 0) yield { files, problems: [], hints: {} };
  }

  async #take(name: string, files: TextFile[]): Promise<void> {
    const text = await this.#text(name, this.#paths.get(name) ?? name);
    if (text !== undefined && this.#isOwn({ name, text })) files.push({ name, text });
  }

  async #text(name: string, file: string): Promise<string | undefined> {
    const refuse = (reason: string, line?: number): undefined => {
      // a picture in a folder is no loss
      if (this.#named.has(name) || isMissed(this.format, name)) this.#unread.set(name, { file: name, reason, ...(line === undefined ? {} : { line }) });
      return undefined;
    };
    try {
      if ((await stat(file)).size > mostBytes) return refuse(unreadableInWords('too-large', inEnglish));
      const bytes = await readFile(file);
      if (looksLikeUtf16(bytes)) return refuse(unreadableInWords('utf-16', inEnglish));
      return decoded(bytes) ?? refuse(unreadableInWords('not-utf8', inEnglish), firstBadLine(bytes));
    } catch (error) {
      return refuse(error instanceof Error ? error.message : String(error));
    }
  }

  /** A file, some of it at a time, as long as it seems to be of the format. */
  async* #pieces(pieces: AsyncGenerator<Piece>, name: string, beside: readonly TextFile[]): AsyncGenerator<Batch> {
    const isLong = (await stat(this.#paths.get(name) ?? name)).size > wholeBytes;
    let isFirst = true;
    for await (const { problems, ...piece } of pieces) {
      const isEmpty = piece.text.trim() === '';
      if (isFirst && !isEmpty && !this.#isOwn(piece)) return;
      isFirst &&= isEmpty;
      const unit = isLong ? this.#unitOf(name) : undefined;
      yield { files: isEmpty && isLong ? [] : [piece, ...beside], problems, hints: unit === undefined ? {} : { unit } };
    }
  }

  /** Whether a file that was found in a folder is of the format; what was named is taken for it. */
  #isOwn(file: TextFile): boolean {
    return this.#named.has(file.name) || mayBe(this.format, file);
  }

  #learn({ file, unit, matched, decisive }: OffsetReport): void {
    if (!decisive) return;
    const units = this.#units.get(file) ?? new Map<OffsetReport['unit'], number>();
    units.set(unit, (units.get(unit) ?? 0) + matched);
    this.#units.set(file, units);
  }

  /** The unit that explains most of a file. */
  #unitOf(name: string): Hints['unit'] {
    return [...this.#units.get(name) ?? []].sort(([, one], [, other]) => other - one)[0]?.[0];
  }
}

/** The document with an id that none before it has; by itself, so that no file is kept with it. */
function withOwnId(document: ExchangeDocument, unique: (id: string) => string): ExchangeDocument {
  const id = unique(copyOf(document.id));
  return id === document.id ? document : { ...document, id };
}
