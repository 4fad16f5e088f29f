// Mocha's usual report, and the counts in the file that SEEDMARK_RESULTS names, for the closing line of `npm test`.
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

// oxlint-disable-next-line import/no-default-export -- mocha loads a reporter by its default export
export default class Reporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    // Why, at once: a run in a window takes minutes.
    runner.on('fail', (_, error) => {
      const lines = String(error.stack ?? error).split('\n');
      const places = lines.filter(line => /^\s+at /.test(line)).slice(0, 4);
      console.log(`      ${[...lines.filter(line => !/^\s+at /.test(line)).slice(0, 12), ...places].join('\n      ')}`);
    });
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      if (process.env.SEEDMARK_RESULTS) writeFileSync(process.env.SEEDMARK_RESULTS, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
    });
  }
}
