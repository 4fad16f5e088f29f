// Collects the words that the code says to people into l10n/bundle.l10n.json, which translations start from:
//
//   npm run l10n            writes the bundle
//   npm run l10n -- --check exits with 1 when the bundle is not what the code says
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, main, root, say } from './common.mjs';

const bundle = join(root, 'l10n/bundle.l10n.json');

/** The strings that are given to `t(…)` literally, in single quotes, sorted. */
function messages() {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'));
  const found = sources.flatMap(name => [...readFileSync(join(root, 'src', name), 'utf8').matchAll(/\bt\(\s*'((?:[^'\\]|\\.)*)'/g)]);
  return [...new Set(found.map(match => match[1].replace(/\\n/g, '\n').replace(/\\(.)/g, '$1')))].sort((a, b) => (a < b ? -1 : 1));
}

await main(async () => {
  const text = `${JSON.stringify(Object.fromEntries(messages().map(message => [message, message])), null, 2)}\n`;
  if (!process.argv.includes('--check')) return writeFileSync(bundle, text);
  if (readFileSync(bundle, 'utf8') !== text) throw new Failure('l10n/bundle.l10n.json is not what the code says: npm run l10n');
  say('the words of the code are in l10n/bundle.l10n.json');
});
