import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Context } from 'mocha';
import type { TextFile } from '../../../src/core/exchange/model';
import { filesUnder } from '../../bench/exchange';

/** The folder with texts and annotations of others that lies beside the project; `undefined` where it does not. */
export function sharedFolder(name: string): string | undefined {
  const roots = [process.env['SEEDMARK_SHARED'], path.resolve('..', 'shared'), path.resolve('..', '..', 'shared')];
  return roots.filter((root) => root !== undefined).map((root) => path.join(root, 'fixtures', name)).find((folder) => existsSync(folder));
}

/** The files of a shared folder; skips the test, and says so, where there is none. */
export function sharedFiles(test: Context, name: string): TextFile[] {
  const folder = sharedFolder(name);
  if (folder === undefined) {
    console.log(`      skipped: no shared folder fixtures/${name}`);
    test.skip();
  }
  return filesUnder(folder);
}
