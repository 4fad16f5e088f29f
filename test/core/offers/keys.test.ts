import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { freeKeys, keyActions, typeKeys, type KeyAction } from '../../../src/core/offers/keys';
import { defaultTypes } from '../../../src/core/store/defaults';
import type { EntityType } from '../../../src/core/model';

interface Binding {
  readonly command: string;
  readonly key: string;
  readonly when?: string;
  readonly args?: unknown;
}

function bindings(): readonly Binding[] {
  const manifest = JSON.parse(readFileSync(path.resolve('package.json'), 'utf8')) as { readonly contributes: { readonly keybindings: readonly Binding[] } };
  return manifest.contributes.keybindings.filter(({ when }) => when?.startsWith('seedmark.annotating') === true);
}

function typed(keys: string): EntityType[] {
  const [model] = defaultTypes;
  assert.ok(model);
  return Array.from(keys, (key, at) => ({ ...model, id: `${key}${at}`, key }));
}

describe('the keys of annotate mode', () => {
  it('are those that the manifest binds', () => {
    const actions = Object.values<KeyAction>(keyActions).flatMap(({ keys, command, args }) => keys.map(key => JSON.stringify([key, command, args])));
    const free = freeKeys().map(key => JSON.stringify([key, 'seedmark.tag', { key }]));
    assert.deepEqual(bindings().map(({ key, command, args }) => JSON.stringify([key, command, args])).sort(), [...actions, ...free].sort());
  });

  it('are each bound once', () => {
    const keys = bindings().map(({ key }) => key);
    assert.equal(new Set(keys).size, keys.length);
  });

  const cases: readonly (readonly [keys: string, found: string])[] = [
    ['poe', 'p: p0, o: o1, e: e2'],
    ['pl', 'p: p0, shift+l: l1'],
    ['pp', 'p: p0, shift+p: p1'],
    ['ppp', 'p: p0, shift+p: p1'],
    ['xP', 'shift+p: P1'],
    ['.é', ''],
  ];
  for (const [keys, found] of cases) {
    it(`types that want ${Array.from(keys).join(', ')} get ${found || 'only their numbers'}`, () => {
      const all = [...typeKeys(typed(keys))];
      assert.equal(all.filter(([key]) => !/^\d$/.test(key)).map(([key, { id }]) => `${key}: ${id}`).join(', '), found);
      assert.deepEqual(all.filter(([key]) => /^\d$/.test(key)).map(([key]) => key), Array.from(keys, (_, at) => String(at + 1)));
    });
  }

  it('lets a type have a digit as its key, before the one whose number it is', () => {
    assert.deepEqual([...typeKeys(typed('p1'))].map(([key, { id }]) => `${key}: ${id}`), ['p: p0', '1: 11', '2: 11']);
  });
});
