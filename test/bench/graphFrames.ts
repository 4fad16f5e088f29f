import { buildSync } from 'esbuild';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { views } from '../../src/core/graph/question';
import { madeIndex, madeMessage } from './graph';

const root = path.resolve(import.meta.dirname, '../..');

/** How long the picture is zoomed, and how long it is moved, in milliseconds. */
const during = 4_000;

/**
 * `npm run bench -- graph-frames [ARTICLES]`: how smoothly the page draws in a Chromium without a graphics card: while the places are worked out,
 * while a wheel zooms without pause, and while a mouse drags. Frames a second, and of the time between two the 95th percentile in milliseconds
 * of the clock; and the longest stretches of work in the page, the 99th percentile and the most, in milliseconds of the processor, which
 * what else runs on the machine does not lengthen. CHROMIUM says which Chromium.
 */
export async function graphFrames([count = '5000']: readonly string[]): Promise<void> {
  const index = madeIndex(Number(count));
  const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  try {
    for (const view of views) {
      const page = await browser.newPage({ viewport: { width: 1300, height: 800 } });
      await page.setContent(pageText());
      await page.evaluate(`globalThis.made = ${JSON.stringify(madeMessage(index, view))}`); // reading this text is no work of the page
      const began = performance.now();
      const unfolding = await frames(page, `postMessage(made, '*')`, `document.querySelector('canvas[aria-busy=false]') !== null`);
      const atRest = Math.round(performance.now() - began);
      console.log(JSON.stringify({
        view, shown: await page.locator('.counts').innerText(), atRest, unfolding, zooming: await frames(page, zoom, over), dragging: await frames(page, drag, over),
      }));
      await page.close();
    }
  } finally {
    await browser.close();
  }
}

/** The page as VS Code shows it, but for VS Code. */
function pageText(): string {
  const built = buildSync({ absWorkingDir: root, entryPoints: ['src/webview/main.ts'], bundle: true, minify: true, format: 'iife', write: false, mainFields: ['browser', 'module', 'main'] });
  const script = built.outputFiles[0]?.text.replaceAll('</script', '<\\/script') ?? '';
  const style = readFileSync(path.join(root, 'src/webview/graph.css'), 'utf8');
  const stub = 'globalThis.acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} });';
  return `<!DOCTYPE html><html><head><style>${style}</style></head><body><script>${stub}</script><script>${script}</script></body></html>`;
}

// What runs in the page is text: the project knows no DOM here. `n` is the number of the frame, `passed` the milliseconds since the first.

const over = `passed >= ${during}`;

const zoom = `canvas.dispatchEvent(new WheelEvent('wheel', { deltaY: n % 40 < 20 ? -20 : 20, clientX: 650, clientY: 400, bubbles: true, cancelable: true }))`;

const drag = `
  canvas.setPointerCapture = () => {};
  canvas.dispatchEvent(new PointerEvent(n === 0 ? 'pointerdown' : 'pointermove', { button: 0, pointerId: 1, clientX: 650 + 200 * Math.sin(n / 20), clientY: 400 + 90 * Math.cos(n / 20) }))`;

/** Does something, again in each frame unless it is a message, until a condition holds; and says what the frames were like. */
async function frames(page: Page, act: string, until: string): Promise<object> {
  const browser = page.context().browser();
  await browser?.startTracing(page, { categories: ['devtools.timeline', 'toplevel'] });
  const counted = await page.evaluate<object>(`new Promise(done => {
    const canvas = document.querySelector('canvas'), began = performance.now(), gaps = [];
    let n = 0, last = began;
    const turn = () => {
      const now = performance.now(), passed = now - began;
      if (n > 0) gaps.push(now - last);
      last = now;
      if (n > 2 && (${until})) return finish(passed);
      if (n === 0 || ${act.startsWith('postMessage') ? 'false' : 'true'}) { ${act} }
      n++;
      requestAnimationFrame(turn);
    };
    const finish = passed => {
      gaps.sort((a, b) => a - b);
      done({ framesASecond: Math.round(n / passed * 10000) / 10, p95: Math.round(gaps[Math.floor(gaps.length * 0.95)]) });
    };
    requestAnimationFrame(turn);
  })`);
  return { ...counted, ...stretches(await browser?.stopTracing()) };
}

/** The longest tasks of the thread that draws the page, which has most of them that are long. */
function stretches(trace: Buffer | undefined): object {
  const { traceEvents } = JSON.parse(trace?.toString('utf8') ?? '{"traceEvents":[]}') as { traceEvents: { name: string; pid: number; tid: number; tdur?: number; args: { name?: string } }[] };
  const threads = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = traceEvents.filter(({ name, pid, tid }) => name.endsWith('RunTask') && threads.has(`${pid} ${tid}`)).map(({ tdur = 0 }) => tdur / 1_000).sort((a, b) => a - b);
  const longer = tasks.filter(each => each > 1);
  return { workP99: Math.round(longer[Math.floor(longer.length * 0.99)] ?? 0), workMost: Math.round(longer.at(-1) ?? 0) };
}
