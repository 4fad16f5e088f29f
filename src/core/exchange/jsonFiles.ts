import type { Data, DataObject, ExchangeDocument, TextFile } from './model';
import { stringOf, type JsonShape } from './json';
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

  finish(): TextFile[] {
    return [...this.files].map(([name, { shape, values }]) => ({ name, text: printed(shape, values) }));
  }
}

function printed(shape: JsonShape, values: readonly Data[]): string {
  const [only] = values;
  if (shape === 'lines') return values.map((value) => `${JSON.stringify(value)}\n`).join('');
  return `${JSON.stringify(shape === 'object' && values.length === 1 && only !== undefined ? only : values, null, 2)}\n`;
}
