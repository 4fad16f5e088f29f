import type { DataObject, ExchangeAttribute, Reference } from './model';
import type { Data } from './model';

/** The layer for entities that come from formats without layers. */
export const entityLayer = 'de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity';
export const relationLayer = 'webanno.custom.Relation';

/** Features that people read as the label, the first that is set. */
const labelFeatures = ['value', 'label', 'entity', 'PosValue', 'DependencyType', 'type', 'kind', 'category'];

/** What the features of a layer say in the model's words. */
export interface Features {
  readonly label: string;
  readonly attributes: readonly ExchangeAttribute[];
  readonly references: readonly Reference[];
  readonly kept: DataObject;
}

/** `value` becomes the label, `identifier` a reference, the rest attributes. Features without a value are left out. */
export function fromFeatures(layer: string, features: readonly (readonly [name: string, value: Data])[]): Features {
  const set = features.filter(([, value]) => value !== null);
  const labelFeature = labelFeatures.find((name) => set.some(([own, value]) => own === name && typeof value === 'string'));
  const label = set.find(([name]) => name === labelFeature)?.[1];
  const identifier = set.find(([name, value]) => name === 'identifier' && typeof value === 'string')?.[1];
  return {
    label: typeof label === 'string' ? label : shortName(layer),
    references: typeof identifier === 'string' ? [{ base: '', key: identifier }] : [],
    attributes: set.filter(([name]) => name !== labelFeature && !(name === 'identifier' && typeof identifier === 'string')).map(([name, value]) => ({ name, value })),
    kept: labelFeature === undefined ? {} : { labelFeature },
  };
}

interface Layered {
  readonly label: string;
  readonly layer?: string;
  readonly references: readonly Reference[];
  readonly attributes: readonly ExchangeAttribute[];
  readonly kept: DataObject;
}

/** The features again, by name. `labelName` is the feature for the label of an item that had no layer. */
export function toFeatures(item: Layered, labelName: string): Map<string, Data> {
  const features = new Map<string, Data>();
  const kept = item.kept['labelFeature'];
  const ownName = typeof kept === 'string' ? kept : labelName;
  const isImplied = item.layer !== undefined && kept === undefined && item.label === shortName(item.layer);
  if (!isImplied && item.label !== '') features.set(ownName, item.label);
  const [reference] = item.references;
  if (reference !== undefined) features.set('identifier', reference.base === '' ? reference.key : `${reference.base}:${reference.key}`);
  for (const { name, value } of item.attributes) if (!features.has(name)) features.set(name, value);
  return features;
}

/** `NamedEntity` of `de.….NamedEntity`. */
export function shortName(layer: string): string {
  return layer.slice(layer.lastIndexOf('.') + 1);
}

/**
 * The layer that an annotation of a subtype is shown on: `….pos.POS_NOUN` on `….pos.POS`, `….dependency.ROOT` on `….dependency.Dependency`.
 * These are DKPro's; a type system of one's own can have others, which are layers of their own here.
 */
export function elevatedLayer(layer: string): string {
  return layer.replace(/(\.pos\.POS)_\w+$/, '$1').replace(/\.pos\.tweet\.POS_\w+$/, '.pos.POS').replace(/(\.dependency\.)ROOT$/, '$1Dependency');
}

/** How a relation names a token that is no span. */
export function tokenName(start: number, end: number): string {
  return `token@${start}-${end}`;
}
