// What the benches use of peers that bring no types of their own.

declare module 'flashtext.js' {
  export default class KeywordProcessor {
    constructor(caseSensitive: boolean);
    setNonWordBoundaries(characters: Iterable<string>): void;
    addKeyword(name: string): void;
    extractKeywords(text: string): string[];
  }
}

declare module 'ahocorasick' {
  export default class AhoCorasick {
    constructor(names: readonly string[]);
    /** For each place where names end: the index of the last unit, and the names. */
    search(text: string): [last: number, names: string[]][];
  }
}
