import * as vscode from 'vscode';
import { articlesOf, type ArticleInfo } from '../../core/corpus/article';
import { baseIds, byBase, type Anchored, type OldTexts } from '../../core/marks/bases';
import { marksOn, rejectionsIn } from '../../core/marks/marks';
import { placing, type Placed } from '../../core/marks/placing';
import { parseSeed } from '../../core/seed/parse';
import type { SeedFile } from '../../core/seed/seedFile';
import { gitBlobId } from '../../core/store/gitBlobId';
import type { Corpus } from '../corpus/corpus';
import type { Session } from '../session';
import { inSlices } from '../time/rests';
import { positionsIn, type Positions } from '../window/convert';
import type { OpenArticle } from './openArticle';

/** A file of articles as it is now, in an editor or on the disk. */
export interface FileNow {
  readonly uri: vscode.Uri;
  /** What the spans of its articles count in: as an editor has it, without a byte order mark. */
  readonly text: string;
  readonly positions: Positions;
  readonly infos: readonly ArticleInfo[];
  /** An article with its marks, at the places where an editor shows them, or would; `undefined` when the file has none of this id. */
  article(id: string): Promise<OpenArticle | undefined>;
}

/** Reads a file as it is now; `undefined` when there is none. */
export async function fileNow(session: Session, corpus: Corpus, path: string): Promise<FileNow | undefined> {
  const document = documentAt(corpus, path);
  const open = document && await session.open(document);
  if (document !== undefined && open !== undefined) {
    const articles = open.articles();
    const article = (id: string): OpenArticle | undefined => articles.find(({ info }) => info.id === id);
    return { uri: document.uri, text: document.getText(), positions: document, infos: articles.map(({ info }) => info), article: async id => Promise.resolve(article(id)) };
  }
  const bytes = await corpus.files.readBytes(path);
  return bytes && new ClosedFile(session, corpus, path, bytes);
}

export function documentAt(corpus: Corpus, path: string): vscode.TextDocument | undefined {
  const uri = corpus.files.uri(path).toString();
  return vscode.workspace.textDocuments.find(each => each.uri.toString() === uri && !each.isClosed);
}

/** A file that no editor shows. Each part of it is made when it is first asked for. */
class ClosedFile implements FileNow {
  readonly text: string;
  readonly uri: vscode.Uri;
  #parsed: { readonly file: SeedFile; readonly infos: readonly ArticleInfo[] } | undefined;
  #positions: Positions | undefined;
  #id: string | undefined;

  constructor(private readonly session: Session, private readonly corpus: Corpus, private readonly path: string, private readonly bytes: Uint8Array) {
    this.text = new TextDecoder().decode(bytes);
    this.uri = corpus.files.uri(path);
  }

  get positions(): Positions {
    return this.#positions ??= positionsIn(this.text);
  }

  get infos(): readonly ArticleInfo[] {
    return this.#parse().infos;
  }

  async article(id: string): Promise<OpenArticle | undefined> {
    const { file, infos } = this.#parse();
    const at = infos.findIndex(info => info.id === id);
    const [info, seed] = [infos[at], file.articles[at]];
    if (info === undefined || seed === undefined) return undefined;
    const { index } = this.corpus;
    const oldTexts = await this.#oldTexts(id);
    const marks = await this.#placed(info, marksOn(index, id), oldTexts);
    return { info, seed, marks, rejected: await this.#placed(info, rejectionsIn(index, id), oldTexts) };
  }

  #parse(): { readonly file: SeedFile; readonly infos: readonly ArticleInfo[] } {
    if (this.#parsed === undefined) {
      const file = parseSeed(this.text);
      this.#parsed = { file, infos: articlesOf(this.path, file) };
    }
    return this.#parsed;
  }

  async #oldTexts(article: string): Promise<OldTexts> {
    const ids = baseIds(this.corpus.index, article);
    if (ids.length === 0) return new Map();
    this.#id ??= gitBlobId(this.bytes);
    return this.session.files.oldTexts(this.corpus, this.path, ids, this.#id);
  }

  async #placed<M extends Anchored>(info: ArticleInfo, marks: readonly M[], oldTexts: OldTexts): Promise<(M & Placed)[]> {
    const placed: (M & Placed)[] = [];
    for (const [base, group] of byBase(this.corpus.index, this.path, info, marks, oldTexts)) {
      placed.push(...await inSlices(placing(this.text, info.span, group, base)));
    }
    return placed;
  }
}
