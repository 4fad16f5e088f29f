// The graph and the timeline, as a person has them: opened by the palette, walked by keys. The page is asked what it shows.
import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import { articles, folder, onDisk, restore, show, toDisk, uriOf } from './corpus';
import { runCommand } from './secondWindow';
import { eventually, needWindow, press, refusals, secondWindow, textOf, type, waitFor, webview, type SecondWindow, type Webview } from './window';

const canvas = 'canvas[aria-busy=false]';

async function run(command: string, argument?: unknown): Promise<void> {
  await vscode.commands.executeCommand(command, ...argument === undefined ? [] : [argument]);
}

/** Opens the graph and waits until its nodes have come to rest. */
async function openGraph(argument?: unknown): Promise<void> {
  await run('seedmark.graph', argument);
  await webview.waitFor(canvas);
}

/** What the line below the picture says: `66 nodes · 992 connections`. */
async function counts(page: Webview = webview): Promise<string> {
  return (await page.textOf('.counts')).join('');
}

/** What a screen reader is told of the place where the keys are. */
async function spoken(): Promise<string> {
  return (await webview.textOf('.live')).join('');
}

function hasEditorOn(name: string): boolean {
  return vscode.window.visibleTextEditors.some(editor => editor.document.uri.path.endsWith(name));
}

