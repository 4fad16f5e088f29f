import * as vscode from 'vscode';
import { decisions, type Decision, type Waiting } from '../article/anchors';
import { disposeAll } from '../dispose';
import { toRange, toSpan } from '../window/convert';

/** As VS Code shows the match of a search that one stands at: a selection alone looks like the other places of the word, which VS Code marks too. */
function look(): vscode.DecorationRenderOptions {
  return {
    backgroundColor: new vscode.ThemeColor('editor.findMatchBackground'),
    outlineStyle: 'solid',
    outlineWidth: '2px',
    outlineColor: new vscode.ThemeColor('focusBorder'),
  };
}

/** What else a list of decisions offers. */
export interface Other<Answer> {
  readonly title: string;
  readonly icon: string;
  readonly answer: Answer;
}

interface Item<Answer> extends vscode.QuickPickItem {
  readonly answer: Answer | Decision;
  /** Where it would anchor the mark. */
  readonly range: vscode.Range | undefined;
}

/**
 * Lists what can be decided about a mark, and shows each choice in the text while it is looked at. The selection is put
 * back at the end. `undefined` when turned away with Escape.
 * @param others what may be answered besides
 */
export async function pickDecision<Answer>(waiting: Waiting, hint: string, others: readonly Other<Answer>[]): Promise<Answer | Decision | undefined> {
  const { document } = waiting.file;
  const editor = await vscode.window.showTextDocument(document, { preview: true });
  const before = editor.selection;
  const style = vscode.window.createTextEditorDecorationType(look()); // gone, with what it paints, when the list is
  const items = itemsFor(waiting, before, others);
  const pick = vscode.window.createQuickPick<Item<Answer>>();
  pick.title = vscode.l10n.t('“{0}” needs you', waiting.mark.anchor.quote.replace(/\s+/g, ' '));
  pick.placeholder = hint;
  pick.items = items;
  const show = (item: Item<Answer> | undefined): void => showRange(editor, style, item?.range ?? toRange(document, waiting.span));
  const shown = pick.onDidChangeActive(([item]) => show(item));
  show(items[0]);
  const picked = await new Promise<Item<Answer> | undefined>(done => {
    pick.onDidAccept(() => done(pick.activeItems[0]));
    pick.onDidHide(() => done(undefined));
    pick.show();
  });
  disposeAll([shown, pick, style]);
  editor.selection = before;
  if (picked === undefined) editor.revealRange(before, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return picked?.answer;
}

/** The places first, what deletes last: Enter alone is never to lose a mark. */
function itemsFor<Answer>(waiting: Waiting, selection: vscode.Selection, others: readonly Other<Answer>[]): readonly Item<Answer>[] {
  const { document } = waiting.file;
  const own = decisions(waiting, selection.isEmpty ? undefined : toSpan(document, selection)).map((answer): Item<Answer> => ({
    label: `$(${answer.kind === 'place' ? 'check' : 'trash'}) ${answer.title}`,
    answer,
    range: answer.kind === 'place' ? toRange(document, answer.span) : undefined,
  }));
  const besides = others.map(({ title, icon, answer }): Item<Answer> => ({ label: `$(${icon}) ${title}`, answer, range: undefined }));
  return [...own.filter(({ range }) => range !== undefined), ...besides, ...own.filter(({ range }) => range === undefined)];
}

function showRange(editor: vscode.TextEditor, style: vscode.TextEditorDecorationType, range: vscode.Range): void {
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.setDecorations(style, [range]);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
