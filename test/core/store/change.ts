import assert from 'node:assert/strict';
import { applyEdits, invertEdits } from '../../../src/core/yaml/splice';
import type { Edits } from '../../../src/core/yaml/edit';

/** The text after edits that must not be refused; holds that undoing them gives back every byte. */
export function changed(text: string, edits: Edits): string {
  assert.ok(edits !== undefined, 'the edit is refused');
  const after = applyEdits(text, edits);
  assert.equal(applyEdits(after, invertEdits(text, edits)), text);
  return after;
}

/** What edits do to the lines of a text: `- old` and `+ new` ones, without those alike at the start and the end. */
export function diff(text: string, edits: Edits): readonly string[] {
  const before = text.split('\n');
  const after = changed(text, edits).split('\n');
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return [
    ...before.slice(start, before.length - end).map((line) => `- ${line}`),
    ...after.slice(start, after.length - end).map((line) => `+ ${line}`),
  ];
}
