import { readArticles } from '../core/corpus/article';
import { Export, extraKey, sidecarContent, type SidecarContent } from '../core/exchange/exporting';
import { recordFormats } from '../core/exchange/inputs';
import { isObject } from '../core/exchange/json';
import { writerOf, type DataObject, type ExchangeDocument, type Format, type Writing } from '../core/exchange/model';
import { readEntities } from '../core/store/entitiesFile';
import { copyOf } from '../core/text/copyOf';
import { Failure, jsonOption, oneCorpus, type Command } from './command';
import { CorpusFolder } from './corpusFolder';
import { formatCalled, writable } from './exchangeFiles';
import { Findings } from './exchangeReport';
import { outputsAt, type Outputs } from './outputs';
import type { Terminal } from './terminal';

export const exportCorpus: Command = {
  name: 'export',
  summary: 'Write a corpus in another format',
  ...oneCorpus,
  options: {
    to: { value: 'FORMAT', help: 'what to write', needed: true },
    out: { value: 'DIR', help: 'where to write; - for the standard output', needed: true },
    json: jsonOption,
  },
  details: [
    `Formats: ${writable}.`,
    'All articles are written, also those without marks. What the format cannot say is counted and listed. Marks whose text\ncannot be found are left out and told, and the exit code is 1. Nothing is overwritten.',
  ],
  async run(args, terminal) {
    const format = formatCalled(args.value('to'), 'write');
    const out = args.value('out');
    if (out === '-' && args.has('json')) throw new Failure('--json and --out - both want the standard output');
    const [root = '.'] = args.operands;
    const folder = await CorpusFolder.open(root);
    const findings = new Findings(args.has('json'));
    const outputs = outputsAt(out, terminal);
    try {
      const corpus = new Outgoing(folder, new Export(readEntities(await folder.entities()).entities, folder.configFile.config), findings, terminal);
      await corpus.look(format);
      const counts = await corpus.write(format, outputs);
      await outputs.finish();
      return await findings.tell({ ...counts, files: outputs.count }, [], terminal);
    } catch (error) {
      await outputs.takeBack();
      throw error;
    }
  },
};

/** Under which key documents keep the file that they came from, where they go into one again together. */
const sourceKeys: ReadonlyMap<string, string> = new Map([
  ['conll', 'conll'], ['conllu', 'conllu'], ['conll-coref', 'coref'], ['doccano', 'doccano'], ['prodigy', 'prodigy'], ['label-studio', 'labelStudio'], ['w3c', 'w3c'],
  ['webanno-tsv', 'tsv'], ['cas-json', 'casJson'], ['xmi', 'xmi'], ['spacy', 'spacy'],
]);

/** A corpus on its way out: one article after another, those of one file of a format together. */
class Outgoing {
  /** The file that each article came from, and how many came from it. */
  readonly #sources = new Map<string, string>();
  readonly #waiting = new Map<string, { left: number; readonly documents: ExchangeDocument[] }>();

  constructor(private readonly folder: CorpusFolder, private readonly out: Export, private readonly findings: Findings, private readonly terminal: Terminal) {}

  /** Looks at what each sidecar says, and at what links from elsewhere end at. */
  async look(format: Format): Promise<void> {
    const { sidecarPaths } = this.folder;
    for (const [done, path] of sidecarPaths.entries()) {
      this.terminal.progress('looking at annotations:', done, sidecarPaths.length);
      const content = sidecarContent(path, await this.folder.text(path));
      if (content === undefined) this.findings.skip(path, 'This file cannot be read whole.');
      else {
        this.out.add({ ...content, path: copyOf(path), article: copyOf(content.article) });
        this.#remember(content, format);
      }
    }
    for await (const { id, text } of this.#articles('looking at links:', article => this.out.isFarEnd(article))) this.out.land(id, text, await this.#contents(id));
  }

  async write(format: Format, outputs: Outputs): Promise<{ readonly articles: number; readonly annotations: number }> {
    const writer = writerOf(format);
    const write = async ({ files, losses }: Writing): Promise<void> => {
      this.findings.lose(losses);
      await outputs.write(files);
    };
    let [articles, annotations] = [0, 0];
    for await (const { id, text } of this.#articles('writing:', () => true)) {
      const document = this.out.document(id, text, await this.#contents(id));
      articles++;
      annotations += document.spans.length + document.relations.length;
      const together = this.#together(document);
      if (together.length > 0) await write(writer.add(together));
    }
    for (const { documents } of this.#waiting.values()) await write(writer.add(documents));
    await write(writer.end());
    for (const mark of this.out.unplaced) this.findings.skip(mark, 'Its text cannot be found for certain.');
    return { articles, annotations };
  }

  /** What comes from one file waits until all of it is there, unless it can be added piece by piece. */
  #remember({ article, extra }: SidecarContent, format: Format): void {
    const sourceKey = sourceKeys.get(format.id);
    const own = isObject(extra[extraKey]) ? extra[extraKey]['kept'] : undefined;
    const from = sourceKey !== undefined && isObject(own) ? own[sourceKey] : undefined;
    if (!isObject(from) || typeof from['file'] !== 'string' || isAppended(format, from)) return;
    const file = copyOf(from['file']);
    this.#sources.set(copyOf(article), file);
    const waiting = this.#waiting.get(file) ?? { left: 0, documents: [] };
    waiting.left++;
    this.#waiting.set(file, waiting);
  }

  /** The documents that can be written now: the one that has come, or all of its file. */
  #together(document: ExchangeDocument): readonly ExchangeDocument[] {
    const file = this.#sources.get(document.id) ?? '';
    const waiting = this.#waiting.get(file);
    if (waiting === undefined) return [document];
    waiting.documents.push(document);
    waiting.left--;
    if (waiting.left > 0) return [];
    this.#waiting.delete(file);
    return waiting.documents;
  }

  async #contents(article: string): Promise<SidecarContent[]> {
    const contents = await Promise.all(this.out.sidecarsOf(article).map(async path => sidecarContent(path, await this.folder.text(path))));
    return contents.filter(content => content !== undefined);
  }

  /** The articles that are wanted, each id once. */
  async* #articles(what: string, isWanted: (id: string) => boolean): AsyncGenerator<{ readonly id: string; readonly text: string }> {
    const seen = new Set<string>();
    // as people count, so that documents that were numbered come out in the order in which they came
    const paths = [...this.folder.articlePaths].sort(new Intl.Collator('en', { numeric: true }).compare);
    for (const [done, path] of paths.entries()) {
      this.terminal.progress(what, done, paths.length);
      const text = await this.folder.text(path);
      for (const { id, span } of readArticles(path, text).articles) {
        if (!isWanted(id) || seen.has(id)) continue;
        seen.add(copyOf(id));
        yield { id, text: text.slice(span.start, span.end) };
      }
    }
  }
}

/** Whether documents of one file can be written one by one: values of their own, or rows. */
function isAppended({ id }: Format, from: DataObject): boolean {
  return (recordFormats.has(id) && from['shape'] !== 'object') || (id === 'conll' && from['header'] === undefined);
}
