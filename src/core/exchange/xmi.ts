import type { Data, DataObject, ExchangeDocument, ExchangeProblem, ExchangeRelation, ExchangeSpan, Loss, Reading, TextFile, Write, Writer, Writing } from './model';
import { buildAdded, buildCas, casExpressible, sofaType, typesOf, type Types } from './casBuild';
import { changesOf, documentsOf, type Cas, type Structure, type View } from './cas';
import { writeAll } from './model';
import { isObject, objectsOf, stringOf, withValues } from './json';
import { lossesOf } from './losses';
import { safeId, withoutEnding } from './names';
import { escapeAttribute, escapeElementText } from '../text/xmlText';
import { parseXml, type XmlElement } from './xml';

/**
 * UIMA CAS XMI. Type systems (`.xml`) among the files say which features are references; without one these are known by their names,
 * or because they list structures that have targets themselves.
 */
export function readXmi(files: readonly TextFile[]): Reading {
  const documents: ExchangeDocument[] = [];
  const problems: ExchangeProblem[] = [];
  const references = referenceFeatures(files.filter((file) => isTypeSystem(file.text)));
  for (const file of files.filter((each) => !isTypeSystem(each.text))) {
    const { root, error } = parseXml(file.text);
    if (error !== null) problems.push({ file: file.name, line: error.line, code: 'xml-syntax', data: { message: error.message } });
    if (root === null) continue;
    if (!root.name.endsWith(':XMI')) {
      problems.push({ file: file.name, line: root.line, code: 'shape-unknown', data: { expected: 'xmi:XMI' } });
      continue;
    }
    const raw = rawOf(root, declarationOf(file.text));
    for (const document of documentsOf(casOf(raw, references), { name: file.name, id: safeId(withoutEnding(file.name)), key: 'xmi', raw }, problems)) documents.push(document);
  }
  return { documents, problems, offsets: [] };
}

/** Whether a file is the XMI of a CAS, whatever it is called. */
export function isXmi(text: string): boolean {
  return /<(?:[\w.-]+:)?XMI[\s>]/.test(text.slice(0, 2000));
}

function isTypeSystem(text: string): boolean {
  return /<typeSystemDescription[\s>]/.test(text.slice(0, 5000)) && !isXmi(text);
}

/** What stands before the root: the white space there, and the version where it is that of XML 1.1, which UIMA takes for control characters. */
function declarationOf(text: string): DataObject {
  const [, declared = '', gap = ''] = /^\ufeff?\s*<\?xml([^>]*)\?>(\s*)/.exec(text) ?? [];
  return { gap, ...(/\bversion=["']1\.1["']/.test(declared) ? { version: '1.1' } : {}) };
}

/** The names of the features that a type system says refer to structures. */
function referenceFeatures(files: readonly TextFile[]): Set<string> {
  const names = new Set<string>();
  for (const { root } of files.map((file) => parseXml(file.text))) {
    if (root === null || root.name !== 'typeSystemDescription') continue;
    for (const feature of descendants(root).filter((element) => element.name === 'featureDescription')) {
      const said = new Map(feature.children.map((child) => [child.name, child.text.trim()]));
      const range = said.get('rangeTypeName') ?? 'uima.cas.String';
      if (!/^uima\.cas\.(?:String|Integer|Float|Double|Boolean|Byte|Short|Long)(?:Array|List)?$/.test(range)) names.add(said.get('name') ?? '');
    }
  }
  return names;
}

function descendants(element: XmlElement): XmlElement[] {
  return [element, ...element.children.flatMap(descendants)];
}

/** The file as data: `[{name, attributes, children: [[name, text], …]}]`. */
function rawOf(root: XmlElement, declaration: DataObject): DataObject {
  return {
    ...declaration, root: Object.fromEntries(root.attributes),
    elements: root.children.map((element): Data => ({
      name: element.name, attributes: Object.fromEntries(element.attributes),
      ...(element.children.length === 0 ? {} : { children: element.children.map((child) => [child.name, child.text]) }),
    })),
  };
}

function casOf(raw: DataObject, references: ReadonlySet<string>): Cas {
  const namespaces = new Map(Object.entries(attributesIn(raw['root'])).flatMap(([name, uri]) => (name.startsWith('xmlns:') ? [[name.slice(6), uri]] : [])));
  const types = new Map<string, string>();
  const elements = objectsOf(raw['elements']).map((element) => {
    const name = stringOf(element['name']);
    const type = types.get(name) ?? typeOf(name, namespaces);
    types.set(name, type);
    return { type, attributes: attributesIn(element['attributes']) };
  });
  const ids = new Set(elements.map(({ attributes }) => attributes['xmi:id'] ?? ''));
  const known = (id: string): boolean => ids.has(id);
  const structures: Structure[] = [];
  const views: { name: string; sofa: string | null; text: string | null; members: Set<string> }[] = [];
  for (const { type, attributes } of elements) {
    if (type === 'uima.cas.Sofa') views.push({ name: attributes['sofaID'] ?? '', sofa: attributes['xmi:id'] ?? '', text: attributes['sofaString'] ?? null, members: new Set() });
    else if (type !== 'uima.cas.View' && type !== 'uima.cas.NULL') structures.push(structureOf(type, attributes, references, known));
  }
  const listed = elements.filter(({ type }) => type === 'uima.cas.View');
  for (const { attributes } of listed) addMembers(attributes, views);
  // where no view lists its members, each has what says so itself
  if (listed.length === 0) for (const { attributes } of elements) addMember(attributes, views);
  const byStructureId = new Map(structures.map((structure) => [structure.id, structure]));
  return { structures: structures.map((structure) => withSlots(structure, byStructureId)), views };
}

function attributesIn(value: Data | undefined): Record<string, string> {
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, text]) => [name, stringOf(text)])) : {};
}

