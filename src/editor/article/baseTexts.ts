import * as vscode from 'vscode';
import { configPath } from '../../core/corpus/fileKind';
import { gitBlobId } from '../../core/store/gitBlobId';
import type { Corpus } from '../corpus/corpus';
import { CorpusFiles } from '../corpus/corpusFiles';
import { textFromGit } from './git';

const gitId = /^[0-9a-f]{40}$/;

/** How many texts a drawer holds, and there is one for each pair of digits that ids begin with: some 8,000 texts in all. */
const mostInDrawer = 32;

/**
 * The texts that anchors were made in, by git's ids of them: from git where the corpus is in a repository,
 * else from a store of our own that is filled whenever anchors are made. They make re-anchoring exact.
 */
export class BaseTexts {
  readonly #files: CorpusFiles;
  readonly #kept = new Set<string>();

  /**
   * @param folder of the extension's own, on this machine
   * @param noted told of failures, which are no harm: quotes serve too
   */
  constructor(folder: vscode.Uri, private readonly noted: (what: string, error: unknown) => void) {
    this.#files = new CorpusFiles(folder);
  }

  /** Keeps the bytes of a file in which anchors are being made. */
  async keep(id: string, bytes: Uint8Array): Promise<void> {
    if (this.#kept.has(id)) return;
    this.#kept.add(id);
    try {
      await vscode.workspace.fs.writeFile(this.#uri(id), bytes);
      await this.#tidy(id);
    } catch (error) {
      this.noted('an older text cannot be kept', error);
    }
  }

  /** `undefined` when the text is not to be had. */
  async text(corpus: Corpus, path: string, id: string): Promise<string | undefined> {
    if (!gitId.test(id)) return undefined; // it is part of a path below, and of a command of git's
    try {
      const kept = await this.#files.readBytes(pathOf(id));
      // One that was cut off by a full disk or a crash would prove things that are not so.
      const bytes = kept && gitBlobId(kept) === id ? kept : await this.#fromGit(corpus, path, id);
      return bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    } catch (error) {
      this.noted('an older text cannot be read', error);
      return undefined;
    }
  }

  /** Git takes several processes to give one; so what it gave is kept. */
  async #fromGit(corpus: Corpus, path: string, id: string): Promise<Uint8Array | undefined> {
    const bytes = await textFromGit([path, configPath].map(each => corpus.files.uri(each)), id);
    if (bytes !== undefined) await this.keep(id, bytes);
    return bytes;
  }

  #uri(id: string): vscode.Uri {
    return this.#files.uri(pathOf(id));
  }

  /** Throws away the oldest text of a drawer that is over-full. */
  async #tidy(id: string): Promise<void> {
    const drawer = vscode.Uri.joinPath(this.#files.root, id.slice(0, 2));
    const entries = await vscode.workspace.fs.readDirectory(drawer);
    if (entries.length <= mostInDrawer) return;
    const texts = await Promise.all(entries.map(async ([name]) => {
      const uri = vscode.Uri.joinPath(drawer, name);
      return { uri, at: (await vscode.workspace.fs.stat(uri)).mtime };
    }));
    const [oldest] = texts.sort((a, b) => a.at - b.at);
    if (oldest !== undefined) await vscode.workspace.fs.delete(oldest.uri);
  }
}

function pathOf(id: string): string {
  return `${id.slice(0, 2)}/${id.slice(2)}`;
}
