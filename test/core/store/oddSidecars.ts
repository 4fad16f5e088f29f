import * as fc from 'fast-check';

/** One way of writing a text as a value at some column; lines after the first are indented by `indent`. */
type Write = (value: string, indent: string) => string;

const double: Write = value => JSON.stringify(value);
const single: Write = value => `'${value.replaceAll("'", "''")}'`;
const plain: Write = value => /^[a-z]\w*$/.test(value) ? value : double(value, '');
const folded: Write = (value, indent) => `>-\n${indent}${value.replaceAll(' ', `\n${indent}`)}`;
const literal: Write = (value, indent) => `|-\n${indent}${value}`;
const wrapped: Write = (value, indent) => `"${value.replaceAll(' ', ` \\\n${indent}\\`)}"`;
const long: Write = value => JSON.stringify(value + 'x'.repeat(5000));
const inFlow = [double, single, plain, double, long] as const;
const inBlock = [...inFlow, folded, literal, wrapped] as const;

/** Stands for a comment until they are numbered. */
const comment = '\u0001';

const words = ['ant', 'Ant Group', "it's", 'a # b', '阿里 巴巴', 'x: y', '- z'] as const;
export const oddIds = ['aaaaaa', 'bbbbbb', 'cccccc', 'dddddd'] as const;

interface OddMark {
  readonly id: string;
  readonly at: readonly [number, number];
  readonly quote: string;
  readonly entity: string;
  readonly style: 'flow' | 'open-flow' | 'block' | 'dash-alone';
  readonly quoteStyle: number;
  readonly extra: readonly string[];
  readonly shuffled: number;
  readonly gap: string;
  readonly comment: boolean;
  readonly above: readonly string[];
  readonly list: 'mentions' | 'links' | 'rejected';
}

const mark: fc.Arbitrary<Omit<OddMark, 'id'>> = fc.record({
  at: fc.tuple(fc.nat(30), fc.nat(9)).map(([start, length]) => [start, start + length] as const),
  quote: fc.constantFrom(...words),
  entity: fc.constantFrom('ant', 'ali', '"x\\u002d1"', '*known', '!!str ant', '&own ant'),
  style: fc.constantFrom('flow', 'flow', 'open-flow', 'block', 'dash-alone'),
  quoteStyle: fc.nat(7),
  extra: fc.subarray(['by: jo', 'tags: [x, "y"]', 'more: { a: b }', 'note: old']),
  shuffled: fc.nat(6),
  gap: fc.constantFrom('', ' ', '  ', '\t'),
  comment: fc.boolean(),
  above: fc.subarray([comment, '']),
  list: fc.constantFrom('mentions', 'mentions', 'links', 'rejected'),
});

const marks: fc.Arbitrary<readonly OddMark[]> = fc.array(mark, { maxLength: 4 })
  .map(all => all.map((one, index) => ({ ...one, id: oddIds[index] ?? 'zzzzzz' })));

const unknown = ['reviewer: Jo', 'lines: |\n  One.\n\n  Two.', 'folded: >\n  a\n  b', 'tags: [a, b]', 'base: &b { k: 1 }', 'deep:\n  er:\n    - 1\n    -  2', "'odd key': 1", 'title: "T"', 'status: done', 'date: 2015-01-02'];

/** Sidecars as people, formatters and merges leave them: valid, and as odd as YAML allows. Each comment in one is unlike the others. */
export const oddSidecar: fc.Arbitrary<string> = fc.record({
  marks,
  keys: fc.shuffledSubarray(unknown),
  indent: fc.constantFrom('', '  ', '    '),
  flowList: fc.constantFrom(false, false, false, true),
  empty: fc.subarray(['mentions:', 'links: []', 'rejected: ~ ']),
  first: fc.boolean(),
  start: fc.constantFrom('', '', '\ufeff', `${comment} head\n`, '---\n', '%YAML 1.2\n---\n'),
  end: fc.constantFrom('', '', '...\n', '\n\n', `${comment} tail\n`),
  ending: fc.constantFrom('\n', '\n', '\r\n'),
  final: fc.boolean(),
}).map(({ marks: all, keys, indent, flowList, empty, first, start, end, ending, final }) => {
  const lists = (['mentions', 'links', 'rejected'] as const).flatMap(name => {
    const own = all.filter(({ list }) => list === name);
    if (own.length === 0) return empty.filter(line => line.startsWith(name));
    if (flowList) return [`${name}: [${own.map(one => `\n${indent}  ${flow(one)}`).join(',')}${indent === '' ? '' : `\n${indent}`}]`];
    return [`${name}:${own.map(one => item(one, indent)).join('')}`];
  });
  const body = ['article: a', 'known: &known ali', ...first ? [...keys, ...lists] : [...lists, ...keys]].join('\n');
  let comments = 0;
  const text = `${start}${body}\n${end}`.replaceAll(comment, () => `# c${++comments}`);
  return (final ? text : text.replace(/\n+$/, '')).replaceAll('\n', ending);
});

function fields({ id, at, quote, entity, quoteStyle, extra, shuffled, list }: OddMark, styles: readonly Write[], indent: string): readonly string[] {
  const write = styles[quoteStyle % styles.length] ?? double;
  const own = list === 'links'
    ? [`id: ${id}`, 'relation: same-event', `from: { at: [${at.join(', ')}], quote: ${double(quote, '')} }`, 'to: { article: b, at: [1, 2], quote: "Q", before: "" }']
    : [`id: ${id}`, `entity: ${entity}`, `at: [${at.join(shuffled % 2 === 0 ? ', ' : ',')}]`, `quote: ${write(quote, `${indent}  `)}`, ...shuffled > 3 ? [] : ['before: ""', 'after: " z"']];
  const whole = [...own, ...extra];
  return [...whole.slice(shuffled), ...whole.slice(0, shuffled)];
}

function flow(one: OddMark): string {
  const separator = one.style === 'open-flow' ? ',\n      ' : ', ';
  return `{${one.gap}${fields(one, inFlow, '').join(separator)}${one.gap}}`;
}

function item(one: OddMark, indent: string): string {
  const above = one.above.map(line => `\n${line === '' ? '' : `${indent}${line}`}`).join('');
  if (one.style === 'flow' || one.style === 'open-flow') return `${above}\n${indent}- ${flow(one)}${one.comment ? ` ${comment}` : one.gap}`;
  const own = fields(one, inBlock, `${indent}  `);
  const lines = own.map((line, index) => index === 0 && one.comment && !line.includes('\n') ? `${line} ${comment}` : line).join(`\n${indent}  `);
  return `${above}\n${indent}-${one.style === 'dash-alone' ? `\n${indent}  ` : ' '}${lines}`;
}
