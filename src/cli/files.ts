import { mkdir, readFile, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from './command';

/** The paths of all files below a folder, with `/`, sorted. Links to folders are not followed, so that there is no end to miss. */
export async function filesBelow(root: string, isLeftOut: (folder: string) => boolean = () => false): Promise<string[]> {
  const found: string[] = [];
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await readdir(path.join(root, folder), { withFileTypes: true })) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile() || (entry.isSymbolicLink() && await isFile(path.join(root, name)))) found.push(name);
      else if (entry.isDirectory() && !isLeftOut(name)) await visit(name);
    }
  };
  await visit('');
  return found.sort();
}

export async function isFile(file: string): Promise<boolean> {
  return stat(file).then(found => found.isFile(), () => false);
}

export async function isFolder(file: string): Promise<boolean> {
  return stat(file).then(found => found.isDirectory(), () => false);
}

/** The text of a file, its byte order mark kept. Bytes that are no UTF-8 would not come out again as they were, so they are refused. */
export async function readExactly(file: string): Promise<string> {
  const bytes = await readFile(file);
  try {
    return new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(bytes);
  } catch (error) {
    throw new Failure(`${file} is no UTF-8 text, or too large`, { cause: error });
  }
}

/** A file that is to be written: its path from some folder, with `/`. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** Writes a file so that it is there whole or not at all. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.part`;
  try {
    await writeNew(draft, text);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Makes the folder where there is none yet; to ask for each file would take as long as to write it. */
async function writeNew(file: string, text: string): Promise<void> {
  const write = async (): Promise<void> => writeFile(file, text, { encoding: 'utf8', flag: 'wx' });
  try {
    await write();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    await mkdir(path.dirname(file), { recursive: true });
    await write();
  }
}

/** A path inside a folder; refuses one that leads out of it. */
export function inside(folder: string, name: string): string {
  const full = path.resolve(folder, name);
  if (!full.startsWith(path.resolve(folder) + path.sep)) throw new Failure(`${name} leads out of ${folder}`);
  return full;
}

/** As `inside`, also where folders on the way are links: their targets must be inside too. */
export class SafeFolder {
  /** Folders that were looked at. */
  readonly #known = new Set<string>();

  constructor(private readonly root: string) {}

  async at(name: string): Promise<string> {
    const full = inside(this.root, name);
    const folder = path.dirname(full);
    if (this.#known.has(folder)) return full;
    const [root, parent] = [await realFolder(this.root), await realFolder(folder)];
    if (parent !== root && !parent.startsWith(root + path.sep)) throw new Failure(`${name} leads out of ${this.root} by a link`);
    this.#known.add(folder);
    return full;
  }
}

/** Where a folder really is; one that is not there yet is where its nearest folder says. */
async function realFolder(folder: string): Promise<string> {
  const full = path.resolve(folder);
  const real = await realpath(full).catch(() => undefined);
  return real ?? path.join(await realFolder(path.dirname(full)), path.basename(full));
}
