import { buildSync } from 'esbuild';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { views } from '../../src/core/graph/question';
import { madeIndex, madeMessage } from './graph';

const root = path.resolve(import.meta.dirname, '../..');

/** How long the picture is zoomed in and out, in milliseconds. */
const during = 4_000;

/**
 * `npm run bench -- graph-frames [ARTICLES]`: how smoothly the page draws in a Chromium without a graphics card, while a wheel zooms without pause:
 * frames a second, and milliseconds of script in each. CHROMIUM says which Chromium.
 */
export async function graphFrames([count = '5000']: readonly string[]): Promise<void> {
  const index = madeIndex(Number(count));
  const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  try {
    for (const view of views) {
      const page = await browser.newPage({ viewport: { width: 1300, height: 800 } });
      await page.setContent(pageText());
      const began = performance.now();
      await page.evaluate(`postMessage(${JSON.stringify(madeMessage(index, view))}, '*')`);
      await page.locator('canvas[aria-busy=false]').waitFor({ timeout: 300_000 });
      const atRest = Math.round(performance.now() - began);
      console.log(JSON.stringify({ view, shown: await page.locator('.counts').innerText(), atRest, ...await zooming(page) }));
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

/** Turns the wheel at every frame. What runs in the page is text: the project knows no DOM here. */
async function zooming(page: Page): Promise<object> {
  return page.evaluate<{ framesASecond: number; script: number }>(`new Promise(done => {
    const canvas = document.querySelector('canvas'), real = requestAnimationFrame;
    let frames = 0, script = 0;
    window.requestAnimationFrame = draw => real(at => { const began = performance.now(); draw(at); script += performance.now() - began; });
    const began = performance.now();
    const turn = () => {
      frames++;
      canvas.dispatchEvent(new WheelEvent('wheel', { deltaY: frames % 40 < 20 ? -20 : 20, ctrlKey: false, clientX: 650, clientY: 400, bubbles: true, cancelable: true }));
      const passed = performance.now() - began;
      if (passed < ${during}) real(turn);
      else done({ framesASecond: Math.round(frames / passed * 10000) / 10, script: Math.round(script / frames * 10) / 10 });
    };
    turn();
  })`);
}
