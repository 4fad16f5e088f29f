// Someone who knows what is to be tagged in an article, looks at what is selected and at its card, and presses keys: no mouse.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { articlesOf } from '../../src/core/corpus/article';
import { notProse } from '../../src/core/seed/prose';
import { parseSeed } from '../../src/core/seed/parse';
import { offsetsOf } from '../../src/core/text/offsets';
import { readEntities } from '../../src/core/store/entitiesFile';
import { readSidecar } from '../../src/core/store/sidecarFile';
import { onDisk, uriOf } from './corpus';
import { eventually, press, settled, textOf, type, waitFor } from './window';

/** A name that is to be tagged; positions are UTF-16 units of the article. */
export interface Wanted {
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  /** What it is, by any id: which entity that becomes is found out when it is made. */
  readonly entity: string;
  readonly type: string;
}

/** A key, or typed text, and what it was for. */
interface Pressed {
  readonly keys: string;
  /** How many keys: one, or one for each typed character. */
  readonly count: number;
  readonly why: string;
}

/** A mention as a sidecar has it. */
export interface Made {
  readonly start: number;
  readonly end: number;
  readonly entity: string;
}

/** What a card says that Enter would do. */
type Meaning =
  | { readonly kind: 'known'; readonly entities: readonly string[]; readonly isOpen: boolean }
  | { readonly kind: 'alias'; readonly name: string }
  | { readonly kind: 'new'; readonly type: string };

/** The keys of the types as both corpora have them. */
const typeKeys: Readonly<Record<string, string>> = { person: 'p', organization: 'o', place: '3', product: '4', event: 'e' };

/** More keys than this at one article mean that no end is in sight. */
const mostKeys = 80;

/** More words than any name has. */
const mostWords = 16;

/** The article in the active editor that the caret is in. */
interface Here {
  readonly editor: vscode.TextEditor;
  readonly id: string;
  readonly start: number;
  readonly text: string;
  readonly prose: readonly { readonly start: number; readonly end: number }[];
}

export class Annotator {
  readonly script: Pressed[] = [];
  /** What is wanted -> the id of the entity that was made of it. */
  readonly #made = new Map<string, string>();
  #latest = '';

  /** @param root the corpus's folder from the workspace's, `''` or ending in a slash */
  constructor(private readonly root: string, private readonly gold: ReadonlyMap<string, readonly Wanted[]>) {}

  /** How many keys it took. */
  get keys(): number {
    return this.script.reduce((sum, { count }) => sum + count, 0);
  }

