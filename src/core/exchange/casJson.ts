import type { Data, DataObject, ExchangeDocument, ExchangeProblem, ExchangeRelation, ExchangeSpan, Loss, Reading, TextFile, Writing } from './model';
import { buildAdded, buildCas, casExpressible, sofaType, typesOf } from './casBuild';
import { changesOf, documentsOf, type Cas, type Structure, type View } from './cas';
import { isList, isObject, listOf, objectsOf, parseJson, stringOf, withValues } from './json';
import { withoutMark } from './lines';
import { lossesOf } from './losses';
import { safeId, withoutEnding } from './names';

/** CAS JSON 0.4, with or without a header, its structures as an array or as an object by id. */
export function readCasJson(files: readonly TextFile[]): Reading {
  const documents: ExchangeDocument[] = [];
  const problems: ExchangeProblem[] = [];
  for (const file of files) {
    const parsed = parseJson(withoutMark(file.text));
    if (!parsed.ok || !isObject(parsed.value)) {
      problems.push({ file: file.name, line: 1, code: parsed.ok ? 'shape-unknown' : parsed.code, data: { message: parsed.ok ? '' : parsed.message } });
      continue;
    }
    const id = safeId(withoutEnding(file.name));
    for (const document of documentsOf(casOf(parsed.value), { name: file.name, id, key: 'casJson', raw: parsed.value }, problems)) documents.push(document);
  }
  return { documents, problems, offsets: [] };
}

function casOf(raw: DataObject): Cas {
  const objects = new Map(structuresIn(raw).map((object) => [stringOf(object['%ID']), object]));
  const structures = [...objects].map(([id, object]): Structure => structureOf(id, object, objects));
  const views = isObject(raw['%VIEWS']) ? Object.entries(raw['%VIEWS']) : [];
  return { structures, views: views.flatMap(([name, view]) => (isObject(view) ? [viewOf(name, view, objects)] : [])) };
}

function structuresIn(raw: DataObject): DataObject[] {
  const structures = raw['%FEATURE_STRUCTURES'];
  if (!isObject(structures)) return objectsOf(structures);
  return Object.entries(structures).flatMap(([id, object]) => (isObject(object) ? [withValues({ '%ID': id }, object)] : []));
}

function viewOf(name: string, view: DataObject, objects: ReadonlyMap<string, DataObject>): View {
  const sofa = stringOf(view['%SOFA']);
  const text = objects.get(sofa)?.['sofaString'];
  return { name, sofa, text: typeof text === 'string' ? text : null, members: new Set(listOf(view['%MEMBERS']).map(stringOf)) };
}

