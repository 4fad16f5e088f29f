import * as vscode from 'vscode';
import { hasPlace } from '../../core/marks/placing';
import { colors, type Color } from '../../core/model';
import type { OpenFile } from '../article/openFile';
import { disposeAll } from '../dispose';
import type { Session } from '../session';
import { Soon } from '../time/soon';
import { toRange } from '../window/convert';

/** What decorations show: passages by the colour of their topic, linked passages, and marks that were moved. */
type Style = Color | 'link';

/** Lays topics and links beneath the words: names in them keep their own colour. */
export function registerPassages(session: Session): vscode.Disposable {
  const decorations = new Map<Style, vscode.TextEditorDecorationType>();
  for (const color of colors) decorations.set(color, passageStyle(color));
  decorations.set('link', linkStyle());
  const redraw = new Soon(() => draw(session, decorations), 0, session.failed('passages'));
  const disposables = [
    ...decorations.values(),
    redraw,
    session.onDidChange(redraw.ask),
    vscode.window.onDidChangeVisibleTextEditors(redraw.ask),
  ];
  redraw.ask();
  return { dispose: () => disposeAll(disposables) };
}

async function draw(session: Session, decorations: ReadonlyMap<Style, vscode.TextEditorDecorationType>): Promise<void> {
  for (const editor of vscode.window.visibleTextEditors) {
    const file = await session.open(editor.document);
    const ranges = file === undefined ? new Map<Style, vscode.Range[]>() : rangesOf(file);
    for (const [style, type] of decorations) editor.setDecorations(type, ranges.get(style) ?? []);
  }
}

function rangesOf(file: OpenFile): Map<Style, vscode.Range[]> {
  const { index } = file.corpus;
  const types = new Map(index.config.types.map(type => [type.id, type]));
  const ranges = new Map<Style, vscode.Range[]>();
  for (const mark of file.articles().flatMap(article => article.marks).filter(hasPlace)) {
    const type = mark.kind === 'mention' ? types.get(index.entity(mark.mention.entity)?.type ?? '') : undefined;
    const style = mark.kind === 'link' ? 'link' : type?.marks === 'passages' ? type.color : undefined;
    if (style !== undefined) ranges.set(style, [...ranges.get(style) ?? [], toRange(file.document, mark.placement.span)]);
  }
  return ranges;
}

function passageStyle(color: Color): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor(`seedmark.passage.${color}`),
    overviewRulerColor: new vscode.ThemeColor(`seedmark.passage.${color}`),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}

function linkStyle(): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    // In the place of the line that VS Code draws under whatever can be clicked, which would be too loud under whole sentences.
    // Dots and dashes are for what is offered.
    textDecoration: 'underline solid 1px var(--vscode-seedmark-link)',
    overviewRulerColor: new vscode.ThemeColor('seedmark.link'),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}
