import { colors } from '../model';
import type { Color, CorpusConfig, EntityType, Marks, Relation } from '../model';
import { setValue } from '../yaml/edit';
import type { Edits } from '../yaml/edit';
import { insertEntries } from '../yaml/insert';
import { entryOf, isNothing, valueOf } from '../yaml/node';
import type { MapEntry, MapNode } from '../yaml/node';
import { printFlowList, printFlowMap, printPair, printQuoted, printString } from '../yaml/print';
import type { Place } from '../yaml/print';
import { defaultArticles, defaultExclude, defaultRelations, defaultTypes } from './defaults';
import { appendLines, indexFor } from './fields';
import { Findings, inOrderOfText, readFile, shapeProblem } from './reading';
import type { YamlFile } from './reading';

/** The keys that `corpus.yaml` may have, in their usual order. Others are left alone. */
export const corpusKeys = ['articles', 'exclude', 'types', 'relations'] as const;
export const typeKeys = ['label', 'color', 'icon', 'key', 'marks'] as const;
export const relationKeys = ['label', 'inverse'] as const;

/** `corpus.yaml` as read. */
export interface CorpusFile extends YamlFile {
  readonly config: CorpusConfig;
}

const marks: readonly Marks[] = ['names', 'passages'];

/**
 * Reads `corpus.yaml`; undefined for none. Where the file is silent the defaults hold. A file with `types:` has the
 * types listed there and no others, in that order, and likewise with `relations:`; what an entry does not say is
 * taken from the default of the same id, or made up: a label from the id, the next colour, the first letter that is free.
 */
export function readCorpus(text: string | undefined): CorpusFile {
  const file = readFile(text ?? '');
  const findings = new Findings();
  const types = file.node && findings.collection(file.node, 'types', 'map');
  const relations = file.node && findings.collection(file.node, 'relations', 'map');
  const config: CorpusConfig = {
    articles: (file.node && findings.texts(file.node, 'articles')) ?? defaultArticles,
    exclude: (file.node && findings.texts(file.node, 'exclude')) ?? defaultExclude,
    types: types === undefined ? defaultTypes : readTypes(types, findings),
    relations: relations === undefined ? defaultRelations : readRelations(relations, findings),
  };
  return { ...file, config, problems: inOrderOfText([...file.problems, ...findings.problems]) };
}

/** The first of each id, and only entries that are maps or empty. */
function usable(map: MapNode, findings: Findings): readonly MapEntry[] {
  const ids = new Set<string>();
  return map.entries.filter(({ key, value }) => {
    const isNew = !ids.has(key);
    ids.add(key);
    const isReadable = value.kind === 'map' || (value.kind === 'scalar' && value.value === null);
    if (!isReadable) findings.problems.push(shapeProblem(value, 'map', key));
    return isNew && isReadable;
  });
}

function readTypes(map: MapNode, findings: Findings): readonly EntityType[] {
  const types: EntityType[] = [];
  const entries = usable(map, findings);
  const asked = new Set(entries.map((entry) => typeKeyOf(entry)));
  for (const entry of entries) types.push(readType(entry, types, asked, findings));
  return types;
}

