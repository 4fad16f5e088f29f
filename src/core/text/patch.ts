const hunkStart = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@/;

/**
 * A text after a patch in the unified form that `git diff` prints. Whether the patch fits the text is not checked: what comes
 * out has to be. `undefined` for a patch without any hunk.
 */
export function patched(text: string, patch: string): string | undefined {
  const lines = text.split(/(?<=\n)/);
  const result: string[] = [];
  let [at, inHunk, wasAdded] = [0, false, false];
  for (const line of patch.split('\n')) {
    const hunk = hunkStart.exec(line);
    if (hunk !== null) {
      // Without old lines, the hunk names the line that it stands after; else the first one of its own.
      const start = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1);
      result.push(...lines.slice(at, start));
      [at, inHunk] = [start, true];
    } else if (inHunk) {
      if (line.startsWith('+')) result.push(`${line.slice(1)}\n`);
      else if (line.startsWith(' ')) result.push(lines[at++] ?? '');
      else if (line.startsWith('-')) at++;
      else if (line.startsWith('\\') && wasAdded) result.push(result.pop()?.slice(0, -1) ?? '');
    }
    wasAdded = line.startsWith('+');
  }
  return inHunk ? [...result, ...lines.slice(at)].join('') : undefined;
}
