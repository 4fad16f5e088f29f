import * as fc from 'fast-check';
import type { Intent } from '../../../src/core/store/intents';
import { addMentions, removeMarks, setAnchors, setMarkNote, setMentionEntity, setSidecarField } from '../../../src/core/store/sidecarEdits';
import { newSidecar, readSidecar, type SidecarFile } from '../../../src/core/store/sidecarFile';
import { applyEdits, type TextEdit } from '../../../src/core/yaml/splice';

/** Sidecars as people format them. */
const layouts: readonly string[] = [
  'article: a\ntext: 12ab\nmentions:\n  - { id: aaaaaa, entity: ant, at: [1, 4], quote: "Ant", before: "", after: " 中" }\n  - { id: bbbbbb, entity: ali, at: [9, 12], quote: "阿里", before: "x", after: "" }\n',
  '# by hand\r\narticle: a   # this one\r\n\r\nmentions:\r\n- id: aaaaaa\r\n  entity: ant\r\n  at: [1, 4]\r\n  quote: Ant\r\n# second\r\n- { id: bbbbbb, entity: "ali", at: [ 9 ,12 ], quote: \'é\' }',
  'reviewer: Jo\nmentions: [ { id: aaaaaa, entity: ant, at: [1, 4], quote: "Ant" },\n  { id: bbbbbb, entity: ali, at: [9, 12], quote: "B" } ]\narticle: a\nstatus: done',
  '\ufeffarticle: a\nmentions:\nlinks:\n',
];

export const paths = ['annotations/a.yaml', 'annotations/b.yaml', 'annotations/c.yaml', 'entities.yaml'] as const;

export const someFiles: fc.Arbitrary<Record<string, string>> = fc
  .array(fc.tuple(fc.constantFrom(...paths), fc.constantFrom(...layouts)), { maxLength: 4 })
  .map(entries => Object.fromEntries(entries));

type Edit = (file: SidecarFile) => readonly TextEdit[] | undefined;

const position = fc.tuple(fc.nat(20), fc.nat(5)).map(([start, length]): readonly [number, number] => [start, start + length]);
const word = fc.constantFrom('x', '中文', 'a "b"', 'é: #', '');
const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ id: fc.constantFrom('nnnnnn', 'mmmmmm'), at: position, quote: word }).map(({ id, at, quote }): Edit => file =>
    addMentions(file, [{ id, entity: 'new', anchor: { at, quote, before: '', after: '' } }])),
  fc.constantFrom('aaaaaa', 'bbbbbb').map((id): Edit => file => removeMarks(file, [id])),
  fc.tuple(fc.constantFrom('aaaaaa', 'bbbbbb'), word).map(([id, note]): Edit => file => setMarkNote(file, id, note)),
  fc.constantFrom('aaaaaa', 'bbbbbb').map((id): Edit => file => setMentionEntity(file, id, 'other')),
  fc.tuple(fc.constantFrom('aaaaaa', 'bbbbbb'), position, word).map(([id, at, quote]): Edit => file => setAnchors(file, [{ id, end: 'mention', anchor: { at, quote, before: '', after: '' } }])),
  fc.constantFrom('done', 'in-work').map((status): Edit => file => setSidecarField(file, 'status', status)),
);

/** An edit that finds nothing to edit does nothing, so that most transactions go through. */
function intent(path: string, edit: Edit): Intent {
  return {
    path,
    edits: text => {
      const before = text ?? newSidecar('a', '');
      const made = edit(readSidecar(before)) ?? [];
      return text === undefined ? [{ span: { start: 0, end: 0 }, text: applyEdits(before, made) }] : made;
    },
  };
}

const removal: fc.Arbitrary<Intent> = fc.constantFrom(...paths).map((path): Intent => ({ path, edits: text => text === undefined ? [] : 'remove' }));

const edit = fc.tuple(fc.constantFrom(...paths), edits).map(([path, made]) => intent(path, made));

/** As `someIntents`, without removals of files. */
export const someEdits: fc.Arbitrary<readonly Intent[]> = fc.array(edit, { minLength: 1, maxLength: 8 });

/** What a person may mean in one go: several edits of several files, some begun, some removed. */
export const someIntents: fc.Arbitrary<readonly Intent[]> = fc.array(
  fc.oneof({ weight: 6, arbitrary: edit }, { weight: 1, arbitrary: removal }),
  { minLength: 1, maxLength: 8 },
);
