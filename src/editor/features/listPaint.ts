import * as vscode from 'vscode';
import { together } from '../dispose';
import type { OccurrenceList } from '../lists/occurrenceList';
import type { Session } from '../session';
import { Soon } from '../time/soon';

/** What decorations show in a list of places. */
type Style = 'hit' | 'heading' | 'note' | 'settled' | 'ticked' | 'unticked';

/** How many lines beyond those in sight are painted, so that scrolling finds them ready. */
const ahead = 60;

/** Paints lists of places: ticks, the places themselves, and what is settled in grey. Only what is in sight costs anything. */
export function registerListPaint(session: Session): vscode.Disposable {
  const styles = new Map((['hit', 'heading', 'note', 'settled', 'ticked', 'unticked'] as const).map(style => [style, vscode.window.createTextEditorDecorationType(looks[style])]));
  const paint = new Soon(async () => {
    for (const editor of vscode.window.visibleTextEditors) {
      const list = session.lists.of(editor.document);
      if (list !== undefined) paintList(editor, list, styles);
    }
  }, 0, session.failed('list'));
  return together(
    ...styles.values(), paint,
    session.lists.onDidChange(paint.ask),
    vscode.window.onDidChangeVisibleTextEditors(paint.ask),
    vscode.window.onDidChangeTextEditorVisibleRanges(paint.ask),
  );
}

const quiet = new vscode.ThemeColor('descriptionForeground');

/** The box is drawn over the margin that the lines leave for it. */
const tickBox = { width: '2ch', margin: '0 -2ch 0 0' };

const looks: Readonly<Record<Style, vscode.DecorationRenderOptions>> = {
  hit: { fontWeight: 'bold', color: new vscode.ThemeColor('textLink.foreground') },
  heading: { fontWeight: 'bold' },
  note: { fontStyle: 'italic', color: quiet },
  settled: { color: new vscode.ThemeColor('disabledForeground') },
  ticked: { before: { contentText: '☑', color: new vscode.ThemeColor('textLink.foreground'), ...tickBox } },
  unticked: { before: { contentText: '☐', color: quiet, ...tickBox } },
};

function paintList(editor: vscode.TextEditor, list: OccurrenceList, styles: ReadonlyMap<Style, vscode.TextEditorDecorationType>): void {
  if (isBehind(editor, list)) return; // painted when it has caught up
  const ranges = new Map<Style, vscode.Range[]>();
  const add = (style: Style, line: number, start: number, end: number): void => {
    ranges.set(style, [...ranges.get(style) ?? [], new vscode.Range(line, start, line, end)]);
  };
  add('heading', 0, 0, list.heading().length);
  for (const { start, end } of editor.visibleRanges) {
    for (let line = Math.max(0, start.line - ahead); line <= Math.min(editor.document.lineCount - 1, end.line + ahead); line++) paintLine(list, line, add);
  }
  for (const [style, type] of styles) editor.setDecorations(type, ranges.get(style) ?? []);
}

/** VS Code takes a moment to put another order of the lines into the editor. */
function isBehind({ document, visibleRanges }: vscode.TextEditor, list: OccurrenceList): boolean {
  return visibleRanges.some(({ start, end }) => {
    for (let line = start.line; line <= Math.min(document.lineCount - 1, end.line); line++) {
      const wanted = list.lineAt(line)?.text;
      if (wanted !== undefined && wanted !== document.lineAt(line).text) return true;
    }
    return false;
  });
}

function paintLine(list: OccurrenceList, line: number, add: (style: Style, line: number, start: number, end: number) => void): void {
  const shown = list.lineAt(line);
  const found = list.foundAt(line);
  if (shown === undefined) return;
  if (found === undefined) return add('heading', line, shown.hit.start, shown.hit.end);
  if (!list.isTickable(found)) return add('settled', line, 0, shown.text.length);
  add(list.isTicked(found) ? 'ticked' : 'unticked', line, 0, 0);
  add('hit', line, shown.hit.start, shown.hit.end);
  if (shown.note.end > shown.note.start) add('note', line, shown.note.start, shown.note.end);
}
