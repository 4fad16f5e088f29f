/** A place in a file as people count it: lines and columns from 1, columns in UTF-16 units as VS Code counts them. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Tells where an offset of the text is. Lines end as in VS Code: with `\n`, `\r\n` or `\r`. */
export function placesIn(text: string): (offset: number) => Place {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(match => match.index + match[0].length)];
  return offset => {
    const line = starts.findLastIndex(start => start <= offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
}
