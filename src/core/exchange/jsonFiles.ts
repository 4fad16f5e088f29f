import type { Data, DataObject, ExchangeDocument, TextFile } from './model';
import { stringOf } from './json';
import { safeId, withoutEnding } from './names';

/** Collects records into the files that they came from; those from elsewhere each into a file of its own name. */
export class JsonFiles {
  private readonly files = new Map<string, { readonly whole: boolean; readonly values: Data[] }>();

  constructor(private readonly ending: '.jsonl' | '.json') {}

  /** `own` says `file` and `whole` where the record came from such a file. */
  add(document: ExchangeDocument, own: DataObject, value: Data): void {
    const source = stringOf(own['file']);
    const name = source === '' ? `${safeId(document.id)}${this.ending}` : `${safeId(withoutEnding(source))}${source.slice(withoutEnding(source).length)}`;
    const file = this.files.get(name) ?? { whole: source === '' ? this.ending === '.json' : own['whole'] === true, values: [] };
    file.values.push(value);
    this.files.set(name, file);
  }

  finish(): TextFile[] {
    return [...this.files].map(([name, { whole, values }]) => ({
      name, text: whole ? `${JSON.stringify(values, null, 2)}\n` : values.map((value) => `${JSON.stringify(value)}\n`).join(''),
    }));
  }
}
