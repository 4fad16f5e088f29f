import type { DataObject, ExchangeAttribute, Reference } from './model';
import { isList, isObject, stringOf } from './json';

/** What is said of the targets, as bodies. What a body says in one word is a resource, or a text where it is no URI. */
function bodiesOf(annotation: DataObject): DataObject[] {
  const { body, bodyValue } = annotation;
  const bodies = (isList(body) ? body : [body ?? null]).map((each) => (typeof each === 'string' ? oneWord(each) : each)).filter(isObject);
  return [...bodies, ...(typeof bodyValue === 'string' ? [{ type: 'TextualBody', value: bodyValue }] : []), ...hypothesisBodies(annotation)];
}

function oneWord(body: string): DataObject {
  return /^[a-z][a-z\d+.-]*:\S+$/i.test(body) ? { id: body } : { type: 'TextualBody', value: body };
}

/** Hypothesis says tags and comments in keys of its own. */
function hypothesisBodies({ uri, tags, text }: DataObject): DataObject[] {
  if (typeof uri !== 'string') return [];
  return [
    ...(isList(tags) ? tags : []).map((tag) => ({ type: 'TextualBody', purpose: 'tagging', value: stringOf(tag) })),
    ...(typeof text === 'string' && text !== '' ? [{ type: 'TextualBody', purpose: 'commenting', value: text }] : []),
  ];
}

function tagValues(annotation: DataObject): string[] {
  const motivation = stringOf(annotation['motivation']);
  return bodiesOf(annotation)
    .filter((body) => stringOf(body['value']) !== '' && ['tagging', 'classifying'].includes(stringOf(body['purpose']) || motivation))
    .map((body) => stringOf(body['value']));
}

/** The first tag. */
export function labelOf(annotation: DataObject): string {
  return tagValues(annotation)[0] ?? '';
}

/** The other tags. */
export function tagsOf(annotation: DataObject): ExchangeAttribute[] {
  const extra = bodiesOf(annotation).filter((body) => body['purpose'] === 'describing' && isObject(body['attribute']))
    .flatMap((body) => (isObject(body['attribute']) ? Object.entries(body['attribute']) : [])).map(([name, value]) => ({ name, value }));
  return [...tagValues(annotation).slice(1).map((value) => ({ name: 'tag', value })), ...extra];
}

export function clusterOf(annotation: DataObject): { readonly cluster?: string } {
  const cluster = tagsOf(annotation).find(({ name }) => name === 'cluster')?.value;
  return typeof cluster === 'string' ? { cluster } : {};
}

export function noteOf(annotation: DataObject): { readonly note?: string } {
  const comments = bodiesOf(annotation).filter((body) => ['', 'commenting', 'replying'].includes(stringOf(body['purpose'])) && typeof body['value'] === 'string' && annotation['motivation'] !== 'tagging');
  return comments.length === 0 ? {} : { note: comments.map((body) => stringOf(body['value'])).join('\n') };
}

export function referencesOf(annotation: DataObject): Reference[] {
  return bodiesOf(annotation)
    .filter((body) => ['identifying', 'linking', 'classifying'].includes(stringOf(body['purpose']) || stringOf(annotation['motivation'])))
    .map((body) => stringOf(body['source']) || (typeof body['value'] === 'string' ? '' : stringOf(body['id'])))
    .filter((uri) => uri !== '').map((key) => ({ base: '', key }));
}
