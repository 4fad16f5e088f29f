// Makes the bytes of the WebAssembly module that src/core/names/kernel/beginnings.wat describes:
//
//   npm run kernel            writes them into bytes.ts, beside it
//   npm run kernel -- --check exits with 1 when they are not there
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import wabt from 'wabt';
import { Failure, main, root, say } from './common.mjs';

const folder = join(root, 'src/core/names/kernel');

/** The module's bytes in hexadecimal digits, in lines. */
async function digits() {
  const tools = await wabt();
  const { buffer } = tools.parseWat('beginnings.wat', readFileSync(join(folder, 'beginnings.wat'), 'utf8'), { simd: true }).toBinary({});
  return Buffer.from(buffer).toString('hex').match(/.{1,120}/g);
}

await main(async () => {
  const text = `/** The module of beginnings.wat, in hexadecimal digits. Made by \`npm run kernel\`. */\nexport const kernelDigits = \`\n${(await digits()).join('\n')}\n\`;\n`;
  const file = join(folder, 'bytes.ts');
  if (!process.argv.includes('--check')) return writeFileSync(file, text);
  if (readFileSync(file, 'utf8') !== text) throw new Failure('src/core/names/kernel/bytes.ts is not what beginnings.wat says: npm run kernel');
  say('the bytes of beginnings.wat are in bytes.ts');
});
