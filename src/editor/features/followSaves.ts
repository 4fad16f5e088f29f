import * as vscode from 'vscode';
import { describe } from '../../core/anchor/describe';
import type { Mark, RejectionMark } from '../../core/marks/marks';
import type { Placed } from '../../core/marks/placing';
import type { Anchor } from '../../core/model';
import { setAnchors, setSidecarField } from '../../core/store/sidecarEdits';
import { sidecarIntent } from '../annotations';
import type { OpenArticle, OpenFile } from '../openFile';
import { report } from '../report';
import type { Session } from '../session';
import { perform, type Intent } from '../transaction';

/** When an article is saved, writes down where its marks have gone with the typing, and which text that is. */
export function registerFollowSaves(session: Session): vscode.Disposable {
  return vscode.workspace.onDidSaveTextDocument(async document => {
    const file = await session.open(document);
    if (file === undefined || document.isDirty) return;
    const textId = await session.textId(file);
    const intents = file.articles().flatMap(article => followIntents(file, article, textId));
    if (intents.length > 0) report(session, await session.follow(file.corpus, () => perform(file.corpus, intents)));
  });
}

function followIntents(file: OpenFile, article: OpenArticle, textId: string): Intent[] {
  const { index } = file.corpus;
  const all: readonly Placed<Mark | RejectionMark>[] = [...article.marks, ...article.rejected];
  const changed = all.flatMap(mark => {
    const anchor = anchorNow(file, article, mark);
    return anchor === undefined ? [] : [{ mark, anchor }];
  });
  const anchors = changed.map(({ mark, anchor }) => sidecarIntent(mark.path, article.info.id, textId, sidecar => {
    return setAnchors(sidecar, [{ id: idOf(mark), end: mark.kind === 'link' ? mark.end : 'mention', anchor }]);
  }));
  const stale = index.sidecars(article.info.id).filter(place => place.file.sidecar.text !== textId);
  const texts = stale.map(({ path }) => sidecarIntent(path, article.info.id, textId, sidecar => setSidecarField(sidecar, 'text', textId)));
  return all.length === 0 ? [] : [...anchors, ...texts];
}

function idOf(mark: Mark | RejectionMark): string {
  switch (mark.kind) {
    case 'mention': return mark.mention.id;
    case 'link': return mark.link.id;
    case 'rejection': return mark.rejection.id;
  }
}

/** The anchor of a mark at its place; `undefined` when that is the one it has, or it has no certain place. */
function anchorNow(file: OpenFile, article: OpenArticle, { anchor, placement }: Placed<Mark | RejectionMark>): Anchor | undefined {
  if (placement.state !== 'anchored') return undefined;
  const now = describe(file.document.getText(), article.info.span, placement.span);
  return JSON.stringify(now) === JSON.stringify({ at: anchor.at, quote: anchor.quote, before: anchor.before, after: anchor.after }) ? undefined : now;
}
