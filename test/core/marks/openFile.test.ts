// An open file looks for its marks in slices: what is typed, read anew or learned meanwhile must not lead it astray.
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { describer } from '../../../src/core/anchor/describe';
import { CorpusIndex } from '../../../src/core/corpus/corpusIndex';
import { gitBlobId } from '../../../src/core/store/gitBlobId';
import { addMentions } from '../../../src/core/store/sidecarEdits';
import { newSidecar, readSidecar } from '../../../src/core/store/sidecarFile';
import { applyEdits } from '../../../src/core/yaml/splice';
import { OpenFile } from '../../../src/editor/article/openFile';
import type { Corpus } from '../../../src/editor/corpus/corpus';

/** A document as far as an open file looks at one. */
class Document {
  version = 1;
  isClosed = false;

  constructor(private text: string, readonly isDirty: boolean) {}

  getText(): string {
    return this.text;
  }

  replace(start: number, end: number, text: string): vscode.TextDocumentChangeEvent {
    this.text = this.text.slice(0, start) + text + this.text.slice(end);
    this.version++;
    return { document: this, reason: undefined, contentChanges: [{ rangeOffset: start, rangeLength: end - start, text }] } as unknown as vscode.TextDocumentChangeEvent;
  }
}

const path = 'a.txt';
const sentences = Array.from({ length: 1600 }, (_, at) => `On day ${at} Company${at * 7919 % 3001} sold ${at * 31 % 977} shares to Bank${at * 104_729 % 2999}. `);
const old = sentences.join('');
/** As someone else left it: every fifth sentence gone, others told in other words. */
const other = sentences.map((sentence, at) => at % 5 === 0 ? '' : at % 5 === 1 ? sentence.replace('sold', 'did not sell') : sentence).join('');

function corpusWith(): Corpus {
  const index = new CorpusIndex();
  const describe = describer(old, { start: 0, end: old.length });
  const mentions = [...old.matchAll(/Bank\d+/g)].filter((_, at) => at % 10 < 3).map(({ index: start, 0: name }, at) =>
    ({ id: `m${at}`, entity: 'bank', anchor: describe({ start, end: start + name.length }) }));
  const empty = newSidecar('a', gitBlobId(new TextEncoder().encode(old)));
  index.set(path, old);
  index.set('annotations/a.yaml', applyEdits(empty, addMentions(readSidecar(empty), mentions) ?? []));
  return { index } as unknown as Corpus; // an open file asks a corpus for its index only, as long as nothing is offered
}

const corpus = corpusWith();

function opened(text: string, isDirty: boolean): { readonly document: Document; readonly file: OpenFile } {
  const document = new Document(text, isDirty);
  return { document, file: new OpenFile(document as unknown as vscode.TextDocument, corpus, path) };
}

function places({ file, document }: ReturnType<typeof opened>): readonly string[] {
  return file.articles().flatMap(({ marks }) => marks.map(({ placement }) =>
    placement.state === 'needs-you' ? placement.reason : `${placement.state} ${placement.span.start} ${document.getText().slice(placement.span.start, placement.span.end)}`));
}

/** Lets a search go on for a few slices. */
async function aWhile(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise(done => { setTimeout(done, 0); });
}

describe('an open file that looks for its marks in slices', () => {
  it('finds them where it would in one go', async () => {
    const [sliced, whole] = [opened(other, true), opened(other, true)];
    await sliced.file.seek();
    assert.deepEqual(places(sliced), places(whole));
    assert.ok(places(whole).filter(place => place.startsWith('anchored')).length > 250);
  });

  it('carries what it finds through what is typed meanwhile', async () => {
    const [sliced, whole] = [opened(other, true), opened(other, true)];
    const seeking = sliced.file.seek();
    whole.file.articles();
    for (const at of [0, 30_000, 100]) {
      await aWhile();
      for (const each of [sliced, whole]) each.file.changed(each.document.replace(at, at + 40, 'Something else'));
    }
    await seeking;
    assert.deepEqual(places(sliced), places(whole));
  });

  it('begins anew when the text of before turns up meanwhile', async () => {
    const [sliced, whole] = [opened(other, true), opened(other, true)];
    const seeking = sliced.file.seek();
    await aWhile();
    for (const { file } of [sliced, whole]) for (const id of file.tracked.missingBases()) file.tracked.addBase(id, old);
    await seeking;
    assert.deepEqual(places(sliced), places(whole));
  });

  it('takes a mark that names a text of its own for one of that, and no look-alike for its place', () => {
    const alike = 'The talks in the town by the river failed on the second day.';
    const before = `${alike} Nobody was hurt in the end, it said. ${alike}\n`;
    const now = before.replace(`${alike} `, '');
    const id = gitBlobId(new TextEncoder().encode(before));
    const start = before.indexOf('river');
    const mention = { id: 'aaaaaa', entity: 'e', anchor: { at: [start, start + 5], quote: 'river', before: alike.slice(5, start), after: ' failed on the second day.', text: id } } as const;
    const sidecar = newSidecar('a', gitBlobId(new TextEncoder().encode(now)));
    const index = new CorpusIndex();
    index.set('annotations/a.yaml', applyEdits(sidecar, addMentions(readSidecar(sidecar), [mention]) ?? []));
    const document = new Document(now, false);
    const file = new OpenFile(document as unknown as vscode.TextDocument, { index } as unknown as Corpus, path);
    assert.deepEqual(places({ file, document }), [`anchored ${now.indexOf('river')} river`]);
    assert.ok(file.tracked.missingBases().includes(id));
    // What the quote alone found is looked for again when the file is opened anew, with the text at hand.
    const again = new OpenFile(document as unknown as vscode.TextDocument, { index } as unknown as Corpus, path);
    again.tracked.addBase(id, before);
    assert.deepEqual(places({ file: again, document }), ['lost']);
  });

  it('of which two articles have one id gives the marks to the first alone', () => {
    const text = '==> x.txt <==\nAnt is here.\n\n==> x.txt <==\nBee is not.\n';
    const index = new CorpusIndex();
    const sidecar = newSidecar('x', '');
    index.set('annotations/x.yaml', applyEdits(sidecar, addMentions(readSidecar(sidecar), [{ id: 'aaaaaa', entity: 'ant', anchor: { at: [0, 3], quote: 'Ant', before: '', after: ' is' } }]) ?? []));
    const file = new OpenFile(new Document(text, false) as unknown as vscode.TextDocument, { index } as unknown as Corpus, 'all.seeds');
    assert.deepEqual(file.articles().map(({ info, marks }) => [info.id, marks.length]), [['x', 1], ['x', 0]]);
  });

  it('begins anew when the file is read anew meanwhile, and gives way to who cannot wait', async () => {
    const [sliced, whole] = [opened(old.replace(/\d+ shares/g, 'some shares'), false), opened(other, false)];
    const seeking = sliced.file.seek();
    await aWhile();
    sliced.file.changed(sliced.document.replace(0, sliced.document.getText().length, other));
    sliced.file.settle(other);
    await aWhile();
    assert.deepEqual(places(sliced), places(whole));
    await seeking;
    assert.deepEqual(places(sliced), places(whole));
  });
});
