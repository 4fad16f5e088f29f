import type { KeyEntry } from '../core/graph/drawKey';
import type { Look } from '../core/graph/look';
import type { LegendType, Picture } from '../core/graph/messages';
import type { Words } from './words';

/** What the colours and shapes mean. */
export class Legend {
  readonly #types: ReadonlyMap<string, LegendType>;

  constructor(readonly types: readonly LegendType[], private readonly words: Words) {
    this.#types = new Map(types.map(type => [type.id, type]));
  }

  /** The colour of a type; of an article, which is `undefined`, that of paper. */
  colorOf(type: string | undefined, look: Look): string {
    if (type === undefined) return look.paper;
    return look.types[this.#types.get(type)?.color ?? 'grey'];
  }

  labelOf(type: string): string {
    return this.#types.get(type)?.label ?? this.words.t('Unknown type');
  }

  /** What stands below a saved picture: of what is in it. */
  entries(picture: Picture, look: Look): KeyEntry[] {
    const seen = new Set(picture.kind === 'graph' ? picture.graph.nodes.map(node => node.type) : picture.timeline.lanes.map(lane => lane.type));
    const dots = this.types.filter(({ id }) => seen.has(id)).map(({ id, label }): KeyEntry => ({ shape: 'dot', color: this.colorOf(id, look), label }));
    if (picture.kind === 'timeline') return dots;
    const sheets: KeyEntry[] = seen.has(undefined) ? [{ shape: 'sheet', color: look.paper, label: this.words.t('Article') }] : [];
    const bows: KeyEntry[] = picture.graph.edges.some(({ kind }) => kind === 'link') ? [{ shape: 'bow', color: look.link, label: this.words.t('Link') }] : [];
    return [...dots, ...sheets, ...bows];
  }
}
