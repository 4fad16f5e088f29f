import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { byFile, draft, isDraft, isRefused, redoing, undoing, type Intent, type Step } from '../../../src/core/store/intents';
import { readEntities, type EntitiesFile } from '../../../src/core/store/entitiesFile';
import { addEntities, removeEntity, setEntityField } from '../../../src/core/store/entityEdits';
import { addAlias } from '../../../src/core/store/entityNames';
import { addMentions, removeMarks, setAnchors, setMarkNote, setMentionEntity, setSidecarField } from '../../../src/core/store/sidecarEdits';
import { readSidecar, type SidecarFile } from '../../../src/core/store/sidecarFile';
import type { TextEdit } from '../../../src/core/yaml/splice';
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

/** A mention as a line of a sidecar. */
function line(id: string, at: number, entity = 'e'): string {
  return `  - { id: ${id}, entity: ${entity}, at: [${at}, ${at + 1}], quote: "q" }\n`;
}

/** What a save does to a sidecar after five characters were typed before all its marks. */
function shifted(text: string): string {
  return text.replaceAll(/\[(\d+), (\d+)\]/g, (_, from, to) => `[${Number(from) + 5}, ${Number(to) + 5}]`);
}

/** What a sidecar says, the places of its marks aside. */
function said(text: string | undefined): readonly string[] {
  const { mentions, status } = readSidecar(text ?? '').sidecar;
  return [String(status), ...mentions.map(({ id, entity, note }) => `${id} ${entity} ${String(note)}`)].sort();
}

/** A mark more in a sidecar, which is begun where there is none. */
function tagged(path: string, id: string): Intent {
  return {
    path,
    edits: text => text === undefined ? [{ span: { start: 0, end: 0 }, text: `article: a\nmentions:\n${line(id, 1)}` }]
      : addMentions(readSidecar(text), [{ id, entity: 'e', anchor: { at: [1, 2], quote: 'q', before: '', after: '' } }]) ?? 'not-editable',
  };
}

/** A change of the entities. */
function inEntities(change: (file: EntitiesFile) => readonly TextEdit[] | undefined): Intent {
  return { path: 'entities.yaml', edits: text => change(readEntities(text)) ?? 'not-editable' };
}

/** An entity more. */
function added(id: string): Intent {
  return inEntities(file => addEntities(file, [{ id, name: id, type: 'person', aliases: [], description: '', links: new Map() }]));
}

function idsOf(files: Files): readonly string[] {
  return readEntities(files.get('entities.yaml')).entities.map(({ id }) => id).sort();
}

const edited = (path: string, span: { start: number; end: number }, text: string): Intent => ({ path, edits: () => [{ span, text }] });
const isPlain = (text: string): boolean => !text.startsWith('\ufeff');
const sorted = (files: Files): readonly (readonly [string, string])[] => [...files].sort(([a], [b]) => (a < b ? -1 : 1));

