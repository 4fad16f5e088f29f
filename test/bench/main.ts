import { spawnSync } from 'node:child_process';
import { act } from './act';
import { benchAnchoring } from './anchoring';
import { benchAnchoringSpeed } from './anchoring-speed';
import { cold } from './cold';
import { exchange } from './exchange';
import { benchEffort } from './effort';
import { gazetteer } from './gazetteer';
import { generate } from './generate';
import { inWindow } from './inWindow';
import { host } from './host';
import { memory } from './memory';
import { graph } from './graph';
import { graphFrames } from './graphFrames';
import { writeMadeStories } from './madeStories';
import { nearDuplicates } from './nearDuplicates';
import type { Part } from './part';
import { picker } from './picker';
import { related } from './related';
import { relatedCost, relatedLoss } from './relatedCost';
import { relatedSets } from './relatedSets';
import { machine, machineLine, table } from './report';
import { start } from './start';
import { streams } from './streams';
import { benchSyntheticEdits } from './synthetic-edits';
import { warm } from './warm';

/** Figures for people and for comparison, never part of the tests. */
const parts: readonly Part[] = [
  { name: 'gazetteer', about: 'finding names in text', run: gazetteer },
  { name: 'picker', about: 'picking an entity by typing', run: picker },
  { name: 'act', about: 'from what a person does to everything up to date', run: act },
  { name: 'cold', about: 'indexing a corpus from nothing', run: cold },
  { name: 'warm', about: 'starting again from what was kept', run: warm },
  { name: 'memory', about: 'what an index keeps', run: memory },
  { name: 'start', about: 'loading the extension', run: start },
  { name: 'host', about: 'stalls in a real window', needs: '[ARTICLES…] and a workbench', run: host },
  { name: 'anchoring-speed', about: 'finding marks again in a long article', run: benchAnchoringSpeed },
  { name: 'related-cost', about: 'asking for related articles', run: relatedCost },
  { name: 'related-loss', about: 'what limits on that work lose', run: relatedLoss },
  { name: 'near-duplicates', about: 'finding articles that are nearly the same', run: nearDuplicates },
  { name: 'anchoring', about: 'marks carried over real edits', needs: 'FILE.jsonl…', run: benchAnchoring },
  { name: 'anchoring-synthetic', about: 'marks carried over made edits', needs: 'FILE.json…', run: benchSyntheticEdits },
  { name: 'effort', about: 'actions for each mention', needs: 'DIR…', run: benchEffort },
  { name: 'exchange', about: 'round trips of other formats', needs: 'DIR', run: exchange },
  { name: 'related', about: 'how good a ranking is', needs: 'FILE.jsonl', run: related },
  { name: 'streams', about: 'memory of imports and exports', needs: '[ARGUMENTS…]', run: streams },
  { name: 'graph', about: 'layout of graphs', needs: '[ARGUMENTS…]', run: graph },
  { name: 'graph-frames', about: 'drawing of graphs', needs: '[ARGUMENTS…]', run: graphFrames },
  { name: 'made-stories', about: 'makes a corpus of stories', needs: 'DIR', run: writeMadeStories },
  { name: 'related-sets', about: 'the ranking on made collections', needs: 'the shared fixtures', run: relatedSets },
  { name: 'graph', about: 'laying out a graph', needs: '[ARGUMENTS…]', run: graph },
  { name: 'graph-frames', about: 'drawing a graph', needs: '[ARGUMENTS…]', run: graphFrames },
  { name: 'made-stories', about: 'makes a corpus of stories', needs: 'DIR', run: writeMadeStories },
  { name: 'in-window', about: 'acts in the extension host of a real window', needs: 'N…, and a VS Code', run: inWindow },
  { name: 'generate', about: 'makes a corpus of N articles', needs: 'N DIR', run: generate },
];

/** `npm run bench` measures everything, `npm run bench -- NAME ARGUMENTS` one part; `--json` prints for machines. */
async function main([name, ...args]: readonly string[]): Promise<void> {
  if (name === undefined || name === '--json') return runAll(name === '--json');
  const part = parts.find(each => each.name === name);
  if (part === undefined) throw new Error(usage());
  const rows = await part.run(args);
  if (rows === undefined) return;
  if (args.includes('--json')) console.log(JSON.stringify({ part: part.name, machine: machine(), rows }));
  else console.log(`${part.name}: ${part.about}\n${machineLine()}\n\n${table(rows)}`);
}

/** Each part in a process of its own: what one leaves in memory is no burden on the next. */
function runAll(asJson: boolean): void {
  for (const { name } of parts.filter(({ needs }) => needs === undefined)) {
    const { status } = spawnSync(process.execPath, [...process.execArgv, ...process.argv.slice(1, 2), name, ...(asJson ? ['--json'] : [])], { stdio: 'inherit' });
    if (status !== 0) process.exitCode = 1;
    if (!asJson) console.log();
  }
}

function usage(): string {
  const lines = parts.map(({ name, about, needs }) => `  ${[name, needs ?? ''].join(' ').padEnd(34)} ${about}`);
  return `usage: npm run bench [-- PART…] [--json]\n${lines.join('\n')}`;
}

void main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error && error.message.startsWith('usage') ? error.message : error);
  process.exitCode = 1;
});
