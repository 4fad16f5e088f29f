import type { Problem } from '../problem';
import { inPlace, problemsOf, typeProblems } from './check';
import type { CorpusIndex } from './corpusIndex';
import { configPath, entitiesPath } from './fileKind';
import { SharedNames } from './sharedNames';
import type { Touched } from './touched';

/** What is wrong with one file. */
export interface FileProblems {
  /** By place; of very many the first ones. */
  readonly problems: readonly Problem[];
  /** How many there are, these included. */
  readonly count: number;
}

/** More problems of one file than these are counted only: nobody reads them, and no list shows them. */
export const mostOfFile = 1000;
/** Of how many entities the names are compared before others get their turn. */
const namesAtOnce = 500;
/** How many files are marked before others get their turn. */
const pathsAtOnce = 1000;

/** What is wrong with each file of a corpus, kept in step with it: a change costs what it is about. */
export class CorpusProblems {
  readonly #byPath = new Map<string, FileProblems>();
  readonly #shared = new SharedNames();
  readonly #stale = new Set<string>();
  #changed = new Set<string>();
  #revision = -1;
  #count = 0;

  constructor(private readonly index: CorpusIndex) {}

  /** How many there are in all, as of the last update. */
  get count(): number {
    return this.#count;
  }

  /** The files that have any, sorted. */
  paths(): string[] {
    return [...this.#byPath.keys()].sort();
  }

  /** Of one file, as of the last update; undefined where there is none. */
  of(path: string): FileProblems | undefined {
    return this.#byPath.get(path);
  }

  /** Looks at what has changed since the last update, stopping after each file. Whoever stops there goes on with the next call. */
  * update(): Generator<undefined, void> {
    yield* this.#markAffected();
    while (this.#shared.prepare(this.index.entities(), namesAtOnce)) yield;
    for (const path of this.#stale) {
      this.#stale.delete(path);
      this.#look(path);
      yield;
    }
  }

  /** The files of which something else is said since this was asked before. */
  takeChanged(): ReadonlySet<string> {
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  /** Only when all are marked is the change done with: who stops before begins it anew. */
  * #markAffected(): Generator<undefined, void> {
    const { revision } = this.index;
    const touched = this.index.touchedSince(this.#revision);
    let count = 0;
    for (const path of touched === 'everything' ? this.#everything() : affectedBy(this.index, touched)) {
      this.#stale.add(path);
      if (++count % pathsAtOnce === 0) yield;
    }
    this.#revision = revision;
  }

  * #everything(): Generator<string> {
    yield* [configPath, entitiesPath];
    yield* this.index.filePaths();
    yield* this.#byPath.keys();
  }

  #look(path: string): void {
    const before = this.#byPath.get(path);
    const now = path === entitiesPath ? this.#ofEntities() : limited(problemsOf(this.index, path));
    this.#count += now.count - (before?.count ?? 0);
    if (before !== undefined || now.count > 0) this.#changed.add(path);
    if (now.count > 0) this.#byPath.set(path, now);
    else this.#byPath.delete(path);
  }

  #ofEntities(): FileProblems {
    const { entitiesFile } = this.index;
    const types = typeProblems(this.index, mostOfFile);
    const shared = this.#shared.problems(entitiesFile, mostOfFile);
    const problems = limited(inPlace([...entitiesFile.problems, ...types.problems, ...shared.problems]));
    return { ...problems, count: entitiesFile.problems.length + types.count + shared.count };
  }
}

function limited(problems: readonly Problem[]): FileProblems {
  return { problems: problems.length > mostOfFile ? problems.slice(0, mostOfFile) : problems, count: problems.length };
}

/** The files of which something else may be to be said: those that changed, and those that speak of what came or went. */
function* affectedBy(index: CorpusIndex, { paths, entityIds, articleIds }: Touched): Generator<string> {
  yield* paths;
  for (const id of entityIds) yield* index.sidecarsNaming(id);
  for (const id of articleIds) {
    for (const { path } of [...index.articlePlaces(id), ...index.sidecars(id), ...index.linksTo(id)]) yield path;
  }
}
