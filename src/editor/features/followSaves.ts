import * as vscode from 'vscode';
import { describer } from '../../core/anchor/describe';
import { sameAnchor } from '../../core/anchor/sameAnchor';
import { baseId } from '../../core/marks/bases';
import type { Mark, RejectionMark } from '../../core/marks/marks';
import type { Placed } from '../../core/marks/placing';
import type { Anchor, Span } from '../../core/model';
import type { Intent } from '../../core/store/intents';
import { anchorIn, setAnchors, setSidecarField, type AnchorChange } from '../../core/store/sidecarEdits';
import type { OpenArticle } from '../article/openArticle';
import type { OpenFile } from '../article/openFile';
import type { Session } from '../session';
import { report } from '../window/report';
import { existingSidecarIntent } from '../writing/annotations';

/** When an article is saved, writes down where its marks have gone with the typing, and which text that is. */
export function registerFollowSaves(session: Session): vscode.Disposable {
  return vscode.workspace.onDidSaveTextDocument(async document => {
    const file = await session.open(document);
    if (file === undefined || document.isDirty) return;
    const textId = await session.files.textId(file);
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
  const marks: readonly ((Mark | RejectionMark) & Placed)[] = [...article.marks, ...article.rejected];
  if (marks.length === 0) return [];
  const gone = new Map<string, Gone[]>();
  const anchorOf = describer(file.document.getText(), article.info.span);
  for (const mark of marks) {
    const change = changeOf(anchorOf, mark) ?? left(baseId(file.corpus.index, article.info.id, mark), mark, textId);
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
function changeOf(anchorOf: (span: Span) => Anchor, mark: (Mark | RejectionMark) & Placed): Gone | undefined {
  if (mark.placement.state !== 'anchored') return undefined;
  const anchor = anchorOf(mark.placement.span);
  if (sameAnchor(anchor, mark.anchor) && mark.anchor.text === undefined) return undefined;
  return { ...endOf(mark), anchor, from: mark.anchor };
}

/** A mark that waits for someone keeps to the text that it was made in when its sidecar goes on to another: there, it cannot be taken for a look-alike. */
function left(text: string, mark: (Mark | RejectionMark) & Placed, textId: string): Gone | undefined {
  if (mark.placement.state === 'anchored' || mark.anchor.text !== undefined || text === '' || text === textId) return undefined;
  return { ...endOf(mark), anchor: { ...mark.anchor, text }, from: mark.anchor };
}

function endOf(mark: Mark | RejectionMark): Pick<AnchorChange, 'id' | 'end'> {
  switch (mark.kind) {
    case 'mention': return { id: mark.mention.id, end: 'mention' };
    case 'link': return { id: mark.link.id, end: mark.end };
    case 'rejection': return { id: mark.rejection.id, end: 'mention' };
  }
}
