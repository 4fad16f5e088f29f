import * as vscode from 'vscode';
import type { Order } from '../../core/concordance/layout';
import { nameAt } from '../../core/names/nameAt';
import type { Corpus } from '../corpus/corpus';
import { meantEntities } from '../entities/entities';
import type { Sought } from '../lists/occurrenceList';
import { findEverywhere } from '../lists/occurrences';
import type { Session } from '../session';
import { tell } from '../window/report';

/** Beside `entity`, which `meantEntities` reads: one of its names, or any text. */
interface Arguments {
  readonly entity?: unknown;
  readonly alias?: string;
  readonly text?: string;
  /** What its lines are sorted by. */
  readonly order?: Order;
}

/** What to list, and where. */
interface Question {
  readonly corpus: Corpus;
  readonly sought: Sought;
}

/**
 * `seedmark.concordance`: every place of an entity, of one of its names or of any words, with what stands around it. Without
 * arguments: of the selection, the mention under the caret, or the name there.
 */
export function registerConcordance(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand('seedmark.concordance', async (args?: Arguments | string) => {
    const given = typeof args === 'string' ? { text: args } : args ?? {};
    const question = await questionFor(session, given);
    const found = question && await findEverywhere(session, question.corpus, question.sought);
    if (question === undefined || found === undefined) return;
    if (found.length === 0) return tell(vscode.l10n.t('No article has it.'));
    await session.lists.show(question.corpus, question.sought, 'look', found, given.order);
  });
}

async function questionFor(session: Session, args: Arguments): Promise<Question | undefined> {
  const text = args.text ?? (args.entity === undefined ? await wordsAtCaret(session) : undefined);
  if (text !== undefined) {
    const editor = vscode.window.activeTextEditor;
    const corpus = (editor && await session.corpusOf(editor.document.uri)) ?? (await session.corpora())[0];
    return corpus && { corpus, sought: { entity: undefined, words: text, taggedOnly: false } };
  }
  const meant = await meantEntities(session, vscode.l10n.t('Concordance of which entity?'), args);
  return meant && { corpus: meant.corpus, sought: { entity: meant.entities[0].id, words: args.alias, taggedOnly: false } };
}

/** What is selected, else the name under the caret where no mention is; undefined where the mention or nothing is meant. */
async function wordsAtCaret(session: Session): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const selected = editor.document.getText(editor.selection).trim();
  if (selected !== '') return selected.replace(/\s+/g, ' ');
  const place = await session.place(editor.document, editor.selection.active, 'names');
  if (place === undefined || place.marks.some(mark => mark.kind === 'mention')) return undefined;
  const text = editor.document.getText();
  const name = nameAt(text, place.article.info.span, place.offset, place.corpus.names.gazetteer(), place.corpus.names.hyphens);
  return name === null || name === undefined ? undefined : text.slice(name.start, name.end).replace(/\s+/g, ' ');
}
