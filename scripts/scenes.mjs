// The pictures of the README: each scene is a name, and the steps that lead to what it shows.
// Those `onDemand` are taken when they are named only; with `made`, on a corpus of so many articles that is made for it. A scene starts in a window just opened on a copy of `seeds/`; its picture is media/screenshots/NAME-THEME.png.

const pact = '001_851d70915e2d610c.txt';

/** Opens the pact's article with the caret in “Alibaba Group Holding Ltd”, and lets its colours come. */
async function openPact(w) {
  await w.openFile(pact);
  await w.goTo(8, 35);
  await w.waitFor('.view-line [class*="mtk"] >> text=Alibaba');
  await w.page.waitForTimeout(1500);
}

/** Opens the graph by the palette, the side bar away, and lets its nodes come to rest. */
async function openGraph(w) {
  await w.command('View: Toggle Primary Side Bar Visibility');
  await w.command('Seedmark: Show Graph and Timeline');
  await w.webview.locator('canvas').waitFor({ timeout: 30_000 });
  await graphAtRest(w);
}

async function graphAtRest(w) {
  await w.page.waitForTimeout(300);
  await w.webview.locator('canvas[aria-busy=false]').waitFor({ timeout: 120_000 });
}

/** @type {{ name: string, onDemand?: boolean, made?: number, steps: (w: import('./screenshots.mjs').Stage) => Promise<void> }[]} */
export const scenes = [
  {
    name: 'article',
    async steps(w) {
      await w.openFile('bundle.seeds');
      await w.command('Seedmark: Focus on Articles View');
      await w.waitFor('.pane-header[aria-label*="Articles"]');
      await w.command('View: Focus Active Editor Group');
      await w.page.waitForTimeout(2000);
    },
  },
  {
    name: 'tree',
    async steps(w) {
      await openPact(w);
      await w.command('Seedmark: Focus on Entities View');
      await w.command('View: Focus Active Editor Group');
      await w.press('right'); // the tree follows the caret while it is seen
      await w.waitFor('.monaco-list-row.selected >> text=Alibaba Group');
      await w.command('Seedmark: Focus on Entities View');
      await w.press('right down right');
      await w.page.waitForTimeout(1500);
    },
  },
  {
    name: 'hover',
    async steps(w) {
      await openPact(w);
      await w.press('ctrl+k ctrl+i');
      await w.waitFor('.monaco-hover:not(.hidden) .hover-contents');
      await w.page.waitForTimeout(500);
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
    onDemand: true,
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
    onDemand: true,
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
      await openPact(w);
      await w.press('ctrl+alt+enter');
      await w.waitFor('.quick-input-list .monaco-list-row.focused');
      await w.type('hema');
      await w.page.waitForTimeout(700);
    },
  },
  {
    name: 'concordance',
    async steps(w) {
      await openPact(w);
      await w.command('Seedmark: Concordance');
      await w.waitFor('.codelens-decoration >> text=ticked');
      await w.press('down down down space space down down space');
      await w.page.waitForTimeout(1500);
    },
  },
  {
    name: 'everywhere',
    onDemand: true,
    async steps(w) {
      await w.openFile('entities.yaml');
      await w.press('ctrl+end');
      await w.type('\nfirm: { name: The firm, type: organization, aliases: [company, Daniel Zhang] }\n');
      await w.press('ctrl+s');
      await w.page.waitForTimeout(1500);
      await w.press('up');
      await w.command('Seedmark: Tag Everywhere');
      await w.waitFor('.codelens-decoration >> text=ticked');
      await w.page.waitForTimeout(1500);
    },
  },
  {
    name: 'merge',
    onDemand: true,
    async steps(w) {
      await openPact(w);
      await w.command('Seedmark: Merge Entity into Another');
      await w.waitFor('.quick-input-title >> text=Merge Alibaba Group');
      await w.type('ant gr');
      await w.press('enter');
      await w.waitFor('.quick-input-title >> text=→');
      await w.page.waitForTimeout(700);
    },
  },
  {
    name: 'link',
    onDemand: true,
    async steps(w) {
      await openPact(w);
      await w.goTo(12, 120);
      await w.press('alt+enter');
      await w.page.waitForTimeout(500);
      await w.press('l');
      await w.waitFor('.statusbar-item >> text=Link from');
      await w.openFile('000_94900289e261b5e4.txt');
      await w.goTo(5, 20);
      await w.press('l');
      await w.waitFor('.quick-input-list .monaco-list-row.focused');
      await w.type('fo');
      await w.page.waitForTimeout(700);
    },
  },
  {
    name: 'linked',
    async steps(w) {
      await w.openFile('000_94900289e261b5e4.txt');
      await w.command('Seedmark: Focus on Links View');
      await w.waitFor('.pane:has(.title:text-is("Links")) .monaco-list-row');
      await w.waitFor('.pane:has(.title:text-is("Related")) .monaco-list-row');
      await w.command('View: Focus Active Editor Group');
      await w.goTo(7, 88);
      await w.press('ctrl+k ctrl+i');
      await w.waitFor('.monaco-hover:not(.hidden) .hover-contents');
      await w.page.waitForTimeout(700);
    },
  },
  {
    name: 'related',
    onDemand: true,
    async steps(w) {
      await openPact(w);
      await w.command('Seedmark: Focus on Related View');
      await w.waitFor('.pane:has(.title:text-is("Related")) .monaco-list-row');
      await w.command('View: Focus Active Editor Group');
      await w.command('Seedmark: Related Articles');
      await w.waitFor('.quick-input-list .monaco-list-row.focused');
      await w.press('down');
      await w.page.waitForTimeout(1000);
    },
  },
  {
    name: 'similar',
    onDemand: true,
    async steps(w) {
      await openPact(w);
      await w.goTo(15, 20);
      await w.command('Seedmark: Find Similar Passages');
      await w.waitFor('.quick-input-list .monaco-list-row.focused');
      await w.page.waitForTimeout(1500);
    },
  },
  {
    name: 'graph',
    async steps(w) {
      await openGraph(w);
      await w.page.waitForTimeout(500);
    },
  },
  {
    name: 'graphArticles',
    onDemand: true,
    async steps(w) {
      await openGraph(w);
      await w.webview.locator('[data-view=articles]').click();
      await w.webview.locator('[data-view=articles][aria-pressed=true]').waitFor();
      await graphAtRest(w);
    },
  },
  {
    name: 'graphFocus',
    onDemand: true,
    async steps(w) {
      await openGraph(w);
      await w.webview.locator('canvas').focus();
      await w.press('home right');
      await w.page.waitForTimeout(500);
    },
  },
  {
    name: 'timeline',
    async steps(w) {
      await openGraph(w);
      await w.webview.locator('[data-view=timeline]').click();
      await w.webview.locator('[data-view=timeline][aria-pressed=true]').waitFor();
      await w.page.waitForTimeout(500);
    },
  },
  ...[5, 5_000].map(made => ({
    name: `graph${made}`,
    onDemand: true,
    made,
    async steps(w) {
      await openGraph(w);
      await w.webview.locator('[data-view=articles]').click();
      await w.webview.locator('[data-view=articles][aria-pressed=true]').waitFor({ timeout: 60_000 });
      await graphAtRest(w);
    },
  })),
];
