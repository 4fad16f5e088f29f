import * as vscode from 'vscode';
import { hasPlace, type PlacedMark } from '../../core/marks/placing';
import type { Span } from '../../core/model';
import { headline } from '../../core/seed/headline';
import type { OpenArticle } from '../article/openArticle';
import type { OpenFile } from '../article/openFile';
import { together } from '../dispose';
import { languageId, type Session } from '../session';
import { Soon } from '../time/soon';
import { toRange } from '../window/convert';

/** Outline, breadcrumbs and sticky scroll: the articles of a file, their headers, and their paragraphs by first words. */
export function registerDocumentSymbols(session: Session): vscode.Disposable {
  const provider: vscode.DocumentSymbolProvider = {
    async provideDocumentSymbols(document) {
      const file = await session.open(document);
      return file?.articles().map(article => articleSymbol(file, article)) ?? [];
    },
  };
  const register = (): vscode.Disposable => vscode.languages.registerDocumentSymbolProvider({ language: languageId }, provider, { label: 'Seedmark' });
  let registered = register();
  const shown = new Map<string, string>();
  // VS Code asks again only when the text has changed, or the provider: a title that a sidecar gives changes neither.
  const refresh = new Soon(async () => {
    const files = await session.visible();
    const isStale = files.filter(file => isNew(shown, file)).length > 0;
    if (!isStale) return;
    registered.dispose();
    registered = register();
  }, 400, session.failed('outline'));
  return together({ dispose: () => { registered.dispose(); } }, refresh, session.onDidChange(refresh.ask));
}

/** Whether what the sidecars say of a file's articles is another thing than when this was asked before. */
function isNew(shown: Map<string, string>, file: OpenFile): boolean {
  const uri = file.document.uri.toString();
  const said = JSON.stringify(file.articles().map(({ info }) => {
    const { title, date } = file.corpus.index.card(info);
    return title === info.title?.value && date === info.date?.value ? '' : [title, date];
  }).filter(each => each !== ''));
  const before = shown.get(uri);
  shown.set(uri, said);
  return before !== undefined && before !== said;
}

function articleSymbol(file: OpenFile, { info, seed, marks }: OpenArticle): vscode.DocumentSymbol {
  const { document } = file;
  const whole = { start: seed.delimiter?.span.start ?? seed.span.start, end: seed.span.end };
  const { title, date } = file.corpus.index.card(info);
  const detail = [date, title === info.id ? '' : info.id].filter(Boolean).join(' · ');
  const symbol = symbolAt(document, title, detail, vscode.SymbolKind.File, whole, seed.delimiter?.name ?? info.heading);
  const headers = seed.headers.filter(header => header.value !== '')
    .map(header => symbolAt(document, header.key, header.value, vscode.SymbolKind.Property, header.span, header.keySpan));
  const paragraphs = seed.paragraphs.map(paragraph => paragraphSymbol(document, paragraph, marks));
  symbol.children = [...headers, ...paragraphs];
  return symbol;
}

function paragraphSymbol(document: vscode.TextDocument, paragraph: Span, marks: readonly PlacedMark[]): vscode.DocumentSymbol {
  const name = headline(document.getText(toRange(document, paragraph)), 60);
  const count = marks.filter(hasPlace).filter(({ placement: { span } }) => span.start >= paragraph.start && span.end <= paragraph.end).length;
  return symbolAt(document, name, count === 0 ? '' : String(count), vscode.SymbolKind.String, paragraph, paragraph);
}

function symbolAt(document: vscode.TextDocument, name: string, detail: string, kind: vscode.SymbolKind, span: Span, select: Span): vscode.DocumentSymbol {
  const whole = toRange(document, span);
  const selection = toRange(document, select);
  return new vscode.DocumentSymbol(name || '…', detail, kind, whole.contains(selection) ? whole : whole.union(selection), selection);
}