  /** Tags all articles, beginning with the one that is shown, to the one after which nothing is left. */
  async play(): Promise<void> {
    await this.#press('alt+enter', 'annotate mode on');
    await waitFor('.statusbar-item:has-text("Annotate:")');
    for (let done = 0; done < this.gold.size; done++) {
      const here = await this.#here();
      const before = this.keys;
      await this.#article(here);
      await this.#press('d', `${here.id} is done`);
      await eventually(async () => assert.match(await this.#sidecar(here.id), /\nstatus: done\n/));
      await decided();
      console.log(`      ${here.id.slice(0, 12)}: ${this.keys - before} keys, ${this.gold.get(here.id)?.length ?? 0} mentions`);
    }
    await this.#press('escape', 'annotate mode off');
  }

  /** The mentions of an article as its sidecar has them. */
  async made(id: string, text: string): Promise<Made[]> {
    const { sidecar } = readSidecar(await this.#sidecar(id));
    const { toUtf16 } = offsetsOf(text);
    return sidecar.mentions.map(({ entity, anchor: { at: [start, end] } }) => ({ start: toUtf16(start), end: toUtf16(end), entity }));
  }

  /** Whether the mentions are what is wanted: nothing less and nothing more, and the same entity for the same thing. */
  async check(id: string, text: string): Promise<void> {
    const wanted = this.gold.get(id) ?? [];
    const made = await this.made(id, text);
    assert.deepEqual(made.map(({ start, end, entity }) => `${text.slice(start, end)} ${start} ${entity}`), wanted.map(({ start, quote, entity }) => `${quote} ${start} ${this.#made.get(entity) ?? entity}`), id);
  }

  /** The entity that was made of each thing. */
  entities(): ReadonlyMap<string, string> {
    return this.#made;
  }

  async #article(here: Here): Promise<void> {
    const wanted = this.gold.get(here.id) ?? [];
    let swept = false;
    for (let turns = 0; ; turns++) {
      assert.ok(turns < mostKeys, `no end at ${here.id}: ${this.script.slice(-8).map(({ keys, why }) => `${keys} (${why})`).join(', ')}`);
      const made = await this.made(here.id, here.text);
      this.#learn(wanted, made);
      const wrong = made.find(each => !wanted.some(one => one.start === each.start && one.end === each.end && this.#made.get(one.entity) === each.entity));
      const left = wanted.filter(one => !made.some(each => each.start === one.start && each.end === one.end));
      if (wrong === undefined && left.length === 0) return;
      const meaning = await this.#meaning(here);
      if (wrong !== undefined) {
        await this.#takeAway(here, wrong, left);
      } else if (meaning?.kind === 'known' && !swept) {
        swept = true;
        await this.#decidePress(here, 'shift+enter', 'all that is certain');
        this.#latest = '';
      } else {
        await this.#step(here, left, meaning);
      }
    }
  }

  /** One decision at what is selected. */
  async #step(here: Here, left: readonly Wanted[], meaning: Meaning | undefined): Promise<void> {
    const [start, end] = selection(here);
    const one = left.find(each => each.start === start && each.end === end);
    if (one !== undefined && meaning === undefined) return this.#tag(here, one, `“${one.quote}” is ${this.#made.get(one.entity) ?? `a new ${one.type}`}`);
    if (meaning === undefined) {
      if (await hasOffers()) await this.#press('n', 'to the next name');
      else await this.#find(here, left[0]);
      return;
    }
    if (one !== undefined) return this.#decide(here, one, meaning);
    const longer = left.find(each => each.start === start && end < each.end);
    if (longer !== undefined && await this.#lengthen(here, longer, `“${longer.quote}” is longer`)) return this.#decide(here, longer, meaning);
    const other = left.find(each => each.start < end && start < each.end);
    if (other !== undefined) return this.#find(here, other);
    await this.#decidePress(here, 'x', `“${here.text.slice(start, end)}” is none`);
  }

  async #decide(here: Here, one: Wanted, meaning: Meaning): Promise<void> {
    const entity = this.#made.get(one.entity);
    const name = entity === undefined ? '' : await this.#nameOf(entity);
    const why = `“${one.quote}” is ${entity ?? `a new ${one.type}`}`;
    const takes = this.#isAllRight(here, one) ? 'shift+a' : 'enter';
    const isMeant = meaning.kind === 'new' ? entity === undefined && meaning.type === one.type
      : meaning.kind === 'alias' ? meaning.name === name : !meaning.isOpen && meaning.entities[0] === name;
    if (isMeant) await this.#decidePress(here, takes, why);
    else await this.#tag(here, one, why);
    this.#latest = one.entity;
  }

  /** Tags what is selected, whatever is offered. */
  async #tag(here: Here, { entity: thing, type: kind }: Wanted, why: string): Promise<void> {
    const entity = this.#made.get(thing);
    if (entity === undefined) await this.#decidePress(here, typeKeys[kind] ?? '', why);
    else if (this.#latest === thing) await this.#decidePress(here, 'r', why);
    else await this.#pick(entity, await this.#nameOf(entity), why);
    this.#latest = thing;
  }

  /** Whether every place of a name is of one entity, as far as a reader sees. */
  #isAllRight(here: Here, { quote, entity }: Wanted): boolean {
    const wanted = this.gold.get(here.id) ?? [];
    const places = [...here.text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(quote)}(?![\\p{L}\\p{N}])`, 'gu'))].map(({ index }) => ({ start: index, end: index + quote.length }));
    const prose = places.filter(({ start, end }) => !here.prose.some(skip => skip.start < end && start < skip.end));
    return prose.every(({ start, end }) => wanted.some(one => one.start <= start && end <= one.end && (one.entity === entity || one.end - one.start > end - start)));
  }

  /** Chooses an entity by its name: as many letters as it takes until it is on top. */
  async #pick(entity: string, name: string, why: string): Promise<void> {
    await this.#key('t', why);
    await waitFor('.quick-input-list .monaco-list-row');
    const letters = Array.from(name.toLowerCase().slice(0, 8));
    for (let at = await placeInList(name); at !== 0; at = await placeInList(name)) {
      const letter = at > 0 && at <= nearTop ? undefined : letters.shift();
      if (letter === undefined) {
        assert.ok(at > 0, `${name} is not in the list: ${(await rows()).join(' | ')}`);
        await press('down');
      } else {
        await type(letter);
      }
      this.script.push({ keys: letter ?? 'down', count: 1, why });
      await new Promise(done => setTimeout(done, 100));
    }
    await this.#key('enter', `${entity} it is`);
    await waitFor('.quick-input-list .monaco-list-row', { gone: true });
    await decided();
  }

  /** Goes to a name that is not offered with VS Code's own search, and tags it. */
  async #find(here: Here, one: Wanted | undefined): Promise<void> {
    assert.ok(one);
    const why = `to “${one.quote}”, which is not offered`;
    await this.#search(here, one, why);
    await this.#tag(here, one, `“${one.quote}” is ${this.#made.get(one.entity) ?? `a new ${one.type}`}`);
  }

  async #search(here: Here, { start, end }: { readonly start: number; readonly end: number }, why: string): Promise<void> {
    if (selection(here)[0] === start && await this.#lengthen(here, { start, end }, why)) return;
    await this.#press('ctrl+f', why);
    await waitFor('.find-widget.visible .synthetic-focus');
    const typed = { start, end: start };
    while (typed.end < end && (runsOn(here.text, end) || typed.end === start || !isSelected(here, typed))) {
      const letter = String.fromCodePoint(here.text.codePointAt(typed.end) ?? 0);
      await type(letter);
      this.script.push({ keys: letter, count: 1, why });
      typed.end += letter.length;
      await soon(() => isSelected(here, typed));
    }
    for (let tries = 0; tries < 20 && !isSelected(here, typed); tries++) {
      const before = selection(here).join();
      await this.#press('enter', why);
      await soon(() => selection(here).join() !== before);
    }
    await this.#closeFind(why);
    await this.#lengthen(here, { start, end }, why);
    assert.deepEqual(selection(here), [start, end], why);
  }

  /** Older versions of VS Code take the first Escape for a message that is in sight. */
  async #closeFind(why: string): Promise<void> {
    await this.#press('escape', why);
    try {
      await waitFor('.find-widget.visible', { gone: true, within: 3000 });
    } catch {
      await this.#press('escape', why);
      await waitFor('.find-widget.visible', { gone: true });
    }
  }

  /** Makes the selection longer, word by word, until it is the whole name; false where the words do not end where the name does. */
  async #lengthen(here: Here, { start, end }: Pick<Wanted, 'start' | 'end'>, why: string): Promise<boolean> {
    if (runsOn(here.text, end)) return selection(here)[1] === end;
    for (let words = 0; words < mostWords && selection(here)[1] < end; words++) await this.#press('ctrl+shift+right', why);
    return isSelected(here, { start, end });
  }

  /** Takes away what is tagged wrongly: where it stands in a longer name, from the selection of that, which is tagged next. */
  async #takeAway(here: Here, wrong: Made, left: readonly Wanted[]): Promise<void> {
    const why = `“${here.text.slice(wrong.start, wrong.end)}” is none`;
    const [start, end] = selection(here);
    const around = left.find(each => each.start <= wrong.start && wrong.end <= each.end) ?? wrong;
    if (start !== around.start || end !== around.end) await this.#search(here, around, why);
    await this.#decidePress(here, 'backspace', why);
  }

