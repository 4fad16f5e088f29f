import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { draft, isDraft, type Intent } from '../../../src/core/store/intents';
import { journalOf, printJournal, readJournal, type Journal } from '../../../src/core/store/journal';
import { readSidecar } from '../../../src/core/store/sidecarFile';
import { recover } from '../../../src/editor/writing/commit';
import { FileFailure, reasonOf } from '../../../src/editor/writing/fileStore';
import { FaultyDisk, Killed, type Fault } from './faultyDisk';
import { someFiles, someIntents } from './randomIntents';

const half = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined });
const kill: fc.Arbitrary<Fault> = fc.record({ at: fc.nat(14), kind: fc.constant('killed' as const), half });
const full: fc.Arbitrary<Fault> = fc.record({ at: fc.nat(10), kind: fc.record({ fullFor: fc.integer({ min: 1, max: 12 }) }), half });

/** What the files say when nothing goes wrong. */
async function whole(files: Record<string, string>, intents: readonly Intent[]): Promise<Record<string, string | undefined>> {
  const disk = new FaultyDisk(files);
  await disk.commit('all', intents);
  assert.deepEqual(disk.journals(), []);
  return disk.texts();
}

function changed(before: Record<string, string | undefined>, after: Record<string, string | undefined>): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(path => before[path] !== after[path]);
}

async function ends(work: Promise<unknown>): Promise<'done' | 'killed' | 'failed'> {
  return work.then(() => 'done' as const, (error: unknown) => {
    if (error instanceof Killed) return 'killed';
    assert.ok(error instanceof FileFailure, String(error));
    return 'failed';
  });
}

function insertion(path: string, text: string): Intent {
  return { path, edits: now => [{ span: { start: now?.length ?? 0, end: now?.length ?? 0 }, text }] };
}

