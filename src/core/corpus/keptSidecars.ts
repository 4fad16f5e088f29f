import type { ArticleOverrides, ArticleStatus } from '../model';
import type { ByteReader, ByteWriter } from './bytes';
import type { LinkOutline, SidecarOutline } from './canonicalOutline';
import type { KeptTexts, TextGatherer } from './keptTexts';
import { packedForms, type Packed } from './packed';

/** A sidecar as it is put away: its text, packed, and its outline. */
export interface StoredSidecar {
  readonly text: Packed;
  readonly outline: SidecarOutline;
}

/** As read again; what it names are numbers in the texts that are kept with it. */
export interface KeptSidecar extends Pick<SidecarOutline, 'article' | 'status' | 'overrides' | 'links' | 'hasProblems'> {
  readonly text: Packed;
  readonly names: Names;
}

/** What a sidecar names, as numbers of texts: by twos the entity of a mention and its quote; and the entities of its rejections. */
export interface Names {
  readonly mentions: readonly number[];
  readonly rejected: readonly number[];
}

const statuses: readonly (ArticleStatus | undefined)[] = [undefined, 'untouched', 'in-work', 'done'];
const overrideKeys = ['title', 'date', 'section'] as const;

/** @param texts where what it names goes */
export function writeSidecar(writer: ByteWriter, { text, outline }: StoredSidecar, texts: TextGatherer): void {
  writer.count(packedForms.indexOf(text.form));
  writer.bytes(text.bytes);
  writer.count(texts.add(outline.article));
  writer.count(statuses.indexOf(outline.status) * 2 + (outline.hasProblems ? 1 : 0));
  for (const key of overrideKeys) {
    const said = outline.overrides[key];
    writer.count(said === undefined ? 0 : texts.add(said) + 1);
  }
  writer.count(outline.links.length);
  for (const { relation, target } of outline.links) {
    writer.count(texts.add(relation));
    writer.count(texts.add(target));
  }
  writer.count(outline.mentions.length);
  for (const { entity, quote } of outline.mentions) {
    writer.count(texts.add(entity));
    writer.count(texts.add(quote));
  }
  writer.count(outline.rejected.length);
  for (const entity of outline.rejected) writer.count(texts.add(entity));
}

export function readSidecar(reader: ByteReader, texts: KeptTexts): KeptSidecar {
  const text = { form: packedForms[reader.count()] ?? 'narrow', bytes: reader.bytes() };
  const article = texts.get(reader.count());
  const said = reader.count();
  const overrides = readOverrides(reader, texts);
  const links: LinkOutline[] = [];
  for (let left = reader.count(); left > 0; left--) links.push({ relation: texts.get(reader.count()), target: texts.get(reader.count()) });
  const names = { mentions: numbers(reader, reader.count() * 2), rejected: numbers(reader, reader.count()) };
  return { text, article, status: statuses[Math.floor(said / 2)], hasProblems: said % 2 === 1, overrides, links, names };
}

/** One for all that have none. */
const none: ArticleOverrides = {};

function readOverrides(reader: ByteReader, texts: KeptTexts): ArticleOverrides {
  const said = overrideKeys.flatMap(key => {
    const number = reader.count();
    return number === 0 ? [] : [[key, texts.get(number - 1)]];
  });
  return said.length === 0 ? none : Object.fromEntries(said);
}

function numbers(reader: ByteReader, length: number): number[] {
  const read: number[] = [];
  for (let left = length; left > 0; left--) read.push(reader.count());
  return read;
}