  /** Remembers which entity was made of what. */
  #learn(wanted: readonly Wanted[], made: readonly Made[]): void {
    const known = new Set(this.#made.values());
    for (const { start, end, entity } of made) {
      const one = wanted.find(each => each.start === start && each.end === end);
      if (one === undefined || known.has(entity) || this.#made.has(one.entity)) continue;
      this.#made.set(one.entity, entity);
      known.add(entity);
    }
  }

  /** What the card on the selection offers; undefined where nothing is offered. */
  async #meaning({ editor }: Here): Promise<Meaning | undefined> {
    if (editor.selection.isEmpty) return undefined;
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', editor.document.uri, editor.selection.start);
    const cards = hovers.flatMap(({ contents }) => contents).map(each => each instanceof vscode.MarkdownString ? each.value : '');
    const card = cards.find(each => each.includes('seedmark.rejectSuggestion'));
    if (card === undefined) return undefined;
    const [, name = '', label = ''] = /\*\*(.+?)\*\* · (.*)/.exec(card) ?? [];
    if (card.includes('may be another name')) return { kind: 'alias', name: plain(name) };
    if (card.includes('A new name')) return { kind: 'new', type: plain(label).toLowerCase() };
    const several = [...card.matchAll(/^- \[\$\(check\) (.+?)\]\(command:/gm)].map(([, each = '']) => plain(each));
    return { kind: 'known', entities: several.length > 0 ? several : [plain(name)], isOpen: card.includes('nothing speaks for one of them') };
  }

  async #here(): Promise<Here> {
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    const { document } = editor;
    const path = document.uri.path.slice(uriOf(this.root).path.length).replace(/^\//, '');
    const file = parseSeed(document.getText());
    const offset = document.offsetAt(editor.selection.start);
    const at = file.articles.findIndex(({ span }) => span.start <= offset && offset <= span.end);
    const [info, seed] = [articlesOf(path, file)[at], file.articles[at]];
    assert.ok(info && seed);
    const { start, end } = info.span;
    const prose = notProse(seed).map(span => ({ start: span.start - start, end: span.end - start }));
    return { editor, id: info.id, start, text: document.getText().slice(start, end), prose };
  }

  async #sidecar(id: string): Promise<string> {
    return onDisk(`${this.root}annotations/${id}.yaml`).catch(() => '');
  }

