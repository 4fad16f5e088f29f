// The pictures of the README: each scene is a name, and the steps that lead to what it shows.
// A scene starts in a window just opened on a copy of `seeds/`; its picture is media/screenshots/NAME-THEME.png.

const article = '001_851d70915e2d610c.txt';

/** @type {{ name: string, steps: (w: import('./screenshots.mjs').Stage) => Promise<void> }[]} */
export const scenes = [
  {
    name: 'article',
    async steps(w) {
      await w.openFile(article);
      await w.command('Seedmark: Show Entity in Tree');
      await w.page.waitForTimeout(1500);
    },
  },
  {
    name: 'tree',
    async steps(w) {
      await w.openFile(article);
      await w.goTo(8, 30);
      await w.page.waitForTimeout(1000);
      await w.command('Seedmark: Show Entity in Tree');
      await w.page.waitForTimeout(2500);
    },
  },
  {
    name: 'hover',
    async steps(w) {
      await w.openFile(article);
      await w.goTo(8, 35);
      await w.page.waitForTimeout(1000);
      await w.press('ctrl+k ctrl+i');
      await w.waitFor('.monaco-hover:not(.hidden) .hover-contents');
      await w.page.waitForTimeout(1000);
    },
  },
  {
    name: 'annotate',
    async steps(w) {
      await w.openFile('002_4f95b9d27d37871d.txt');
      await w.press('ctrl+home');
      await w.page.waitForTimeout(1500);
      for (let mentions = 0; mentions < 5; mentions++) {
        await w.command('Seedmark: Next Mention');
        await w.page.waitForTimeout(300);
        await w.press('ctrl+alt+backspace');
        await w.page.waitForTimeout(600);
      }
      await w.press('ctrl+home');
      await w.press('alt+enter');
      await w.waitFor('.statusbar-item:has-text("Annotate:")');
      await w.press('n n n');
      await w.page.waitForTimeout(1500);
    },
  },
  {
    name: 'keys',
    async steps(w) {
      await w.openFile('002_4f95b9d27d37871d.txt');
      await w.page.waitForTimeout(1500);
      await w.press('alt+enter');
      await w.waitFor('.statusbar-item:has-text("Annotate:")');
      await w.press('h');
      await w.waitFor('.quick-input-widget .monaco-list-row');
      await w.page.waitForTimeout(500);
    },
  },
  {
    name: 'newNames',
    async steps(w) {
      await w.openFile('002_4f95b9d27d37871d.txt');
      await w.page.waitForTimeout(1500);
      await w.press('alt+enter');
      await w.waitFor('.statusbar-item:has-text("Annotate:")');
      await w.press('w');
      await w.waitFor('.quick-input-widget .monaco-list-row');
      await w.page.waitForTimeout(500);
    },
  },
  {
    name: 'picker',
    async steps(w) {
      await w.openFile(article);
      await w.goTo(8, 35);
      await w.page.waitForTimeout(1000);
      await w.press('ctrl+alt+enter');
      await w.page.waitForTimeout(1500);
    },
  },
];
