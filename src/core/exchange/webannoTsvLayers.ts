import type { Line } from './lines';

/** A layer of the header: spans, relations or chains. */
export interface Layer {
  readonly kind: 'SP' | 'RL' | 'CH';
  readonly name: string;
  /** One for each column of the rows: a feature, `''` for a layer without, `ROLE_…` and its target, `BT_…` last for relations. */
  readonly columns: readonly string[];
  /** The layer that relations connect. */
  readonly base?: string;
}

export interface Header {
  /** How many lines it has. */
  readonly length: number;
  readonly version: string;
  readonly layers: readonly Layer[];
  /** Lines that are none of the format. */
  readonly extra: readonly string[];
}

/** `null` where the first line is not the format's. */
export function parseHeader(lines: readonly Line[]): Header | null {
  const version = /^#FORMAT=WebAnno TSV (3(?:\.\d+)?)\s*$/.exec(lines[0]?.text ?? '')?.[1];
  if (version === undefined) return null;
  const layers: Layer[] = [];
  const extra: string[] = [];
  let length = 1;
  for (const { text } of lines.slice(1)) {
    if (!text.startsWith('#') || text.startsWith('#Text=') || text.startsWith('#Sentence.id=')) break;
    length++;
    const match = /^#T_(SP|RL|CH)=([^|]+)\|?(.*)$/.exec(text);
    if (match === null) extra.push(text);
    else layers.push(layerOf(match[1] ?? '', match[2] ?? '', match[3] ?? ''));
  }
  return { length, version, layers, extra };
}

function layerOf(kind: string, name: string, rest: string): Layer {
  const columns = rest.split('|');
  if (kind !== 'RL') return { kind: kind === 'CH' ? 'CH' : 'SP', name, columns };
  const base = columns.at(-1)?.replace(/^BT_/, '') ?? '';
  return { kind: 'RL', name, columns: columns.length < 2 ? ['', ...columns] : columns, base };
}

export function printLayer(layer: Layer): string {
  return `#T_${layer.kind}=${layer.name}|${layer.columns.join('|')}`;
}

/** Splits where the mark is not escaped with a backslash. */
export function splitUnescaped(text: string, mark: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === mark) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, text.slice(start)];
}

export function unescapeValue(text: string): string {
  return text.replace(/\\(->|[\s\S])/g, (_, escaped: string) => ({ t: '\t', n: '\n' })[escaped] ?? escaped);
}

/** A value in a cell. A value that is only `_` or `*` must not look like no annotation or no value. */
export function escapeValue(text: string): string {
  return text.replace(/->|[\\[\]|_;*\t\n]/g, (found) => `\\${{ '\t': 't', '\n': 'n' }[found] ?? found}`);
}

const textEscapes: ReadonlyMap<string, string> = new Map([['\t', 't'], ['\n', 'n'], ['\f', 'f'], ['\r', 'r'], ['\b', 'b'], ['\\', '\\']]);

export function unescapeText(text: string): string {
  return text.replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (whole, escaped: string) => {
    if (escaped.length === 5) return String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    return [...textEscapes].find(([, letter]) => letter === escaped)?.[0] ?? whole;
  });
}

/** A `#Text=` line; line ends are split before. */
export function escapeText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- the format escapes control characters
  return text.replace(/[\u0000-\u001f\\]/g, (found) => `\\${textEscapes.get(found) ?? `u${found.charCodeAt(0).toString(16).padStart(4, '0')}`}`);
}
