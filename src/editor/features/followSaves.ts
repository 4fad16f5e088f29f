import * as vscode from 'vscode';
import { describe } from '../../core/anchor/describe';
import { sameAnchor } from '../../core/anchor/sameAnchor';
import type { PlacedMark } from '../../core/marks/placing';
import type { Anchor } from '../../core/model';
import type { Intent } from '../../core/store/intents';
import { anchorIn, setAnchors, setSidecarField, type AnchorChange } from '../../core/store/sidecarEdits';
import { existingSidecarIntent } from '../annotations';
import type { OpenArticle, OpenFile } from '../openFile';
import { report } from '../report';
import type { Session } from '../session';

/** When an article is saved, writes down where its marks have gone with the typing, and which text that is. */
export function registerFollowSaves(session: Session): vscode.Disposable {
  return vscode.workspace.onDidSaveTextDocument(async document => {
    const file = await session.open(document);
    if (file === undefined || document.isDirty) return;
    const textId = await session.textId(file);
    const intents = file.articles().flatMap(article => followIntents(file, article, textId));
    if (intents.length > 0) report(session, await session.follow(file.corpus, vscode.l10n.t('follow the text'), intents));
  });
}

/** A mark's end that has gone elsewhere: from the anchor that is known of it to the one of its place now. */
interface Gone extends AnchorChange {
  readonly from: Anchor;
}

/** What each sidecar that says anything of the article is to say: all of one file in one write. */
function followIntents(file: OpenFile, article: OpenArticle, textId: string): Intent[] {
  if (article.marks.length === 0) return [];
  const gone = new Map<string, Gone[]>();
  for (const mark of article.marks) {
    const change = changeOf(file, article, mark);
    if (change !== undefined) gone.set(mark.path, [...gone.get(mark.path) ?? [], change]);
  }
  const anchors = [...gone].map(([path, changes]) => existingSidecarIntent(path, sidecar =>
    // A mark that someone has anchored anew meanwhile is left to them.
    setAnchors(sidecar, changes.filter(({ id, end, from }) => sameAnchor(anchorIn(sidecar.sidecar, id, end), from)))));
  const texts = file.corpus.index.sidecars(article.info.id)
    .filter(place => place.file.sidecar.text !== textId)
    .map(({ path }) => existingSidecarIntent(path, sidecar => setSidecarField(sidecar, 'text', textId)));
  return [...anchors, ...texts];
}

/** `undefined` for a mark whose anchor is that of its place, or that has no certain place: nothing is written of that. */
function changeOf(file: OpenFile, article: OpenArticle, mark: PlacedMark): Gone | undefined {
  if (mark.placement.state !== 'anchored') return undefined;
  const anchor = describe(file.document.getText(), article.info.span, mark.placement.span);
  if (sameAnchor(anchor, mark.anchor)) return undefined;
  return { ...mark.kind === 'mention' ? { id: mark.mention.id, end: 'mention' } : { id: mark.link.id, end: mark.end }, anchor, from: mark.anchor };
}
