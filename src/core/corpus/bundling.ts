import { articleId } from '../seed/articleId';
import { withoutEnding } from '../seed/fileName';
import { parseSeed } from '../seed/parse';
import { articlesOf, type ArticleInfo } from './article';

/** One article of a bundle: the name in its delimiter line, and its text. */
export interface BundleEntry {
  readonly name: string;
  readonly text: string;
}

/**
 * The article as part of a bundle, under a name that gives it the id that it has.
 * @param name the name in the delimiter line that it had so far; undefined for a file of its own
 * @param file the text of its file
 * @param bundle the path of the bundle, from the corpus root
 * @returns undefined where its text, read from a bundle, would not be this article and nothing else
 */
export function bundleEntry({ id, path, span }: ArticleInfo, name: string | undefined, file: string, bundle: string): BundleEntry | undefined {
  const entry = { name: relative(bundle, `${id}${endingFor(name ?? path, name === undefined)}`), text: file.slice(span.start, span.end) };
  const { articles, problems } = parseSeed(`${entryText(entry, true)}${entryText({ name: 'z.txt', text: '' }, false)}`);
  const [first] = articlesOf(bundle, { bundle: true, articles, problems });
  const isSame = articles.length === 2 && first?.id === id && first.span.end - first.span.start === entry.text.length;
  return isSame ? entry : undefined;
}

/** An article as it stands in a bundle, in the form that `tail -n +1` prints. */
export function entryText({ name, text }: BundleEntry, isFirst: boolean): string {
  return `${isFirst ? '' : '\n'}==> ${name} <==\n${text}`;
}

/** An article of a bundle as a file of its own; `text` is undefined where that would not be the same article. */
export interface SingleFile {
  /** From the corpus root, and below it whatever the delimiter says. */
  readonly path: string;
  readonly text: string | undefined;
}

/**
 * The articles of a bundle as files of their own, each with the id that it has in the bundle; without a text where it
 * would not be the same article there.
 * @param bundle the bundle's path from the corpus root
 */
export function unbundled(bundle: string, text: string): SingleFile[] {
  return parseSeed(text).articles.map(({ name, span }) => {
    const own = text.slice(span.start, span.end);
    const path = `${articleId(bundle, name)}${endingFor(name ?? bundle, name === undefined)}`;
    const alone = parseSeed(own);
    const isSame = !alone.bundle && articleId(path, undefined) === articleId(bundle, name);
    return { path, text: isSame ? own : undefined };
  });
}

/** A stretch of a bundle: it begins where the bundle does or with a delimiter line; `next` is the delimiter line after it, `''` at the end. */
export interface Stretch {
  readonly text: string;
  readonly next: string;
}

/** As `unbundled`, of a stretch: all stretches together give what the whole bundle gives. */
export function unbundledStretch(bundle: string, { text, next }: Stretch): SingleFile[] {
  const files = unbundled(bundle, `${text}${next}`);
  return next === '' ? files : files.slice(0, -1);
}

/** Cuts a text before its last delimiter line that is whole; undefined where there is none but at its start. */
export function cutAtDelimiter(text: string): Stretch | undefined {
  for (let at = text.lastIndexOf('\n==>'); at >= 0; at = at === 0 ? -1 : text.lastIndexOf('\n==>', at - 1)) {
    const end = text.indexOf('\n', at + 1);
    const next = text.slice(at + 1, end + 1);
    if (end >= 0 && parseSeed(next).bundle) return { text: text.slice(0, at + 1), next };
  }
  return undefined;
}

/** The ending of a name, with its dot; `.txt` for none, and for an article without a name in a bundle. */
function endingFor(name: string, isWhole: boolean): string {
  const ending = name.slice(withoutEnding(name).length);
  return ending === '' || (isWhole && ending === '.seeds') ? '.txt' : ending;
}

/** The way from a file's folder to another path, both from the root. */
function relative(from: string, to: string): string {
  const folders = from.split('/').slice(0, -1);
  const parts = to.split('/');
  let shared = 0;
  while (shared < folders.length && shared < parts.length - 1 && folders[shared] === parts[shared]) shared++;
  return [...folders.slice(shared).map(() => '..'), ...parts.slice(shared)].join('/');
}
