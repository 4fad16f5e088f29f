import * as vscode from 'vscode';

/** How far back a file is looked for: most corpora change an article once or twice. */
const mostCommits = 50;

/** What is used of the API of VS Code's own git extension. */
interface GitApi {
  getRepository(uri: vscode.Uri): Repository | null;
}

interface Repository {
  log(options: { readonly maxEntries: number; readonly path: string }): Promise<readonly { readonly hash: string }[]>;
  getObjectDetails(treeish: string, path: string): Promise<{ readonly object: string }>;
  buffer(ref: string, path: string): Promise<Uint8Array>;
}

/**
 * The bytes of a file as they were when git's id of them was `id`. The extension gives no object by its id alone, so
 * the commits of the file are asked for it; `undefined` without git, outside a repository, or when it was never committed.
 */
export async function textFromGit(uri: vscode.Uri, id: string): Promise<Uint8Array | undefined> {
  const repository = (await api())?.getRepository(uri);
  if (repository === undefined || repository === null) return undefined;
  try {
    for (const { hash } of await repository.log({ maxEntries: mostCommits, path: uri.fsPath })) {
      const { object } = await repository.getObjectDetails(hash, uri.fsPath);
      if (object === id) return await repository.buffer(hash, uri.fsPath);
    }
  } catch {
    // A commit without the file, a repository without commits: there is nothing to be had.
  }
  return undefined;
}

async function api(): Promise<GitApi | undefined> {
  const extension = vscode.extensions.getExtension<unknown>('vscode.git');
  if (extension === undefined) return undefined;
  const exported: unknown = await extension.activate().then(found => found, () => undefined);
  return isGit(exported) && exported.enabled ? exported.getAPI(1) : undefined;
}

function isGit(exported: unknown): exported is { readonly enabled: boolean; getAPI(version: 1): GitApi } {
  return typeof exported === 'object' && exported !== null && 'enabled' in exported && 'getAPI' in exported && typeof exported.getAPI === 'function';
}
