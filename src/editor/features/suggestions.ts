import * as vscode from 'vscode';
import { colors, type Color } from '../../core/model';
import { choiceFor, offerAt, type Offer } from '../../core/offers/offer';
import type { OpenFile } from '../article/openFile';
import { together } from '../dispose';
import { languageId, type Session } from '../session';
import { offerCard } from '../tagging/offerCard';
import { Soon } from '../time/soon';
import { toRange } from '../window/convert';

/** How long after a change the suggestions are looked for again, in milliseconds. */
const delay = 100;

/** A known name is dotted, one that nobody has catalogued dashed, both in the colour of the type that accepting gives it. */
type Style = `${Offer['kind']} ${Color}`;

/** Shows what could be tagged: dotted underlines, and a card with what can be done about each. */
export function registerSuggestions(session: Session): vscode.Disposable {
  const styles = new Map<Style, vscode.TextEditorDecorationType>();
  for (const color of colors) {
    styles.set(`known ${color}`, underline('dotted', color));
    styles.set(`new ${color}`, underline('dashed', color));
  }
  const redraw = new Soon(() => draw(session, styles), delay, session.failed('suggestions'));
  redraw.ask();
  return together(
    ...styles.values(),
    redraw,
    session.onDidChange(redraw.ask),
    session.annotating.onDidChange(redraw.ask),
    vscode.window.onDidChangeVisibleTextEditors(redraw.ask),
    vscode.languages.registerHoverProvider({ language: languageId }, {
      provideHover: (document, position) => hover(session, document, position),
    }),
  );
}

async function draw(session: Session, styles: ReadonlyMap<Style, vscode.TextEditorDecorationType>): Promise<void> {
  for (const editor of vscode.window.visibleTextEditors) {
    const file = await session.open(editor.document, 'names');
    const ranges = file === undefined ? new Map<Style, vscode.Range[]>() : rangesOf(file, session.annotating.on);
    for (const [style, type] of styles) editor.setDecorations(type, ranges.get(style) ?? []);
    // Whoever sees a suggestion may want another entity for it.
    await file?.corpus.names.prepare('picker');
  }
}

function rangesOf(file: OpenFile, withNew: boolean): Map<Style, vscode.Range[]> {
  const ranges = new Map<Style, vscode.Range[]>();
  for (const offer of file.offers().flatMap(offers => offers.all({ withNew }))) {
    const style = styleOf(file, offer);
    const range = toRange(file.document, offer.span);
    const known = ranges.get(style);
    if (known === undefined) ranges.set(style, [range]);
    else known.push(range);
  }
  return ranges;
}

function styleOf({ corpus: { index } }: OpenFile, offer: Offer): Style {
  const choice = choiceFor(offer, index.config.types);
  const type = choice.kind === 'new' ? choice.type : index.entity(choice.entity)?.type;
  return `${offer.kind} ${index.config.types.find(({ id }) => id === type)?.color ?? 'grey'}`;
}

async function hover(session: Session, document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
  const place = await session.place(document, position, 'names');
  const offers = place?.file.offers().find(({ article }) => article === place.article);
  const offer = offers && offerAt(offers.all({ withNew: session.annotating.on }), place?.offset ?? -1);
  if (place === undefined || offer === undefined) return undefined;
  const range = toRange(document, offer.span);
  return new vscode.Hover(offerCard(place.corpus, offer, document.getText(range), { uri: document.uri.toString(), at: offer.span.start }), range);
}

function underline(style: 'dotted' | 'dashed', color: Color): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    borderColor: new vscode.ThemeColor(`seedmark.mention.${color}`),
    borderStyle: `none none ${style} none`,
    borderWidth: style === 'dotted' ? '2px' : '1px',
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}
