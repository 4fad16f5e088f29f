import * as vscode from 'vscode';

/** Something to choose, with what it would do. */
export interface Option<Value> {
  readonly label: string;
  readonly description?: string;
  /** A second line: what the choice changes. */
  readonly detail?: string;
  readonly value: Value;
}

/** Asks for one of a few; `undefined` when the person turned away. */
export async function choose<Value>(title: string, placeholder: string, options: readonly Option<Value>[]): Promise<Value | undefined> {
  const picked = await vscode.window.showQuickPick(options, { title, placeHolder: placeholder, matchOnDescription: true });
  return picked?.value;
}
