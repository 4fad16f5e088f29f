import * as vscode from 'vscode';

/** Whether annotate mode is on: then single keys act on what an article offers. */
export class Annotating implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<boolean>();
  #on = false;

  readonly onDidChange = this.#changed.event;

  get on(): boolean {
    return this.#on;
  }

  set(on: boolean): void {
    if (on === this.#on) return;
    this.#on = on;
    this.#changed.fire(on);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
