import picomatch from 'picomatch';

/**
 * Tells whether a path is left out by settings such as `files.exclude`: globs of files, or of folders with all below them.
 * @param settings as VS Code gives them, each glob with `true` where it holds; those that hang on a sibling are passed over
 */
export function hiddenMatcher(settings: Readonly<Record<string, unknown>>): (path: string) => boolean {
  const globs = Object.entries(settings).flatMap(([glob, holds]) => holds === true ? [glob, `${glob.replace(/\/$/, '')}/**`] : []);
  return globs.length === 0 ? () => false : picomatch(globs, { dot: true });
}
