import * as vscode from 'vscode';
import type { Tagged } from '../../core/offers/habits';
import { leftWithout, mentionsMeant } from '../../core/offers/mending';
import type { Corpus } from '../corpus/corpus';
import { deleteIntents } from '../entities/entityChanges';
import type { Session } from '../session';
import { mentionsIn } from '../tagging/tagging';
import { corpusIn, mentionIn } from '../window/commandArguments';
import { toSpan } from '../window/convert';
import { report, tell } from '../window/report';
import { untagIntent } from '../writing/annotations';

/** `seedmark.untag`: takes away the innermost mention under each cursor, or all that lie in a selection. */
export function registerUntag(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand('seedmark.untag', (argument?: unknown) => session.decisions.run(async () => {
    const item = mentionIn(argument);
    const corpus = corpusIn(argument, await session.corpora());
    if (item !== undefined && corpus !== undefined) return untagItem(session, corpus, item);
    const editor = vscode.window.activeTextEditor;
    const file = editor && await session.open(editor.document);
    const mentions = editor === undefined || file === undefined ? [] : mentionsMeant(mentionsIn(file), editor.selections.map(each => toSpan(editor.document, each)));
    if (file === undefined || mentions.length === 0) return tell(vscode.l10n.t('There is no mention under the caret.'));
    const idle = idleEntities(file.corpus, mentions);
    const intents = [...mentions.map(mark => untagIntent(mark.path, mark.mention.id)), ...idle.flatMap(id => deleteIntents(file.corpus, id, 'keep'))];
    const quotes = mentions.map(mark => mark.anchor.quote).join('”, “');
    const outcome = await session.do(file.corpus, vscode.l10n.t('untag “{0}”', quotes), [file.document.uri], intents);
    if (report(session, outcome)) tell(vscode.l10n.t('Untagged “{0}”', quotes));
  }));
}

/**
 * Of the entities of mentions that are taken away those that go with them: a tag made them a moment ago, they have no other
 * mention, and nobody has said anything about them.
 */
function idleEntities({ index, madeByTags }: Corpus, mentions: readonly Tagged[]): string[] {
  return leftWithout(mentions, id => index.mentionCount(id)).filter(id => {
    const entity = index.entity(id);
    return entity !== undefined && madeByTags.has(id) && entity.description === '' && entity.links.size === 0;
  });
}

/** Takes away the mention of an item of the tree. */
async function untagItem(session: Session, corpus: Corpus, { path, id }: { readonly path: string; readonly id: string }): Promise<void> {
  const sidecar = corpus.index.sidecarFile(path)?.sidecar;
  const quote = sidecar?.mentions.find(mention => mention.id === id)?.anchor.quote ?? '';
  const article = corpus.index.article(sidecar?.article ?? '');
  const touched = article === undefined ? [] : [corpus.files.uri(article.path)];
  const outcome = await session.do(corpus, vscode.l10n.t('untag “{0}”', quote), touched, [untagIntent(path, id)]);
  if (report(session, outcome)) tell(vscode.l10n.t('Untagged “{0}”', quote));
}
