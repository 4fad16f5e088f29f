import type { MapEntry, MapNode, ScalarNode, ScalarValue, SeqNode, YamlNode } from './node';
import { entryOf } from './node';
import { isPrintable, printQuoted, printScalar, printString } from './print';
import type { Place } from './print';
import type { TextEdit } from './splice';

/**
 * What every editing function returns: the smallest change of the text that does what is meant, nothing where
 * that is so already, or undefined where it is refused, because the place means more than its text (see `frozen`).
 */
export type Edits = readonly TextEdit[] | undefined;

/** The keys, or the dashes with what follows: what a collection is made of. */
export function partsOf(node: MapNode | SeqNode): readonly (MapEntry | SeqNode['items'][number])[] {
  return node.kind === 'map' ? node.entries : node.items;
}

/** Gives a scalar another value and keeps its kind of quotes where they can hold it. An absent one is written. */
export function setScalar(text: string, node: ScalarNode, value: ScalarValue): Edits {
  if (node.frozen) return undefined;
  if (node.style === 'none') return fillIn(text, node, printScalar(value, placeOf(node)));
  if (Object.is(node.value, value)) return [];
  return [{ span: node.span, text: restyled(node, value) }];
}

/** Replaces a scalar, or a list or map in brackets, by a printed value; refuses block collections. */
export function setValue(text: string, node: YamlNode, printed: string): Edits {
  if (isFrozenWithin(node)) return undefined;
  if (node.kind === 'scalar' && node.style === 'none') return fillIn(text, node, printed);
  return node.kind === 'scalar' || node.flow ? [{ span: node.span, text: printed }] : undefined;
}

/** Gives a key another name, in the quotes it had; refuses a name that the map has already. */
export function renameKey(text: string, map: MapNode, key: string, name: string): Edits {
  const entry = entryOf(map, key);
  if (entry === undefined || map.frozen) return undefined;
  if (key === name) return [];
  if (entryOf(map, name) !== undefined) return undefined;
  const quote = text[entry.keySpan.start];
  return [{ span: entry.keySpan, text: inQuotesLike(quote, name, map.flow ? 'flow' : 'block') }];
}

/** Whether a node or anything in it is frozen: then other places of the file may depend on its text. */
export function isFrozenWithin(node: YamlNode): boolean {
  if (node.frozen) return true;
  return node.kind !== 'scalar' && partsOf(node).some(({ value }) => isFrozenWithin(value));
}

/** Writes a value that was absent: after the colon or dash, or with a colon of its own (`{ key }`). */
function fillIn(text: string, node: ScalarNode, printed: string): Edits {
  const before = text[node.span.start - 1];
  const hasSign = before === ':' || (before === '-' && !node.flow);
  if (!hasSign && !node.flow) return undefined;
  return [{ span: node.span, text: hasSign ? ` ${printed}` : `: ${printed}` }];
}

function placeOf(node: YamlNode): Place {
  return node.flow ? 'flow' : 'block';
}

function restyled(node: ScalarNode, value: ScalarValue): string {
  if (typeof value !== 'string') return printScalar(value, placeOf(node));
  return inQuotesLike(node.style === 'block' ? undefined : node.source[0], value, placeOf(node));
}

function inQuotesLike(quote: string | undefined, value: string, place: Place): string {
  if (quote === '"') return printQuoted(value);
  if (quote !== "'") return printString(value, place);
  // Single quotes know no escapes, so they cannot hold what needs one.
  return isPrintable(value) ? `'${value.replaceAll("'", "''")}'` : printQuoted(value);
}
