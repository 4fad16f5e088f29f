import * as vscode from 'vscode';
import type { Context } from '../../core/concordance/context';
import { layOut, type Line, type Order, type Row } from '../../core/concordance/layout';
import type { State } from '../../core/concordance/occurrence';
import type { Span } from '../../core/model';
import type { Corpus } from '../corpus/corpus';
import { articleCount, numeral } from '../window/counts';

/** What is looked for in a corpus. */
export interface Sought {
  /** The entity whose mentions and names are meant; undefined for mere words. */
  readonly entity: string | undefined;
  /** Only these words: one of the entity's names, or any text. */
  readonly words: string | undefined;
  /** Only what is tagged. */
  readonly taggedOnly: boolean;
}

/** A place that was found, with all that a list shows of it. */
export interface Found {
  readonly key: string;
  readonly article: string;
  /** The file that holds the article, from the corpus root. */
  readonly path: string;
  readonly span: Span;
  /** The text of the span: what must still stand there when something is done to it. */
  readonly quote: string;
  readonly context: Context;
  readonly state: State;
  /** What links lead on from there, in words. */
  readonly links: readonly string[];
}

/** What a list is for: to look, or to tag, untag or split by it. */
export type Purpose = 'look' | 'tag' | 'untag' | 'split';

export const listScheme = 'seedmark-list';
export const listLanguage = 'seed-concordance';

/** Two lines above the places: what is listed, and an empty one. */
const headLines = 2;

/** A list of places in a document of its own: read by line, ticked, and worked off. */
export class OccurrenceList {
  order: Order;
  #found: readonly Found[] = [];
  #lines: readonly Line[] = [];
  readonly #ticked = new Set<string>();
  #revision = -1;

  /** @param order by what comes next, or article by article, where it is left out */
  constructor(readonly uri: vscode.Uri, readonly corpus: Corpus, readonly sought: Sought, readonly purpose: Purpose, order?: Order) {
    this.order = order ?? (purpose === 'look' ? 'right' : 'article');
  }

