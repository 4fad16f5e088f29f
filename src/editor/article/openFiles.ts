import type * as vscode from 'vscode';
import { articlesOf } from '../../core/corpus/article';
import { entitiesPath } from '../../core/corpus/fileKind';
import type { OldTexts } from '../../core/marks/bases';
import { gitBlobId } from '../../core/store/gitBlobId';
import type { Corpus } from '../corpus/corpus';
import type { BaseTexts } from './baseTexts';
import { OpenFile } from './openFile';

/** The seed files that are documents of the window, each with its marks and with the older texts that those were made in. */
export class OpenFiles {
  readonly #files = new Map<vscode.TextDocument, OpenFile>();

  /** @param noted told of failures that are put right later */
  constructor(private readonly bases: BaseTexts, private readonly noted: (what: string, error: unknown) => void) {}

  /** The document's file, with all that places its marks. */
  async open(document: vscode.TextDocument, corpus: Corpus, path: string): Promise<OpenFile> {
    const file = this.#file(document, corpus, path);
    if (file.isUnsettled) file.settle(await this.#onDisk(corpus, path));
    if (file.tracked.missingBases().length > 0) await this.#loadBases(file);
    await file.seek();
    return file;
  }

  edited(event: vscode.TextDocumentChangeEvent): void {
    this.#files.get(event.document)?.changed(event);
  }

  closed(document: vscode.TextDocument): void {
    this.#files.delete(document);
  }

  forget(corpus: Corpus): void {
    for (const [document, file] of this.#files) {
      if (file.corpus === corpus) this.#files.delete(document);
    }
  }

  forgetAll(): void {
    this.#files.clear();
  }

  /** Has read anew what the marks of these files come from: a watcher's news may be late, and on a network it may never come. */
  lookAgain(isMeant: (file: OpenFile) => boolean): void {
    for (const file of [...this.#files.values()].filter(each => !each.isUnsettled && isMeant(each))) {
      const { corpus } = file;
      const sidecars = articlesOf(file.path, file.parsed()).flatMap(({ id }) => [corpus.index.sidecarPath(id), ...corpus.index.sidecars(id).map(({ path }) => path)]);
      for (const path of new Set([entitiesPath, ...sidecars])) corpus.mark(corpus.files.uri(path));
    }
  }

  /** Git's id of the bytes on disk that a document shows; `''` while it has unsaved changes, which git cannot know. */
  async textId({ document, corpus, path }: OpenFile): Promise<string> {
    if (document.isDirty) return '';
    const bytes = await corpus.files.readBytes(path);
    if (bytes === undefined) return '';
    const id = gitBlobId(bytes);
    void this.bases.keep(id, bytes);
    return id;
  }

  /** The texts of a file by git's ids of them, where they are to be had and are not the one that it has, whose id is `now`. */
  async oldTexts(corpus: Corpus, path: string, ids: readonly string[], now: string): Promise<OldTexts> {
    return new Map(await Promise.all(ids.map(async id => [id, id === now ? undefined : await this.bases.text(corpus, path, id)] as const)));
  }

  /** What a file says on disk; one that cannot be read now says nothing of whether an editor shows it. */
  async #onDisk(corpus: Corpus, path: string): Promise<string | undefined> {
    return corpus.files.read(path).catch((error: unknown) => {
      this.noted('an article cannot be read', error);
      return undefined;
    });
  }

  #file(document: vscode.TextDocument, corpus: Corpus, path: string): OpenFile {
    const known = this.#files.get(document);
    if (known?.corpus === corpus) return known;
    const file = new OpenFile(document, corpus, path);
    this.#files.set(document, file);
    return file;
  }

  /** The texts that the file's marks were made in, where they are not the one that it has. */
  async #loadBases(file: OpenFile): Promise<void> {
    const now = await this.textId(file);
    const texts = await this.oldTexts(file.corpus, file.path, file.tracked.missingBases(), now);
    for (const [id, text] of texts) file.tracked.addBase(id, text);
  }
}
