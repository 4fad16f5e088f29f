import * as vscode from 'vscode';

/** How far back a file is looked for: most corpora change an article once or twice. */
const mostCommits = 50;

/** Milliseconds that the extension is given to find the repositories of the window. */
const longestSearch = 5000;

/** What is used of the API of VS Code's own git extension. */
interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<GitApi['state']>;
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
  const commits = await repository.log({ maxEntries: mostCommits, path: uri.fsPath }).catch(() => []); // none yet is an error there
  for (const { hash } of commits) {
    // The commit that deleted the file does not have it; the ones before it do.
    const object = await repository.getObjectDetails(hash, uri.fsPath).then(found => found.object, () => undefined);
    if (object === id) return repository.buffer(hash, uri.fsPath).catch(() => undefined);
  }
  return undefined;
}

async function api(): Promise<GitApi | undefined> {
  const extension = vscode.extensions.getExtension<unknown>('vscode.git');
  if (extension === undefined) return undefined;
  const exported: unknown = await extension.activate().then(found => found, () => undefined);
  if (!isGit(exported) || !exported.enabled) return undefined;
  const git = exported.getAPI(1);
  await repositoriesFound(git);
  return git;
}

/** Waits until the extension has looked for the window's repositories: until then it says that there are none. Not for ever, though. */
async function repositoriesFound({ state, onDidChangeState }: GitApi): Promise<void> {
  if (state === 'initialized') return;
  await new Promise<void>(done => {
    const finish = (): void => {
      clearTimeout(late);
      listener.dispose();
      done();
    };
    const late = setTimeout(finish, longestSearch);
    const listener = onDidChangeState(now => { if (now === 'initialized') finish(); });
  });
}

function isGit(exported: unknown): exported is { readonly enabled: boolean; getAPI(version: 1): GitApi } {
  return typeof exported === 'object' && exported !== null && 'enabled' in exported && 'getAPI' in exported && typeof exported.getAPI === 'function';
}
