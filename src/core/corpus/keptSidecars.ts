import type { ArticleOverrides, ArticleStatus } from '../model';
import type { ByteReader, ByteWriter } from './bytes';
import type { LinkOutline, SidecarOutline } from './canonicalOutline';
import type { KeptTexts } from './keptTexts';
import type { Numbered } from './numbered';
import { packedForms, type Packed } from './packed';
import type { Names } from './sidecarNames';

/** A sidecar as it is put away: its text, packed, and of its outline what it names as numbers of texts. */
export interface KeptSidecar extends Pick<SidecarOutline, 'article' | 'status' | 'overrides' | 'links' | 'hasProblems'> {
  readonly text: Packed;
  readonly names: Names;
}

const statuses: readonly (ArticleStatus | undefined)[] = [undefined, 'untouched', 'in-work', 'done'];
const overrideKeys = ['title', 'date', 'section'] as const;

/** @param texts where its texts go, and what its names are numbers of */
export function writeSidecar(writer: ByteWriter, { text, article, status, hasProblems, overrides, links, names }: KeptSidecar, texts: Numbered): void {
  writer.count(packedForms.indexOf(text.form));
  writer.bytes(text.bytes);
  writer.count(texts.add(article));
  writer.count(statuses.indexOf(status) * 2 + (hasProblems ? 1 : 0));
  for (const key of overrideKeys) {
    const said = overrides[key];
    writer.count(said === undefined ? 0 : texts.add(said) + 1);
  }
  writer.count(links.length);
  for (const { relation, target } of links) {
    writer.count(texts.add(relation));
    writer.count(texts.add(target));
  }
  writer.count(names.mentions.length / 2);
  for (const number of names.mentions) writer.count(number);
  writer.count(names.rejected.length);
  for (const number of names.rejected) writer.count(number);
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
