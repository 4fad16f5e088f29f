import * as vscode from 'vscode';
import { configPath } from '../core/corpus/fileKind';
import type { Corpus } from './corpus';
import { textFromGit } from './git';

const gitId = /^[0-9a-f]{40}$/;

/** How many texts a drawer holds, and there is one for each pair of digits that ids begin with: some 8,000 texts in all. */
const mostInDrawer = 32;

/**
 * The texts that anchors were made in, by git's ids of them: from git where the corpus is in a repository,
 * else from a store of our own that is filled whenever anchors are made. They make re-anchoring exact.
 */
export class BaseTexts {
  readonly #kept = new Set<string>();

  /** @param folder of the extension's own, on this machine */
  constructor(private readonly folder: vscode.Uri) {}

  /** Keeps the bytes of a file in which anchors are being made. That it fails is no harm: quotes serve too. */
  async keep(id: string, bytes: Uint8Array): Promise<void> {
    if (this.#kept.has(id)) return;
    this.#kept.add(id);
    await vscode.workspace.fs.writeFile(this.#uri(id), bytes).then(() => this.#tidy(id), () => undefined);
  }

  /** `undefined` when the text is not to be had. */
  async text(corpus: Corpus, path: string, id: string): Promise<string | undefined> {
    if (!gitId.test(id)) return undefined; // it is part of a path below, and of a command of git's
    const bytes = await vscode.workspace.fs.readFile(this.#uri(id)).then(found => found, () => undefined)
      ?? await textFromGit([path, configPath].map(each => corpus.files.uri(each)), id);
    return bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  }

  #uri(id: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, id.slice(0, 2), id.slice(2));
  }

  /** Throws away the oldest text of a drawer that is over-full. */
  async #tidy(id: string): Promise<void> {
    const drawer = vscode.Uri.joinPath(this.folder, id.slice(0, 2));
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
