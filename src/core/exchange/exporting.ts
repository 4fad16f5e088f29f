import { resolveAll } from '../anchor/resolve';
import { articleOfSidecar } from '../corpus/fileKind';
import type { Anchor, CorpusConfig, Entity, Sidecar, Span } from '../model';
import { readSidecar } from '../store/sidecarFile';
import { valueOf, type YamlNode } from '../yaml/node';
import type { PlacedArticle, PlacedCorpus } from './corpus';
import type { DataObject } from './model';
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

/** The marks of a corpus on their way out: places are filled in article by article. */
export class Export {
  readonly #bySidecar = new Map<string, SidecarContent[]>();
  readonly #incoming = new Map<string, { readonly key: string; readonly anchor: Anchor }[]>();
  readonly #places = new Map<string, Span>();
  readonly #texts = new Map<string, string>();
  /** Marks that have no place in their text: `SIDECAR#ID`. */
  readonly unplaced: string[] = [];

  add(content: SidecarContent): void {
    this.#bySidecar.set(content.article, [...this.#bySidecar.get(content.article) ?? [], content]);
    for (const { id, to } of content.sidecar.links) {
      this.#incoming.set(to.article, [...this.#incoming.get(to.article) ?? [], { key: `${content.path}#${id}:to`, anchor: to.anchor }]);
    }
  }

  /** Looks for the marks of an article in its text, without the delimiter line. */
  place(article: string, text: string): void {
    if (this.#texts.has(article)) return;
    this.#texts.set(article, text);
    const own = (this.#bySidecar.get(article) ?? []).flatMap(({ path, sidecar }) => [
      ...sidecar.mentions.map(({ id, anchor }) => ({ key: `${path}#${id}`, anchor })),
      ...sidecar.links.map(({ id, from }) => ({ key: `${path}#${id}:from`, anchor: from })),
    ]);
    const sought = [...own, ...this.#incoming.get(article) ?? []];
    for (const [index, placement] of resolveAll(text, sought.map(({ anchor }) => anchor)).entries()) {
      const key = sought[index]?.key ?? '';
      if (placement.state === 'needs-you') this.unplaced.push(key);
      else this.#places.set(key, placement.span);
    }
  }

  /** The articles placed so far, with their marks. */
  corpus(entities: readonly Entity[], config: CorpusConfig): PlacedCorpus {
    return {
      articles: [...this.#texts].map(([id, text]) => this.#article(id, text)), entities,
      types: labelsOf(config.types), relations: labelsOf(config.relations),
    };
  }

  #article(id: string, text: string): PlacedArticle {
    const sidecars = this.#bySidecar.get(id) ?? [];
    return {
      id, text, extra: sidecars.find(({ extra }) => extraKey in extra)?.extra ?? {},
      mentions: sidecars.flatMap(({ path, sidecar, extras }) => sidecar.mentions.flatMap(({ id: mark, entity, note }) => {
        const span = this.#places.get(`${path}#${mark}`);
        return span === undefined ? [] : [{ id: mark, entity, span, extra: extras.get(mark) ?? {}, ...(note === undefined ? {} : { note }) }];
      })),
      links: sidecars.flatMap(({ path, sidecar, extras }) => sidecar.links.flatMap(({ id: mark, relation, to, note }) => {
        const [from, far] = [this.#places.get(`${path}#${mark}:from`), this.#places.get(`${path}#${mark}:to`)];
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
