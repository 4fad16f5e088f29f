import type { Data, ExchangeDocument, ExchangeRelation, ExchangeSpan } from './model';

/**
 * What a document says, one string for each annotation, so that two documents can be compared as sets.
 * Ids are left out; the ends of relations are named by what they say.
 */
export function annotationKeys(document: ExchangeDocument): string[] {
  const names = new Map<string, string>(document.spans.map((span) => [span.id, spanKey(span)]));
  for (const relation of document.relations) names.set(relation.id, relationName(relation));
  return [
    ...document.spans.map(spanKey),
    ...document.relations.map((relation) => relationKey(relation, names)),
    ...document.notes.map((note) => canonical(['note', note.label, names.get(note.target) ?? note.target, note.text])),
  ];
}

export interface Difference {
  readonly missing: readonly string[];
  readonly added: readonly string[];
}

/** What is in one list and not in the other, counting what comes several times. */
export function differenceOf(before: readonly string[], after: readonly string[]): Difference {
  const counts = new Map<string, number>();
  for (const key of before) counts.set(key, (counts.get(key) ?? 0) + 1);
  const added: string[] = [];
  for (const key of after) {
    const count = counts.get(key) ?? 0;
    if (count === 0) added.push(key);
    else counts.set(key, count - 1);
  }
  const missing = [...counts].flatMap(([key, count]) => Array.from({ length: count }, () => key));
  return { missing, added };
}

function spanKey(span: ExchangeSpan): string {
  return canonical([
    'span', span.layer ?? '', span.label, span.fragments.map(({ start, end }) => [start, end]), span.quote ?? null, featuresOf(span),
    span.cluster ?? null, span.note ?? null, span.annotator ?? null,
  ]);
}

function relationKey(relation: ExchangeRelation, names: ReadonlyMap<string, string>): string {
  const ends = relation.ends.map((end) => [end.role, end.document ?? '', names.get(end.target) ?? end.target]);
  const trigger = relation.trigger === undefined ? null : names.get(relation.trigger) ?? relation.trigger;
  return canonical(['relation', relation.layer ?? '', relation.label, trigger, ends, featuresOf(relation), relation.note ?? null, relation.annotator ?? null]);
}

/** A relation as the end of another one: its type alone, because they can be circular. */
function relationName(relation: ExchangeRelation): string {
  return canonical(['relation', relation.layer ?? '', relation.label, relation.ends.length]);
}

function featuresOf(item: ExchangeSpan | ExchangeRelation): Data {
  const attributes = item.attributes.map(({ name, value }) => canonical([name, value])).sort();
  const references = item.references.map(({ base, key }) => `${base}:${key}`).sort();
  return [attributes, references];
}

/** JSON with the keys of objects in order. */
function canonical(value: Data): string {
  return JSON.stringify(value, (_key, inner: unknown) => (
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner));
}
