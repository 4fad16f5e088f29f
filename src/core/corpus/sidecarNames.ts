import type { ByteReader, ByteWriter } from './bytes';
import type { SidecarOutline } from './canonicalOutline';
import type { Numbered } from './numbered';

/** What a sidecar names, as numbers of texts: by twos the entity of a mention and its quote; and the entities of its rejections. */
export interface Names {
  readonly mentions: readonly number[];
  readonly rejected: readonly number[];
}

/** Fewer numbers are compared with each other sooner than put into a set. */
const manyNames = 32;

/** What a sidecar names, in the numbers of its entities and quotes. */
export function namesOf({ mentions, rejected }: SidecarOutline, entities: Numbered, quotes: Numbered): Names {
  return { mentions: mentions.flatMap(({ entity, quote }) => [entities.add(entity), quotes.add(quote)]), rejected: rejected.map(entity => entities.add(entity)) };
}

/** Writes names as `readNames` reads them, where nothing follows. */
export function writeNames(writer: ByteWriter, { mentions, rejected }: Names): void {
  writer.count(mentions.length / 2);
  for (const number of mentions) writer.count(number);
  for (const number of rejected) writer.count(number);
}

/** Reads names up to the end. */
export function readNames(reader: ByteReader): Names {
  const mentions: number[] = [];
  for (let left = reader.count(); left > 0; left--) mentions.push(reader.count(), reader.count());
  const rejected: number[] = [];
  while (!reader.isAtEnd) rejected.push(reader.count());
  return { mentions, rejected };
}

/** The entity of each mention. */
export function mentionedBy({ mentions }: Names): number[] {
  const mentioned: number[] = [];
  for (let at = 0; at < mentions.length; at += 2) mentioned.push(mentions[at] ?? -1);
  return mentioned;
}

/** The entities that are named, in a mention or as what something was rejected as, each once. */
export function namedBy(names: Names): readonly number[] {
  return distinct([...names.rejected, ...mentionedBy(names)]);
}

/** Each number once. */
export function distinct(numbers: readonly number[]): readonly number[] {
  return numbers.length > manyNames ? [...new Set(numbers)] : numbers.filter((number, at) => numbers.indexOf(number) === at);
}
