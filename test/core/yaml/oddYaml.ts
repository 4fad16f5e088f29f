import * as fc from 'fast-check';
import type { ScalarValue, YamlNode } from '../../../src/core/yaml/node';

/** A YAML text as people write it: data together with every choice of layout. */
type Odd =
  | { readonly kind: 'scalar'; readonly source: string }
  | { readonly kind: 'block'; readonly header: string; readonly lines: readonly string[] }
  | { readonly kind: 'list' | 'map'; readonly flow: boolean; readonly step: number; readonly gap: string; readonly parts: readonly OddPart[] };

interface OddPart {
  readonly key: string;
  readonly before: readonly string[];
  readonly after: string;
  readonly value: Odd;
}

const scalarSources = [
  'plain', 'two words', "it's", 'a:b', 'http://x.y/z#t', '中文 名', '12', '-3', '.5', '1e5', '0x1f', 'true', '~', 'null', 'Null', '2015-01-02',
  '""', '"double \\" \\u00e9 # no"', "'single '' [x]'", "'1'", '"a: b"', '"\\ud800"', 'no', 'x#y',
];
const keys = ['a', 'b', 'name', '"quoted key"', "'single'", 'two words', '中文', '1', 'true', 'x-y', 'note'];
const comments = ['# comment', '  # deeper: comment', '', '# [x, y'];

const scalar: fc.Arbitrary<Odd> = fc.constantFrom(...scalarSources).map((source): Odd => ({ kind: 'scalar', source }));
const blockScalar: fc.Arbitrary<Odd> = fc.record({
  kind: fc.constant('block' as const),
  header: fc.constantFrom('|', '>', '|-', '>+', '|+'),
  lines: fc.array(fc.constantFrom('text', 'more: text', '# no comment', ''), { minLength: 1, maxLength: 3 }).map((lines) => ['first'].concat(lines)),
});

function collection(value: fc.Arbitrary<Odd>, flow: boolean): fc.Arbitrary<Odd> {
  return fc.record({
    kind: fc.constantFrom('list' as const, 'map' as const),
    flow: fc.constant(flow),
    step: fc.integer({ min: 1, max: 4 }),
    gap: fc.constantFrom('', ' ', '  ', '\n', ' # in brackets\n'),
    parts: fc.uniqueArray(fc.record({
      key: fc.constantFrom(...keys),
      before: fc.array(fc.constantFrom(...comments), { maxLength: flow ? 0 : 2 }),
      after: fc.constantFrom('', '', '', '  ', ' # after'),
      value,
    }), { selector: (part) => part.key, minLength: flow ? 0 : 1, maxLength: 4 }),
  });
}

const absent: Odd = { kind: 'scalar', source: '' };

const trees = fc.letrec<{ flow: Odd; block: Odd; root: Odd }>((tie) => ({
  flow: fc.oneof({ maxDepth: 2, depthSize: 'large', withCrossShrink: true }, scalar, collection(tie('flow'), true)),
  block: fc.oneof({ maxDepth: 3, depthSize: 'large', withCrossShrink: true }, scalar, collection(tie('block'), false), tie('flow'), fc.constant(absent), blockScalar, collection(tie('block'), false)),
  root: collection(tie('block'), false).filter((odd) => odd.kind === 'map'),
}));

/** Texts that YAML allows and Seedmark never writes: odd indents, comments everywhere, every kind of quotes and ending. */
export const oddYaml: fc.Arbitrary<string> = fc
  .record({ root: trees.root, ending: fc.constantFrom('\n', '\r\n'), final: fc.boolean(), start: fc.constantFrom('', '', '\ufeff', '# head\n', '---\n') })
  .map(({ root, ending, final, start }) => {
    const text = start + printBlock(root, 0).slice(1);
    return (final ? `${text}\n` : text).replaceAll('\n', ending);
  });

/** A block collection as lines at a column, the first of them after a line end. */
function printBlock(odd: Odd, column: number): string {
  if (odd.kind === 'scalar' || odd.kind === 'block') return printInline(odd, column);
  const indent = ' '.repeat(column);
  return odd.parts.map(({ key, before, after, value }) => {
    const lead = `${before.map((line) => `\n${line === '' ? '' : indent}${line}`).join('')}\n${indent}`;
    if (odd.kind === 'map') return `${lead}${key}:${printValue(value, column + odd.step, after)}`;
    // `- a: 1`, with the other keys below the first.
    if (after === '  ' && isBlock(value)) return `${lead}-${' '.repeat(odd.step)}${printBlock(value, column + odd.step + 1).trimStart()}`;
    return `${lead}-${printValue(value, column + odd.step, after)}`;
  }).join('');
}

function isBlock(odd: Odd): boolean {
  return (odd.kind === 'list' || odd.kind === 'map') && !odd.flow;
}

function printValue(value: Odd, column: number, after: string): string {
  if (isBlock(value)) return `${after}${printBlock(value, column)}`;
  if (value.kind === 'block') return ` ${printInline(value, column)}`;
  return `${value.kind === 'scalar' && value.source === '' ? '' : ' '}${printInline(value, column)}${after}`;
}

function printInline(odd: Odd, column: number): string {
  if (odd.kind === 'scalar') return odd.source;
  const indent = ' '.repeat(column);
  if (odd.kind === 'block') return `${odd.header}${odd.lines.map((line) => `\n${line === '' ? '' : indent}${line}`).join('')}`;
  const gap = odd.gap.replace('\n', `\n${indent}`);
  const parts = odd.parts.map(({ key, value }) => `${odd.kind === 'map' ? `${key}: ` : ''}${printInline(value, column)}`);
  const [open, close] = odd.kind === 'map' ? ['{', '}'] : ['[', ']'];
  return `${open}${gap}${parts.join(`,${gap === '' ? ' ' : gap}`)}${gap}${close}`;
}

/** What a node holds, maps as pairs in order. */
export type Data = ScalarValue | readonly Data[] | { readonly pairs: readonly (readonly [string, Data])[] };

/** The data of a node without its places; a collection without parts is nothing, as it is to the corpus. */
export function dataOf(node: YamlNode | undefined): Data {
  if (node === undefined) return null;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'seq') return node.items.length === 0 ? null : node.items.map(({ value }) => dataOf(value));
  return node.entries.length === 0 ? null : { pairs: node.entries.map(({ key, value }) => [key, dataOf(value)] as const) };
}

/** A node and all nodes in it. */
export function nodesWithin(node: YamlNode): readonly YamlNode[] {
  if (node.kind === 'scalar') return [node];
  const values = node.kind === 'map' ? node.entries : node.items;
  return [node, ...values.flatMap(({ value }) => nodesWithin(value))];
}