  /** Takes what was found. Ticks stay on the places that are there still; the first time, all that nothing speaks against is ticked. */
  take(found: readonly Found[]): void {
    const isFirst = this.#revision < 0;
    this.#found = found;
    this.#revision = this.corpus.index.revision;
    const tickable = new Set(this.tickable().map(({ key }) => key));
    for (const key of this.#ticked) if (!tickable.has(key)) this.#ticked.delete(key);
    if (isFirst) for (const each of this.tickable()) if (this.#isSure(each)) this.#ticked.add(each.key);
    this.#layOut();
  }

  sort(order: Order): void {
    this.order = order;
    this.#layOut();
  }

  /** Whether annotations have changed since the places were found. */
  get isStale(): boolean {
    return this.#revision !== this.corpus.index.revision;
  }

  text(): string {
    return [this.heading(), '', ...this.#lines.map(({ text }) => text)].join('\n');
  }

  /** What is listed, in words: "Alibaba: 52 tagged, 3 untagged". */
  heading(): string {
    const tagged = this.#found.filter(({ state }) => state.kind === 'tagged').length;
    const counts = tagged === this.#found.length ? vscode.l10n.t('{0} tagged', numeral(tagged)) : vscode.l10n.t('{0} tagged, {1} not', numeral(tagged), numeral(this.#found.length - tagged));
    const articles = new Set(this.#found.map(({ article }) => article)).size;
    return vscode.l10n.t('{0}: {1}, in {2}', nameOf(this.corpus, this.sought), counts, articleCount(articles));
  }

  get found(): readonly Found[] {
    return this.#found;
  }

  /** The line of the document at an index, where it is one of the places or headings. */
  lineAt(line: number): Line | undefined {
    return this.#lines[line - headLines];
  }

  foundAt(line: number): Found | undefined {
    const row = this.lineAt(line)?.row;
    return row === undefined ? undefined : this.#found[row];
  }

  /** The places of a heading's article, or the one of a line. */
  foundUnder(line: number): readonly Found[] {
    const one = this.foundAt(line);
    if (one !== undefined) return [one];
    const article = this.isHeading(line) ? this.foundAt(line + 1)?.article : undefined;
    return this.#found.filter(each => each.article === article);
  }

  /** Whether a line names the article of those beneath it. */
  isHeading(line: number): boolean {
    const shown = this.lineAt(line);
    return shown !== undefined && shown.row === undefined && shown.text !== '';
  }

  /** The line of the first place. */
  firstLine(): number {
    return Math.max(0, this.#lines.findIndex(({ row }) => row !== undefined)) + headLines;
  }

  lineOf(key: string): number | undefined {
    const row = this.#found.findIndex(each => each.key === key);
    const line = this.#lines.findIndex(each => each.row !== undefined && each.row === row);
    return line < 0 ? undefined : line + headLines;
  }

  /** The places that can be ticked: of a list to tag by, those that are not tagged so already; of one to untag or split by, those that are. */
  tickable(): readonly Found[] {
    return this.#found.filter(each => this.isTickable(each));
  }

  isTickable({ state }: Found): boolean {
    switch (this.purpose) {
      case 'look': return true;
      case 'tag': return state.kind !== 'tagged';
      case 'untag': case 'split': return state.kind === 'tagged';
    }
  }

  isTicked({ key }: Found): boolean {
    return this.#ticked.has(key);
  }

  ticked(): readonly Found[] {
    return this.tickable().filter(each => this.isTicked(each));
  }

  /** Ticks places, or unticks them; those that cannot be ticked are passed over. */
  tick(places: readonly Found[], on: boolean): void {
    for (const each of places) {
      if (on && this.isTickable(each)) this.#ticked.add(each.key);
      else this.#ticked.delete(each.key);
    }
  }

  #isSure({ state }: Found): boolean {
    return this.purpose === 'untag' || (this.purpose === 'tag' && state.kind === 'open');
  }

  #layOut(): void {
    const { index } = this.corpus;
    const rows = this.#found.map((found): Row => {
      const info = index.article(found.article);
      const card = info && index.card(info);
      return { article: found.article, title: card?.title ?? found.article, date: card?.date ?? '', context: found.context, note: this.#noteOn(found) };
    });
    this.#lines = layOut(rows, this.order);
  }

  /** What is to be said of a place: how it stands, and to one who only looks, where links lead on from there. */
  #noteOn({ state, links }: Found): string {
    const on = this.purpose === 'look' ? links.map(link => `⇄ ${link}`) : [];
    return [this.#stateInWords(state), ...on].filter(Boolean).join(' · ');
  }

  /** Why it is not ticked, or as what it is tagged. */
  #stateInWords(state: State): string {
    const called = (id: string): string => this.corpus.index.entity(id)?.name ?? id;
    switch (state.kind) {
      case 'open': return this.purpose === 'look' ? vscode.l10n.t('not tagged') : '';
      case 'tagged': return this.sought.entity === undefined ? vscode.l10n.t('tagged as {0}', called(state.tag.entity)) : this.purpose === 'tag' ? vscode.l10n.t('tagged already') : '';
      case 'shared': return vscode.l10n.t('also a name of {0}', state.others.map(called).join(', '));
      case 'otherwise': return vscode.l10n.t('tagged as {0}', called(state.tag.entity));
      case 'rejected': return vscode.l10n.t('rejected here');
    }
  }
}

/** What is sought: the entity's name, or the words. */
function nameOf({ index }: Corpus, { entity, words }: Sought): string {
  const name = entity === undefined ? undefined : index.entity(entity)?.name ?? entity;
  return [name, words === undefined ? undefined : `“${words}”`].filter(each => each !== undefined).join(' ');
}

/** The lists that are open, by their documents. */
export class Lists implements vscode.Disposable {
  readonly #lists = new Map<string, OccurrenceList>();
  readonly #changed = new vscode.EventEmitter<OccurrenceList>();
  /** The ticks of a list, or its lines. */
  readonly onDidChange = this.#changed.event;
  #count = 0;

  /** Opens a list in an editor of its own. */
  async show(corpus: Corpus, sought: Sought, purpose: Purpose, found: readonly Found[], order?: Order): Promise<void> {
    // The path is what the tab shows; the query tells two lists of one name apart.
    const path = `/${nameOf(corpus, sought).replaceAll('/', '∕')}`;
    const uri = vscode.Uri.from({ scheme: listScheme, path, query: String(++this.#count) });
    const list = new OccurrenceList(uri, corpus, sought, purpose, order);
    list.take(found);
    this.#lists.set(uri.toString(), list);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.languages.setTextDocumentLanguage(document, listLanguage);
    const editor = await vscode.window.showTextDocument(document, { preview: false });
    const first = list.firstLine();
    editor.selection = new vscode.Selection(first, 0, first, 0);
    this.#changed.fire(list);
  }

  of(document: vscode.TextDocument): OccurrenceList | undefined {
    return this.at(document.uri);
  }

  at(uri: vscode.Uri): OccurrenceList | undefined {
    return this.#lists.get(uri.toString());
  }

  changed(list: OccurrenceList): void {
    this.#changed.fire(list);
  }

  /** Closes the list's editors. */
  async close(list: OccurrenceList): Promise<void> {
    const key = list.uri.toString();
    const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs).filter(tab => tab.input instanceof vscode.TabInputText && tab.input.uri.toString() === key);
    await vscode.window.tabGroups.close(tabs);
    this.#lists.delete(key);
  }

  forget(document: vscode.TextDocument): void {
    // A document that changes its language is closed and opened again: it is not gone.
    if (document.languageId === listLanguage) this.#lists.delete(document.uri.toString());
  }

  dispose(): void {
    this.#changed.dispose();
    this.#lists.clear();
  }
}
