import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { resolveAll } from '../../src/core/anchor/resolve';
import { readArticles } from '../../src/core/corpus/article';
import type { Span } from '../../src/core/model';
import type { Problem } from '../../src/core/problem';
import { parseSeed } from '../../src/core/seed/parse';
import { readCorpus } from '../../src/core/store/corpusFile';
import { readEntities } from '../../src/core/store/entitiesFile';
import { readJournal } from '../../src/core/store/journal';
import { mergeSidecars } from '../../src/core/store/merge';
import { mergeEntities } from '../../src/core/store/mergeEntities';
import { readSidecar } from '../../src/core/store/sidecarFile';
import { conflictSides, withoutConflictMarkers } from '../../src/core/yaml/conflict';
import type { YamlNode } from '../../src/core/yaml/node';
import { read, readYaml } from '../../src/core/yaml/yaml';
import { mutated, signs } from '../core/yaml/mutatedYaml';
import { oddYaml } from '../core/yaml/oddYaml';
import { exchangeReaders } from './exchangeFiles';

/** Every parser takes any text: it does not throw, and each place that it tells of is in the text. */
export const parsers: Readonly<Record<string, (text: string) => void>> = {
  seed: text => {
    const file = parseSeed(text);
    inOrder(text, file.articles.map(({ span }) => span));
    told(text, file.problems);
  },
  articles: text => {
    for (const article of readArticles('news/all.seeds', text).articles) within(text, article.heading);
  },
  yaml: text => {
    const [{ node, problems }, full] = [read(text), readYaml(text)];
    if (node !== undefined) nodesIn(text, node);
    told(text, problems);
    told(text, full.problems);
  },
  sidecar: text => {
    const { problems, marks } = readSidecar(text);
    told(text, problems);
    for (const { span } of marks.values()) within(text, span);
  },
  entities: text => told(text, readEntities(text).problems),
  corpus: text => told(text, readCorpus(text).problems),
  conflict: text => {
    assert.equal(withoutConflictMarkers(text).text.length, text.length);
    const sides = conflictSides(text);
    if (sides !== undefined) mergeSidecars(sides.base, sides.ours, sides.theirs);
  },
  mergeSidecars: text => {
    const { base, ours, theirs } = versionsOf(text);
    for (const old of [base, undefined]) {
      const merge = mergeSidecars(old, ours, theirs);
      if (merge !== undefined) assert.ok(readSidecar(merge.text).readable, merge.text);
    }
  },
  mergeEntities: text => {
    const { base, ours, theirs } = versionsOf(text);
    for (const old of [base, undefined]) {
      const merge = mergeEntities(old, ours, theirs);
      if (merge !== undefined) assert.ok(readEntities(merge.text).readable, merge.text);
    }
  },
  journal: text => {
    readJournal(text);
    readJournal(`${text}\nend 2\n`);
  },
  anchor: text => {
    const anchor = { at: [3, 9], quote: text.slice(3, 9), before: text.slice(0, 3), after: text.slice(9, 20) } as const;
    const [placement] = resolveAll(text.slice(text.length % 7), [anchor]);
    if (placement !== undefined && placement.state !== 'needs-you') within(text, placement.span);
  },
  ...exchangeReaders,
};

/** A text with two others that come from it, by edits at places that follow from the text: a line gone, one doubled, another value. */
function versionsOf(base: string): { readonly base: string; readonly ours: string; readonly theirs: string } {
  const lines = base.split('\n');
  const at = (step: number): number => base.length * step % lines.length;
  const ours = lines.filter((_, line) => line !== at(3) || base.length % 3 === 0).map((line, index) => index === at(5) ? line.replace(/[A-Za-z]+(?=\W*$)/, 'Ours') : line);
  const theirs = lines.flatMap((line, index) => index === at(7) ? [line.replace(/[A-Za-z]+(?=\W*$)/, 'Theirs'), ...base.length % 2 === 0 ? [line.replace(/\w/, 'z')] : []] : index === at(11) ? [] : [line]);
  return { base, ours: ours.join('\n'), theirs: theirs.join('\n') };
}

const entityLines = [
  'ant:', 'bob: { name: Bob, type: person }', '  name: Ant', '  type: person', '  aliases: [A, "B c"]', '  aliases:', '    - A', '    - B # two', '  links: { wikidata: Q1 }', '  links:', '    url: x',
  '  distinct: [bob]', '  description: |', '    One.', '    Two.', '  mine: &a { x: [1] }', '  yours: *a', '# about', '', '{ eve: { name: Eve } }', '"q r": {}', '? a\n: b', 'eve:', '  never: Ant', '  type:',
];
const entitiesText = fc.tuple(fc.array(fc.constantFrom(...entityLines), { maxLength: 14 }), fc.constantFrom('\n', '\n', '\r\n'), fc.boolean())
  .map(([lines, ending, final]) => lines.join(ending) + (final ? ending : ''));

const seedParts = ['==> 001_x.txt <==', '==> a/b.txt', '## Title: One', '## Date: 2018-08-23', '## :', '##', 'By Jo', 'SHANGHAI - Ant said.', '(China Daily 08/23/2018 page1)', '\u0000', '', '阿里巴巴'];
const seedText = fc.array(fc.constantFrom(...seedParts, ...signs), { maxLength: 30 }).chain(parts => fc.constantFrom('\n', '\r\n', '\r', '').map(ending => parts.join(ending)));
const conflicted = fc.tuple(mutated, mutated, fc.nat(), fc.boolean()).map(([ours, theirs, at, ancestor]) => {
  const lines = ours.split('\n');
  const from = at % lines.length;
  return [...lines.slice(0, from), '<<<<<<< HEAD', ...lines.slice(from, from + 2), ...ancestor ? ['||||||| base'] : [], '=======', ...theirs.split('\n').slice(0, 3), '>>>>>>> other', ...lines.slice(from + 2)].join('\n');
});

/** Random texts, texts of ours with accidents, texts as odd as people write them. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom(...signs), { maxLength: 40 }).map(parts => parts.join('')),
  mutated, oddYaml, seedText, conflicted, entitiesText,
);

function within(text: string, { start, end }: Span): void {
  assert.ok(start >= 0 && start <= end && end <= text.length, `${start}-${end} of ${text.length}`);
}

function inOrder(text: string, spans: readonly Span[]): void {
  let last = 0;
  for (const span of spans) {
    within(text, span);
    assert.ok(span.start >= last);
    last = span.end;
  }
}

function told(text: string, problems: readonly Problem[]): void {
  for (const { span } of problems) within(text, span);
}

function nodesIn(text: string, node: YamlNode): void {
  within(text, node.span);
  if (node.kind === 'map') for (const { value } of node.entries) nodesIn(text, value);
  if (node.kind === 'seq') for (const { value } of node.items) nodesIn(text, value);
}
