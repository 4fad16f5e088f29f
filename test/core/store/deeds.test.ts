import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { Corpus } from '../../../src/editor/corpus/corpus';
import { Deeds, type Deed } from '../../../src/editor/writing/deeds';

const [corpus, another] = [{}, {}] as unknown as readonly [Corpus, Corpus]; // deeds only ask which one it is

function uri(name: string): vscode.Uri {
  return { toString: () => name } as vscode.Uri; // nor more of a file than its name
}

function deed(label: string, path: string, article: string, of = corpus): Deed {
  return { corpus: of, label, steps: [{ path, stages: [], created: false, removed: false }], articles: [uri(article)], moments: new Map() };
}

/** Takes the last deed back, or does it again, and says what it is about. */
function undone(deeds: Deeds, article?: string): string {
  const last = deeds.lastDone(article);
  if (last !== undefined) deeds.takenBack(last, new Map());
  return about(last);
}

function redone(deeds: Deeds, article?: string): string {
  const last = deeds.lastUndone(article);
  if (last !== undefined) deeds.doneAgain(last, new Map());
  return about(last);
}

function about(last: Deed | undefined): string {
  return last === undefined ? 'nothing' : [last.label, ...last.steps.map(({ path }) => path), ...last.articles.map(String)].join(' ');
}

describe('what was done and undone', () => {
  it('goes back and forth in order, and in one article by itself', () => {
    const deeds = new Deeds();
    for (const each of [deed('one', 'a.yaml', 'a'), deed('two', 'b.yaml', 'b'), deed('three', 'a.yaml', 'a')]) deeds.add(each);
    assert.equal(undone(deeds, 'b'), 'two b.yaml b');
    assert.equal(undone(deeds, 'b'), 'nothing');
    assert.equal(undone(deeds), 'three a.yaml a');
    assert.equal(redone(deeds, 'b'), 'two b.yaml b');
    assert.equal(redone(deeds), 'three a.yaml a');
    assert.equal(redone(deeds), 'nothing');
  });

  it('is over with something else that is done', () => {
    const deeds = new Deeds();
    deeds.add(deed('one', 'a.yaml', 'a'));
    undone(deeds);
    deeds.add(deed('two', 'b.yaml', 'b'));
    assert.equal(redone(deeds), 'nothing');
  });

  it('is about the files under the names that they have now, however often these change', () => {
    const deeds = new Deeds();
    for (const each of [deed('tag', 'a.yaml', 'a.txt'), deed('other', 'a.yaml', 'x.txt', another), deed('undone', 'a.yaml', 'a.txt'), deed('import', 'a.yaml', 'none'), deed('kept', 'c.yaml', 'c.txt')]) deeds.add(each);
    undone(deeds);
    undone(deeds);
    undone(deeds);
    for (const [from, to] of [['a', 'b'], ['b', 'd']]) {
      deeds.renamed(new Map([[`${from}.txt`, uri(`${to}.txt`)]]));
      deeds.moved(corpus, new Map([[`${from}.yaml`, `${to}.yaml`]]));
    }
    assert.equal(about(deeds.lastDone('a.txt')), 'nothing');
    assert.equal(undone(deeds, 'd.txt'), 'tag d.yaml d.txt');
    assert.equal(undone(deeds), 'other a.yaml x.txt');
    assert.deepEqual([redone(deeds), redone(deeds), redone(deeds), redone(deeds)], ['other a.yaml x.txt', 'tag d.yaml d.txt', 'kept c.yaml c.txt', 'nothing']);
  });
});
