import * as vscode from 'vscode';

const scheme = 'seedmark-report';

/** Reports as documents that can be read, searched and copied from, but are no files and ask nothing when they are closed. */
export class Pages implements vscode.Disposable, vscode.TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  #count = 0;

  async show(title: string, text: string): Promise<void> {
    this.#count++;
    const uri = vscode.Uri.from({ scheme, path: `/${title.replace(/[\\/]/g, ' ')}.md`, query: String(this.#count) });
    this.#texts.set(uri.toString(), text);
    const document = await vscode.languages.setTextDocumentLanguage(await vscode.workspace.openTextDocument(uri), 'markdown');
    await vscode.window.showTextDocument(document, { preview: true });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  dispose(): void {
    this.#registration.dispose();
    this.#texts.clear();
  }
}
