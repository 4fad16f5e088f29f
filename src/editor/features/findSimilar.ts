import * as vscode from 'vscode';
import { describe } from '../../core/anchor/describe';
import type { LinkTarget } from '../../core/model';
import { locate } from '../article/locate';
import { firstWords, passageAt, targetAt, type OpenPassage } from '../article/passage';
import type { Corpus } from '../corpus/corpus';
import type { SimilarPassage } from '../corpus/relatedArticles';
import { together } from '../dispose';
import { makeLink, type LinkWords } from '../links/linking';
import { cardOf } from '../links/links';
import type { Session } from '../session';
import { positionsIn, toRange } from '../window/convert';
import { Preview } from '../window/preview';
import { tell } from '../window/report';

/** What a key binding may give: what the link says, and that the best passage is taken without a choice. */
interface SimilarArguments extends LinkWords {
  readonly best?: boolean;
}

interface Item extends vscode.QuickPickItem {
  readonly passage: SimilarPassage;
}

const most = 30;
/** Below this likeness passages share words by chance. */
const least = 0.1;

/** `seedmark.findSimilar`: passages elsewhere that say what this one says; the one that is chosen is linked. */
export function registerFindSimilar(session: Session): vscode.Disposable {
  const shared = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('seedmark.shared'),
    borderRadius: '2px',
  });
  return together(shared, vscode.commands.registerCommand('seedmark.findSimilar', (args?: SimilarArguments) => findSimilar(session, shared, args ?? {})));
}

async function findSimilar(session: Session, shared: vscode.TextEditorDecorationType, args: SimilarArguments): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const file = editor && await session.open(editor.document);
  const sought = editor && file && passageAt(file, editor.selection);
  if (sought === undefined) return tell(vscode.l10n.t('There is no passage under the caret: stand in a sentence, or select what to look for.'));
  const { corpus } = sought.file;
  const finding = find(sought);
  const passage = args.best === true ? (await finding)[0] : await choose(session, sought, finding, shared);
  if (passage === undefined) return;
  const target = await targetIn(session, corpus, passage);
  if (target === undefined) return tell(vscode.l10n.t('There is no article {0} any more.', passage.article));
  await makeLink(session, corpus, targetAt(sought), target, args);
}

async function find({ file, article, span }: OpenPassage): Promise<SimilarPassage[]> {
  const found = await file.corpus.related.similarTo(article.info.id, { text: file.document.getText(), span }, most);
  return found.filter(({ score }) => score >= least);
}

/** Lists the passages, shows each in its article with what both share lit up, and brings the reader back. */
async function choose(session: Session, sought: OpenPassage, finding: Promise<SimilarPassage[]>, shared: vscode.TextEditorDecorationType): Promise<SimilarPassage | undefined> {
  const { corpus } = sought.file;
  const list = vscode.window.createQuickPick<Item>();
  const words = firstWords(sought.file.document.getText().slice(sought.span.start, sought.span.end));
  list.title = vscode.l10n.t('Similar to “{0}”', words);
  list.placeholder = vscode.l10n.t('Move to look at a passage, Enter to link it, Escape to come back');
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  list.busy = true;
  Object.assign(list, { sortByLabel: false });
  const preview = new Preview(error => session.log.warn('a place cannot be shown', String(error)));
  list.onDidChangeActive(([item]) => { if (item !== undefined) show(preview, corpus, item.passage, shared); });
  const chosen = new Promise<Item | undefined>(done => {
    list.onDidAccept(() => { done(list.activeItems[0]); list.hide(); });
    list.onDidHide(() => done(undefined));
  });
  list.show();
  list.items = (await finding).map(passage => itemOf(corpus, passage));
  list.busy = false;
  if (list.items.length === 0) list.placeholder = vscode.l10n.t('No passage elsewhere shares enough words with it');
  const item = await chosen;
  list.dispose();
  await preview.back();
  for (const each of vscode.window.visibleTextEditors) each.setDecorations(shared, []);
  return item?.passage;
}

function itemOf(corpus: Corpus, passage: SimilarPassage): Item {
  const { article, text, span, there } = passage;
  const { title, date } = cardOf(corpus, article);
  const words = [...new Set(there.map(each => text.slice(each.start, each.end)))];
  return {
    passage,
    label: firstWords(text.slice(span.start, span.end), 70),
    description: [date, title].filter(Boolean).join(' · '),
    detail: vscode.l10n.t('shares {0}', words.join(', ')),
  };
}

function show(preview: Preview, corpus: Corpus, { article, text, span, there }: SimilarPassage, shared: vscode.TextEditorDecorationType): void {
  const positions = positionsIn(text);
  preview.show(async () => {
    const path = corpus.index.article(article)?.path;
    return path === undefined ? undefined : new vscode.Location(corpus.files.uri(path), toRange(positions, span));
  }, editor => editor.setDecorations(shared, there.map(each => toRange(positions, each))));
}

/** The end of a link at the passage, in its article as it is now. */
async function targetIn(session: Session, corpus: Corpus, { article, span }: SimilarPassage): Promise<LinkTarget | undefined> {
  const found = await locate(session, corpus, article);
  return found && { article, anchor: describe(found.text, found.span, span) };
}