/** As `shifted`, with a remark at the end of a line. */
function remarked(text: string): string {
  return shifted(text).replace(/(aaaaaa.*)\n/, '$1 # is it?\n');
}

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
    assert.equal(perform(new Map([['a', 'article: a\nstatus: done\n']]), undoing(steps)), undefined);
    const path = 'annotations/a.yaml';
    const begun = must(perform(new Map(), [tagged(path, 'nnnnnn')]));
    const both = must(perform(begun.files, [tagged(path, 'mmmmmm')]));
    assert.deepEqual([...must(perform(both.files, undoing(begun.steps))).files], [[path, (both.files.get(path) ?? '').replace(/.*nnnnnn.*\n/, '')]]);
  });

  it('of an entity is refused while another has an alias of it', () => {
    const start = new Map([['entities.yaml', 'zeta:\n  name: Zeta\n  type: person\n']]);
    const { files, steps } = must(perform(start, [added('ant')]));
    const aliased = must(perform(files, [inEntities(file => addAlias(file, 'ant', 'Ants'))])).files;
    assert.equal(perform(aliased, undoing(steps)), undefined);
  });

  describe('of marks whose lines have followed the text since', () => {
    const path = 'annotations/a.yaml';
    const start = `article: a\nmentions:\n${line('aaaaaa', 1)}${line('bbbbbb', 9)}`;
    const cases: readonly (readonly [name: string, edit: (file: SidecarFile) => readonly TextEdit[] | undefined])[] = [
      ['an added mark goes', file => addMentions(file, [{ id: 'nnnnnn', entity: 'new', anchor: { at: [4, 6], quote: 'q', before: '', after: '' } }])],
      ['another entity is the old one again', file => setMentionEntity(file, 'aaaaaa', 'other')],
      ['a note goes', file => setMarkNote(file, 'bbbbbb', 'sure?')],
      ['a status goes', file => setSidecarField(file, 'status', 'done')],
    ];
    for (const [name, edit] of cases) {
      it(`${name}, the others stay where they have gone`, () => {
        const { files, steps } = must(perform(new Map([[path, start]]), [{ path, edits: text => edit(readSidecar(text ?? '')) ?? 'not-editable' }]));
        const followed = new Map([[path, shifted(files.get(path) ?? '')]]);
        const undone = must(perform(followed, undoing(steps)));
        assert.equal(undone.files.get(path), shifted(start));
        assert.deepEqual(said(must(perform(undone.files, redoing(steps))).files.get(path)), said(followed.get(path)));
      });
    }

    it('what people have written beside a mark stays', () => {
      const { files, steps } = must(perform(new Map([[path, start]]), [{ path, edits: text => setMentionEntity(readSidecar(text ?? ''), 'aaaaaa', 'other') ?? 'not-editable' }]));
      assert.equal(must(perform(new Map([[path, remarked(files.get(path) ?? '')]]), undoing(steps))).files.get(path), remarked(start));
    });

    it('a removed mark is there again, where it was', () => {
      const { files, steps } = must(perform(new Map([[path, start]]), [{ path, edits: text => removeMarks(readSidecar(text ?? ''), ['bbbbbb']) ?? 'not-editable' }]));
      const undone = must(perform(new Map([[path, shifted(files.get(path) ?? '')]]), undoing(steps)));
      assert.equal(undone.files.get(path), `article: a\nmentions:\n${line('aaaaaa', 6)}${line('bbbbbb', 9)}`);
    });

    it('a sidecar that was begun goes, where nothing else has come into it', () => {
      const begun = must(perform(new Map(), [{ path, edits: () => [{ span: { start: 0, end: 0 }, text: start }] }]));
      assert.deepEqual([...must(perform(new Map([[path, shifted(start)]]), undoing(begun.steps))).files], []);
      const more = new Map([[path, shifted(start) + line('cccccc', 30)]]);
      assert.equal(must(perform(more, undoing(begun.steps))).files.get(path), `article: a\nmentions:\n${line('cccccc', 30)}`);
    });

    it('is refused for a mark that someone has given another entity', () => {
      const { files, steps } = must(perform(new Map([[path, start]]), [{ path, edits: text => setMarkNote(readSidecar(text ?? ''), 'aaaaaa', 'n') ?? 'not-editable' }]));
      assert.equal(perform(new Map([[path, shifted(files.get(path) ?? '').replace('aaaaaa, entity: e', 'aaaaaa, entity: x')]]), undoing(steps)), undefined);
    });
  });

  describe('in any order, as it is in one article after the other,', () => {
    const names = ['alpha', 'beta', 'gamma', 'delta', 'omega'];
    const changes = fc.shuffledSubarray(names, { minLength: 2 }).chain(some => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }), fc.shuffledSubarray(some, { minLength: some.length })));

    for (const [what, start] of [['an empty file', ''], ['a file', 'zeta:\n  name: Zeta\n  type: person\n'], ['a file of other hands', '# ours\r\nzeta:\r\n  name: Zeta\r\n\r\n  type: person\r\n']] as const) {
      it(`takes entities out of ${what} one by one, and puts them in again`, () => fc.assert(fc.property(changes, ([made, undone, redone]) => {
        let files: Files = new Map([['entities.yaml', start]]);
        const steps = new Map<string, readonly Step[]>();
        for (const id of made) {
          const done = must(perform(files, [added(id)]));
          steps.set(id, done.steps);
          files = done.files;
        }
        const all = idsOf(files);
        for (const id of undone) files = must(perform(files, undoing(steps.get(id) ?? []))).files;
        assert.equal(files.get('entities.yaml'), start);
        for (const id of start === '' ? [] : redone) files = must(perform(files, redoing(steps.get(id) ?? []))).files;
        if (start !== '') assert.deepEqual(idsOf(files), all);
      })));
    }

    it('changes of an entity and of the one above it go each by itself', () => {
      const start = 'ant:\n  name: Ant\n  type: person\n  aliases: [One]\n';
      const deeds = [inEntities(file => addAlias(file, 'ant', 'Two')), added('bee'), inEntities(file => addAlias(file, 'ant', 'Three')), inEntities(file => setEntityField(file, 'bee', 'type', 'place'))];
      let files: Files = new Map([['entities.yaml', start]]);
      const steps = deeds.map(deed => {
        const done = must(perform(files, [deed]));
        ({ files } = done);
        return done.steps;
      });
      for (const at of [0, 2, 3, 1]) files = must(perform(files, undoing(steps[at] ?? []))).files;
      assert.equal(files.get('entities.yaml'), start);
    });

    it('no entity gets what was another’s', () => {
      const start = 'ant:\n  name: Ant\n  type: person\n  aliases: [One]\nbee:\n  name: Bee\n  type: person\n';
      const { steps } = must(perform(new Map([['entities.yaml', start]]), [inEntities(file => removeEntity(file, 'ant'))]));
      const elsewhere = 'cat:\n  name: Cat\nbee:\n  name: Bee\n  type: person\n';
      assert.equal(must(perform(new Map([['entities.yaml', elsewhere]]), undoing(steps))).files.get('entities.yaml'), elsewhere.replace('bee:', `${start.slice(0, start.indexOf('bee'))}bee:`));
      const { steps: aliased } = must(perform(new Map([['entities.yaml', start]]), [inEntities(file => addAlias(file, 'bee', 'Two'))]));
      assert.equal(perform(new Map([['entities.yaml', 'cat:\n  name: Bee\n  type: person\n  aliases: [Two]\n']]), undoing(aliased)), undefined);
    });

    it('an entity is not put in where someone else has it meanwhile', () => {
      const { steps } = must(perform(new Map([['entities.yaml', 'zeta:\n  name: Zeta\n  type: person\n']]), [added('ant')]));
      assert.equal(perform(new Map([['entities.yaml', 'ant:\n  name: Ant\n  type: place\n']]), redoing(steps)), undefined);
    });
  });

  describe('of what someone else has done too', () => {
    const [path, other] = ['annotations/a.yaml', 'annotations/b.yaml'];
    it('goes on where one of the marks of a bulk action is gone already, or its whole sidecar', () => {
      const start = `article: a\nmentions:\n${line('aaaaaa', 1)}`;
      const { files, steps } = must(perform(new Map([[path, start]]), [tagged(path, 'nnnnnn'), tagged(other, 'mmmmmm')]));
      const without = new Map(files).set(path, start);
      without.delete(other);
      const undone = must(perform(without, undoing(steps)));
      assert.deepEqual([...undone.files], [[path, start]]);
      assert.deepEqual(undone.steps, []);
    });

    it('puts its marks into a file that another has begun meanwhile, and breaks none', () => {
      const { steps } = must(perform(new Map(), [tagged(path, 'nnnnnn')]));
      const { files } = must(perform(new Map(), [tagged(path, 'mmmmmm')]));
      assert.deepEqual(said(must(perform(files, redoing(steps))).files.get(path)), ['mmmmmm e undefined', 'nnnnnn e undefined', 'undefined']);
      const { steps: begun } = must(perform(new Map(), [edited('corpus.yaml', { start: 0, end: 0 }, 'articles: [a]\n')]));
      assert.equal(perform(new Map([['corpus.yaml', 'articles: [b]\n']]), redoing(begun)), undefined);
      assert.deepEqual(must(perform(new Map([['corpus.yaml', 'articles: [a]\n']]), redoing(begun))).steps, []);
    });

    it('does not take one anchor for another', () => {
      const start = `article: a\nmentions:\n${line('aaaaaa', 1)}`;
      const anchored: Intent = { path, edits: text => setAnchors(readSidecar(text ?? ''), [{ id: 'aaaaaa', end: 'mention', anchor: { at: [7, 8], quote: 'r', before: '', after: '' } }]) ?? 'not-editable' };
      const { files, steps } = must(perform(new Map([[path, start]]), [anchored]));
      assert.equal(must(perform(new Map([[path, shifted(files.get(path) ?? '')]]), undoing(steps))).files.get(path)?.includes('quote: "q"'), true);
    });
  });

  it('redoes a removal only while the file says what it did', () => {
    const { steps } = must(perform(new Map([['a', 'x']]), [{ path: 'a', edits: () => 'remove' }]));
    assert.deepEqual([...must(perform(new Map([['a', 'x']]), redoing(steps))).files], []);
    assert.equal(perform(new Map([['a', 'y']]), redoing(steps)), undefined);
  });
});
