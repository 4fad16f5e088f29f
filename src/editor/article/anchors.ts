import * as vscode from 'vscode';
import { describe } from '../../core/anchor/describe';
import { sameAnchor } from '../../core/anchor/sameAnchor';
import type { PlacedMark } from '../../core/marks/placing';
import { preview, waitingMarks, type WaitingMark } from '../../core/marks/waiting';
import type { Span } from '../../core/model';
import { anchorIn, setAnchors, type AnchorChange } from '../../core/store/sidecarEdits';
import type { Session } from '../session';
import { existingSidecarIntent, untagIntent } from '../writing/annotations';
import type { Outcome } from '../writing/transaction';
import type { OpenArticle } from './openArticle';
import type { OpenFile } from './openFile';

/** A mark that waits for someone, in an open file. */
export interface Waiting extends WaitingMark {
  readonly file: OpenFile;
  readonly article: OpenArticle;
}

/** What someone can decide about it. */
export type Decision =
  | { readonly kind: 'place'; readonly title: string; readonly span: Span }
  | { readonly kind: 'delete'; readonly title: string };

export function waitingIn(file: OpenFile): readonly Waiting[] {
  return file.articles().flatMap(article => waitingMarks(article.info.heading, article.marks).map(each => ({ ...each, file, article })));
}

/** The places that were found, what is selected, and that the mark goes: the likeliest first. */
export function decisions({ file, mark, code, choices }: Waiting, selection: Span | undefined): readonly Decision[] {
  const text = file.document.getText();
  const { quote } = mark.anchor;
  const places = choices.map((span): Decision => ({ kind: 'place', span, title: placeTitle(code, preview(text, span)) }));
  const selected = selection === undefined || selection.start === selection.end ? [] : [toSelection({ file, mark }, selection)];
  const title = mark.kind === 'mention' ? vscode.l10n.t('Delete the mention “{0}”', short(quote)) : vscode.l10n.t('Delete the link from or to “{0}”', short(quote));
  return [...places, ...selected, { kind: 'delete', title }];
}

/** That a mark goes where the selection is, which must not be empty. */
export function toSelection({ file, mark }: Pick<Waiting, 'file' | 'mark'>, span: Span): Decision {
  const title = vscode.l10n.t('Anchor “{0}” to the selection: {1}', short(mark.anchor.quote), preview(file.document.getText(), span));
  return { kind: 'place', span, title };
}

/** Does what was decided, as one step of undo. */
export async function decide(session: Session, { file, article, mark }: Waiting, decision: Decision): Promise<Outcome> {
  const articles = [file.document.uri];
  const { quote } = mark.anchor;
  if (decision.kind === 'delete') {
    return session.do(file.corpus, vscode.l10n.t('delete the mark “{0}”', short(quote)), articles, [untagIntent(mark.path, endOf(mark).id)]);
  }
  const { id, end } = endOf(mark);
  const anchor = describe(file.document.getText(), article.info.span, decision.span);
  const intent = existingSidecarIntent(mark.path, sidecar =>
    sameAnchor(anchorIn(sidecar.sidecar, id, end), mark.anchor) ? setAnchors(sidecar, [{ id, end, anchor }]) : undefined);
  return session.do(file.corpus, vscode.l10n.t('anchor “{0}”', short(quote)), articles, [intent]);
}

/** Which anchor of its sidecar a mark is. */
export function endOf(mark: PlacedMark): Pick<AnchorChange, 'id' | 'end'> {
  return mark.kind === 'mention' ? { id: mark.mention.id, end: 'mention' } : { id: mark.link.id, end: mark.end };
}

function placeTitle(code: WaitingMark['code'], place: string): string {
  return code === 'anchor-moved' ? vscode.l10n.t('Accept the new place: {0}', place) : vscode.l10n.t('Anchor it here: {0}', place);
}

function short(quote: string): string {
  const line = quote.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
