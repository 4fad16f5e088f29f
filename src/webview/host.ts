import { fieldsOf, readQuestion, readToPage, type FromPage, type ToPage } from '../core/graph/messages';
import type { Camera, XY } from '../core/graph/camera';
import type { Question } from '../core/graph/question';

/** What VS Code gives a page. */
interface VSCode {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VSCode;

/** What the page remembers while it is hidden, or the window closed. */
export interface PageState {
  readonly corpus: string;
  readonly question: Question;
  /** Absent while all is shown. */
  readonly camera?: Camera;
  /** Where the keys are. */
  readonly focused?: string;
  /** Where the nodes of a graph are, as `[key, x, y]`. */
  readonly places: readonly (readonly [key: string, x: number, y: number])[];
}

/** The window around the page. */
export class Host {
  readonly #code = acquireVsCodeApi();

  say(message: FromPage): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- this is VS Code's function, not the window's
    this.#code.postMessage(message);
  }

  listen(told: (message: ToPage) => void): void {
    window.addEventListener('message', ({ data }) => {
      const message = readToPage(data);
      if (message !== undefined) told(message);
    });
  }

  remember(state: PageState): void {
    this.#code.setState(state);
  }

  remembered(): PageState | undefined {
    const { corpus, question, camera, focused, places } = fieldsOf(this.#code.getState());
    const read = readQuestion(question);
    if (typeof corpus !== 'string' || read === undefined) return undefined;
    const seen = readCamera(camera);
    return {
      corpus, question: read,
      ...seen !== undefined && { camera: seen },
      ...typeof focused === 'string' && { focused },
      places: Array.isArray(places) ? places.filter(isPlace) : [],
    };
  }
}

/** Places by key. */
export function placesOf({ places }: PageState): ReadonlyMap<string, XY> {
  return new Map(places.map(([key, x, y]) => [key, { x, y }]));
}

function readCamera(value: unknown): Camera | undefined {
  const { k, x, y } = fieldsOf(value);
  return isNumber(k) && k > 0 && isNumber(x) && isNumber(y) ? { k, x, y } : undefined;
}

function isPlace(value: unknown): value is PageState['places'][number] {
  return Array.isArray(value) && typeof value[0] === 'string' && isNumber(value[1]) && isNumber(value[2]);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