  async #entities(): Promise<string> {
    return onDisk(`${this.root}entities.yaml`).catch(() => '');
  }

  async #nameOf(entity: string): Promise<string> {
    return readEntities(await this.#entities()).entities.find(({ id }) => id === entity)?.name ?? entity;
  }

  /** Presses a key that decides something, and waits until the sidecar says so; or not, where there was nothing to decide. */
  async #decidePress(here: Here, keys: string, why: string): Promise<void> {
    const before = await this.#sidecar(here.id);
    const entities = await this.#entities();
    await this.#key(keys, why);
    await decided();
    for (let tries = 0; tries < 20 && before === await this.#sidecar(here.id) && entities === await this.#entities(); tries++) await new Promise(done => setTimeout(done, 25));
  }

  async #press(keys: string, why: string): Promise<void> {
    await this.#key(keys, why);
    await decided();
  }

  async #key(keys: string, why: string): Promise<void> {
    assert.notEqual(keys, '', why);
    await press(keys);
    this.script.push({ keys, count: 1, why });
  }
}

/** Waits until something is so, but not for long: it may never be. */
async function soon(isSo: () => boolean): Promise<void> {
  for (let waited = 0; waited < 150 && !isSo(); waited += 10) await new Promise(done => setTimeout(done, 10));
}

/** Whether what VS Code takes for a word goes on behind a name. */
function runsOn(text: string, end: number): boolean {
  return /[\p{L}\p{N}’—–]/u.test(text.charAt(end));
}

/** Waits until what keys have begun is done: decisions are made one after another, and a key that no type has decides nothing. */
async function decided(): Promise<void> {
  await settled();
  await vscode.commands.executeCommand('seedmark.tag', { key: 'none' });
}

/** Whether the status bar says that something is left to decide in the article. It follows a little later. */
async function hasOffers(): Promise<boolean> {
  await new Promise(done => setTimeout(done, 250));
  return !(await textOf('.statusbar-item:has-text("Annotate:")')).join('').includes('0 suggested, 0 new');
}

/** The selection in units of its article. */
function selection({ editor: { document, selection: { start, end } }, start: first }: Here): [start: number, end: number] {
  return [document.offsetAt(start) - first, document.offsetAt(end) - first];
}

function isSelected(here: Here, { start, end }: Pick<Wanted, 'start' | 'end'>): boolean {
  return selection(here).join() === [start, end].join();
}

/** How many lines below the one that Enter takes a name is quicker reached by the arrow key than by typing. */
const nearTop = 2;

async function rows(): Promise<readonly string[]> {
  return (await textOf('.quick-input-list .monaco-list-row .label-name')).map(each => each.trim());
}

/** How far an entity stands below the line that Enter takes; -1 where it is not in sight. */
async function placeInList(name: string): Promise<number> {
  const [all, [focused = '']] = [await rows(), await textOf('.quick-input-list .monaco-list-row.focused .label-name')];
  return all.includes(name) ? all.indexOf(name) - all.indexOf(focused.trim()) : -1;
}

/** Markdown as it is read. */
function plain(markdown: string): string {
  return markdown.replace(/\\(.)/g, '$1').trim();
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
