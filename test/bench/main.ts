import { benchAnchoring } from './anchoring';
import { benchAnchoringSpeed } from './anchoring-speed';
import { benchEffort } from './effort';
import { benchSyntheticEdits } from './synthetic-edits';

/** `npm run bench -- NAME ARGUMENTS`: figures for people and for comparison, never part of the tests. */
const benches: Readonly<Record<string, (args: readonly string[]) => void>> = {
  'anchoring': benchAnchoring,
  'anchoring-speed': benchAnchoringSpeed,
  'anchoring-synthetic': benchSyntheticEdits,
  'effort': benchEffort,
};

const [name = '', ...args] = process.argv.slice(2);
const bench = benches[name];
if (bench === undefined) {
  console.error(`usage: npm run bench -- ${Object.keys(benches).join(' | ')} [FILE…]`);
  process.exitCode = 2;
} else {
  bench(args);
}
