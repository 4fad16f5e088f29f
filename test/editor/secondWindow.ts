// What a person does in the second window, key by key.
import type * as vscode from 'vscode';
import type { SecondWindow } from './window';

/** A word of the article that is drawn as a stretch of its own: as long as nothing marks it, it is drawn with the words around it. */
export function marked(word: string): string {
  return `.editor-instance .view-line span:text-is("${word}")`;
}

/** Opens an article by its name, as a person does. */
export async function openArticle(window: SecondWindow, name: string): Promise<void> {
  await window.press('ctrl+p');
  await window.waitFor('.quick-input-widget input');
  await window.type(name);
  await window.waitFor(`.quick-input-list .monaco-list-row.focused:has-text("${name}")`);
  await window.press('enter');
  await window.waitFor(`.tab.active[aria-label*="${name}"]`);
  await window.waitFor('[id="status.editor.mode"]:has-text("Seed")'); // until then its keys are not those of an article
}

/** Turns annotate mode on. */
export async function annotate(window: SecondWindow): Promise<void> {
  await window.press('alt+enter');
  await window.waitFor('.statusbar-item:has-text("Annotate:")');
}

/** Puts the caret at a line and column of the article that the window shows, both from 1. */
export async function goTo(window: SecondWindow, position: vscode.Position): Promise<void> {
  await window.press('ctrl+g');
  await window.waitFor('.quick-input-widget input');
  await window.type(`${position.line + 1}:${position.character + 1}`);
  await window.press('enter');
}