describe('the graph', () => {
  before(function () { needWindow(this); });
  afterEach(restore);

  it('opens by the palette, and shows what the corpus has', async () => {
    await press('f1');
    await waitFor('.quick-input-widget input');
    await type('Seedmark: Show Graph');
    await waitFor('.quick-input-list .monaco-list-row:has-text("Show Graph")');
    await press('enter');
    await webview.waitFor(canvas);
    await eventually(async () => assert.match(await counts(), /^66 nodes · 992 connections$/));
    assert.deepEqual(await textOf('.tab.active .label-name'), ['Graph of seeds']);
    assert.match(await webview.attribute('canvas', 'aria-label'), /Graph of the corpus: 66 nodes/);
  });

  it('shows articles with their entities', async () => {
    await openGraph({ view: 'articles' });
    await eventually(async () => assert.match(await counts(), /^81 nodes · 240 connections$/));
  });

  it('is walked by arrows, says where one is, and opens an article by Enter', async () => {
    await openGraph({ view: 'articles' });
    await webview.focus('canvas');
    await press('home');
    await eventually(async () => assert.match(await spoken(), /^.+, Article, \d{4}-\d\d-\d\d.*, \d+ connections$/));
    const first = await spoken();
    await press('right');
    await eventually(async () => assert.notEqual(await spoken(), first));
    await press('home');
    await eventually(async () => assert.equal(await spoken(), first));
    await press('enter');
    await eventually(() => assert.equal(vscode.window.activeTextEditor?.document.languageId, 'seed'));
    assert.equal(await webview.attribute('canvas', 'aria-busy'), 'false'); // it stays in sight, beside the article
  });

  it('opens an entity in its tree', async () => {
    await openGraph({ view: 'entities', entity: 'jack-ma' });
    await eventually(async () => assert.match(await spoken(), /^Jack Ma, Person, in \d+ articles?/));
    await webview.focus('canvas');
    await press('enter');
    await waitFor('.pane:has(.title:text-is("Entities")) .monaco-list-row.focused:has-text("Jack Ma")');
    await run('workbench.view.explorer');
  });

  it('begins at the article that a menu of the tree is of', async () => {
    await openGraph({ corpus: folder().toString(), kind: 'article', article: { id: '001_851d70915e2d610c' } });
    await eventually(async () => assert.match(await spoken(), /^Chengdu, Alibaba seal pact/));
  });

  it('leaves out what the legend is told to, and dates, and all but what is with an entity', async () => {
    await openGraph({ view: 'entities' });
    await webview.click('[data-type=person]');
    await eventually(async () => assert.match(await counts(), /^52 nodes/));
    await webview.click('.controls button:has-text("Show All")');
    await eventually(async () => assert.match(await counts(), /^66 nodes/));
    await webview.fill('.date >> nth=1', '2016');
    await press('enter');
    await eventually(async () => assert.match(await counts(), /^[1-4]?\d nodes/));
    await webview.click('.controls button:has-text("Show All")');
    await eventually(async () => assert.match(await counts(), /^66 nodes/));
    await openGraph({ entity: 'jack-ma' });
    await eventually(async () => assert.match(await spoken(), /^Jack Ma/));
    await press('f');
    await webview.waitFor('.only:has-text("With Jack Ma")');
    await eventually(async () => assert.doesNotMatch(await counts(), /^66 nodes/));
    await press('escape escape');
    await eventually(async () => assert.match(await counts(), /^66 nodes/));
  });

  it('says what is wrong with a date', async () => {
    await openGraph({ view: 'entities' });
    await webview.fill('.date >> nth=0', 'May');
    await press('enter');
    await webview.waitFor('.date[aria-invalid=true]');
    assert.match(await counts(), /^66 nodes/);
  });

  it('finds by name', async () => {
    await openGraph({ view: 'entities' });
    await webview.focus('canvas');
    await press('/');
    await type('jack');
    await eventually(async () => assert.equal(await spoken(), '1 found'));
    await press('enter');
    await eventually(async () => assert.match(await spoken(), /^Jack Ma/));
    await press('ctrl+f');
    await webview.waitFor('.find:focus');
  });

  it('follows what is tagged elsewhere', async () => {
    await openGraph({ view: 'entities' });
    await eventually(async () => assert.match(await counts(), /^66 nodes/));
    const sidecar = 'annotations/008_0cca2d7b00e5e9ff.yaml';
    await toDisk(sidecar, (await onDisk(sidecar)).replace(/entity: [\w-]+/, 'entity: somebody-new'));
    await eventually(async () => assert.match(await counts(), /^67 nodes/));
  });

  it('draws nothing when nothing moves, and does not live while it is hidden', async () => {
    await openGraph({ view: 'entities' });
    await webview.focus('canvas');
    await press('home');
    await eventually(async () => assert.equal(await webview.frames(700), 0));
    await show(articles.headed);
    await eventually(async () => assert.deepEqual(await textOf('iframe.webview'), []));
    await openGraph();
    await eventually(async () => assert.match(await counts(), /^66 nodes/));
  });

  it('allows its own script and style, and nothing else', async () => {
    await openGraph();
    const policy = await webview.attribute('meta[http-equiv=Content-Security-Policy]', 'content');
    assert.match(policy, /^default-src 'none'; script-src 'nonce-(\w{32})'; style-src 'nonce-\1'; base-uri 'none'; form-action 'none'$/);
    assert.deepEqual(await webview.textOf('[style]:not(html)'), []);
    assert.deepEqual((await refusals()).filter(each => /fake\.html|dist\/webview/.test(each)), []);
  });

  for (const format of ['svg', 'png'] as const) {
    it(`is saved as ${format}`, async () => {
      const uri = uriOf(`picture.${format}`);
      await openGraph({ view: 'articles', save: uri.toString() });
      const bytes = await readFile(uri.fsPath);
      await rm(uri.fsPath);
      if (format === 'png') assert.deepEqual([...bytes.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
      else assert.equal(bytes.toString('utf8').match(/<circle/g)?.length, 66 + 6); // and the six of its key
    });
  }
});

describe('the timeline', () => {
  before(function () { needWindow(this); });
  afterEach(restore);

  it('has lanes by entity or by section, and is walked by keys', async () => {
    await openGraph({ view: 'timeline' });
    await eventually(async () => assert.match(await counts(), /^15 articles · the 40 busiest of 66 lanes$/));
    await webview.click('[data-lanes=section]');
    await eventually(async () => assert.match(await counts(), /^15 articles · \d lanes$/));
    await webview.focus('canvas');
    await press('home right');
    await eventually(async () => assert.match(await spoken(), /\d{4}-\d\d-\d\d.*mentions?$/));
    await press('enter');
    await eventually(() => assert.equal(vscode.window.activeTextEditor?.document.languageId, 'seed'));
    assert.ok(hasEditorOn('.txt') || hasEditorOn('.seeds'));
  });
});

describe('the graph in a window that is loaded anew', () => {
  let second: SecondWindow;
  before(function () { needWindow(this); });
  after(async () => {
    await second.close();
    await restore();
  });

  it('is as it was', async () => {
    second = await secondWindow();
    await runCommand(second, 'Show Graph and Timeline');
    await second.webview.waitFor(canvas, { within: 40_000 });
    await second.webview.click('[data-type=person]');
    await eventually(async () => assert.match(await counts(second.webview), /^52 nodes/));
    await new Promise(done => setTimeout(done, 500)); // until the page has told the window what it remembers
    await second.reload();
    await second.webview.waitFor(canvas, { within: 40_000 });
    await eventually(async () => assert.match(await counts(second.webview), /^52 nodes/));
    assert.equal(await second.webview.attribute('[data-type=person]', 'aria-pressed'), 'false');
  });
});
