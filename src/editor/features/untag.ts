import * as vscode from 'vscode';
import type { StandingMark } from '../../core/marks/placing';
import { untagIntent } from '../annotations';
import { toSpan } from '../convert';
import type { Corpus } from '../corpus';
import type { OpenFile } from '../openFile';
import { deleteIntents } from '../entityChanges';
import { report, tell } from '../report';
import type { Session } from '../session';
import { corpusIn, mentionIn } from '../commandArguments';

/** `seedmark.untag`: takes away the innermost mention under each cursor, or all that lie in a selection. */
export function registerUntag(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand('seedmark.untag', (argument?: unknown) => session.decisions.run(async () => {
    const item = mentionIn(argument);
    const corpus = corpusIn(argument, await session.corpora());
    if (item !== undefined && corpus !== undefined) return untagItem(session, corpus, item);
    const editor = vscode.window.activeTextEditor;
    const file = editor && await session.open(editor.document);
    const marks = new Map(editor === undefined || file === undefined ? [] : editor.selections.flatMap(each => meant(file, each)).map(mark => [mark.key, mark]));
    if (file === undefined || marks.size === 0) return tell(vscode.l10n.t('There is no mention under the caret.'));
    const mentions = [...marks.values()].flatMap(mark => mark.kind === 'mention' ? [mark] : []);
    const idle = idleEntities(file.corpus, mentions.map(({ mention }) => mention.entity));
    const intents = [...mentions.map(mark => untagIntent(mark.path, mark.mention.id)), ...idle.flatMap(id => deleteIntents(file.corpus, id, 'keep'))];
    const quotes = [...marks.values()].map(mark => mark.anchor.quote).join('”, “');
    const outcome = await session.do(file.corpus, vscode.l10n.t('untag “{0}”', quotes), [file.document.uri], intents);
    if (report(session, outcome)) tell(vscode.l10n.t('Untagged “{0}”', quotes));
  }));
}

/**
 * Of the entities of mentions that are taken away those that go with them: a tag made them a moment ago, they have no other
 * mention, and nobody has said anything about them.
 */
function idleEntities({ index, madeByTags }: Corpus, entities: readonly string[]): string[] {
  return [...new Set(entities)].filter(id => {
    const entity = index.entity(id);
    const isBare = entity !== undefined && entity.description === '' && entity.links.size === 0;
    return isBare && madeByTags.has(id) && index.mentionCount(id) === entities.filter(each => each === id).length;
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

function meant(file: OpenFile, selection: vscode.Selection): StandingMark[] {
  const { start, end } = toSpan(file.document, selection);
  if (start === end) return file.at(start).filter(mark => mark.kind === 'mention').slice(0, 1);
  return file.standing().filter(({ kind, placement: { span } }) => kind === 'mention' && span.start >= start && span.end <= end);
}
