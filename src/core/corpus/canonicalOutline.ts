import type { ArticleOverrides, ArticleStatus } from '../model';

/** What the index has at hand of a sidecar: enough for counts, lists and checks of a whole corpus. */
export interface SidecarOutline {
  /** `''` when the sidecar does not say. */
  readonly article: string;
  readonly status: ArticleStatus | undefined;
  readonly overrides: ArticleOverrides;
  readonly mentions: readonly NamedMention[];
  /** The entities as which something was rejected. */
  readonly rejected: readonly string[];
  readonly links: readonly LinkOutline[];
  /** Whether its reader found something to complain of. */
  readonly hasProblems: boolean;
}

export interface NamedMention {
  readonly entity: string;
  readonly quote: string;
}

export interface LinkOutline {
  readonly relation: string;
  /** The article of its far end. */
  readonly target: string;
}

/** The outline of a sidecar that is in canonical form from end to end; undefined for any other. */
export function canonicalOutline(text: string): SidecarOutline | undefined {
  return new CanonicalOutline(text).read();
}

/** A scalar without quotes that can be nothing but its own text: `null` is none. */
const plain = String.raw`(?!(?:null|Null|NULL)\b)\w[\w./-]*`;
const count = String.raw`(?:0|[1-9]\d{0,8})`;
const quoted = String.raw`"(?:[^"\\\x00-\x1f]|\\["\\/bfnrt])*"`;
const anchor = String.raw`at: \[(${count}), (${count})\], quote: (${quoted}), before: ${quoted}, after: ${quoted}(?:, text: ${plain})?`;
const end = String.raw`(?:, note: ${quoted})? \}\r?\n`;

const top = new RegExp(String.raw`article: (${plain})\r?\n(?:text: ${plain}\r?\n)?(?:status: (untouched|in-work|done)\r?\n)?`, 'y');
const mentionLine = new RegExp(String.raw`  - \{ id: (${plain}), entity: (${plain}), ${anchor}${end}`, 'y');
const rejectedLine = new RegExp(String.raw`  - \{ id: (${plain}), (?:entity: (${plain}), )?${anchor}${end}`, 'y');
const linkLine = new RegExp(String.raw`  - \{ id: (${plain}), relation: (${plain}), from: \{ ${anchor} \}, to: \{ article: (${plain}), ${anchor} \}${end}`, 'y');

/** Reads a sidecar that is in canonical form from end to end; whatever is odd in it, it gives up. */
class CanonicalOutline {
  readonly #ids = new Set<string>();
  #marks = 0;
  #at = 0;

  constructor(private readonly text: string) {}

  read(): SidecarOutline | undefined {
    const head = this.#match(top);
    if (head === null) return undefined;
    const mentions: NamedMention[] = [];
    const links: LinkOutline[] = [];
    const rejected: string[] = [];
    const isRead = this.#list('mentions:', mentionLine, line => { mentions.push({ entity: line[2] ?? '', quote: meant(line[5] ?? '') }); })
      && this.#list('links:', linkLine, line => { links.push({ relation: line[2] ?? '', target: line[6] ?? '' }); })
      && this.#list('rejected:', rejectedLine, line => { if (line[2] !== undefined) rejected.push(line[2]); });
    if (!isRead || this.#at < this.text.length || this.#ids.size < this.#marks) return undefined;
    return { article: head[1] ?? '', status: statusOf(head[2]), overrides: {}, mentions, rejected, links, hasProblems: false };
  }

  /** Reads a list, where it is there; false for one with a position that cannot be. */
  #list(key: string, shape: RegExp, take: (line: RegExpExecArray) => void): boolean {
    const next = this.text.startsWith('\r', this.#at + key.length) ? 2 : 1;
    if (!this.text.startsWith(key, this.#at) || this.text[this.#at + key.length + next - 1] !== '\n') return true;
    this.#at += key.length + next;
    for (let line = this.#match(shape); line !== null; line = this.#match(shape)) {
      this.#ids.add(line[1] ?? '');
      this.#marks++;
      if (Number(line[3]) > Number(line[4]) || Number(line[7] ?? 0) > Number(line[8] ?? 0)) return false;
      take(line);
    }
    return true;
  }

  #match(shape: RegExp): RegExpExecArray | null {
    shape.lastIndex = this.#at;
    const found = shape.exec(this.text);
    this.#at += found?.[0].length ?? 0;
    return found;
  }
}

/** A quoted scalar with the escapes that JSON has. */
function meant(source: string): string {
  return source.includes('\\') ? String(JSON.parse(source)) : source.slice(1, -1);
}

function statusOf(word: string | undefined): ArticleStatus | undefined {
  return word === 'untouched' || word === 'in-work' || word === 'done' ? word : undefined;
}
