import { benchAnchoring } from './anchoring';
import { benchAnchoringSpeed } from './anchoring-speed';
import { exchange } from './exchange';
import { benchEffort } from './effort';
import { gazetteer } from './gazetteer';
import { graph } from './graph';
import { graphFrames } from './graphFrames';
import { writeMadeStories } from './madeStories';
import { nearDuplicates } from './nearDuplicates';
import { picker } from './picker';
import { related } from './related';
import { relatedCost, relatedLoss } from './relatedCost';
import { relatedSets } from './relatedSets';
import { streams } from './streams';
import { benchSyntheticEdits } from './synthetic-edits';

/** `npm run bench -- NAME ARGUMENTS`: figures for people and for comparison, never part of the tests. */
const benches: Readonly<Record<string, (args: readonly string[]) => void | Promise<void>>> = {
  'anchoring': benchAnchoring,
  'anchoring-speed': benchAnchoringSpeed,
  'anchoring-synthetic': benchSyntheticEdits,
  'exchange': exchange,
  'effort': benchEffort,
  'gazetteer': gazetteer,
  'graph': graph,
  'graph-frames': graphFrames,
  'made-stories': writeMadeStories,
  'picker': picker,
  'related': related,
  'related-cost': relatedCost,
  'related-loss': relatedLoss,
  'related-sets': relatedSets,
  'near-duplicates': nearDuplicates,
  'streams': streams,
};

const [name = '', ...args] = process.argv.slice(2);
const bench = benches[name];
if (bench === undefined) {
  console.error(`usage: npm run bench -- ${Object.keys(benches).join(' | ')} [FILE…]`);
  process.exitCode = 2;
} else {
  void Promise.resolve(bench(args)).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
