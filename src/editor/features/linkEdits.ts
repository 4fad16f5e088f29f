import * as vscode from 'vscode';
import { farEnd, isTurnable } from '../../core/links/links';
import type { LinkMark } from '../../core/marks/marks';
import type { Intent } from '../../core/store/intents';
import { firstWords } from '../article/passage';
import { together } from '../dispose';
import { articleUris, findLink, isLinkArgument, linksAt, newRelationIntent, relationAt, setNoteIntent, setRelationIntent, turnIntents, type FoundLink, type LinkArgument } from '../links/links';
import { pickRelation, rememberRelation, type RelationChoice } from '../links/relationPicker';
import type { Session } from '../session';
import { report, tell } from '../window/report';
import { untagIntent } from '../writing/annotations';

/** A link, or the one under the caret; and what is to be written, where that is known. */
type EditArgument = Partial<LinkArgument> & { readonly relation?: string; readonly note?: string };

/** What can be done to a link from either of its ends: another relation, a note, its direction, its end. */
export function registerLinkEdits(session: Session): vscode.Disposable {
  const register = (command: string, edit: (found: FoundLink, argument: EditArgument) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(command, async (argument?: EditArgument) => {
      const found = await meant(session, argument);
      if (found !== undefined) await edit(found, argument ?? {});
    });
  return together(
    register('seedmark.editLinkRelation', (found, { relation }) => editRelation(session, found, relation)),
    register('seedmark.editLinkNote', (found, { note }) => editNote(session, found, note)),
    register('seedmark.turnLinkRound', found => turnRound(session, found)),
    register('seedmark.deleteLink', found => remove(session, found)),
  );
}

async function meant(session: Session, argument: EditArgument | undefined): Promise<FoundLink | undefined> {
  const ref = isLinkArgument(argument) ? 'ref' in argument ? argument.ref : argument : undefined;
  const found = ref === undefined ? await underCaret(session) : await findLink(session, ref);
  if (found === undefined) tell(ref === undefined ? vscode.l10n.t('There is no linked passage under the caret.') : vscode.l10n.t('This link is gone.'));
  return found;
}

/** The innermost link under the caret. */
async function underCaret(session: Session): Promise<FoundLink | undefined> {
  const editor = vscode.window.activeTextEditor;
  const place = editor && await session.place(editor.document, editor.selection.active);
  const mark = place && linksAt(place)[0];
  return place && mark && { corpus: place.corpus, mark };
}

async function editRelation(session: Session, { corpus, mark }: FoundLink, given: string | undefined): Promise<void> {
  const known = corpus.index.config.relations.find(each => each.id === given);
  if (given !== undefined && known === undefined) return tell(vscode.l10n.t('There is no relation {0} in corpus.yaml.', given));
  const choice: RelationChoice | undefined = known === undefined ? await pickRelation(session, corpus, {
    title: vscode.l10n.t('Relation, now “{0}”', relationAt(corpus, { ...mark, end: 'from' })),
    placeholder: vscode.l10n.t('The first passage … the second: type a relation, or a new one'),
  }) : { relation: known, turned: false, isNew: false };
  if (choice === undefined) return;
  const relation = choice.relation.id;
  const intents = [
    ...choice.isNew ? [newRelationIntent(choice.relation)] : [],
    ...choice.turned ? await turnIntents(corpus, { ...mark, link: { ...mark.link, relation } }) : [setRelationIntent(mark, relation)],
  ];
  if (await act(session, { corpus, mark }, vscode.l10n.t('call the link “{0}”', choice.relation.label), intents)) await rememberRelation(session, corpus, choice);
}

async function editNote(session: Session, found: FoundLink, given: string | undefined): Promise<void> {
  const note = given ?? await vscode.window.showInputBox({
    title: vscode.l10n.t('Note on the link to “{0}”', firstWords(farEnd(found.mark).anchor.quote)),
    prompt: vscode.l10n.t('Leave it empty to have no note.'),
    value: found.mark.link.note ?? '',
  });
  if (note !== undefined) await act(session, found, vscode.l10n.t('note on a link'), [setNoteIntent(found.mark, note.trim())]);
}

async function turnRound(session: Session, found: FoundLink): Promise<void> {
  if (found.corpus.index.article(found.mark.link.to.article) === undefined) {
    return tell(vscode.l10n.t('The link goes to {0}, which the corpus does not have.', found.mark.link.to.article));
  }
  if (!isTurnable(found.corpus.index.config.relations, found.mark.link)) return tell(vscode.l10n.t('“{0}” says the same from either end.', relationAt(found.corpus, found.mark)));
  if (await act(session, found, vscode.l10n.t('turn a link round'), await turnIntents(found.corpus, found.mark))) tell(vscode.l10n.t('Turned round'));
}

async function remove(session: Session, found: FoundLink): Promise<void> {
  const label = vscode.l10n.t('delete the link “{0}” to “{1}”', relationAt(found.corpus, found.mark), firstWords(farEnd(found.mark).anchor.quote, 40));
  if (await act(session, found, label, [untagIntent(found.mark.path, found.mark.link.id)])) tell(vscode.l10n.t('Deleted the link'));
}

async function act(session: Session, { corpus, mark }: FoundLink, label: string, intents: readonly Intent[]): Promise<boolean> {
  return report(session, await session.do(corpus, label, articleUris(corpus, ...endsOf(mark)), intents));
}

function endsOf({ home, link }: LinkMark): [string, string] {
  return [home, link.to.article];
}