describe('a transaction that is cut short', () => {
  it('is found whole or not at all at the next start, whenever the process was killed', async function () {
    this.timeout(120_000);
    let cut = 0;
    await fc.assert(fc.asyncProperty(someFiles, someIntents, kill, async (files, intents, fault) => {
      const [before, after] = [new FaultyDisk(files).texts(), await whole(files, intents)];
      const disk = new FaultyDisk(files);
      disk.breakAt(fault);
      const end = await ends(disk.commit('all', intents));
      disk.restart();
      const recoveries = await disk.recover();
      const completed = end === 'done' || recoveries.some(({ ended }) => ended === 'forward');
      if (recoveries.length > 0) cut++;
      // Killed before its journal was written to the end, nothing was done; with its last file behind it, all.
      const wanted = completed || fault.at > changed(before, after).length ? after : before;
      assert.deepEqual(disk.texts(), wanted);
      assert.deepEqual(disk.journals(), []);
    }), { numRuns: 1000 });
    assert.ok(cut > 100, `${cut} were cut`);
  });

  it('is ended also when that is cut short in its turn', async () => {
    await fc.assert(fc.asyncProperty(someFiles, someIntents, kill, fc.array(kill, { maxLength: 3 }), async (files, intents, first, others) => {
      const [before, after] = [new FaultyDisk(files).texts(), await whole(files, intents)];
      const disk = new FaultyDisk(files);
      disk.breakAt(first);
      await ends(disk.commit('all', intents));
      for (const fault of others) {
        disk.restart();
        disk.breakAt(fault);
        await ends(disk.recover());
      }
      disk.restart();
      await disk.recover();
      assert.ok([before, after].some(wanted => JSON.stringify(wanted) === JSON.stringify(disk.texts())), JSON.stringify(disk.texts()));
      assert.deepEqual(disk.journals(), []);
    }), { numRuns: 300 });
  });

  it('keeps what someone else wrote to a file before the next start', async () => {
    const disk = new FaultyDisk({ a: 'one\n', b: 'two\n' });
    disk.breakAt({ at: 2, kind: 'killed', half: undefined });
    assert.equal(await ends(disk.commit('both', [insertion('a', 'A\n'), insertion('b', 'B\n')])), 'killed');
    disk.edit('a', '# theirs\none\nA\n');
    disk.edit('b', '# theirs\ntwo\n');
    disk.restart();
    assert.deepEqual((await disk.recover()).map(({ ended }) => ended), ['forward']);
    assert.deepEqual(disk.texts(), { a: '# theirs\none\nA\n', b: '# theirs\ntwo\nB\n' });
  });

  it('that can be brought to neither end, since someone has changed a file there, is told of and its journal kept', async () => {
    const disk = new FaultyDisk({ a: 'one\n', b: 'two\n' });
    disk.breakAt({ at: 2, kind: 'killed', half: undefined });
    await ends(disk.commit('both', [insertion('a', 'A\n'), { path: 'b', edits: () => [{ span: { start: 0, end: 3 }, text: 'zwei' }] }]));
    disk.edit('b', 'deux and more\n');
    disk.restart();
    assert.deepEqual((await disk.recover()).map(({ ended, stuck }) => [ended, stuck]), [['stuck', 'b']]);
    assert.deepEqual(disk.texts(), { a: 'one\nA\n', b: 'deux and more\n' });
    assert.deepEqual(disk.journals(), ['j1.stuck']);
  });

  it('that began a file which someone else has begun since adds to that', async () => {
    const path = 'annotations/a.yaml';
    const ours = 'article: a\nmentions:\n  - { id: aaaaaa, entity: e, at: [1, 2], quote: "q" }\n';
    const disk = new FaultyDisk({});
    disk.breakAt({ at: 1, kind: 'killed', half: undefined });
    await ends(disk.commit('a', [insertion(path, ours)]));
    disk.edit(path, ours.replace('aaaaaa', 'bbbbbb'));
    disk.restart();
    assert.deepEqual((await disk.recover()).map(({ ended }) => ended), ['forward']);
    assert.deepEqual([...readSidecar(disk.text(path) ?? '').marks.keys()].sort(), ['aaaaaa', 'bbbbbb']);
  });

  it('by another version is neither ended nor thrown away, and nobody is kept from writing', async () => {
    const disk = new FaultyDisk({ a: 'one\n' });
    await disk.ground().journals.write('j.journal', '{"corpus":"corpus","label":"l","files":[{"path":"a","step":{"stages":[{}]}}]}\nend 3\n');
    await disk.commit('a', [insertion('a', 'A\n')]);
    assert.deepEqual([disk.texts(), disk.journals(), disk.noted()], [{ a: 'one\nA\n' }, ['j.stuck'], ['a journal of another version is kept']]);
  });

  it('is left to the corpus that it belongs to', async () => {
    const disk = new FaultyDisk({ a: 'one\n' });
    disk.breakAt({ at: 1, kind: 'killed', half: 0.5 });
    await ends(disk.commit('a', [insertion('a', 'A\n')]));
    disk.restart();
    await recover({ ...disk.ground(), corpus: 'another', recovered: () => assert.fail('it is another’s') });
    assert.deepEqual((await disk.recover()).length, 1);
  });
});

