import * as vscode from 'vscode';
import { together } from '../dispose';
import type { Place, Session } from '../session';
import { Soon } from '../time/soon';

/** How long after the caret has moved a view follows, in milliseconds. */
const delay = 120;

/**
 * The article that views on "this article" are about: the one at the caret of the last active editor with articles.
 * `changed` is called when that is another article, when something about the corpus has changed, and with no delay at first.
 */
export class FollowedArticle implements vscode.Disposable {
  /** `undefined` before any article was shown. */
  place: Place | undefined;
  readonly #disposable: vscode.Disposable;
  #seen = '';

  constructor(private readonly session: Session, private readonly changed: () => void) {
    const look = new Soon(() => this.#look(), delay, session.failed('follow'), 'last');
    this.#disposable = together(
      look,
      session.onDidChange(look.ask),
      vscode.window.onDidChangeActiveTextEditor(look.ask),
      vscode.window.onDidChangeTextEditorSelection(look.ask),
    );
    look.ask();
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  async #look(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const place = editor && await this.session.place(editor.document, editor.selection.active);
    this.place = place ?? this.place;
    const seen = this.place === undefined ? '' : `${this.place.corpus.id}#${this.place.article.info.id}#${this.place.corpus.index.revision}`;
    if (seen === this.#seen) return;
    this.#seen = seen;
    this.changed();
  }
}
