import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { describer } from '../../../src/core/anchor/describe';
import { articlesOf } from '../../../src/core/corpus/article';
import { CorpusIndex } from '../../../src/core/corpus/corpusIndex';
import { TrackedMarks, type ParsedText } from '../../../src/core/marks/trackedMarks';
import { parseSeed } from '../../../src/core/seed/parse';
import { addMentions } from '../../../src/core/store/sidecarEdits';
import { newSidecar, readSidecar } from '../../../src/core/store/sidecarFile';
import { applyChanges, type Change } from '../../../src/core/text/change';
import { applyEdits } from '../../../src/core/yaml/splice';
import { marked, withMarks } from '../anchor/marked';

const parsed = (text: string): ParsedText => ({ text, file: parseSeed(text) });

/** A file whose marks stand in brackets: `[[Ant]] said so`. */
class File {
  readonly #index = new CorpusIndex();
  readonly marks = new TrackedMarks(this.#index, 'a.txt', () => this.now);
  now: ParsedText;

  constructor(source: string) {
    const { text, spans } = marked(source);
    const describeIn = describer(text, { start: 0, end: text.length });
    const mentions = spans.map((span, at) => ({ id: `m${at}`, entity: 'ant', anchor: describeIn(span) }));
    const empty = newSidecar('a', 'old');
    this.#index.set('annotations/a.yaml', applyEdits(empty, addMentions(readSidecar(empty), mentions) ?? []));
    this.now = parsed(text);
  }

  /** The first place of some words is others. */
  type(words: string, by: string): this {
    const start = this.now.text.indexOf(words);
    const change: Change = { start, end: start + words.length, text: by };
    this.now = parsed(applyChanges(this.now.text, [change]));
    this.marks.carry([change]);
    return this;
  }

  /** Someone else wrote the file; where the marks stood before is known, or not. */
  readAnew(text: string, isKnown: boolean): this {
    const former = isKnown ? this.marks.formerIn(this.now) : undefined;
    this.now = parsed(text);
    this.marks.seekFrom(former);
    return this;
  }

  /** The text with its marks in brackets, and how many wait for someone. */
  shown(): string {
    const { text, file } = this.now;
    this.marks.ensure(articlesOf('a.txt', file));
    const placements = this.marks.on('a', text).marks.map(({ placement }) => placement);
    const spans = placements.flatMap(placement => placement.state === 'needs-you' ? [] : [placement.span]);
    return `${withMarks(text, spans)}${' ?'.repeat(placements.length - spans.length)}`;
  }
}

describe('the marks of a file whose text changes', () => {
  it('are carried along with what is typed, also out of what their anchors say', () => {
    const file = new File('Today [[Ant Group]] said so.');
    assert.equal(file.shown(), 'Today [[Ant Group]] said so.');
    assert.equal(file.type('Today', 'On May 3').shown(), 'On May 3 [[Ant Group]] said so.');
    assert.equal(file.type('Group', 'Holding').shown(), 'On May 3 [[Ant Holding]] said so.');
  });

  it('are looked for where they stood, when the file is read anew and that is known', () => {
    const [known, unknown] = [true, false].map(isKnown => {
      const file = new File('Today [[Ant Group]] said so.');
      file.shown();
      return file.type('Group', 'Holding').readAnew('It rained. Today Ant Holding said so.', isKnown).shown();
    });
    assert.equal(known, 'It rained. Today [[Ant Holding]] said so.');
    assert.equal(unknown, 'It rained. Today Ant Holding said so. ?');
  });

  it('that were not found are looked for again after a save, and what was deleted is left to undo', () => {
    const lost = new File('Today [[Ant]] said so.').readAnew('Today.', false);
    assert.equal(lost.shown(), 'Today. ?');
    lost.now = parsed('Today Ant said so.');
    assert.equal(lost.shown(), 'Today Ant said so. ?');
    lost.marks.seekLost();
    assert.equal(lost.shown(), 'Today [[Ant]] said so.');
    lost.type('Ant', '');
    lost.marks.seekLost();
    assert.equal(lost.shown(), 'Today  said so. ?');
  });

  it('are found by the text that they were made in, once it is there', () => {
    const before = 'Shares fell in early trading before they recovered most of their losses in the afternoon.';
    const after = 'A spokesman declined to comment on the plans when reached by telephone.';
    const old = `${before} The builder speaks to many databases (Oracle, [[MySQL]], PostgreSQL, SQLite) in the same way as before. ${after}`;
    const now = `${before} The builder speaks to many databases (PostgreSQL, MariaDB, [[MySQL]], Cockroach, Oracle, SQLite) in the same way as before. ${after}`;
    const file = new File(old).readAnew(marked(now).text, false);
    assert.equal(file.shown(), `${marked(now).text} ?`);
    assert.deepEqual(file.marks.missingBases(), ['old']);
    file.marks.addBase('old', marked(old).text);
    assert.deepEqual(file.marks.missingBases(), []);
    assert.equal(file.shown(), now);
  });

  it('are another search for each beginning, so that one begun before is given up', () => {
    const file = new File('Today [[Ant]] said so.');
    const searches = [file.marks.search];
    file.shown();
    searches.push(file.marks.search);
    file.shown();
    assert.equal(file.marks.search, searches[1]);
    file.readAnew('Ant.', false);
    searches.push(file.marks.search);
    assert.deepEqual([file.marks.areSought, new Set(searches).size], [false, 3]);
  });
});