/** `@` marks a reference, `#` a number written as a string, `^` an offset. */
function structureOf(id: string, object: DataObject, objects: ReadonlyMap<string, DataObject>): Structure {
  const features = new Map<string, Data>();
  const references = new Map<string, readonly string[]>();
  for (const [key, value] of Object.entries(object)) {
    if (key.startsWith('%') || key === '@sofa') continue;
    if (key.startsWith('@')) references.set(key.slice(1), referredBy(value, objects));
    else features.set(key.replace(/^[#^]/, ''), value);
  }
  return { id, type: stringOf(object['%TYPE']), features, references };
}

/** A reference to an array of structures counts as references to its elements. */
function referredBy(value: Data, objects: ReadonlyMap<string, DataObject>): string[] {
  if (isList(value)) return value.map(stringOf);
  const elements = objects.get(stringOf(value))?.['%ELEMENTS'];
  return isList(elements) ? elements.map(stringOf) : [stringOf(value)];
}

/** As it came, with what was changed; or a CAS of its own with the types that it uses. */
export function writeCasJson(documents: readonly ExchangeDocument[]): Writing {
  const files: TextFile[] = [];
  const losses: Loss[] = [];
  const byFile = new Map<string, ExchangeDocument[]>();
  for (const document of documents) {
    const own = isObject(document.kept['casJson']) ? stringOf(document.kept['casJson']['file']) : '';
    if (own === '') {
      const built = buildCas(document);
      for (const loss of built.losses) losses.push(loss);
      files.push({ name: `${safeId(document.id)}.json`, text: print(newCas(built.structures)) });
    } else byFile.set(own, [...byFile.get(own) ?? [], document]);
  }
  for (const [name, own] of byFile) {
    const raw = own.map((document) => document.kept['casJson']).find((kept) => isObject(kept) && isObject(kept['raw']));
    const updated = updatedCas(isObject(raw) && isObject(raw['raw']) ? raw['raw'] : {}, own);
    for (const loss of [...updated.losses, ...own.flatMap((document) => lossesOf(document, { ...casExpressible, cluster: true, metadata: true }))]) losses.push(loss);
    files.push({ name: `${safeId(withoutEnding(name))}${name.slice(withoutEnding(name).length)}`, text: print(updated.raw) });
  }
  return { files, losses };
}

function newCas(structures: readonly Structure[]): DataObject {
  const types = Object.fromEntries([...typesOf(structures)].map(([name, features]): [string, Data] => [name, {
    '%NAME': name, '%SUPER_TYPE': 'uima.tcas.Annotation',
    ...Object.fromEntries([...features].map(([feature, range]) => [feature, { '%NAME': feature, '%RANGE': range }])),
  }]));
  const members = structures.filter(({ type }) => type !== sofaType).map(({ id }) => Number(id));
  return { '%TYPES': types, '%FEATURE_STRUCTURES': structures.map(objectOf), '%VIEWS': { _InitialView: { '%SOFA': 1, '%MEMBERS': members } } };
}

function objectOf(structure: Structure): DataObject {
  const references = [...structure.references].map(([name, ids]) => [`@${name}`, Number(ids[0])]);
  const features = [...structure.features].map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : value]);
  return { '%ID': Number(structure.id), '%TYPE': structure.type, ...Object.fromEntries(references), ...Object.fromEntries(features) };
}

function updatedCas(raw: DataObject, documents: readonly ExchangeDocument[]): { raw: DataObject; losses: Loss[] } {
  const cas = casOf(raw);
  const items = new Map<string, ExchangeSpan | ExchangeRelation>(documents.flatMap((document) => [...document.spans, ...document.relations].flatMap((item) => (typeof item.kept['cas'] === 'string' ? [[item.kept['cas'], item] as const] : []))));
  const before = documentsOf(cas, { name: '', id: '', key: 'casJson', raw: null }, []).flatMap((document) => [...document.spans, ...document.relations].flatMap((item) => (typeof item.kept['cas'] === 'string' ? [item.kept['cas']] : [])));
  const gone = new Set(before.filter((id) => !items.has(id)));
  const byId = new Map(cas.structures.map((structure) => [structure.id, structure]));
  const next = cas.structures.reduce((top, structure) => Math.max(top, Number(structure.id) || 0), 0) + 1;
  const added = documents[0] === undefined ? { structures: [], losses: [] } : buildAdded(documents[0], next, cas.views[0]?.sofa ?? '1');
  if (gone.size === 0 && added.structures.length === 0 && [...items].every(([id, item]) => isUnchanged(byId.get(id), item))) return { raw, losses: [] };
  const structures = structuresIn(raw).filter((object) => !gone.has(stringOf(object['%ID']))).map((object) => changed(object, byId.get(stringOf(object['%ID'])), items.get(stringOf(object['%ID']))));
  return { raw: withValues(raw, { '%FEATURE_STRUCTURES': [...structures, ...added.structures.map(objectOf)], '%VIEWS': updatedViews(raw['%VIEWS'], gone, added.structures) }), losses: [...added.losses] };
}

function isUnchanged(structure: Structure | undefined, item: ExchangeSpan | ExchangeRelation): boolean {
  return structure !== undefined && changesOf(structure, item).size === 0;
}

function changed(object: DataObject, structure: Structure | undefined, item: ExchangeSpan | ExchangeRelation | undefined): DataObject {
  if (structure === undefined || item === undefined) return object;
  const changes = [...changesOf(structure, item)].map(([name, value]): [string, Data | undefined] => [name, value ?? undefined]);
  return withValues(object, Object.fromEntries(changes));
}

function updatedViews(views: Data | undefined, gone: ReadonlySet<string>, added: readonly Structure[]): Data {
  if (!isObject(views)) return {};
  return Object.fromEntries(Object.entries(views).map(([name, view], index): [string, Data] => [name, !isObject(view) ? view : withValues(view, {
    '%MEMBERS': [...listOf(view['%MEMBERS']).filter((member) => !gone.has(stringOf(member))), ...(index === 0 ? added.map(({ id }) => Number(id)) : [])],
  })]));
}

function print(value: DataObject): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
