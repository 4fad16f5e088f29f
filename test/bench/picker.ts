import Fuse from 'fuse.js';
import { loadavg } from 'node:os';
import { fuseOptions, PickerIndex, type PickerEntity } from '../../src/core/picker/rank';
import { names, random } from './generated';
import { median, medianCost, once, quantile, type Cost } from './measure';
import { namePickers, noContext, type NamePicker } from './namePickers';
import { numbersIn, type Row } from './part';

const rounds = 5;

/** What stands in the input after a key, and whom the person means. */
export interface Keystroke {
  readonly typed: string;
  readonly wanted: string;
}

/**
 * `picker [ENTITIES…]`: picking among 100, 10,000 and 100,000 entities by names typed key by key, every second one with a typing error,
 * beside others that pick. A keystroke is the median of five; of these stand here the middle and the 95th percentile, in milliseconds.
 * Then how much of what fuse.js ranks first on the whole field is in the narrowed field that the picker shows to it.
 */
export async function picker(args: readonly string[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const recalls: Row[] = [];
  for (const count of numbersIn(args, [100, 10_000, 100_000])) {
    const entities = madeEntities(count);
    const strokes = keystrokes(entities);
    for (const each of namePickers) rows.push(await measure(each, entities, strokes));
    const sample = sampleOf(strokes, count);
    recalls.push({ entities: count, keystrokes: sample.length, ...recallOf(entities, sample), 'changing one, µs': changes(entities) });
  }
  return [...rows, ...recalls, { 'load of the machine': loadavg()[0] }];
}

/** Each round is made ready anew and types all keys: some pickers remember what they were asked. */
async function measure({ name, prepare, isSlow }: NamePicker, entities: readonly PickerEntity[], strokes: readonly Keystroke[]): Promise<Row> {
  const some = sampleOf(strokes, entities.length);
  const asked = isSlow ? some : strokes;
  const builds: number[] = [];
  const costs = asked.map((): Cost[] => []);
  let found = 0;
  for (let round = 0; round < rounds; round++) {
    const made = await once(() => prepare(entities));
    builds.push(made.wall);
    found = 0;
    for (const [at, stroke] of asked.entries()) {
      const { value, ...cost } = await once(() => made.value(stroke.typed));
      costs[at]?.push(cost);
      if (some.includes(stroke) && value.includes(stroke.wanted)) found++;
    }
  }
  const [wall, cpu] = (['wall', 'cpu'] as const).map(kind => costs.map(each => medianCost(each)[kind]));
  return {
    entities: entities.length, picker: name, keystrokes: asked.length, 'build ms': median(builds), 'p50 cpu': median(cpu ?? []), 'p95 cpu': quantile(cpu ?? [], 0.95),
    'p50 wall': median(wall ?? []), 'p95 wall': quantile(wall ?? [], 0.95), 'wanted in ten': found / some.length,
  };
}

/** Every sixth keystroke where there are many entities: fuse.js takes the better part of a second for one. */
function sampleOf(strokes: readonly Keystroke[], entities: number): readonly Keystroke[] {
  return strokes.filter((_, at) => at % (entities > 10_000 ? 6 : 1) === 0);
}

export function madeEntities(count: number): PickerEntity[] {
  const next = random(7);
  const types = ['person', 'organization', 'place', 'product'];
  return names(count, 3).map((name, at) => ({
    id: `${name.toLowerCase().replaceAll(/[^a-z]+/gu, '-')}-${at}`, name, type: types[at % 4] ?? 'person', description: '',
    aliases: next() < 0.4 ? [name.split(' ')[0] ?? name] : [],
  }));
}

/** What stands in the input after each key, while twelve names are typed; every second one with an error at some place. */
export function keystrokes(entities: readonly PickerEntity[]): readonly Keystroke[] {
  const next = random(11);
  return Array.from({ length: 12 }, (_, turn) => {
    const { name, id } = entities[Math.floor(next() * entities.length)] ?? { name: 'Ma', id: 'ma' };
    const text = turn % 2 === 0 ? name.toLowerCase() : mistyped(name.toLowerCase(), next);
    return Array.from({ length: Math.min(11, text.length) }, (__, at) => ({ typed: text.slice(0, at + 1), wanted: id }));
  }).flat();
}

/** A letter left out, two that changed places, or a wrong one. */
function mistyped(text: string, next: () => number): string {
  const at = 1 + Math.floor(next() * Math.min(6, text.length - 2));
  const kind = next();
  if (kind < 0.35) return text.slice(0, at) + text.slice(at + 1);
  if (kind < 0.7) return `${text.slice(0, at)}${text.charAt(at + 1)}${text.charAt(at)}${text.slice(at + 2)}`;
  return `${text.slice(0, at)}e${text.slice(at + 1)}`;
}

/**
 * Of plain fuse.js's first ten, the share that the narrowed field holds; and the share when others count
 * that fuse.js ranks no worse, for of many alike names it is chance which come first.
 */
export function recallOf(entities: readonly PickerEntity[], strokes: readonly Keystroke[]): { readonly 'recall of fuse.js’s ten': number; readonly 'with equals': number } {
  const index = new PickerIndex(entities);
  const plain = new Fuse(entities, fuseOptions);
  const shares = strokes.map(({ typed }) => recall(index.narrowed(typed, noContext), typed, plain.search(typed, { limit: 10 })));
  return { 'recall of fuse.js’s ten': mean(shares.map(({ strict }) => strict)), 'with equals': mean(shares.map(({ even }) => even)) };
}

function recall(field: readonly PickerEntity[], typed: string, best: readonly { readonly item: PickerEntity; readonly score?: number }[]): { readonly even: number; readonly strict: number } {
  if (best.length === 0) return { even: 1, strict: 1 };
  const ids = new Set(field.map(({ id }) => id));
  const found = new Fuse(field, fuseOptions).search(typed, { limit: best.length }).map(({ score = 1 }) => score);
  const held = best.filter(({ item }) => ids.has(item.id)).length;
  const even = best.filter(({ item, score = 1 }, at) => ids.has(item.id) || (found[at] ?? 2) <= score + 1e-9).length;
  return { even: even / best.length, strict: held / best.length };
}

function changes(entities: readonly PickerEntity[]): number {
  const index = new PickerIndex(entities);
  const some = entities.slice(0, 200);
  return median(Array.from({ length: rounds }, (_, round) => {
    const from = performance.now();
    for (const entity of some) index.set({ ...entity, aliases: [...entity.aliases, `Another Name ${round}`] });
    return (performance.now() - from) * 1000 / some.length;
  }));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