/** The key that an entry has by its own words or by default. */
function typeKeyOf({ key: id, value }: MapEntry): string | undefined {
  const node = valueOf(value, 'key');
  if (node?.kind === 'scalar' && node.value !== null) return node.source.replaceAll(/["']/g, '');
  return defaultTypes.find((type) => type.id === id)?.key;
}

function readType({ key: id, value }: MapEntry, before: readonly EntityType[], asked: ReadonlySet<string | undefined>, findings: Findings): EntityType {
  const known = defaultTypes.find((type) => type.id === id);
  return {
    id,
    label: findings.text(value, 'label') ?? known?.label ?? labelOf(id),
    color: findings.oneOf(value, 'color', colors) ?? known?.color ?? nextColor(before),
    icon: findings.text(value, 'icon') ?? known?.icon ?? 'tag',
    key: keyOf({ key: id, value }, before, findings) ?? freeKey(id, before, asked),
    marks: findings.oneOf(value, 'marks', marks) ?? known?.marks ?? 'names',
  };
}

/** The key that was asked for, where it is a single character and no other type has it. */
function keyOf({ key: id, value }: Pick<MapEntry, 'key' | 'value'>, before: readonly EntityType[], findings: Findings): string | undefined {
  const key = findings.text(value, 'key');
  const wanted = key ?? defaultTypes.find((type) => type.id === id)?.key;
  const isGood = wanted !== undefined && /^[^\s]$/u.test(wanted) && before.every((type) => type.key !== wanted);
  if (key !== undefined && !isGood) findings.invalid(value, 'key', key);
  return isGood ? wanted : undefined;
}

/** The first letter of the id that no type has or asks for, else of the alphabet, else none. */
function freeKey(id: string, before: readonly EntityType[], asked: ReadonlySet<string | undefined>): string {
  const letters = `${id.toLowerCase()}abcdefghijklmnopqrstuvwxyz`.match(/[a-z]/g) ?? [];
  return letters.find((letter) => !asked.has(letter) && before.every((type) => type.key !== letter)) ?? '';
}

/** `financial-product` is `Financial product`. */
function labelOf(id: string): string {
  const words = id.replaceAll(/[-_]+/g, ' ').trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** The first colour that no type before has, else the colours again from the first. */
function nextColor(before: readonly EntityType[]): Color {
  const free = colors.find((color) => before.every((type) => type.color !== color));
  return free ?? colors[before.length % colors.length] ?? 'grey';
}

function readRelations(map: MapNode, findings: Findings): readonly Relation[] {
  return usable(map, findings).map(({ key: id, value }) => {
    const known = defaultRelations.find((relation) => relation.id === id);
    const ownLabel = findings.text(value, 'label');
    const label = ownLabel ?? known?.label ?? labelOf(id).toLowerCase();
    const inverse = findings.text(value, 'inverse') ?? (ownLabel === undefined ? known?.inverse : undefined) ?? label;
    return { id, label, inverse };
  });
}

/**
 * Adds a relation; nothing to do where its id is there, undefined where refused. A file that was silent on relations
 * had the defaults, and keeps them: they are written down beside the new one.
 */
export function addRelation(file: CorpusFile, relation: Relation): Edits {
  if (!file.readable) return undefined;
  const { text, node } = file;
  const relations = valueOf(node, 'relations');
  if (relations?.kind === 'map' && relations.entries.length > 0) {
    if (entryOf(relations, relation.id) !== undefined) return [];
    return insertEntries(text, relations, relations.entries.length, [[relationPair(relation, relations.flow ? 'flow' : 'block')]]);
  }
  const all = [...defaultRelations.filter(({ id }) => id !== relation.id), relation];
  const lines = ['relations:', ...all.map((each) => `  ${relationPair(each, 'block')}`)];
  if (node === undefined) return appendLines(text, lines);
  const inBrackets = printFlowMap(all.map((each) => relationPair(each, 'flow')));
  if (relations !== undefined) return isNothing(relations) || relations.kind === 'map' ? setValue(text, relations, inBrackets) : undefined;
  const entry = node.flow ? [printPair('relations', inBrackets, 'flow')] : lines;
  return insertEntries(text, node, indexFor(node, 'relations', corpusKeys), [entry]);
}

/** A `corpus.yaml` to start from: the defaults, spelled out so that they can be changed, with a word on each part. */
export function newCorpusText(): string {
  return [
    '# What this corpus is annotated with. A part that is left out has its default.',
    '',
    '# Which files hold articles: globs from this folder.',
    printPair('articles', printFlowList(defaultArticles.map(printQuoted)), 'block'),
    printPair('exclude', printFlowList(defaultExclude.map(printQuoted)), 'block'),
    '',
    '# What kinds of things are tagged. `key` is pressed in annotate mode; `marks: passages` is for what whole',
    `# passages are about. Colours: ${colors.join(', ')}.`,
    'types:',
    ...defaultTypes.map((type) => `  ${printPair(type.id, printType(type), 'block')}`),
    '',
    '# What links between passages say, and what they are called from their other end where that differs.',
    'relations:',
    ...defaultRelations.map((relation) => `  ${relationPair(relation, 'block')}`),
    '',
  ].join('\n');
}

function printType({ label, color, icon, key, marks: marked }: EntityType): string {
  const pairs = Object.entries({ label, color, icon, key, ...(marked === 'passages' ? { marks: marked } : {}) });
  return printFlowMap(pairs.map(([name, value]) => printPair(name, value, 'flow')));
}

function relationPair({ id, label, inverse }: Relation, place: Place): string {
  const words = Object.entries({ label, ...(inverse === label ? {} : { inverse }) });
  return printPair(id, printFlowMap(words.map(([key, value]) => printPair(key, printString(value, 'flow'), 'flow'))), place);
}
