// What a person does in the second window, key by key.
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { SecondWindow } from './window';

/** A word of the article that is drawn as a stretch of its own: as long as nothing marks it, it is drawn with the words around it. */
export function marked(word: string): string {
  return `.editor-instance .view-line span:text-is("${word}")`;
}

/** How often a person asks for what VS Code does not find at once: each time it asks anew what there is. */
const mostTries = 3;

/** Opens an article by its name, as a person does. */
export async function openArticle(window: SecondWindow, name: string): Promise<void> {
  await pick(window, 'ctrl+p', name);
  await window.waitFor(`.tab.active[aria-label*="${name}"]`);
  await window.waitFor('[id="status.editor.mode"]:has-text("Seed")'); // until then its keys are not those of an article
}

/** Runs a command of ours by the palette, which a window that was just opened does not have at once. */
export async function runCommand(window: SecondWindow, title: string): Promise<void> {
  await pick(window, 'f1', `Seedmark: ${title}`);
}

/** Takes the line that is found for what is typed, once keys have opened a list. */
async function pick(window: SecondWindow, keys: string, typed: string): Promise<void> {
  for (let left = mostTries; !await finds(window, keys, typed, left > 1 ? 5000 : 15_000); left--) assert.ok(left > 1, `VS Code does not find ${typed}`);
  await window.press('enter');
}

/** Asks for something; when it is not found within some milliseconds, stops asking. */
async function finds(window: SecondWindow, keys: string, typed: string, within: number): Promise<boolean> {
  await window.press(keys);
  await window.waitFor('.quick-input-widget input');
  await window.type(typed);
  try {
    await window.waitFor(`.quick-input-list .monaco-list-row.focused:has-text("${typed}")`, { within });
    return true;
  } catch (error) {
    console.log(`      ${String(error).split('\n').at(-1)}`);
    await window.press('escape');
    return false;
  }
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
