import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { byFile, draft, isDraft, isRefused, redoing, undoing, type Intent, type Step } from '../../../src/core/store/intents';
import { someEdits, someFiles, someIntents } from './randomIntents';

type Files = ReadonlyMap<string, string>;

/** Does what is meant to files that are a map; undefined, and nothing done, when one of them refuses. */
function perform(files: Files, intents: readonly Intent[]): { readonly files: Files; readonly steps: readonly Step[] } | undefined {
  const drafts = [...byFile(intents)].map(([path, own]) => draft(path, files.get(path), own));
  if (drafts.some(isRefused)) return undefined;
  const after = new Map(files);
  const changes = drafts.filter(isDraft).filter(each => each.before !== each.after);
  for (const { path, after: text } of changes) {
    if (text === undefined) after.delete(path);
    else after.set(path, text);
  }
  return { files: after, steps: changes.map(({ step }) => step) };
}

function must(done: ReturnType<typeof perform>): NonNullable<typeof done> {
  assert.ok(done !== undefined, 'it is refused');
  return done;
}

const edited = (path: string, span: { start: number; end: number }, text: string): Intent => ({ path, edits: () => [{ span, text }] });
const isPlain = (text: string): boolean => !text.startsWith('\ufeff');
const sorted = (files: Files): readonly (readonly [string, string])[] => [...files].sort(([a], [b]) => (a < b ? -1 : 1));

describe('undo', () => {
  it('gives back every byte, and redo what was done, for any deeds over files of any formatting', () => {
    fc.assert(fc.property(someFiles, fc.array(someIntents, { minLength: 1, maxLength: 4 }), (texts, deeds) => {
      const states: Files[] = [new Map(Object.entries(texts))];
      const steps: (readonly Step[])[] = [];
      for (const intents of deeds) {
        const done = must(perform(states.at(-1) ?? new Map(), intents));
        states.push(done.files);
        steps.push(done.steps);
      }
      let files = states.at(-1) ?? new Map();
      for (let at = steps.length - 1; at >= 0; at--) {
        files = must(perform(files, undoing(steps[at] ?? []))).files;
        assert.deepEqual(sorted(files), sorted(states[at] ?? new Map()));
      }
      for (let at = 0; at < steps.length; at++) {
        files = must(perform(files, redoing(steps[at] ?? []))).files;
        assert.deepEqual(sorted(files), sorted(states[at + 1] ?? new Map()));
      }
    }), { numRuns: 500 });
  });

  it('works beside what someone else has written elsewhere in the file meanwhile, and leaves that', () => {
    const filler = Array.from({ length: 12 }, (_, number) => `# line ${number}\n`).join('');
    fc.assert(fc.property(someFiles, someEdits, fc.constantFrom('# theirs\n', '# 中文\r\n'), fc.boolean(), (texts, intents, theirs, atEnd) => {
      const padded = new Map(Object.entries(texts).map(([path, text]) => [path, isPlain(text) ? `${filler}${text.replace(/\n?$/, '\n')}${filler}` : text]));
      const withTheirs = (path: string, text: string): string => !padded.has(path) || !isPlain(text) ? text : atEnd ? text + theirs : theirs + text;
      const { files, steps } = must(perform(padded, intents));
      const foreign = new Map([...files].map(([path, text]) => [path, withTheirs(path, text)]));
      const undone = must(perform(foreign, undoing(steps)));
      assert.deepEqual(sorted(undone.files), sorted(new Map([...padded].map(([path, text]) => [path, withTheirs(path, text)]))));
    }), { numRuns: 500 });
  });

  it('is refused whole where one of the files was changed at the same place', () => {
    const files = new Map([['a', 'one two three'], ['b', 'four five six']]);
    const { files: after, steps } = must(perform(files, [edited('a', { start: 4, end: 7 }, 'TWO'), edited('b', { start: 5, end: 9 }, 'FIVE')]));
    const foreign = new Map(after).set('b', 'four FiVE six');
    assert.equal(perform(foreign, undoing(steps)), undefined);
    assert.deepEqual([...byFile(undoing(steps))].map(([path, own]) => draft(path, foreign.get(path), own)).filter(isRefused), [{ path: 'b', reason: 'changed-since' }]);
  });

  it('takes away a file that it began, but not what someone has added to it', () => {
    const { files, steps } = must(perform(new Map(), [edited('a', { start: 0, end: 0 }, 'article: a\n')]));
    assert.deepEqual([...must(perform(files, undoing(steps))).files], []);
    const foreign = new Map([['a', 'article: a\nstatus: done\n']]);
    assert.deepEqual([...must(perform(foreign, undoing(steps))).files], [['a', 'status: done\n']]);
  });

  it('redoes a removal only while the file says what it did', () => {
    const { steps } = must(perform(new Map([['a', 'x']]), [{ path: 'a', edits: () => 'remove' }]));
    assert.deepEqual([...must(perform(new Map([['a', 'x']]), redoing(steps))).files], []);
    assert.equal(perform(new Map([['a', 'y']]), redoing(steps)), undefined);
  });
});
