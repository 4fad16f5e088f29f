import { resolveAll } from '../anchor/resolve';
import { articleOfSidecar } from '../corpus/fileKind';
import type { Anchor, CorpusConfig, Entity, Sidecar, Span } from '../model';
import { readSidecar } from '../store/sidecarFile';
import { detached } from '../text/copyOf';
import { valueOf, type YamlNode } from '../yaml/node';
import type { PlacedArticle } from './corpus';
import { documentOf, landingsIn, linkKey, saidEnd, type Landing, type Words } from './fromCorpus';
import type { DataObject, ExchangeDocument } from './model';
import { isObject } from './json';
import { dataOf } from './yamlData';

/** What one sidecar says, without its text: enough to export it. */
export interface SidecarContent {
  readonly path: string;
  readonly article: string;
  readonly sidecar: Sidecar;
  /** What an import left with the marks, by their ids. */
  readonly extras: ReadonlyMap<string, DataObject>;
  /** What an import left with the article. */
  readonly extra: DataObject;
}

/** The key of marks and sidecars that holds what an import knew beyond the corpus's own words. */
export const extraKey = 'exchange';

/** Reads a sidecar for export; undefined where it cannot be read whole, and something would be lost. */
export function sidecarContent(path: string, text: string): SidecarContent | undefined {
  const file = readSidecar(text);
  if (!file.readable) return undefined;
  const extras = [...file.marks].map(([id, { node }]): [string, DataObject] => [id, extraOf(node)]);
  return { path, article: file.sidecar.article || articleOfSidecar(path), sidecar: file.sidecar, extras: new Map(extras), extra: extraOf(file.node) };
}

function extraOf(node: YamlNode | undefined): DataObject {
  const value = valueOf(node, extraKey);
  const data = value && dataOf(value);
  return isObject(data) ? { [extraKey]: data } : {};
}

/** A link from elsewhere, before its end is looked for. */
interface Coming {
  /** The article that it ends in. */
  readonly article: string;
  readonly key: string;
  /** The mark's name for people: `SIDECAR#ID:to`. */
  readonly mark: string;
  readonly anchor: Anchor;
  readonly said: string;
}

/**
 * A corpus on its way out, article by article: first `add` what each sidecar says, then `land` the articles where links from elsewhere end,
 * then take each `document`. Nothing is kept but the far ends of links.
 */
export class Export {
  readonly #words: Words;
  readonly #sidecars = new Map<string, string[]>();
  readonly #coming = new Map<string, Coming[]>();
  readonly #landings = new Map<string, Landing>();
  readonly #landed = new Set<string>();
  /** Marks that have no place in their text: `SIDECAR#ID`. */
  readonly unplaced: string[] = [];

  constructor(entities: readonly Entity[], config: CorpusConfig) {
    this.#words = { entities: new Map(entities.map((entity) => [entity.id, entity])), types: labelsOf(config.types), relations: labelsOf(config.relations), passageTypes: new Set(config.types.filter(({ marks }) => marks === 'passages').map(({ id }) => id)) };
  }

  add({ path, article, sidecar, extras }: SidecarContent): void {
    this.#sidecars.set(article, [...this.#sidecars.get(article) ?? [], path]);
    for (const { id, to } of sidecar.links) {
      if (to.article === article) continue;
      const coming = detached<Coming>({ article: to.article, key: linkKey(article, id), mark: `${path}#${id}:to`, anchor: to.anchor, said: saidEnd({ extra: extras.get(id) ?? {} }) });
      this.#coming.set(coming.article, [...this.#coming.get(coming.article) ?? [], coming]);
    }
  }

  /** The sidecars of an article. */
  sidecarsOf(article: string): readonly string[] {
    return this.#sidecars.get(article) ?? [];
  }

  /** Whether links from elsewhere end in an article. */
  isFarEnd(article: string): boolean {
    return this.#coming.has(article);
  }

  /** Looks for the ends of links from elsewhere. @param text of the article, without the delimiter line */
  land(id: string, text: string, contents: readonly SidecarContent[]): void {
    const coming = this.#coming.get(id) ?? [];
    if (coming.length === 0 || this.#landed.has(id)) return;
    const placements = resolveAll(text, coming.map(({ anchor }) => anchor));
    const arrivals = coming.flatMap(({ key, mark, said }, index) => {
      const placement = placements[index];
      if (placement !== undefined && placement.state !== 'needs-you') return [{ key, span: placement.span, said }];
      this.unplaced.push(mark);
      return [];
    });
    for (const [key, landing] of landingsIn(this.#placed(id, text, contents), arrivals)) this.#landings.set(key, detached(landing));
    this.#landed.add(id);
  }

  /** An article with its marks. */
  document(id: string, text: string, contents: readonly SidecarContent[]): ExchangeDocument {
    const article = this.#placed(id, text, contents, this.unplaced);
    return documentOf(article, this.#words, this.#landings);
  }

  /** @param unplaced takes the names of marks whose text cannot be found */
  #placed(id: string, text: string, contents: readonly SidecarContent[], unplaced: string[] = []): PlacedArticle {
    const sought = contents.flatMap(({ path, sidecar }) => [
      ...sidecar.mentions.map((mention) => ({ key: `${path}#${mention.id}`, anchor: mention.anchor })),
      ...sidecar.links.flatMap((link) => [{ key: `${path}#${link.id}:from`, anchor: link.from }, ...link.to.article === id ? [{ key: `${path}#${link.id}:to`, anchor: link.to.anchor }] : []]),
    ]);
    const places = new Map<string, Span>();
    for (const [index, placement] of resolveAll(text, sought.map(({ anchor }) => anchor)).entries()) {
      const key = sought[index]?.key ?? '';
      if (placement.state === 'needs-you') unplaced.push(key);
      else places.set(key, placement.span);
    }
    return {
      id, text, extra: contents.find(({ extra }) => extraKey in extra)?.extra ?? {},
      mentions: contents.flatMap(({ path, sidecar, extras }) => sidecar.mentions.flatMap(({ id: mark, entity, note }) => {
        const span = places.get(`${path}#${mark}`);
        return span === undefined ? [] : [{ id: mark, entity, span, extra: extras.get(mark) ?? {}, ...(note === undefined ? {} : { note }) }];
      })),
      links: contents.flatMap(({ path, sidecar, extras }) => sidecar.links.flatMap(({ id: mark, relation, to, note }) => {
        const far = to.article === id ? places.get(`${path}#${mark}:to`) : this.#landings.get(linkKey(id, mark))?.place.span;
        const from = places.get(`${path}#${mark}:from`);
        // one that was looked for has been told of already
        if (to.article !== id && far === undefined && !this.#landed.has(to.article)) unplaced.push(`${path}#${mark}:to`);
        if (from === undefined || far === undefined) return [];
        return [{ id: mark, relation, from, to: { article: to.article, span: far }, extra: extras.get(mark) ?? {}, ...(note === undefined ? {} : { note }) }];
      })),
    };
  }
}

/** What types and relations are called elsewhere: their label where it is one word, else their id. */
function labelsOf(named: readonly { readonly id: string; readonly label: string }[]): Map<string, string> {
  return new Map(named.map(({ id, label }) => [id, label === '' || /\s/.test(label) ? id : label]));
}
