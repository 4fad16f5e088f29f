import { withoutEnding } from './fileName';

/**
 * The id of an article: the path of its file from the corpus root without its ending, `news/001_x` for `news/001_x.txt`;
 * in a bundle, the delimiter's name taken from the bundle's folder: `news/001_x` for `001_x.txt` in `news/all.seeds`.
 * The id stays inside the root whatever the name says: a leading `/` or drive is dropped, and `..` stops at the root.
 * @param path from the corpus root, with `/` or `\` between its parts
 * @param name the delimiter's name; undefined for an article without one
 */
export function articleId(path: string, name: string | undefined): string {
  const whole = partsOf(path);
  const named = name === undefined ? [] : resolve(whole.slice(0, -1), partsOf(name));
  const parts = named.length > 0 ? named : resolve([], whole);
  const last = parts.at(-1);
  return last === undefined ? '' : [...parts.slice(0, -1), withoutEnding(last)].join('/');
}

/** Where an article's sidecar is, from the corpus root: `annotations/ID.yaml`. */
export function annotationPath(id: string): string {
  return `annotations/${id}.yaml`;
}

// Control characters cannot stand in file names everywhere, nor be seen by people.
const control = /\p{Cc}/gu;

function partsOf(path: string): readonly string[] {
  return path.replace(control, '_').replace(/^[A-Za-z]:(?=[\\/])/, '').split(/[\\/]+/).filter((part) => part !== '' && part !== '.');
}

/** Follows `path` from `folder`; `..` at the root stays there. A path that leads to no file, such as `..`, gives `[]`. */
function resolve(folder: readonly string[], path: readonly string[]): readonly string[] {
  if (path.length === 0 || path.at(-1) === '..') return [];
  const parts: string[] = [];
  for (const part of [...folder, ...path]) {
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts;
}
