// The window around the tests, as a person has it: keys, text, what is drawn. Only the headless VS Code has this
// (scripts/code-headless.mjs); elsewhere `needWindow` skips the tests that ask for it.
import type { Context } from 'mocha';
import * as vscode from 'vscode';

/** Skips a test or, from `before`, a suite, with a printed reason, where no window can be reached. */
export function needWindow(context: Context): void {
  if (address() !== undefined) return;
  console.log('      skipped: this VS Code has no bridge to its window; SEEDMARK_VSCODE=web runs these tests');
  context.skip();
}

/** Presses keys as a keybinding names them, one chord after another: `ctrl+k ctrl+i`, `shift+f12`, `escape`. */
export async function press(keys: string): Promise<void> {
  await settled();
  await ask({ do: 'press', keys });
}

/** Repeats a check every 25 ms until it passes; after `within` milliseconds (15,000) its last failure is thrown. Keys reach the extension host a little later than the page. */
export async function eventually(check: () => void | Promise<void>, within = 15_000): Promise<void> {
  const deadline = Date.now() + within;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await new Promise(done => setTimeout(done, 25));
  }
}

/** Types text where the focus is. */
export async function type(text: string): Promise<void> {
  await settled();
  await ask({ do: 'type', text });
}

/** The text of every element that a CSS (or Playwright) selector finds now, in the order of the page; `[]` for none. */
export async function textOf(selector: string): Promise<readonly string[]> {
  return texts(await ask({ do: 'text', selector }));
}

/** Waits for an element to be seen, or with `gone` not to be; rejects after `within` milliseconds (15,000). */
export async function waitFor(selector: string, options: { readonly gone?: boolean; readonly within?: number } = {}): Promise<void> {
  await ask({ do: 'waitFor', selector, ...options });
}

/** Clicks the first element that the selector finds. */
export async function click(selector: string, options: { readonly button?: 'left' | 'right' } = {}): Promise<void> {
  await ask({ do: 'click', selector, ...options });
}

/** Rests the mouse on the first element that the selector finds. */
export async function hover(selector: string): Promise<void> {
  await ask({ do: 'hover', selector });
}

/** The inside of the webview that a window shows: a document of its own, which the other functions do not reach into. */
export interface Webview {
  textOf(selector: string): Promise<readonly string[]>;
  /** An attribute of the first element that the selector finds, waited for; `''` when it has none. */
  attribute(selector: string, name: string): Promise<string>;
  waitFor(selector: string, options?: { readonly gone?: boolean; readonly within?: number }): Promise<void>;
  click(selector: string): Promise<void>;
  /** Puts the keys on an element. */
  focus(selector: string): Promise<void>;
  /** Puts text into a field. */
  fill(selector: string, text: string): Promise<void>;
  /** How many frames it asks for in so many milliseconds. */
  frames(during: number): Promise<number>;
}

export const webview: Webview = webviewOf({});

function webviewOf(window: { readonly window?: number }): Webview {
  const inside = (request: object): Promise<unknown> => ask({ ...request, ...window, webview: true });
  return {
    textOf: async selector => texts(await inside({ do: 'text', selector })),
    attribute: async (selector, name) => {
      const value = await inside({ do: 'attribute', selector, name });
      return typeof value === 'string' ? value : '';
    },
    waitFor: async (selector, options = {}) => { await inside({ do: 'waitFor', selector, ...options }); },
    click: async selector => { await inside({ do: 'click', selector }); },
    focus: async selector => { await inside({ do: 'focus', selector }); },
    fill: async (selector, text) => { await inside({ do: 'fill', selector, text }); },
    frames: async during => Number(await inside({ do: 'frames', during })),
  };
}

/** What some page's content security policy has refused so far, in the browser's words. */
export async function refusals(): Promise<readonly string[]> {
  return texts(await ask({ do: 'refusals' }));
}

/** What the window tells the person. Under a driver it does so in its list of notifications only, which is opened. */
export async function notified(words: string): Promise<void> {
  await vscode.commands.executeCommand('notifications.showList');
  await waitFor(`${notification}:has-text("${words}")`);
}

/** One notification in the list of them. */
export const notification = '.notifications-center .notification-list-item';

/** Drags the first element that one selector finds onto the first that the other does, by the mouse. */
export async function drag(selector: string, onto: string): Promise<void> {
  await ask({ do: 'drag', selector, onto });
}

/** Draws the window into `out/screenshots/NAME.png` and returns that file's path. */
export async function screenshot(name: string): Promise<string> {
  return String(await ask({ do: 'screenshot', name }));
}

/** Another window of the same VS Code on the same folder: what it does comes to ours by way of the disk alone. */
export interface SecondWindow {
  press(keys: string): Promise<void>;
  type(text: string): Promise<void>;
  textOf(selector: string): Promise<readonly string[]>;
  waitFor(selector: string, options?: { readonly gone?: boolean; readonly within?: number }): Promise<void>;
  click(selector: string): Promise<void>;
  screenshot(name: string): Promise<string>;
  /** Opens the list of what it tells the person. */
  showNotifications(): Promise<void>;
  /** Loads the page anew, as Developer: Reload Window does. */
  reload(): Promise<void>;
  readonly webview: Webview;
  close(): Promise<void>;
}

/** Opens a second window on the folder, the extension under development in it, and returns once it shows its files. */
export async function secondWindow(): Promise<SecondWindow> {
  await there({ do: 'waitFor', selector: '.explorer-viewlet .monaco-list-row', within: 40_000 });
  return {
    press: async keys => { await there({ do: 'press', keys }); },
    type: async text => { await there({ do: 'type', text }); },
    textOf: async selector => texts(await there({ do: 'text', selector })),
    waitFor: async (selector, options) => { await there({ do: 'waitFor', selector, ...options }); },
    click: async selector => { await there({ do: 'click', selector }); },
    screenshot: async name => String(await there({ do: 'screenshot', name })),
    showNotifications: async () => {
      await there({ do: 'press', keys: 'f1' });
      await there({ do: 'waitFor', selector: '.quick-input-widget input' });
      await there({ do: 'type', text: 'Notifications: Show Notifications' });
      await there({ do: 'waitFor', selector: '.quick-input-list .monaco-list-row.focused:has-text("Show Notifications")' });
      await there({ do: 'press', keys: 'enter' });
      await there({ do: 'waitFor', selector: '.notifications-center.visible' });
    },
    reload: async () => { await there({ do: 'reload' }); },
    webview: webviewOf({ window: 2 }),
    close: async () => { await there({ do: 'close' }); },
  };
}

/** Waits until the window and the extension host have heard what each told the other before, such as a selection: a command's answer comes behind that. */
export async function settled(): Promise<void> {
  await vscode.commands.executeCommand('setContext', 'seedmark.settled', true);
}

async function there(request: object): Promise<unknown> {
  return ask({ ...request, window: 2 });
}

function texts(found: unknown): readonly string[] {
  return Array.isArray(found) ? found.map(String) : [];
}

async function ask(request: object): Promise<unknown> {
  const url = address();
  if (url === undefined) throw new Error('no window can be reached: call needWindow first');
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(request) });
  const answer: unknown = await response.json();
  if (typeof answer !== 'object' || answer === null) throw new Error(`the window answered ${String(answer)}`);
  if ('error' in answer) throw new Error(`${JSON.stringify(request)}: ${String(answer.error)}`);
  return 'value' in answer ? answer.value : undefined;
}

function address(): string | undefined {
  return process.env['SEEDMARK_WINDOW'];
}
