import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A file of the test data that lies beside the project, or `undefined` where it does not. */
export function sharedFile(...names: readonly string[]): string | undefined {
  const roots = [process.env['SEEDMARK_SHARED'], path.resolve('..', 'shared'), path.resolve('..', '..', 'shared')];
  const file = roots.filter((root) => root !== undefined).map((root) => path.join(root, ...names)).find((each) => existsSync(each));
  if (file === undefined) {
    console.log(`      skipped: ${names.join('/')} is not there (set SEEDMARK_SHARED to the folder that holds it)`);
    return undefined;
  }
  return readFileSync(file, 'utf8');
}