function addMembers(attributes: Readonly<Record<string, string>>, views: { sofa: string | null; members: Set<string>; name: string; text: string | null }[]): void {
  const view = views.find(({ sofa }) => sofa === attributes['sofa']);
  if (view !== undefined) for (const member of wordsOf(attributes['members'] ?? '')) view.members.add(member);
}

function addMember(attributes: Readonly<Record<string, string>>, views: readonly { readonly sofa: string | null; readonly members: Set<string> }[]): void {
  views.find(({ sofa }) => sofa === attributes['sofa'])?.members.add(attributes['xmi:id'] ?? '');
}

/** `type4:NamedEntity` in `http:///de/…/ner/type.ecore` is `de.….ner.type.NamedEntity`. */
function typeOf(name: string, namespaces: ReadonlyMap<string, string>): string {
  const [prefix = '', local = ''] = name.split(':');
  const uri = namespaces.get(prefix) ?? '';
  const path = uri.replace(/^http:\/\/\//, '').replace(/\.ecore$/, '').replaceAll('/', '.');
  return path === '' || path === 'uima.noNamespace' ? local : `${path}.${local}`;
}

const referenceNames = /^(?:governor|dependent|source|target|next|first)$/i;

function structureOf(type: string, attributes: Readonly<Record<string, string>>, references: ReadonlySet<string>, known: (id: string) => boolean): Structure {
  const features = new Map<string, Data>();
  const refers = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'xmi:id' || name === 'sofa') continue;
    const ids = wordsOf(value);
    const isReference = (referenceNames.test(name) || references.has(name)) && ids.length > 0 && ids.every(known);
    if (isReference) refers.set(name, ids);
    else features.set(name, value);
  }
  return { id: attributes['xmi:id'] ?? '', type, features, references: refers };
}

/** A feature that lists structures with targets, and without a place of their own, holds slots. */
function withSlots(structure: Structure, byId: ReadonlyMap<string, Structure>): Structure {
  const features = new Map(structure.features);
  const references = new Map(structure.references);
  for (const [name, value] of structure.features) {
    const ids = typeof value === 'string' && /^\d+(?: \d+)*$/.test(value) ? wordsOf(value) : [];
    const links = ids.map((id) => byId.get(id));
    if (ids.length === 0 || name === 'begin' || name === 'end' || !links.every((link) => link?.references.has('target') === true && !link.features.has('begin'))) continue;
    features.delete(name);
    references.set(name, ids);
  }
  return { ...structure, features, references };
}

