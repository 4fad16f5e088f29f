import * as vscode from 'vscode';
import { firstWhere } from '../../core/ascending';
import { decide, waitingIn, type Decision, type Waiting } from '../article/anchors';
import { markedFiles, waitingInFile } from '../article/waitingMarks';
import type { Corpus } from '../corpus/corpus';
import type { Session } from '../session';
import { pickDecision } from '../tagging/decisionPicker';
import { toRange } from '../window/convert';
import { report, tell } from '../window/report';

/** `seedmark.reviewMarks`: goes through the marks of the corpus that need someone, one after another, by key. */
export function registerReview(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand('seedmark.reviewMarks', () => review(session));
}

async function review(session: Session): Promise<void> {
  const skipped = new Set<string>();
  let decided = 0;
  for (;;) {
    const waiting = await nextWaiting(session, skipped);
    if (waiting === undefined) return tell(decided + skipped.size === 0 ? vscode.l10n.t('No mark needs you.') : vscode.l10n.t('No more marks need you: {0} decided, {1} left as they are.', decided, skipped.size));
    const decision = await ask(waiting);
    if (decision === undefined) return;
    if (decision === 'skip') skipped.add(waiting.mark.key);
    else if (report(session, await decide(session, waiting, decision))) decided++;
    else return;
  }
}

/** The next one: in the article in front, then in those behind it, then in those before it. */
async function nextWaiting(session: Session, skipped: ReadonlySet<string>): Promise<Waiting | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  const here = document && await session.open(document);
  const found = here && waitingIn(here).find(({ mark }) => !skipped.has(mark.key));
  if (found !== undefined) return found;
  const corpora = here === undefined ? await session.corpora() : [here.corpus];
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Looking for marks that need you…') }, async () => {
    for (const corpus of corpora) {
      const elsewhere = await waitingElsewhere(session, corpus, here?.path ?? '', skipped);
      if (elsewhere !== undefined) return elsewhere;
    }
    return undefined;
  });
}

/** Reads the articles that have marks, and opens the first where one of them is not where it was. */
async function waitingElsewhere(session: Session, corpus: Corpus, path: string, skipped: ReadonlySet<string>): Promise<Waiting | undefined> {
  const files = markedFiles(corpus).filter(file => file !== path).sort();
  const next = firstWhere(files, file => file > path);
  for (const file of [...files.slice(next), ...files.slice(0, next)]) {
    if ((await waitingInFile(session, corpus, file)).length === 0) continue;
    const open = await session.open(await vscode.workspace.openTextDocument(corpus.files.uri(file)));
    const waiting = open && waitingIn(open).find(({ mark }) => !skipped.has(mark.key));
    if (waiting !== undefined) return waiting;
  }
  return undefined;
}

async function ask(waiting: Waiting): Promise<Decision | 'skip' | undefined> {
  const skip = { title: vscode.l10n.t('Leave it as it is, and go on'), icon: 'debug-step-over', answer: 'skip' } as const;
  const answer = await pickDecision(waiting, vscode.l10n.t('Enter takes what is marked; Escape ends the review'), [skip]);
  if (answer === undefined) await vscode.window.showTextDocument(waiting.file.document, { preview: true, selection: toRange(waiting.file.document, waiting.span) });
  return answer;
}
