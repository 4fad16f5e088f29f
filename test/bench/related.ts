import { readFileSync } from 'node:fs';
import type { Knowledge } from '../../src/core/related/relatedIndex';
import { RelatedIndex } from '../../src/core/related/relatedIndex';

interface Line {
  readonly id: string;
  readonly text: string;
  readonly group: string;
  readonly entities: readonly string[];
  readonly date?: string;
}

/** How good one ranking is, each 0 to 1. */
interface Quality {
  /** Whether the first article is relevant. */
  readonly p1: number;
  /** The share of relevant articles among the first R, where R articles are relevant. */
  readonly rprec: number;
  /** The mean over the relevant articles of the precision at their rank; an article that is not ranked adds 0. */
  readonly averagePrecision: number;
}

/**
 * `related FILE.jsonl`: each line `{"id","text","group"}`, optionally `"entities"` and `"date"`. Every article is asked
 * for its related ones; relevant are the others of its group. Prints
 * `{"articles":n,"p1":x,"rprec":x,"map":x,"ms":x}`: the articles read, the means over those whose group has another
 * member (the others have nothing to find, and are left out of the means), and the mean time of a full ranking.
 */
export async function related(args: readonly string[]): Promise<void> {
  const [file] = args;
  if (file === undefined) throw new Error('usage: related FILE.jsonl');
  const lines = readFileSync(file, 'utf8').split('\n').filter((line) => line.trim() !== '').map(readLine);
  console.log(JSON.stringify(measure(lines)));
  return Promise.resolve();
}

function readLine(line: string): Line {
  const value: unknown = JSON.parse(line);
  if (typeof value !== 'object' || value === null) throw new Error(`not an object: ${line.slice(0, 60)}`);
  const text = 'text' in value && typeof value.text === 'string' ? value.text : '';
  const entities = 'entities' in value && Array.isArray(value.entities) ? value.entities.map(String) : [];
  const date = 'date' in value && typeof value.date === 'string' ? { date: value.date } : {};
  return { id: named(value, 'id'), text, group: named(value, 'group'), entities: [...new Set(entities)], ...date };
}

function named(value: object, key: string): string {
  const found: unknown = Object.getOwnPropertyDescriptor(value, key)?.value;
  if (typeof found !== 'string' && typeof found !== 'number') throw new Error(`a line has no ${key}`);
  return String(found);
}

function measure(lines: readonly Line[]): Record<string, number> {
  const index = new RelatedIndex();
  for (const line of lines) index.set(line.id, line.text);
  const knowledge = knowledgeOf(lines);
  const groups = new Map(lines.map((line) => [line.id, line.group]));
  const sizes = countBy(lines.map((line) => line.group));
  const asked = lines.filter((line) => (sizes.get(line.group) ?? 0) > 1);
  const started = performance.now();
  const rankings = asked.map((line) => index.related(line.id, knowledge, lines.length).map(({ id }) => groups.get(id) === line.group));
  const ms = (performance.now() - started) / Math.max(asked.length, 1);
  const qualities = rankings.map((hits, i) => quality(hits, (sizes.get(asked[i]?.group ?? '') ?? 1) - 1));
  return {
    articles: lines.length,
    p1: mean(qualities.map(({ p1 }) => p1)),
    rprec: mean(qualities.map(({ rprec }) => rprec)),
    map: mean(qualities.map(({ averagePrecision }) => averagePrecision)),
    ms: rounded(ms),
  };
}

function quality(hits: readonly boolean[], relevant: number): Quality {
  let found = 0;
  let precisions = 0;
  hits.forEach((hit, i) => { if (hit) precisions += ++found / (i + 1); });
  const early = hits.slice(0, relevant).filter(Boolean).length;
  return { p1: hits[0] === true ? 1 : 0, rprec: early / relevant, averagePrecision: precisions / relevant };
}

function knowledgeOf(lines: readonly Line[]): Knowledge {
  const byId = new Map(lines.map((line) => [line.id, line]));
  const articles = new Map<string, string[]>();
  for (const line of lines) for (const entity of line.entities) articles.set(entity, [...articles.get(entity) ?? [], line.id]);
  return {
    entitiesOf: (id) => byId.get(id)?.entities ?? [],
    articlesOf: (entity) => articles.get(entity) ?? [],
    linksOf: () => new Map(),
    dateOf: (id) => byId.get(id)?.date,
  };
}

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function mean(values: readonly number[]): number {
  return rounded(values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1));
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
