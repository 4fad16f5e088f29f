import * as vscode from 'vscode';
import { readFacts, type Facts } from '../../core/graph/facts';
import { articleKey, readKey } from '../../core/graph/graph';
import { readFromPage, type FromPage, type PictureFormat, type ToPage } from '../../core/graph/messages';
import { legendOf, pictureOf } from '../../core/graph/picture';
import { firstQuestion, type Question } from '../../core/graph/question';
import { headingOf } from '../article/locate';
import type { Corpus } from '../corpus/corpus';
import { together } from '../dispose';
import type { Session } from '../session';
import { Soon } from '../time/soon';
import { tell } from '../window/report';
import { pageFolder, pageHtml } from './graphPage';

/** How long after a change the picture follows, in milliseconds. */
const delay = 300;

/** One panel with the graph and the timeline of a corpus. Nothing is worked out while nobody sees it. */
export class GraphPanel implements vscode.Disposable {
  readonly #disposable: vscode.Disposable;
  #question: Question | undefined;
  #facts: { readonly revision: number; readonly facts: Facts } | undefined;
  #sent = '';
  /** What the page is to be told when it is there. */
  #waiting: ToPage[] = [];
  /** Those who wait for a picture. */
  readonly #saving: ((data: string) => void)[] = [];

  /** @param wanted what is to be drawn first; `undefined` leaves it to what the page remembers */
  constructor(private readonly session: Session, readonly corpus: Corpus, readonly panel: vscode.WebviewPanel, private wanted: Partial<Question> | undefined) {
    const failed = session.failed('graph');
    const refresh = new Soon(() => this.#refresh(), delay, failed);
    const follow = new Soon(() => this.#follow(), delay, failed);
    panel.title = vscode.l10n.t('Graph of {0}', corpus.files.root.path.split('/').at(-1) ?? '');
    panel.webview.options = { enableScripts: true, localResourceRoots: [pageFolder()] };
    this.#disposable = together(
      refresh, follow,
      panel.webview.onDidReceiveMessage((message: unknown) => this.#told(message)),
      panel.onDidChangeViewState(() => this.#hidden()),
      session.onDidChange(refresh.ask),
      vscode.window.onDidChangeVisibleTextEditors(follow.ask),
      vscode.window.onDidChangeTextEditorSelection(follow.ask),
    );
    panel.webview.html = pageHtml(panel.webview);
  }

  /** Shows the panel, and in it what is asked for; what is not stays as it was. */
  show(wanted: Partial<Question>, select: string | undefined): void {
    this.panel.reveal();
    if (select !== undefined) this.#say({ kind: 'select', key: select });
    if (this.#question === undefined) this.wanted = { ...this.wanted, ...wanted };
    else if (Object.keys(wanted).length > 0) void this.#answer({ ...this.#question, ...wanted });
  }

  /** Writes what is drawn now to a file. */
  async save(uri: vscode.Uri, format: PictureFormat): Promise<void> {
    const data = await new Promise<string>(done => {
      this.#saving.push(done);
      this.#say({ kind: 'draw', format });
    });
    await write(uri, format, data);
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  /** The page does not live while it is hidden: it begins anew when it is shown. */
  #hidden(): void {
    if (!this.panel.visible) this.#question = undefined;
  }

  #say(message: ToPage): void {
    if (this.#question === undefined) this.#waiting.push(message);
    else void this.#post(message);
  }

  async #post(message: ToPage): Promise<void> {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- this is VS Code's function, not the window's
    await this.panel.webview.postMessage(message);
  }

  async #told(message: unknown): Promise<void> {
    const read = readFromPage(message);
    switch (read?.kind) {
      case 'ask': return this.#asked(read.question);
      case 'choose': return this.#choose(read);
      case 'picture': return this.#picture(read);
      case 'failed': return this.session.log.error('graph', read.words);
      case undefined: return this.session.log.warn('graph', 'a message that means nothing');
    }
  }

  async #asked(question: Question): Promise<void> {
    const wanted = this.wanted;
    this.wanted = undefined;
    if (this.#question === undefined) this.#sent = '';
    await this.#answer({ ...question, ...wanted });
    await this.#follow();
    for (const waiting of this.#waiting.splice(0)) void this.#post(waiting);
  }

  async #refresh(): Promise<void> {
    if (this.panel.visible && this.#question !== undefined) await this.#answer(this.#question);
  }

  /** Sends what is to be drawn, unless the page has it. */
  async #answer(question: Question): Promise<void> {
    this.#question = question;
    const index = await this.corpus.ready();
    if (this.#question !== question) return; // something newer was asked meanwhile
    if (this.#facts?.revision !== index.revision) this.#facts = { revision: index.revision, facts: readFacts(index) };
    const { facts } = this.#facts;
    const message: ToPage = {
      kind: 'show', corpus: this.corpus.id, question,
      picture: pictureOf(facts, question), types: legendOf(facts, index.config),
      names: question.entities.map(id => index.entity(id)?.name ?? id), articles: facts.articles.length,
      language: vscode.env.language, words: vscode.l10n.bundle ?? {},
    };
    const text = JSON.stringify(message);
    if (text === this.#sent) return;
    this.#sent = text;
    await this.#post(message);
  }

  /** Tells which articles the editors show. */
  async #follow(): Promise<void> {
    if (!this.panel.visible || this.#question === undefined) return;
    const files = await this.session.visible();
    const keys = files.filter(file => file.corpus === this.corpus).flatMap(file => {
      const editor = vscode.window.visibleTextEditors.find(each => each.document === file.document);
      const article = editor && file.articleAt(file.document.offsetAt(editor.selection.active));
      return article === undefined ? [] : [articleKey(article.info.id)];
    });
    await this.#post({ kind: 'open', keys });
  }

  /** An article opens beside the picture, an entity in its tree. */
  async #choose({ key, go }: Extract<FromPage, { kind: 'choose' }>): Promise<void> {
    const node = readKey(key);
    if (node?.kind === 'article') return this.#open(node.id, go);
    if (node === undefined) return;
    await vscode.commands.executeCommand('seedmark.revealEntity', { corpus: this.corpus.id, entity: node.id });
    if (!go) this.panel.reveal();
  }

  async #open(article: string, go: boolean): Promise<void> {
    const location = await headingOf(this.session, this.corpus, article);
    if (location === undefined) return tell(vscode.l10n.t('There is no such article in the corpus.'));
    const beside = vscode.window.tabGroups.all.find(group => group.viewColumn !== this.panel.viewColumn);
    const { start } = location.range;
    await vscode.window.showTextDocument(location.uri, {
      viewColumn: beside?.viewColumn ?? vscode.ViewColumn.Beside, selection: new vscode.Range(start, start), preview: true, preserveFocus: !go,
    });
  }

  async #picture({ format, data }: Extract<FromPage, { kind: 'picture' }>): Promise<void> {
    const waiting = this.#saving.shift();
    if (waiting !== undefined) return waiting(data);
    const uri = await vscode.window.showSaveDialog({
      title: vscode.l10n.t('Save Picture'),
      defaultUri: vscode.Uri.joinPath(this.corpus.files.root, `${this.#question?.view ?? firstQuestion.view}.${format}`),
      filters: { [format.toUpperCase()]: [format] },
    });
    if (uri === undefined) return;
    await write(uri, format, data);
    tell(vscode.l10n.t('Saved: {0}', vscode.workspace.asRelativePath(uri)));
  }
}

async function write(uri: vscode.Uri, format: PictureFormat, data: string): Promise<void> {
  const bytes = format === 'svg' ? new TextEncoder().encode(data) : Uint8Array.from(atob(data), character => character.charCodeAt(0));
  await vscode.workspace.fs.writeFile(uri, bytes);
}
