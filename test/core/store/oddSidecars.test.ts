import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import type { Anchor } from '../../../src/core/model';
import { draft, isDraft, redoing, undoing, type Draft, type Intent } from '../../../src/core/store/intents';
import { mergeSidecars } from '../../../src/core/store/merge';
import * as edits from '../../../src/core/store/sidecarEdits';
import { readSidecar, type MarkList, type SidecarFile } from '../../../src/core/store/sidecarFile';
import type { Edits } from '../../../src/core/yaml/edit';
import { oddIds, oddSidecar } from './oddSidecars';

const path = 'annotations/a.yaml';

/** What is done, which marks and which key of the article it is about, and of which list a mark has to be. */
interface Deed {
  readonly ids: readonly string[];
  readonly field?: string;
  readonly kind?: MarkList;
  readonly loses?: boolean;
  readonly edits: (file: SidecarFile) => Edits;
}

const id = fc.constantFrom(...oddIds);
const anchor: fc.Arbitrary<Anchor> = fc.record({
  at: fc.tuple(fc.nat(40), fc.nat(5)).map(([start, length]) => [start, start + length] as const),
  quote: fc.constantFrom('new', 'ne w', 'a # b: c', 'é中', '', "it's", 'tab\there'),
  before: fc.constant('b "x"'),
  after: fc.constant(' # z'),
});

const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.array(anchor, { minLength: 1, maxLength: 3 }).map((anchors): Deed => {
    const mentions = anchors.map((each, index) => ({ id: `new${index}`, entity: 'e-1', anchor: each }));
    return { ids: mentions.map(mention => mention.id), edits: file => edits.addMentions(file, mentions) };
  }),
  anchor.map((each): Deed => ({ ids: ['new0'], edits: file => edits.addLinks(file, [{ id: 'new0', relation: 'r', from: each, to: { article: 'b/c', anchor: each } }]) })),
  anchor.map((each): Deed => ({ ids: ['new0'], edits: file => edits.addRejections(file, [{ id: 'new0', anchor: each }]) })),
  fc.uniqueArray(id, { minLength: 1 }).map((ids): Deed => ({ ids, loses: true, edits: file => edits.removeMarks(file, ids.filter(each => file.marks.has(each))) })),
  id.map((one): Deed => ({ ids: [one], kind: 'mentions', edits: file => edits.setMentionEntity(file, one, 'other: x') })),
  id.map((one): Deed => ({ ids: [one], kind: 'links', edits: file => edits.setLinkRelation(file, one, 'no') })),
  fc.tuple(id, anchor).map(([one, each]): Deed => ({ ids: [one], kind: 'links', edits: file => edits.setLinkTarget(file, one, { article: 'zz', anchor: each }) })),
  fc.tuple(id, fc.constantFrom('n', '', undefined)).map(([one, note]): Deed => ({ ids: [one], loses: note === undefined, edits: file => edits.setMarkNote(file, one, note) })),
  fc.uniqueArray(fc.tuple(id, anchor), { minLength: 1, selector: ([one]) => one }).map((all): Deed => ({
    ids: all.map(([one]) => one),
    edits: file => edits.setAnchors(file, all.flatMap(([one, each]) => {
      const place = file.marks.get(one);
      return place === undefined ? [] : { id: one, end: place.list === 'links' ? 'from' as const : 'mention' as const, anchor: each };
    })),
  })),
  fc.tuple(fc.constantFrom('text', 'title', 'date', 'section'), fc.constantFrom('done', undefined, 'a: b', '2015-01-02', '')).map(([field, value]): Deed => ({
    ids: [], field, loses: value === undefined, edits: file => edits.setSidecarField(file, field, value),
  })),
);