describe('a disk that fails', () => {
  it('leaves nothing half done: at once, or when it works again', async function () {
    this.timeout(120_000);
    let failures = 0;
    await fc.assert(fc.asyncProperty(someFiles, someIntents, full, fc.boolean(), async (files, intents, fault, restarts) => {
      const [before, after] = [new FaultyDisk(files).texts(), await whole(files, intents)];
      const disk = new FaultyDisk(files);
      disk.breakAt(fault);
      const end = await ends(disk.commit('all', intents));
      if (end === 'failed') failures++;
      if (restarts) disk.restart();
      disk.mend();
      await disk.recover();
      assert.deepEqual(disk.journals(), []);
      const said = JSON.stringify(disk.texts());
      if (end === 'done') assert.equal(said, JSON.stringify(after));
      // A journal that says "complete me" may outlive the process only where the disk would not even rename it.
      else assert.ok(said === JSON.stringify(before) || (restarts && said === JSON.stringify(after)), said);
    }), { numRuns: 1000 });
    assert.ok(failures > 200, `${failures} failed`);
  });

  for (const reason of ['disk-full', 'read-only', 'no-permission', 'locked', 'gone'] as const) {
    it(`(${reason}) is told of, nothing is written, and the same works when it is tried again`, async () => {
      const disk = new FaultyDisk({ a: 'one\n', b: 'two\n' });
      const intents = [insertion('a', 'A\n'), insertion('b', 'B\n')];
      disk.breakAt({ at: 2, kind: { fullFor: 1, reason }, half: reason === 'disk-full' ? 0.5 : undefined });
      await assert.rejects(disk.commit('both', intents), { reason, path: 'corpus/b' });
      assert.deepEqual([disk.texts(), disk.journals(), disk.flags()], [{ a: 'one\n', b: 'two\n' }, [], []]);
      disk.mend();
      await disk.commit('both', intents);
      assert.deepEqual(disk.texts(), { a: 'one\nA\n', b: 'two\nB\n' });
    });
  }

  it('is put back from what was reached, and from nothing else: what others write meanwhile stays', async () => {
    const disk = new FaultyDisk({ a: 'one\n', b: 'two\n' });
    disk.breakAt({ at: 2, kind: { fullFor: 1 }, half: undefined });
    const window = disk.window(async operation => {
      if (operation === 'rename storage/j1.journal') for (const path of ['a', 'b']) disk.edit(path, `theirs\n${disk.text(path)}`);
    });
    await assert.rejects(window.commit('both', [insertion('a', 'A\n'), insertion('b', 'B\n')]));
    assert.deepEqual([disk.texts(), disk.journals()], [{ a: 'theirs\none\n', b: 'theirs\ntwo\n' }, []]);
  });

  it('that cannot even take back is put right before the next write', async () => {
    const disk = new FaultyDisk({ a: 'one\n', b: 'two\n' });
    disk.breakAt({ at: 2, kind: { fullFor: 9 }, half: 0.5 });
    await assert.rejects(disk.commit('both', [insertion('a', 'A\n'), insertion('b', 'B\n')]));
    assert.equal(disk.text('b'), 'tw');
    assert.ok(disk.noted().includes('a file is put back the next time'), disk.noted().join());
    disk.mend();
    await disk.commit('next', [insertion('a', 'C\n')]);
    assert.deepEqual(disk.journals(), []);
    assert.equal(disk.text('b')?.startsWith('two\n'), true);
  });
});

describe('a journal', () => {
  const journal: Journal = { corpus: 'c', label: 'l', files: [{ path: 'p', before: 'a', after: undefined, step: { path: 'p', stages: [], created: false, removed: true } }] };

  it('is read as it was written', () => assert.deepEqual(readJournal(printJournal(journal)), { ...journal, files: [{ path: 'p', before: 'a', step: journal.files[0]?.step }] }));

  it('has no text that its step makes of the one before, and is none where they do not go together', () => {
    const drafted = draft('annotations/a.yaml', 'article: a\nstatus: new\n', [insertion('annotations/a.yaml', '# ours\n')]);
    assert.ok(isDraft(drafted));
    const text = printJournal(journalOf('c', 'l', [drafted]));
    assert.equal(text.includes('"after":"'.concat(JSON.stringify(drafted.after).slice(1, -1))), false);
    assert.deepEqual(readJournal(text)?.files.map(({ before, after }) => [before, after]), [[drafted.before, drafted.after]]);
    assert.equal(readJournal(text.replace('"before":"article: a', '"before":"article: b')), undefined);
  });

  it('that was not written to its end is none', () => {
    const text = printJournal(journal);
    for (let length = 0; length < text.length; length++) assert.equal(readJournal(text.slice(0, length)), undefined);
  });
});

describe('an error of a file system', () => {
  const cases: readonly (readonly [said: string, reason: string])[] = [
    ['ENOSPC: no space left on device, write', 'disk-full'],
    ['QuotaExceededError: the quota has been exceeded', 'disk-full'],
    ["EROFS: read-only file system, open '/x'", 'read-only'],
    ["EACCES: permission denied, open '/x'", 'no-permission'],
    ['NoPermissions (FileSystemError): Unable to write', 'no-permission'],
    ['EBUSY: resource busy or locked', 'locked'],
    ['The process cannot access the file because it is being used by another process', 'locked'],
    ["ENOENT: no such file or directory, open '/x'", 'gone'],
    ["ENOENT: no such file or directory, open '/permission slips/quota.yaml'", 'gone'],
    ["Unable to write file 'file:///o'brien/locked/x' (Unknown (FileSystemError): Error: ENOSPC: no space left on device, write)", 'disk-full'],
    ['something else', 'unwritable'],
  ];
  for (const [said, reason] of cases) it(`${said}: ${reason}`, () => assert.equal(reasonOf(new Error(said), 'unwritable'), reason));
});
