import { readFileSync } from 'node:fs';
import { dayOf } from '../../src/core/related/day';
import type { Knowledge } from '../../src/core/related/relatedIndex';
import { RelatedIndex } from '../../src/core/related/relatedIndex';
import { countBy, mean, quality, rounded } from './rankingQuality';

interface Line {
  /** Its place among the lines: an id may stand on two. */
  readonly id: string;
  readonly text: string;
  readonly group: string;
  readonly entities: readonly string[];
  readonly date?: string;
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
  const lines = readFileSync(file, 'utf8').replace(/^\uFEFF/, '').split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [readLine(line, at)]));
  console.log(JSON.stringify(measure(lines)));
  return Promise.resolve();
}

function readLine(line: string, at: number): Line {
  const value = parsed(line, at);
  const text = 'text' in value && typeof value.text === 'string' ? value.text : '';
  const entities = 'entities' in value && Array.isArray(value.entities) ? value.entities.map((entity) => (typeof entity === 'string' ? entity : JSON.stringify(entity))) : [];
  const date = 'date' in value && typeof value.date === 'string' ? { date: value.date.slice(0, 10) } : {};
  const id = String(at).padStart(9, '0');
  const group = 'group' in value && (typeof value.group === 'string' || typeof value.group === 'number') ? `group ${value.group}` : `alone ${id}`;
  return { id, text, group, entities: [...new Set(entities)], ...date };
}

function parsed(line: string, at: number): object {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value;
  } catch { /* Said below, with the number of the line. */ }
  throw new Error(`line ${at + 1} is no JSON object: ${line.slice(0, 60)}`);
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
    p1: rounded(mean(qualities.map(({ p1 }) => p1))),
    rprec: rounded(mean(qualities.map(({ rprec }) => rprec))),
    map: rounded(mean(qualities.map(({ averagePrecision }) => averagePrecision))),
    ms: rounded(ms),
  };
}

function knowledgeOf(lines: readonly Line[]): Knowledge {
  const byId = new Map(lines.map((line) => [line.id, line]));
  const articles = new Map<string, string[]>();
  for (const line of lines) for (const entity of line.entities) articles.set(entity, [...articles.get(entity) ?? [], line.id]);
  return {
    entitiesOf: (id) => byId.get(id)?.entities ?? [],
    articlesOf: (entity) => articles.get(entity) ?? [],
    spreadOf: (entity) => articles.get(entity)?.length ?? 0,
    linksOf: () => new Map(),
    dayOf: (id) => dayOf(byId.get(id)?.date ?? ''),
  };
}
