// Takes the pictures of the README from the running product, light and dark:
//
//   npm run screenshots [-- SCENE …] [--theme light|dark|contrast-light|contrast-dark] [--scale N] [--out DIR]
import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Failure, binary, main, mustRun, onEnd, root, say } from './common.mjs';
import { chords } from './keys.mjs';
import { packageVsix } from './package.mjs';
import { scenes } from './scenes.mjs';
import { webWorkbench } from './vscode.mjs';
import { openBrowser, pageAddress, quietSettings, startServer, themeSettings } from './workbench.mjs';

const picker = '.quick-input-widget:not([style*="display: none"])';

/** What a scene can do with its window. For anything else there is `page`, Playwright's. */
export class Stage {
  constructor(page) {
    this.page = page;
  }

  /** Presses keys as a keybinding names them: `ctrl+k ctrl+i`. */
  async press(keys) {
    for (const chord of chords(keys)) await this.page.keyboard.press(chord);
  }

  /** Types text where the focus is. */
  async type(text) {
    await this.page.keyboard.type(text);
  }

  /** Waits until an element is seen. */
  async waitFor(selector) {
    await this.page.locator(selector).first().waitFor({ timeout: 20_000 });
  }

  /** The inside of the webview that is shown. */
  get webview() {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  /** Opens a file of the corpus by its name, in an editor that stays. */
  async openFile(name) {
    await this.press('ctrl+p');
    await this.waitFor(`${picker} input`);
    await this.type(name);
    await this.page.locator(`${picker} .quick-input-list .monaco-list-row`, { hasText: name }).first().waitFor({ timeout: 20_000 });
    await this.press('enter');
    await this.waitFor(`.tab.active[aria-label*="${name}"]`);
    await this.waitFor('.editor-instance .view-line');
  }

  /** Runs a command by its title in the palette: `Seedmark: Tag`. */
  async command(title) {
    await this.press('f1');
    await this.waitFor(`${picker} input`);
    await this.type(title);
    await this.page.locator(`${picker} .quick-input-list .monaco-list-row`, { hasText: title }).first().waitFor({ timeout: 20_000 });
    await this.press('enter');
  }

  /** Puts the caret at a line and column, both from 1. */
  async goTo(line, column = 1) {
    await this.press('ctrl+g');
    await this.waitFor(`${picker} input`);
    await this.type(`${line}:${column}`);
    await this.press('enter');
  }
}

function readCommandLine(args) {
  const options = { names: [], themes: ['light', 'dark'], scale: 1, out: join(root, 'media/screenshots') };
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--theme') options.themes = [args[++i]];
    else if (args[i] === '--scale') options.scale = Number(args[++i]);
    else if (args[i] === '--out') options.out = resolve(args[++i]);
    else options.names.push(args[i]);
  }
  const unknown = options.names.filter(name => !scenes.some(scene => scene.name === name));
  if (unknown.length > 0) throw new Failure(`unknown scene ${unknown.join(', ')}: there are ${scenes.map(scene => scene.name).join(', ')}`);
  return options;
}

/** Takes the scenes' pictures in one theme, each in a fresh window on a fresh copy of the corpus. */
async function shoot(wanted, theme, { workbench, vsix, scale, out }, parts) {
  const work = mkdtempSync(join(tmpdir(), 'seedmark-pictures-'));
  parts.push(() => rmSync(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  const server = await startServer({
    workbench, data: join(work, 'data'), token: randomUUID(),
    args: ['--install-extension', vsix, '--start-server'], settings: { ...quietSettings, ...themeSettings(theme) },
  });
  parts.push(server.stop);
  for (const scene of wanted) {
    const seeds = join(work, scene.name, 'seeds');
    if (scene.made === undefined) cpSync(join(root, 'seeds'), seeds, { recursive: true });
    else await mustRun('making a corpus', binary('tsx'), ['test/bench/main.ts', 'made-stories', seeds, String(scene.made)]);
    const { browser, page } = await openBrowser({ scale, theme });
    parts.push(() => browser.close().catch(() => {}));
    const path = join(out, `${scene.name}-${theme}.png`);
    await page.goto(pageAddress(server, seeds));
    await page.locator('.monaco-workbench .explorer-viewlet .monaco-list-row').first().waitFor({ timeout: 60_000 });
    try {
      await scene.steps(new Stage(page));
      await page.waitForTimeout(500); // colours that come after the text
    } finally {
      await page.screenshot({ path }); // also of a scene that failed: it shows why
      await browser.close();
    }
    say(path);
  }
}

await main(async () => {
  const { names, themes, scale, out } = readCommandLine(process.argv.slice(2));
  const wanted = scenes.filter(scene => names.length === 0 ? !scene.onDemand : names.includes(scene.name));
  const parts = [];
  const stop = onEnd(async () => { for (const part of parts.reverse()) await part(); });
  try {
    const tools = { workbench: await webWorkbench(), vsix: await packageVsix(), scale, out };
    mkdirSync(out, { recursive: true });
    for (const theme of themes) await shoot(wanted, theme, tools, parts);
  } finally {
    await stop();
  }
});
