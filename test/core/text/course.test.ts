import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { TextCourse, type ChangeKind, type Moment } from '../../../src/core/text/course';

/**
 * A document with two histories, as an editor and its annotations have them. The text's takes back whole groups of
 * keystrokes; a key press asks the course which of the two comes next.
 */
class Window {
  #text = '';
  readonly log: string[] = [];
  readonly #course = new TextCourse();
  readonly #past: { readonly from: string; readonly to: string }[] = [];
  readonly #future: { readonly from: string; readonly to: string }[] = [];
  readonly #done: { readonly name: string; readonly moment: Moment }[] = [];
  readonly #undone: { readonly name: string; readonly moment: Moment }[] = [];

  type(words: string, group: 'new' | 'same' = 'new'): void {
    const from = this.#text;
    const last = group === 'same' ? this.#past.pop() : undefined;
    this.#set(from + words, 'edit', words.length);
    this.#past.push({ from: last?.from ?? from, to: this.#text });
    this.#future.length = 0;
  }

  tag(name: string): void {
    this.#done.push({ name, moment: this.#course.now(this.#text) });
    this.#undone.length = 0;
  }

  undo(): void {
    const deed = this.#done.at(-1);
    if (deed !== undefined && this.#course.isBackAt(deed.moment)) {
      this.#done.pop();
      this.#undone.push({ name: deed.name, moment: this.#course.now(this.#text) });
      this.log.push(`-${deed.name}`);
      return;
    }
    const group = this.#past.pop();
    if (group === undefined) return;
    this.#future.push(group);
    this.#set(group.from, 'undo', Math.abs(group.to.length - group.from.length));
    this.log.push(`"${group.from}"`);
  }

  redo(): void {
    const deed = this.#undone.at(-1);
    if (deed !== undefined && this.#course.isForthAt(deed.moment)) {
      this.#undone.pop();
      this.#done.push({ name: deed.name, moment: this.#course.now(this.#text) });
      this.log.push(`+${deed.name}`);
      return;
    }
    const group = this.#future.pop();
    if (group === undefined) return;
    this.#past.push(group);
    this.#set(group.to, 'redo', Math.abs(group.to.length - group.from.length));
    this.log.push(`"${group.to}"`);
  }

  state(): string {
    return `${this.#text} ${this.#done.map(({ name }) => name).join('')}`;
  }

  #set(text: string, kind: ChangeKind, size: number): void {
    this.#text = text;
    this.#course.changed(kind, size, () => text);
  }
}

describe('two histories in one document', () => {
  it('type, tag, type, tag: four times undo takes them back in that order, and redo does them again', () => {
    const window = new Window();
    window.type('a');
    window.tag('A');
    window.type('b');
    window.tag('B');
    for (let i = 0; i < 4; i++) window.undo();
    assert.deepEqual(window.log, ['-B', '"a"', '-A', '""']);
    for (let i = 0; i < 4; i++) window.redo();
    assert.deepEqual(window.log.slice(4), ['"a"', '+A', '"ab"', '+B']);
  });

  it('a group of keystrokes that spans an annotation goes first, then the annotation', () => {
    const window = new Window();
    window.type('old ');
    window.type('ab');
    window.tag('A');
    window.type('cd', 'same');
    window.undo();
    window.undo();
    window.undo();
    assert.deepEqual(window.log, ['"old "', '-A', '""']);
  });

  it('typing after an undo leaves the annotation to the command, not to the key', () => {
    const window = new Window();
    window.tag('A');
    window.undo();
    window.type('x');
    window.redo();
    assert.deepEqual(window.log, ['-A']);
  });

  it('for any order of deeds, undoing all and redoing all comes back to the same', () => {
    const action = fc.constantFrom('type', 'more', 'tag');
    fc.assert(fc.property(fc.array(action, { maxLength: 20 }), actions => {
      const window = new Window();
      actions.forEach((each, at) => {
        if (each === 'tag') window.tag(String.fromCharCode(65 + at));
        else window.type(String.fromCharCode(97 + at), each === 'more' ? 'same' : 'new');
      });
      const end = window.state();
      for (let i = 0; i < 20; i++) window.undo();
      assert.equal(window.state(), ' ');
      for (let i = 0; i < 20; i++) window.redo();
      assert.equal(window.state(), end);
    }));
  });

  it('each undo takes back what was done last, where no group spans an annotation', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('type', 'tag'), { maxLength: 20 }), actions => {
      const window = new Window();
      const states = [window.state()];
      actions.forEach((each, at) => {
        if (each === 'tag') window.tag(String.fromCharCode(65 + at));
        else window.type(String.fromCharCode(97 + at));
        states.push(window.state());
      });
      for (let at = states.length - 1; at >= 0; at--) {
        assert.equal(window.state(), states[at]);
        window.undo();
      }
    }));
  });
});