function wordsOf(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

/** As it came, with what was changed; or an XMI of its own beside the type system that it needs. */
export const writeXmi: Write = (documents) => writeAll(beginXmi, documents);

/** As documents come; at the end the type system of those that came from elsewhere. */
export function beginXmi(): Writer {
  const types: Types = new Map();
  return {
    add: (documents) => writeEach(documents, types),
    end: () => ({ files: types.size === 0 ? [] : [{ name: 'TypeSystem.xml', text: typeSystem(types) }], losses: [] }),
  };
}

/** @param types takes those that are needed */
function writeEach(documents: readonly ExchangeDocument[], types: Types): Writing {
  const files: TextFile[] = [];
  const losses: Loss[] = [];
  const byFile = new Map<string, ExchangeDocument[]>();
  for (const document of documents) {
    const own = isObject(document.kept['xmi']) ? stringOf(document.kept['xmi']['file']) : '';
    if (own !== '') byFile.set(own, [...byFile.get(own) ?? [], document]);
    else {
      const cas = buildCas(document);
      for (const loss of cas.losses) losses.push(loss);
      typesOf(cas.structures, types);
      files.push({ name: `${safeId(document.id)}.xmi`, text: print(newXmi(cas.structures)) });
    }
  }
  for (const [name, own] of byFile) {
    const updated = updatedXmi(own);
    for (const loss of [...updated.losses, ...own.flatMap((document) => lossesOf(document, { ...casExpressible, cluster: true, metadata: true }))]) losses.push(loss);
    files.push({ name: `${safeId(withoutEnding(name))}.xmi`, text: print(updated.raw) });
  }
  return { files, losses };
}

function newXmi(structures: readonly Structure[]): DataObject {
  const root: Record<string, Data> = { 'xmlns:xmi': 'http://www.omg.org/XMI', 'xmlns:cas': 'http:///uima/cas.ecore', 'xmi:version': '2.0' };
  const elements = structures.map((structure) => elementOf(structure, root));
  const members = structures.filter(({ type }) => type !== sofaType).map(({ id }) => id).join(' ');
  return { gap: '\n', root, elements: [{ name: 'cas:NULL', attributes: { 'xmi:id': '0' } }, ...elements, { name: 'cas:View', attributes: { sofa: '1', members } }] };
}

/** Adds the namespace of the type to the root if it is not there. */
function elementOf(structure: Structure, root: Record<string, Data>): Data {
  const dot = structure.type.lastIndexOf('.');
  const uri = `http:///${dot < 0 ? 'uima/noNamespace' : structure.type.slice(0, dot).replaceAll('.', '/')}.ecore`;
  let prefix = Object.entries(root).find(([name, value]) => name.startsWith('xmlns:') && value === uri)?.[0].slice(6);
  for (let count = 1; prefix === undefined; count++) {
    if (root[`xmlns:n${count}`] === undefined) prefix = `n${count}`;
  }
  root[`xmlns:${prefix}`] = uri;
  const features = [...structure.features].map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
  const references = [...structure.references].map(([name, ids]) => [name, ids.join(' ')]);
  return { name: `${prefix}:${structure.type.slice(dot + 1)}`, attributes: { 'xmi:id': structure.id, ...Object.fromEntries(references), ...Object.fromEntries(features) } };
}

function updatedXmi(documents: readonly ExchangeDocument[]): { raw: DataObject; losses: readonly Loss[] } {
  const raw = documents.map((document) => document.kept['xmi']).map((kept) => (isObject(kept) && isObject(kept['raw']) ? kept['raw'] : undefined)).find((each) => each !== undefined) ?? {};
  const cas = casOf(raw, new Set());
  const byId = new Map(cas.structures.map((structure) => [structure.id, structure]));
  const items = new Map<string, ExchangeSpan | ExchangeRelation>(documents.flatMap((document) => itemsOf(document)));
  const before = documentsOf(cas, { name: '', id: '', key: 'xmi', raw: null }, []).flatMap((document) => itemsOf(document)).map(([id]) => id);
  const gone = new Set(before.filter((id) => !items.has(id)));
  const next = cas.structures.reduce((top, structure) => Math.max(top, Number(structure.id) || 0), 0) + 1;
  const added = documents[0] === undefined ? { structures: [], losses: [] } : buildAdded(documents[0], next, cas.views[0]?.sofa ?? '1');
  const root: Record<string, Data> = isObject(raw['root']) ? { ...raw['root'] } : {};
  const elements = objectsOf(raw['elements']).filter((element) => !gone.has(idIn(element))).map((element) => changed(element, byId.get(idIn(element)), items.get(idIn(element))));
  const insertAt = Math.max(0, elements.findIndex((element) => element['name'] === 'cas:Sofa' || element['name'] === 'cas:View'));
  const all = [...elements.slice(0, insertAt), ...added.structures.map((structure) => elementOf(structure, root)), ...elements.slice(insertAt)];
  return { raw: { ...raw, root, elements: gone.size + added.structures.length === 0 ? all : all.map((element) => withMembers(element, gone, added.structures, cas.views[0])) }, losses: added.losses };
}

function itemsOf(document: ExchangeDocument): (readonly [string, ExchangeSpan | ExchangeRelation])[] {
  return [...document.spans, ...document.relations].flatMap((item) => (typeof item.kept['cas'] === 'string' ? [[item.kept['cas'], item] as const] : []));
}

function idIn(element: DataObject): string {
  return attributesIn(element['attributes'])['xmi:id'] ?? '';
}

function changed(element: DataObject, structure: Structure | undefined, item: ExchangeSpan | ExchangeRelation | undefined): DataObject {
  if (structure === undefined || item === undefined) return element;
  const changes = [...changesOf(structure, item)].map(([name, value]): [string, Data | undefined] => [name, value === null ? undefined : String(typeof value === 'object' ? JSON.stringify(value) : value)]);
  return changes.length === 0 ? element : withValues(element, { attributes: withValues(attributesIn(element['attributes']), Object.fromEntries(changes)) });
}

function withMembers(element: Data, gone: ReadonlySet<string>, added: readonly Structure[], first: View | undefined): Data {
  if (!isObject(element) || element['name'] !== 'cas:View') return element;
  const attributes = attributesIn(element['attributes']);
  const members = [...wordsOf(attributes['members'] ?? '').filter((id) => !gone.has(id)), ...(attributes['sofa'] === first?.sofa ? added.map(({ id }) => id) : [])];
  return withValues(element, { attributes: withValues(attributes, { members: members.join(' ') }) });
}

function print(raw: DataObject): string {
  const version = stringOf(raw['version']) || '1.0';
  const attributesText = (attributes: Data | undefined): string => Object.entries(attributesIn(attributes)).map(([name, value]) => ` ${name}="${version === '1.1' ? withControls(value) : escapeAttribute(value)}"`).join('');
  const lines = objectsOf(raw['elements']).map((element) => {
    const name = stringOf(element['name']);
    const children = Array.isArray(element['children']) ? element['children'] : [];
    const open = `    <${name}${attributesText(element['attributes'])}`;
    if (children.length === 0) return `${open}/>\n`;
    const inner = children.map((child: Data) => (Array.isArray(child) ? `        <${stringOf(child[0])}>${escapeElementText(stringOf(child[1]))}</${stringOf(child[0])}>\n` : ''));
    return `${open}>\n${inner.join('')}    </${name}>\n`;
  });
  return `<?xml version="${version}" encoding="UTF-8"?>${stringOf(raw['gap'])}<xmi:XMI${attributesText(raw['root'])}>\n${lines.join('')}</xmi:XMI>\n`;
}

/** A value in XML 1.1, which has references to control characters. */
function withControls(value: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what XML 1.0 forbids
  return value.replace(/[^\u0001-\u0008\u000b\u000c\u000e-\u001f]+|[\s\S]/g, (part) => (controls.test(part) ? `&#${part.charCodeAt(0)};` : escapeAttribute(part)));
}

// oxlint-disable-next-line no-control-regex -- these are what XML 1.0 forbids
const controls = /^[\u0001-\u0008\u000b\u000c\u000e-\u001f]$/;

function typeSystem(all: Types): string {
  const types = [...all].map(([name, features]) => {
    const described = [...features].map(([feature, range]) => `<featureDescription><name>${feature}</name><description/><rangeTypeName>${range}</rangeTypeName></featureDescription>`);
    return `    <typeDescription><name>${escapeElementText(name)}</name><description/><supertypeName>uima.tcas.Annotation</supertypeName><features>${described.join('')}</features></typeDescription>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">\n  <types>\n${types.join('')}  </types>\n</typeSystemDescription>\n`;
}
