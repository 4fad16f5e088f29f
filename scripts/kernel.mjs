// Makes the bytes of the WebAssembly module that src/core/names/kernel/names.wat describes:
//
//   npm run kernel            writes them into bytes.ts, beside it
//   npm run kernel -- --check exits with 1 when they are not there
//
// V8 inlines no function of such a module, and in the hottest loops a call costs as much as what it calls. So bodies are put in place of calls here.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import wabt from 'wabt';
import { Failure, main, root, say } from './common.mjs';

const folder = join(root, 'src/core/names/kernel');

/** The module's bytes in hexadecimal digits, in lines. */
async function digits() {
  const tools = await wabt();
  const text = printed(withoutCalls(parsed(readFileSync(join(folder, 'names.wat'), 'utf8'))));
  const { buffer } = tools.parseWat('names.wat', text, { simd: true }).toBinary({});
  return Buffer.from(buffer).toString('hex').match(/.{1,120}/g);
}

/** The module as lists of words and lists. */
function parsed(text) {
  const open = [[]];
  for (const [token] of text.replaceAll(/;;.*/g, '').matchAll(/[()]|"[^"]*"|[^\s()]+/g)) {
    if (token === '(') open.push([]);
    else if (token === ')') open.at(-2).push(open.pop());
    else open.at(-1).push(token);
  }
  return open[0][0];
}

function printed(part) {
  return Array.isArray(part) ? `(${part.map(printed).join(' ')})` : part;
}

/** The module with its exported functions alone, and in them what they call. */
function withoutCalls(module) {
  const functions = new Map(module.filter(isFunction).map(each => [each[1], each]));
  return module.flatMap(part => isFunction(part) ? (part.some(isExport) ? [withBodies(part, functions)] : []) : [part]);
}

/** A function with the bodies of others in place of its calls. Their parameters and variables become its own. */
function withBodies(caller, functions) {
  const locals = new Map();
  const body = bodyOf(caller).flatMap(part => inPlace(part, functions, locals));
  return [...caller.filter(part => !bodyOf(caller).includes(part)), ...locals.values(), ...body];
}

/** What stands for a part of a body: the part, or for a call what puts the arguments where the other body finds them, and that body. */
function inPlace(part, functions, locals) {
  if (!Array.isArray(part)) return [part];
  if (part[0] !== 'call') return [part.flatMap(each => inPlace(each, functions, locals))];
  const [, name, ...values] = part;
  const called = owned(functions.get(name), name);
  const [params, variables] = ['param', 'local'].map(kind => called.filter(each => each[0] === kind));
  for (const [, variable, type] of [...params, ...variables]) locals.set(variable, ['local', variable, type]);
  const taken = params.map(([, param]) => ['local.set', param]).reverse(); // the last value lies on top
  const cleared = variables.map(([, variable, type]) => ['local.set', variable, type === 'v128' ? ['v128.const', 'i64x2', '0', '0'] : [`${type}.const`, '0']]);
  return [...values, ...taken, ['block', name, ['result', 'i32'], ...cleared, ...bodyOf(called)]].flatMap(each => inPlace(each, functions, locals));
}

/** A part of a function whose variables bear its name too, and which leaves a block of its name where it would return. */
function owned(part, name) {
  if (!Array.isArray(part)) return part;
  const parts = part.map(each => owned(each, name));
  const [kind, first, ...others] = parts;
  if (kind === 'return') return ['br', name, first, ...others];
  return /^(?:param|local(?:\..*)?)$/.test(kind) ? [kind, `${name}.${first.slice(1)}`, ...others] : parts;
}

/** What a function does. */
function bodyOf(declared) {
  return declared.filter(part => Array.isArray(part) && !['export', 'param', 'result', 'local'].includes(part[0]));
}

function isFunction(part) {
  return part[0] === 'func';
}

function isExport(part) {
  return part[0] === 'export';
}

await main(async () => {
  const text = `/** The module of names.wat, in hexadecimal digits. Made by \`npm run kernel\`. */\nexport const kernelDigits = \`\n${(await digits()).join('\n')}\n\`;\n`;
  const file = join(folder, 'bytes.ts');
  if (!process.argv.includes('--check')) return writeFileSync(file, text);
  if (readFileSync(file, 'utf8') !== text) throw new Failure('src/core/names/kernel/bytes.ts is not what names.wat says: npm run kernel');
  say('the bytes of names.wat are in bytes.ts');
});
