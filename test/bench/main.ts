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
  { name: 'gazetteer', about: 'finding names in text', takes: '[ALIASES…] [--mb N]', run: gazetteer },
  { name: 'picker', about: 'picking an entity by typing', takes: '[ENTITIES…]', run: picker },
  { name: 'act', about: 'from what a person does to everything up to date', takes: '[ARTICLES…]', run: act },
  { name: 'cold', about: 'indexing a corpus from nothing', takes: '[ARTICLES…] [--rounds N]', run: cold },
  { name: 'warm', about: 'starting again from what was kept', takes: '[ARTICLES…] [--rounds N]', run: warm },
  { name: 'memory', about: 'what an index keeps', takes: '[ARTICLES…]', run: memory },
  { name: 'start', about: 'loading the extension', run: start },
  { name: 'anchoring-speed', about: 'finding marks again in a long article', run: benchAnchoringSpeed },
  { name: 'related-cost', about: 'asking for related articles', takes: '[ARTICLES…]', run: relatedCost },
  { name: 'related-loss', about: 'what limits on that work lose', takes: '[ARTICLES…]', run: relatedLoss },
  { name: 'near-duplicates', about: 'finding articles that are nearly the same', takes: '[ARTICLES]', run: nearDuplicates },
  { name: 'graph', about: 'laying out a graph', takes: '[ARTICLES]', run: graph },
  { name: 'host', about: 'stalls in a real window', takes: '[ARTICLES…]', needs: 'the web workbench', run: host },
  { name: 'in-window', about: 'acts in the extension host of a real window', takes: '[ARTICLES…]', needs: 'a VS Code', run: inWindow },
  { name: 'graph-frames', about: 'drawing a graph', takes: '[ARTICLES]', needs: 'a Chromium', run: graphFrames },
  { name: 'streams', about: 'memory of imports and exports', takes: '[ARTICLES] [--corpus DIR] [--heap MB]', needs: 'a build', run: streams },
  { name: 'anchoring', about: 'marks carried over real edits', takes: 'FILE.jsonl…', needs: 'articles in several versions', run: benchAnchoring },
  { name: 'anchoring-synthetic', about: 'marks carried over made edits', takes: 'FILE.json…', needs: 'articles', run: benchSyntheticEdits },
  { name: 'effort', about: 'actions for each mention', takes: 'DIR… [--half N]', needs: 'articles marked as they should be', run: benchEffort },
  { name: 'exchange', about: 'round trips of other formats', takes: 'DIR [--verbose]', needs: 'files in other formats', run: exchange },
  { name: 'related', about: 'how good a ranking is', takes: 'FILE.jsonl', needs: 'articles in groups', run: related },
  { name: 'related-sets', about: 'the ranking on made collections', needs: 'the shared fixtures', run: relatedSets },
  { name: 'generate', about: 'makes a corpus of N articles', takes: 'N DIR [--seed S]', needs: 'a place to write to', run: generate },
  { name: 'made-stories', about: 'makes a corpus of stories', takes: 'DIR [ARTICLES]', needs: 'a place to write to', run: writeMadeStories },
];

/** `npm run bench` measures what needs nothing, `npm run bench -- NAME ARGUMENTS` one part; `--json` prints for machines. */
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
  const lines = parts.map(({ name, about, takes = '', needs }) => `  ${`${name} ${takes}`.padEnd(50)} ${about}${needs === undefined ? '' : ` (needs ${needs})`}`);
  return `usage: npm run bench [-- PART [ARGUMENT…]] [--json]\n${lines.join('\n')}`;
}

void main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error && error.message.startsWith('usage') ? error.message : error);
  process.exitCode = 1;
});
