import type { Entity } from '../model';
import type { Problem } from '../problem';
import { readCanonical } from '../yaml/canonical';
import type { MapEntry, MapNode } from '../yaml/node';
import { readYaml } from '../yaml/yaml';
import { Findings, shapeProblem } from './reading';

/** One entry of the map that `entities.yaml` is: what it says by itself, wherever in the file it stands. */
export interface EntityEntry {
  readonly id: string;
  /** How long the id is as it is written, quotes included. */
  readonly keyLength: number;
  /** Undefined where the value is no map. */
  readonly entity: Entity | undefined;
  /** Their places count from the start of the entry. */
  readonly problems: readonly Problem[];
}

/** The entries of a text in its order, and where each starts, in UTF-16 units. */
export interface Entries {
  readonly list: readonly EntityEntry[];
  readonly starts: readonly number[];
}

/** About how much is read at a stretch, in UTF-16 units: some milliseconds also for the full reader, which is a hundred times slower. */
const usualStretch = 16_000;

/** What starts an entry for certain, at the start of a line: a key, and no list, comment, quote that goes on, or marker of a document. */
const entryStart = /^[\p{L}\p{N}_]/u;
const documentMarker = /^(?:---|\.\.\.|%)/m;

/**
 * Reads the entries of a text one stretch after another, and stops between two. Undefined where the text must be read as a whole
 * to know what it says: it is broken, it is no block map, or an entry needs another one.
 */
export function* readEntries(text: string, stretch = usualStretch): Generator<undefined, Entries | undefined> {
  const list: EntityEntry[] = [];
  const starts: number[] = [];
  for (let from = 0; from < text.length;) {
    const end = stretchEnd(text, from + stretch);
    const source = text.slice(from, end);
    const map = mapIn(source);
    if (map === undefined) return undefined;
    for (const [at, entry] of map.node.entries.entries()) {
      list.push(readEntry(entry, problemsWithin(map.problems, entry, map.node.entries[at + 1])));
      starts.push(from + entry.span.start);
    }
    from = end;
    yield;
  }
  return { list, starts };
}

/** The first start of an entry from `at` on, or the text's end. */
function stretchEnd(text: string, at: number): number {
  for (let line = text.indexOf('\n', at); line >= 0; line = text.indexOf('\n', line + 1)) {
    if (entryStart.test(text.slice(line + 1, line + 3))) return line + 1;
  }
  return text.length;
}

interface BlockMap {
  readonly node: Pick<MapNode, 'entries'>;
  readonly problems: readonly Problem[];
}

/** What a stretch says, where that would be the same in any file around it. */
function mapIn(source: string): BlockMap | undefined {
  const canonical = readCanonical(source);
  if (canonical !== undefined) return { node: canonical, problems: [] };
  if (/^\uFEFF?(?:[ ]*(?:#.*)?\r?\n)*$/.test(source)) return { node: { entries: [] }, problems: [] };
  if (documentMarker.test(source)) return undefined;
  const { node, problems } = readYaml(source);
  const isAlone = node?.kind === 'map' && !node.flow && !node.frozen && problems.every(({ code }) => code === 'duplicate-key');
  return isAlone && node.entries.every(entry => isAtMargin(source, entry)) ? { node, problems } : undefined;
}

function isAtMargin(source: string, { keySpan: { start } }: MapEntry): boolean {
  return start === 0 || source.charAt(start - 1) === '\n' || (start === 1 && source.startsWith('\uFEFF'));
}

/** What the full reader says of an entry; that its key stands twice is for the file to tell. */
function problemsWithin(problems: readonly Problem[], { span, keySpan }: MapEntry, next: MapEntry | undefined): Problem[] {
  const end = next?.span.start ?? Infinity;
  return problems.filter(problem => problem.span.start >= span.start && problem.span.start < end && problem.span.start !== keySpan.start);
}

function readEntry({ key: id, keySpan, value, span }: MapEntry, problems: readonly Problem[]): EntityEntry {
  const findings = new Findings();
  const entity = value.kind === 'map' ? readEntity(id, value, findings) : undefined;
  const own = value.kind === 'map' ? findings.problems : [shapeProblem(value, 'map', id)];
  const all = [...problems, ...own];
  return { id, keyLength: keySpan.end - keySpan.start, entity, problems: all.length === 0 ? none : all.map(problem => shifted(problem, -span.start)) };
}

const none: readonly Problem[] = [];

/** A problem so many units further on. */
export function shifted(problem: Problem, by: number): Problem {
  return { ...problem, span: { start: problem.span.start + by, end: problem.span.end + by } };
}

/** What a map says of an entity; what is wrong with it goes to the findings. */
export function readEntity(id: string, node: MapNode, findings: Findings): Entity {
  const links = findings.collection(node, 'links', 'map');
  const never = findings.texts(node, 'never') ?? [];
  const distinct = findings.texts(node, 'distinct') ?? [];
  return {
    id,
    name: findings.needed(node, 'name') ?? id,
    type: findings.needed(node, 'type') ?? '',
    aliases: findings.texts(node, 'aliases') ?? noTexts,
    ...never.length === 0 ? {} : { never },
    ...distinct.length === 0 ? {} : { distinct },
    description: findings.text(node, 'description') ?? '',
    links: links === undefined ? noLinks : new Map(links.entries.flatMap(({ key }) => {
      const value = findings.text(links, key);
      return value === undefined ? [] : [[key, value] as const];
    })),
  };
}

/** One for all that have none: maps of their own for each of 100,000 entities would be 28 MB, lists 3. */
const noLinks: ReadonlyMap<string, string> = new Map();
const noTexts: readonly string[] = [];

/** Whether two entities say the same. */
export function sameEntity(one: Entity, other: Entity): boolean {
  return one === other || (one.id === other.id && one.name === other.name && one.type === other.type && one.description === other.description
    && sameTexts(one.aliases, other.aliases) && sameTexts(one.never ?? [], other.never ?? []) && sameTexts(one.distinct ?? [], other.distinct ?? [])
    && sameTexts([...one.links].flat(), [...other.links].flat()));
}

function sameTexts(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, at) => text === other[at]);
}
