import type { Data, DataObject, ExchangeDocument, WrittenFile } from './model';
import { stringOf } from './json';
import type { JsonShape } from './jsonRecords';
import { safeId, withoutEnding } from './names';

const shapes = ['lines', 'array', 'object'] as const;

/** Collects records into the files that they came from; those from elsewhere each into a file of its own name. */
export class JsonFiles {
  private readonly files = new Map<string, { readonly shape: JsonShape; readonly values: Data[] }>();

  private readonly usual: JsonShape;

  constructor(private readonly ending: '.jsonl' | '.json' | '.jsonld') {
    this.usual = ending === '.jsonl' ? 'lines' : 'array';
  }

  /** `own` says `file` and `shape` where the record came from such a file. */
  add(document: ExchangeDocument, own: DataObject, value: Data): void {
    const source = stringOf(own['file']);
    const name = source === '' ? `${safeId(document.id)}${this.ending}` : `${safeId(withoutEnding(source))}${source.slice(withoutEnding(source).length)}`;
    const file = this.files.get(name) ?? { shape: source === '' ? this.usual : shapes.find((shape) => shape === own['shape']) ?? this.usual, values: [] };
    file.values.push(value);
    this.files.set(name, file);
  }

  /** Makes sure that there is a file for a document without any record. */
  touch(document: ExchangeDocument): void {
    const name = `${safeId(document.id)}${this.ending}`;
    if (!this.files.has(name)) this.files.set(name, { shape: this.usual, values: [] });
  }

  finish(): WrittenFile[] {
    return [...this.files].map(([name, { shape, values }]) => ({ name, text: printed(shape, values), ...(this.isList(shape, values) ? { isList: true } : {}) }));
  }

  /** Annotations of one text belong together, and are no list to be joined with others. */
  private isList(shape: JsonShape, values: readonly Data[]): boolean {
    return this.ending !== '.jsonld' && shape !== 'lines' && values.length > 0 && !isAlone(shape, values);
  }
}

/** How a list ends that holds anything. */
export const listEnd = '\n]\n';

/** A part of a list without its end, so that more can follow; without its beginning too, where it follows others. */
export function openList(text: string, isFirst: boolean): string {
  const open = text.slice(0, -listEnd.length);
  return isFirst ? open : `,${open.slice(1)}`;
}

function printed(shape: JsonShape, values: readonly Data[]): string {
  if (shape === 'lines') return values.map((value) => `${JSON.stringify(value)}\n`).join('');
  return `${JSON.stringify(isAlone(shape, values) ? values[0] : values, null, 2)}\n`;
}

function isAlone(shape: JsonShape, values: readonly Data[]): boolean {
  return shape === 'object' && values.length === 1;
}
