import * as vscode from 'vscode';
import { gitBlobId } from '../../core/store/gitBlobId';
import { patched } from '../../core/text/patch';

/** Milliseconds that the extension is given to find the repositories of the window. */
const longestSearch = 5000;

/** What is used of the API of VS Code's own git extension. */
interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<GitApi['state']>;
  getRepository(uri: vscode.Uri): Repository | null;
}

interface Repository {
  getObjectDetails(treeish: string, path: string): Promise<{ readonly object: string }>;
  buffer(ref: string, path: string): Promise<Uint8Array>;
  diffBlobs(a: string, b: string): Promise<string>;
}

/** A file as the last commit has it. */
interface Committed {
  /** Git's id of its bytes. */
  readonly id: string;
  readonly bytes: Uint8Array;
}

/**
 * The bytes that git has under an id, on whatever branch they were committed. The extension gives no object by its id alone,
 * but the difference of any two: from one of the files `near`, as the last commit has it, that leads to the one sought.
 * `undefined` without git, outside a repository, or where git has no such object, or none that is text.
 */
export async function textFromGit(near: readonly vscode.Uri[], id: string): Promise<Uint8Array | undefined> {
  const [first] = near;
  const repository = first && (await api())?.getRepository(first);
  if (repository === undefined || repository === null) return undefined;
  for (const uri of near) {
    const file = await committed(repository, uri.fsPath);
    if (file !== undefined) return file.id === id ? file.bytes : blob(repository, file, id);
  }
  return undefined;
}

/** `undefined` for a file that the last commit does not have: the extension says that by an error. */
async function committed(repository: Repository, path: string): Promise<Committed | undefined> {
  const id = await repository.getObjectDetails('HEAD', path).then(found => found.object, () => undefined);
  const bytes = id && await repository.buffer('HEAD', path).catch(() => undefined);
  return id && bytes ? { id, bytes } : undefined;
}

/** `undefined` for an object that git does not have: that is an error too. */
async function blob(repository: Repository, file: Committed, id: string): Promise<Uint8Array | undefined> {
  const patch = await repository.diffBlobs(file.id, id).catch(() => '');
  const text = patched(new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.bytes), patch);
  const bytes = text === undefined ? undefined : new TextEncoder().encode(text);
  return bytes && gitBlobId(bytes) === id ? bytes : undefined;
}

async function api(): Promise<GitApi | undefined> {
  const extension = vscode.extensions.getExtension<unknown>('vscode.git');
  if (extension === undefined) return undefined;
  const exported = await extension.activate();
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
