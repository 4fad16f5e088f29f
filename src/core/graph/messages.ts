import type { Color } from '../model';
import type { Graph } from './graph';
import { laneKinds, views, type Question } from './question';
import type { Timeline } from './timeline';

/** What the extension and the page that draws say to each other. Both sides read what they get by the functions below. */

export const pictureFormats = ['svg', 'png'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** What there is to draw. */
export type Picture =
  | { readonly kind: 'graph'; readonly graph: Graph }
  | { readonly kind: 'timeline'; readonly timeline: Timeline };

/** A type as the legend shows it, with the number of its entities that articles mention. */
export interface LegendType {
  readonly id: string;
  readonly label: string;
  readonly color: Color;
  readonly count: number;
}

export type ToPage =
  | {
    readonly kind: 'show';
    /** The root of the corpus: tells the page whose state it keeps. */
    readonly corpus: string;
    readonly question: Question;
    readonly picture: Picture;
    readonly types: readonly LegendType[];
    /** The names of the entities that the question names, in its order. */
    readonly names: readonly string[];
    /** How many articles the corpus has. */
    readonly articles: number;
    /** For dates, as `en` or `pt-br`. */
    readonly language: string;
    /** The page's words in the language of the window; those that are missing stay English. */
    readonly words: Readonly<Record<string, string>>;
  }
  /** The articles that editors show, by their keys. */
  | { readonly kind: 'open'; readonly keys: readonly string[] }
  /** Take the reader to a node. */
  | { readonly kind: 'select'; readonly key: string }
  | { readonly kind: 'draw'; readonly format: PictureFormat };

export type FromPage =
  /** The page is there and wants this; also whenever the person changes what is wanted. */
  | { readonly kind: 'ask'; readonly question: Question }
  /** A node was chosen. `go`: the keys shall go there too. */
  | { readonly kind: 'choose'; readonly key: string; readonly go: boolean }
  /** A picture to be saved: SVG as it is, PNG in base64. */
  | { readonly kind: 'picture'; readonly format: PictureFormat; readonly data: string }
  /** Something that should not have happened. */
  | { readonly kind: 'failed'; readonly words: string };

/** A message of the page; `undefined` for anything else. */
export function readFromPage(value: unknown): FromPage | undefined {
  const message = fieldsOf(value);
  switch (message['kind']) {
    case 'ask': {
      const question = readQuestion(message['question']);
      return question && { kind: 'ask', question };
    }
    case 'choose': return isText(message['key']) ? { kind: 'choose', key: message['key'], go: message['go'] === true } : undefined;
    case 'picture': {
      const format = pictureFormats.find(each => each === message['format']);
      return format && isText(message['data']) ? { kind: 'picture', format, data: message['data'] } : undefined;
    }
    case 'failed': return isText(message['words']) ? { kind: 'failed', words: message['words'] } : undefined;
    default: return undefined;
  }
}

/** A message of the extension. Nobody else can send one to the page, so that its kind is all that is looked at. */
export function readToPage(value: unknown): ToPage | undefined {
  const kinds: readonly unknown[] = ['show', 'open', 'select', 'draw'] satisfies ToPage['kind'][];
  return kinds.includes(fieldsOf(value)['kind']) ? value as ToPage : undefined;
}

/** A question, as a page or a window that was opened anew hands it over; `undefined` when it is none. */
export function readQuestion(value: unknown): Question | undefined {
  const { view, hidden, from, to, entities, lanes } = fieldsOf(value);
  const knownView = views.find(each => each === view);
  const knownLanes = laneKinds.find(each => each === lanes);
  if (knownView === undefined || knownLanes === undefined || !isText(from) || !isText(to) || !areTexts(hidden) || !areTexts(entities)) return undefined;
  return { view: knownView, hidden, from, to, entities, lanes: knownLanes };
}

/** The fields of an object, each as unknown as it is; none of anything else. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function areTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}
