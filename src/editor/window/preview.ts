import * as vscode from 'vscode';

/**
 * Shows places in the editor while a person moves through a list, and takes the reader back where nothing is chosen.
 * What was not open before is not left open.
 */
export class Preview {
  readonly #editor = vscode.window.activeTextEditor;
  readonly #selection = this.#editor?.selection;
  readonly #openBefore = new Set(openUris());
  #last: Promise<unknown> = Promise.resolve();
  #isOver = false;

  /** @param failed told of a place that cannot be shown */
  constructor(private readonly failed: (error: unknown) => void) {}

  /** Shows a place without taking the focus from the list. `drawn` is told of its editor. */
  show(find: () => Promise<vscode.Location | undefined>, drawn: (editor: vscode.TextEditor) => void = () => {}): void {
    this.#last = this.#last.then(async () => {
      const place = this.#isOver ? undefined : await find();
      if (place === undefined || this.#isOver) return;
      const start = new vscode.Range(place.range.start, place.range.start);
      const editor = await vscode.window.showTextDocument(place.uri, { selection: start, preview: true, preserveFocus: true });
      editor.revealRange(place.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
      drawn(editor);
    }).catch(this.failed);
  }

  /** Shows nothing more. Done when the last one asked for is drawn. */
  async over(): Promise<void> {
    this.#isOver = true;
    await this.#last;
  }

  /** Back to where the reader was. */
  async back(): Promise<void> {
    await this.over();
    const editor = this.#editor;
    if (editor === undefined || this.#selection === undefined) return;
    const { document, viewColumn } = editor;
    await vscode.window.showTextDocument(document.uri, { selection: this.#selection, preview: true, ...(viewColumn === undefined ? {} : { viewColumn }) });
    const left = tabs().filter(tab => tab.isPreview && !tab.isActive && !this.#openBefore.has(uriOf(tab)));
    await vscode.window.tabGroups.close(left);
  }
}

function tabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(group => group.tabs);
}

function openUris(): string[] {
  return tabs().map(uriOf);
}

function uriOf({ input }: vscode.Tab): string {
  return input instanceof vscode.TabInputText ? input.uri.toString() : '';
}
