import * as vscode from 'vscode';
import { startOfCourse, TextCourse, type ChangeKind, type Moment } from '../../core/text/course';
import type { Deed } from './deeds';

/** How far the text of each document has come, by URI: that outlives an editor that is closed, as VS Code's own undo does. */
export class Courses {
  readonly #courses = new Map<string, TextCourse>();

  edited({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    const size = contentChanges.reduce((sum, change) => sum + change.rangeLength + change.text.length, 0);
    this.#of(document.uri).changed(kindOf(reason), size, () => document.getText());
  }

  /** Where the texts of those articles that are open stand now. */
  now(articles: readonly vscode.Uri[]): ReadonlyMap<string, Moment> {
    const wanted = new Set(articles.map(String));
    const open = vscode.workspace.textDocuments.filter(document => wanted.has(document.uri.toString()));
    return new Map(open.map(document => [document.uri.toString(), this.#of(document.uri).now(document.getText())]));
  }

  /** Whether nothing was edited in a document since the deed, or all of it is taken back: then undo means the deed. */
  isBackAt(uri: vscode.Uri, deed: Deed): boolean {
    return this.#of(uri).isBackAt(momentOf(uri, deed));
  }

  /** Whether the text of a document is again as it was when the deed was undone: then redo means the deed. */
  isForthAt(uri: vscode.Uri, deed: Deed): boolean {
    return this.#of(uri).isForthAt(momentOf(uri, deed));
  }

  #of(uri: vscode.Uri): TextCourse {
    const known = this.#courses.get(uri.toString());
    if (known !== undefined) return known;
    const course = new TextCourse();
    this.#courses.set(uri.toString(), course);
    return course;
  }
}

function momentOf(uri: vscode.Uri, { moments }: Deed): Moment {
  return moments.get(uri.toString()) ?? startOfCourse;
}

function kindOf(reason: vscode.TextDocumentChangeReason | undefined): ChangeKind {
  if (reason === vscode.TextDocumentChangeReason.Undo) return 'undo';
  return reason === vscode.TextDocumentChangeReason.Redo ? 'redo' : 'edit';
}
