// Lets test code in the extension host reach the window around it: it posts `{ do: 'press', keys: 'ctrl+f' }` and the like
// to an address that only this run knows, and gets `{ value }` or `{ error }` back. With `window: 2` it means a second
// window on the same folder, which opens when it is first spoken of. `test/editor/window.ts` is the other end.
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join, resolve, sep } from 'node:path';
import { chords } from './keys.mjs';

const patience = 15_000; // milliseconds to wait for an element

// Where an element is looked for: in the page, or with `webview` inside the webview that is shown.
function rootOf(page, { webview }) {
  return webview ? page.frameLocator('iframe.webview.ready').frameLocator('#active-frame') : page;
}

/** A point in an element's box, on its words where it is wide. */
const middle = ({ x, y, width, height }) => [x + Math.min(width / 2, 60), y + height / 2];

/** What can be asked of a page, by name. */
const deeds = (pictures, refused) => ({
  async press(page, { keys }) {
    for (const chord of chords(keys)) await page.keyboard.press(chord);
  },
  async type(page, { text }) {
    await page.keyboard.type(text);
  },
  async text(page, { selector, ...where }) {
    return rootOf(page, where).locator(selector).allInnerTexts();
  },
  async attribute(page, { selector, name, ...where }) {
    return rootOf(page, where).locator(selector).first().getAttribute(name, { timeout: patience });
  },
  async focus(page, { selector, ...where }) {
    await rootOf(page, where).locator(selector).first().focus({ timeout: patience });
  },
  async fill(page, { selector, text, ...where }) {
    await rootOf(page, where).locator(selector).first().fill(text, { timeout: patience });
  },
  // How many frames the webview draws in so many milliseconds: each begins with a call of `requestAnimationFrame`.
  async frames(page, { during }) {
    return rootOf(page, { webview: true }).locator('body').evaluate((_, wait) => new Promise(done => {
      const real = window.requestAnimationFrame;
      let count = 0;
      window.requestAnimationFrame = draw => { count++; return real.call(window, draw); };
      setTimeout(() => { window.requestAnimationFrame = real; done(count); }, wait);
    }), during);
  },
  // What some page's content security policy has refused, in the browser's words.
  async refusals() {
    return refused;
  },
  async waitFor(page, { selector, gone, within, ...where }) {
    await rootOf(page, where).locator(selector).first().waitFor({ state: gone ? 'hidden' : 'visible', timeout: within ?? patience });
  },
  async click(page, { selector, button, ...where }) {
    await rootOf(page, where).locator(selector).first().click({ timeout: patience, button: button ?? 'left' });
  },
  async hover(page, { selector, ...where }) {
    await rootOf(page, where).locator(selector).first().hover({ timeout: patience });
  },
  async drag(page, { selector, onto }) {
    const [from, to] = await Promise.all([selector, onto].map(each => page.locator(each).first().boundingBox({ timeout: patience })));
    await page.mouse.move(...middle(from));
    await page.mouse.down();
    await page.mouse.move(...middle(to), { steps: 10 });
    await page.mouse.move(...middle(to));
    await page.mouse.up();
  },
  async screenshot(page, { name }) {
    const path = resolve(pictures, `${name}.png`);
    if (!path.startsWith(resolve(pictures) + sep)) throw new Error(`a picture outside its folder: ${name}`);
    mkdirSync(dirname(path), { recursive: true });
    await page.screenshot({ path });
    return path;
  },
  async reload(page, { window }) {
    if (window !== 2) throw new Error('the window of the tests runs them');
    // By VS Code's own command, which first writes down what is open.
    const input = page.locator('.quick-input-widget input').first();
    await page.keyboard.press('F1');
    await input.waitFor();
    await page.keyboard.type('Developer: Reload Window');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Reload Window' }).first().waitFor();
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  },
  async close(page, { window }) {
    if (window !== 2) throw new Error('the window of the tests closes when they end');
    await page.close();
  },
});

/** The pages by number: 1 is the one that is shown, which may come later than the first request; 2 opens on need, and anew once it was closed. */
function pages() {
  let show;
  const shown = new Promise(done => { show = (page, openSecond) => done({ page, openSecond }); });
  let second;
  const forget = () => { second = undefined; };
  const open = async openSecond => {
    const page = await openSecond();
    page.once('close', forget);
    return page;
  };
  const get = async number => {
    const { page, openSecond } = await shown;
    if (number !== 2) return page;
    second ??= open(openSecond).catch(error => { forget(); throw error; });
    return second;
  };
  return { show, get };
}

/**
 * Serves a page to this machine. The page may come later: requests wait for `show(page, openSecond)`, where `openSecond`
 * opens a second window and returns its page.
 * @param {string} pictures  the folder of the screenshots
 */
export async function bridge(pictures = join('out', 'screenshots')) {
  const secret = `/${randomUUID()}`;
  const refused = [];
  const known = deeds(pictures, refused);
  const { show: shown, get } = pages();
  const show = (page, openSecond) => {
    page.on('console', message => { if (message.text().includes('Content Security Policy')) refused.push(`${message.location().url}: ${message.text()}`); });
    shown(page, openSecond);
  };
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST' || request.url !== secret) return response.writeHead(404).end();
    const answer = await perform(known, get, await body(request));
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const close = () => { server.close(); server.closeAllConnections(); };
  return { address: `http://127.0.0.1:${server.address().port}${secret}`, show, close };
}

async function perform(known, get, text) {
  let page;
  try {
    const request = JSON.parse(text);
    if (!Object.hasOwn(known, request.do)) throw new Error(`the window cannot ${request.do}`);
    page = await get(request.window);
    return { value: await known[request.do](page, request) ?? null };
  } catch (error) {
    return { error: `${error.message}\n${await glance(page)}` };
  }
}

/** What a person would look at first when something does not come: what asks, what tells, what is in front. */
async function glance(page) {
  const shown = page?.locator('.quick-input-widget:visible, .monaco-dialog-box, .notification-toast, .tab.active, .statusbar-item.warning-kind, .statusbar-item.error-kind');
  const words = await shown?.allInnerTexts().catch(error => [error.message]);
  const typed = page?.locator('.quick-input-widget:visible input[type=text]');
  if (await typed?.count().catch(() => 0)) words?.push(`typed: ${await typed.first().inputValue().catch(error => error.message)}`);
  return `The window shows: ${(words ?? ['nothing yet']).map(each => each.replaceAll(/\s+/g, ' ').slice(0, 300)).join(' | ')}`;
}

async function body(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
