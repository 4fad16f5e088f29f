import Fuse from 'fuse.js';
import { fuseOptions, PickerIndex, type PickerContext, type PickerEntity } from '../../src/core/picker/rank';
import { names, random } from './generated';
import type { Row as Line } from './part';

interface Row {
  readonly entities: number;
  readonly buildMs: number;
  readonly p50: number;
  readonly p95: number;
  readonly fuseP50: number;
  readonly fuseP95: number;
  /** Of fuse.js's first ten on the whole field, the share that the narrowed field holds, or equals of at least their score. */
  readonly recall: number;
  /** The same without counting equals. */
  readonly strictRecall: number;
  /** How often the wanted name is among the first ten: here, and with plain fuse.js. */
  readonly wanted: number;
  readonly fuseWanted: number;
  readonly changeUs: number;
}

const context: PickerContext = { recent: [], here: [], types: [] };

/**
 * Picking among 100, 10,000 and 100,000 entities by names typed key by key, every second one with a typing error,
 * beside fuse.js on the whole field, which at 100,000 is asked each sixth keystroke only. Times are CPU time in milliseconds.
 */
export function picker(): readonly Line[] {
  return [100, 10_000, 100_000].map((count) => ({ ...measure(count, count > 10_000 ? 6 : 1) }));
}

function measure(count: number, every: number): Row {
  const entities = made(count);
  const started = process.hrtime.bigint();
  const index = new PickerIndex(entities);
  const buildMs = since(started);
  const plain = new Fuse(entities, fuseOptions);
  const strokes = keystrokes(entities);
  for (const { typed } of strokes) index.rank(typed, context, 10);
  const own = strokes.map(({ typed, wanted }) => timed(() => index.rank(typed, context, 10).some(({ entity }) => entity === wanted)));
  const sample = strokes.filter((_, at) => at % every === 0);
  const peers = sample.map(({ typed }) => timed(() => plain.search(typed, { limit: 10 })));
  const recalls = sample.map(({ typed }, at) => recall(typed, index, peers[at]?.value ?? []));
  const inSample = own.filter((_, at) => at % every === 0);
  return {
    entities: count, buildMs: Math.round(buildMs), ...percentiles(own.map(({ ms }) => ms)), fuseP50: percentiles(peers.map(({ ms }) => ms)).p50, fuseP95: percentiles(peers.map(({ ms }) => ms)).p95,
    recall: mean(recalls.map(({ even }) => even)), strictRecall: mean(recalls.map(({ strict }) => strict)),
    wanted: mean(inSample.map(({ value }) => Number(value))), fuseWanted: mean(peers.map(({ value }, at) => Number(value.some(({ item }) => item.id === sample[at]?.wanted)))),
    changeUs: changes(index, entities),
  };
}

function made(count: number): PickerEntity[] {
  const next = random(7);
  const types = ['person', 'organization', 'place', 'product'];
  return names(count, 3).map((name, at) => ({
    id: `${name.toLowerCase().replaceAll(/[^a-z]+/gu, '-')}-${at}`, name, type: types[at % 4] ?? 'person', description: '',
    aliases: next() < 0.4 ? [name.split(' ')[0] ?? name] : [],
  }));
}

/** What stands in the input after each key, while ten names are typed; every second one with an error at some place. */
function keystrokes(entities: readonly PickerEntity[]): { typed: string; wanted: string }[] {
  const next = random(11);
  return Array.from({ length: 12 }, (_, turn) => {
    const { name, id } = entities[Math.floor(next() * entities.length)] ?? { name: 'Ma', id: 'ma' };
    const text = turn % 2 === 0 ? name.toLowerCase() : mistyped(name.toLowerCase(), next);
    return Array.from({ length: Math.min(11, text.length) }, (__, at) => ({ typed: text.slice(0, at + 1), wanted: id }));
  }).flat();
}

function mistyped(text: string, next: () => number): string {
  const at = 1 + Math.floor(next() * Math.min(6, text.length - 2));
  const kind = next();
  if (kind < 0.35) return text.slice(0, at) + text.slice(at + 1);
  if (kind < 0.7) return `${text.slice(0, at)}${text.charAt(at + 1)}${text.charAt(at)}${text.slice(at + 2)}`;
  return `${text.slice(0, at)}e${text.slice(at + 1)}`;
}

function recall(typed: string, index: PickerIndex, best: readonly { item: PickerEntity; score?: number }[]): { even: number; strict: number } {
  if (best.length === 0) return { even: 1, strict: 1 };
  const field = index.narrowed(typed, context);
  const ids = new Set(field.map(({ id }) => id));
  const strict = best.filter(({ item }) => ids.has(item.id)).length / best.length;
  const found = new Fuse(field, fuseOptions).search(typed, { limit: best.length }).map(({ score = 1 }) => score);
  const even = best.filter(({ item, score = 1 }, at) => ids.has(item.id) || (found[at] ?? 2) <= score + 1e-9).length / best.length;
  return { even, strict };
}

function changes(index: PickerIndex, entities: readonly PickerEntity[]): number {
  const some = entities.slice(0, 200);
  const started = process.hrtime.bigint();
  for (const entity of some) index.set({ ...entity, aliases: [...entity.aliases, 'Another Name'] });
  return Math.round((since(started) * 1000) / some.length);
}

/** CPU time, which other work on the machine does not stretch. */
function timed<T>(run: () => T): { ms: number; value: T } {
  const started = process.cpuUsage();
  const value = run();
  const { user, system } = process.cpuUsage(started);
  return { ms: (user + system) / 1000, value };
}

function since(started: bigint): number {
  return Number(process.hrtime.bigint() - started) / 1e6;
}

function mean(values: readonly number[]): number {
  return Math.round((1000 * values.reduce((sum, value) => sum + value, 0)) / values.length) / 1000;
}

function percentiles(times: readonly number[]): { p50: number; p95: number } {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => Math.round(100 * (sorted[Math.floor(sorted.length * share)] ?? 0)) / 100;
  return { p50: at(0.5), p95: at(0.95) };
}
