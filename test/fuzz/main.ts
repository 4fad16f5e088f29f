// `npm run fuzz -- [RUNS] [PARSER…] [--seed N]`: gives every parser a million texts, or as many as are asked for, and
// says which one it stumbled over. And kills a process that writes a thousand times; `kills` in the place of a parser's name
// does only that. A short run of the same is in the tests.
import * as fc from 'fast-check';
import { kill } from './kills';
import { anyText, parsers } from './parsers';

const flags = process.argv.slice(2);
const seedAt = flags.indexOf('--seed');
const seed = seedAt < 0 ? Date.now() % 2 ** 31 : Number(flags.splice(seedAt, 2)[1]);
const runs = Number(flags.find(flag => /^\d+$/.test(flag)) ?? 1_000_000);
const names = flags.filter(flag => flag in parsers || flag === 'kills');

let failed = 0;
for (const name of names.length > 0 ? names : Object.keys(parsers)) {
  const parse = parsers[name];
  if (parse === undefined) continue;
  const began = Date.now();
  const result = fc.check(fc.property(anyText, parse), { numRuns: runs, seed });
  if (result.failed) failed++;
  const said = result.failed ? `stumbles over ${JSON.stringify(result.counterexample?.[0])}: ${String(result.errorInstance)}` : 'takes them all';
  console.log(`${name.padEnd(10)} ${result.numRuns} texts, seed ${seed}, ${Math.round((Date.now() - began) / 1000)} s: ${said}`);
}
process.exitCode = failed > 0 ? 1 : 0;
if (names.length === 0 || names.includes('kills')) void kills(Math.min(runs, 1000));

/** One that finds a deed half done throws. */
async function kills(times: number): Promise<void> {
  const { completed, undone, between } = await kill(times, Math.random);
  console.log(`kills      ${completed} deeds were completed at the next start, ${undone} had not begun to be written, ${between} times there was none`);
}