describe('a sidecar as odd as YAML allows', () => {
  it('changes in what a deed is about and in nothing else, and back to the byte', () => {
    fc.assert(fc.property(oddSidecar, fc.array(deed, { minLength: 1, maxLength: 4 }), (text, deeds) => {
      changed(text, deeds);
    }));
  });

  it('is merged mark by mark: what is new on either side is there, and no comment is lost', () => {
    const some = fc.array(deed, { maxLength: 3 });
    fc.assert(fc.property(oddSidecar, some, some, fc.boolean(), (base, mine, yours, says) => {
      const [ours, edited] = [changed(base, mine), changed(base, yours).replaceAll(/id: new(\d)/g, 'id: else$1')];
      const theirs = says ? edited.replaceAll('# c', '# cc') : edited;
      const merge = mergeSidecars(base, ours, theirs);
      if (merge === undefined) return assert.ok(/[&*!]/.test(base) || !readSidecar(base).readable, base);
      const [old, our, their, now] = [base, ours, theirs, merge.text].map(text => readSidecar(text));
      const said = `${base}\n--- ours\n${ours}\n--- theirs\n${theirs}\n--- became\n${merge.text}`;
      for (const each of our?.marks.keys() ?? []) assert.ok(now?.marks.has(each) === true || old?.marks.has(each) === true && their?.marks.has(each) === false, said);
      for (const each of their?.marks.keys() ?? []) assert.ok(now?.marks.has(each) === true || old?.marks.has(each) === true, said);
      const lost = commentsOf(ours).filter(comment => !commentsOf(merge.text).includes(comment) && commentsOf(theirs).includes(comment));
      assert.deepEqual(lost, [], said);
      if (says) assert.deepEqual(commentsOf(theirs).filter(comment => !commentsOf(merge.text).includes(comment)), [], said);
      assert.equal(/[^\r]\n/.test(merge.text), /[^\r]\n/.test(ours) || !ours.includes('\n') && merge.text.includes('\n'), said);
    }));
  });
});

/** The text after these deeds, those left out that it has nothing for. */
function changed(text: string, deeds: readonly Deed[]): string {
  return deeds.reduce((now, each) => isPossible(now, each) ? done(now, each) : now, text);
}

/** Whether the file can be edited at all, and has what the deed is about. */
function isPossible(text: string, { ids, kind }: Deed): boolean {
  const file = readSidecar(text);
  return file.readable && (ids[0]?.startsWith('new') === true
    ? ids.every(each => !file.marks.has(each))
    : ids.every(each => file.marks.has(each) && (kind === undefined || file.marks.get(each)?.list === kind)));
}

/** The text that the deed leads to, if the way in which the file is written lets it. */
function done(before: string, { edits: make, ids, field, loses }: Deed): string {
  const made = drafted(before, [{ path, edits: text => make(readSidecar(text ?? '')) ?? 'not-editable' }]);
  if (made === undefined) {
    assert.match(before, /[&*!]/, 'only what other lines may lean on is left alone');
    return before;
  }
  const after = made.after ?? '';
  const said = `${before}\n--- became\n${after}`;
  const file = readSidecar(after);
  assert.ok(file.readable && file.problems.length <= readSidecar(before).problems.length, said);
  assert.deepEqual(besides(after, ids, field), besides(before, ids, field), said);
  if (loses !== true && field === undefined) assert.deepEqual(commentsOf(after), commentsOf(before), said);
  if (before.includes('\n')) assert.equal(/[^\r]\n/.test(after), /[^\r]\n/.test(before), said);
  assert.equal(after.startsWith('\ufeff'), before.startsWith('\ufeff'));
  assert.equal(drafted(after, undoing([made.step]))?.after, before, said);
  assert.equal(drafted(before, redoing([made.step]))?.after, after, said);
  return after;
}

function drafted(text: string, intents: readonly Intent[]): Draft | undefined {
  const made = draft(path, text, intents);
  return isDraft(made) ? made : undefined;
}

/** What another reader of YAML finds besides these marks and this key, and the keys of the marks that no deed speaks of. */
function besides(text: string, ids: readonly string[], field: string | undefined): unknown {
  const { mentions, links, rejected, ...rest } = parse(text) as Record<string, unknown>;
  const marks = [mentions, links, rejected].flatMap(list => Array.isArray(list) ? list as Record<string, unknown>[] : []);
  const others = marks.filter(mark => !ids.includes(String(mark['id'])));
  return [field === undefined ? rest : { ...rest, [field]: undefined }, others.map(mark => JSON.stringify(mark)).sort()];
}

function commentsOf(text: string): readonly string[] {
  return [...text.matchAll(/# c+\d+/g)].map(([comment]) => comment).sort();
}
