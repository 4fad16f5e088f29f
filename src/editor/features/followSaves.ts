import * as vscode from 'vscode';
import { describe } from '../../core/anchor/describe';
import type { PlacedMark } from '../../core/marks/placing';
import type { Anchor } from '../../core/model';
import type { Intent } from '../../core/store/intents';
import { setAnchors, setSidecarField } from '../../core/store/sidecarEdits';
import { sidecarIntent } from '../annotations';
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

function followIntents(file: OpenFile, article: OpenArticle, textId: string): Intent[] {
  const { index } = file.corpus;
  const changed = article.marks.flatMap(mark => {
    const anchor = anchorNow(file, article, mark);
    return anchor === undefined ? [] : [{ mark, anchor }];
  });
  const anchors = changed.map(({ mark, anchor }) => sidecarIntent(mark.path, article.info.id, textId, sidecar => {
    const id = mark.kind === 'mention' ? mark.mention.id : mark.link.id;
    return setAnchors(sidecar, [{ id, end: mark.kind === 'mention' ? 'mention' : mark.end, anchor }]);
  }));
  const stale = index.sidecars(article.info.id).filter(place => place.file.sidecar.text !== textId);
  const texts = stale.map(({ path }) => sidecarIntent(path, article.info.id, textId, sidecar => setSidecarField(sidecar, 'text', textId)));
  return article.marks.length === 0 ? [] : [...anchors, ...texts];
}

/** The anchor of a mark at its place; `undefined` when that is the one it has, or it has no certain place. */
function anchorNow(file: OpenFile, article: OpenArticle, { anchor, placement }: PlacedMark): Anchor | undefined {
  if (placement.state !== 'anchored') return undefined;
  const now = describe(file.document.getText(), article.info.span, placement.span);
  return JSON.stringify(now) === JSON.stringify({ at: anchor.at, quote: anchor.quote, before: anchor.before, after: anchor.after }) ? undefined : now;
}
