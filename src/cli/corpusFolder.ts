import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { annotationsFolder, articleMatcher, configPath, entitiesPath, fileKind, type FileKind } from '../core/corpus/fileKind';
import { mostBytes } from '../core/exchange/encoding';
import { readCorpus, type CorpusFile } from '../core/store/corpusFile';
import { Failure } from './command';
import { filesBelow, isFile, isFolder } from './files';

/** A corpus on a disk: which files it has, and what they say now. Nothing is kept but the paths. */
export class CorpusFolder {
  readonly articlePaths: readonly string[];
  readonly sidecarPaths: readonly string[];

  private constructor(readonly root: string, readonly configFile: CorpusFile, paths: readonly string[]) {
    const isArticle = articleMatcher(configFile.config);
    const ofKind = (kind: FileKind): string[] => paths.filter(each => fileKind(each, isArticle) === kind);
    this.articlePaths = ofKind('articles');
    this.sidecarPaths = ofKind('sidecar');
  }

  /** Lists the files of a corpus, but not those of another one further down. */
  static async open(root: string): Promise<CorpusFolder> {
    if (!await isFolder(root)) throw new Failure(`${root} is no folder`);
    const config = await textOf(root, configPath);
    const files = await filesBelow(root, folder => /(?:^|\/)(?:node_modules|\.[^/]*)$/.test(folder));
    const others = files.filter(file => file.endsWith(`/${configPath}`) && !file.startsWith(annotationsFolder)).map(file => file.slice(0, -configPath.length));
    return new CorpusFolder(root, readCorpus(config), others.length === 0 ? files : files.filter(file => !others.some(other => file.startsWith(other))));
  }

  /** The text of a file, as the editor reads it: its byte order mark kept, bytes that are no UTF-8 as U+FFFD. `undefined` where there is none. */
  async read(name: string): Promise<string | undefined> {
    return textOf(this.root, name);
  }

  /** As `read`, for a file that the corpus has. */
  async text(name: string): Promise<string> {
    return await textOf(this.root, name) ?? '';
  }

  async bytes(name: string): Promise<Uint8Array> {
    return readFile(path.join(this.root, name));
  }

  async entities(): Promise<string | undefined> {
    return textOf(this.root, entitiesPath);
  }

  async has(name: string): Promise<boolean> {
    return isFile(path.join(this.root, name));
  }
}

/** The root of the corpus that a folder is in: the nearest one upward with a corpus.yaml, else the folder itself. */
export async function rootAbove(folder: string): Promise<string> {
  for (let at = folder; ; at = path.dirname(at)) {
    if (await isFile(path.join(at, configPath))) return at;
    if (path.dirname(at) === at) return folder;
  }
}

async function textOf(root: string, name: string): Promise<string | undefined> {
  try {
    const file = path.join(root, name);
    if ((await stat(file)).size > mostBytes) throw new Error(`it has more than ${mostBytes} bytes`);
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await readFile(file));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Failure(`${path.join(root, name)} cannot be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
