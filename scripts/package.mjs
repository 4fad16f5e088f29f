// Packs the extension into seedmark-VERSION.vsix, as users get it: offline, without a question.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './build.mjs';
import { binary, isMain, main, mustRun, root, say } from './common.mjs';

/** Builds and packs; returns the path of the VSIX. */
export async function packageVsix() {
	await bundle({ production: true });
	const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const file = join(root, `seedmark-${version}.vsix`);
	// The bundles hold all that they need; links in the README stay as they are written, relative.
	const flags = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', file];
	await mustRun('packing the VSIX', binary('vsce'), ['package', ...flags], { stdio: ['ignore', 'ignore', 'inherit'] });
	say(`packed ${file} (${Math.ceil(statSync(file).size / 1024)} KB)`);
	return file;
}

if (isMain(import.meta)) await main(packageVsix);
