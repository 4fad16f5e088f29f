import * as fc from 'fast-check';

export const sidecar = `# annotations
article: 001_x
text: 8f0a12   # git
date: 2015-01-02
mentions:
  - { id: k3f9qa, entity: alibaba, at: [251, 278], quote: "Alib\\"aba \\u00e9", before: "w ", after: " a" }
  # between
  - { id: a, entity: b, at: [], n: 1e5, o: 0x1f, p: .5, q: ~, r: true, s: x-1 }

links:
- { id: q, from: { at: [1, 2], quote: "" }, to: {} }
- plain text
- [a, b]
`;
export const nested = `a:
  b:
    c: 1
    d: "x"
  e: [a b, "c", { d: e }]
f:
g: 'it''s'
"h": x:y
'k''k': { 'l': 'm, n' }
i j: http://a.b/c#d
中文: é ü # 中
`;
export const windows = 'ant-group:\r\n  name: Ant Group\r\n  aliases: [Ant Financial, A (B)]\r\n  links: { wikidata: Q1, url: https://x.y/z }\r\n\r\nb: {}\r\n';

/** What people and accidents put into a file. */
export const signs = [
  ' ', '  ', '\n', '\r\n', '\r', '\t', ':', ': ', ' : ', '- ', '-', '#', ' #', '"', "'", '[', ']', '{', '}', ',', '&a ', '*a', '!', '|', '>', '%', '@', '`',
  '?', '? ', '\\', '\\n', '\\x41', '\\/', 'a', '1', '0', '.', 'e', '~', 'null', 'true', '---', '...', '<<', '=', '\ufeff', '\u0085', '\u2028', 'é', '\ud800',
  '\0', '\u007f', '_', '+', '/', '(', '\u0018', '\u001f', '\u00a0',
];
/** Texts of ours with a few accidents: most are broken, many are odd, some are as good as before. */
export const mutated: fc.Arbitrary<string> = fc
  .record({
    base: fc.constantFrom(sidecar, nested, windows),
    start: fc.constantFrom('', '', '\ufeff'),
    cuts: fc.array(fc.record({ at: fc.nat(), length: fc.constantFrom(0, 0, 1, 2, 5), sign: fc.constantFrom('', ...signs) }), { maxLength: 3 }),
    final: fc.boolean(),
  })
  .map(({ base, start, cuts, final }) => cuts.reduce((text, { at, length, sign }) => {
    const from = at % text.length;
    return text.slice(0, from) + sign + text.slice(from + length);
  }, start + (final ? base : base.trimEnd())));
