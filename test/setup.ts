// The same random cases in every run, so that a run says something of the change and not of luck.
// SEEDMARK_SEED=N takes others; `npm run fuzz` looks for trouble with ever new ones.
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['SEEDMARK_SEED'] ?? 20261122) });
