import * as vscode from 'vscode';
import { entitiesPath } from '../../core/corpus/fileKind';
import type { Span } from '../../core/model';
import { nameAt } from '../../core/names/nameAt';
import { takenAsType, type Sheet } from '../../core/offers/acts';
import { keyInWords, typeKeys } from '../../core/offers/keys';
import { mentionOn, retyped } from '../../core/offers/mending';
import type { Choice } from '../../core/offers/offer';
import type { Tagging } from '../../core/offers/tagging';
import { trimmed } from '../../core/seed/lines';
import { sentenceAt } from '../../core/seed/sentences';
import type { OpenArticle } from '../article/openArticle';
import type { OpenFile } from '../article/openFile';
import { askEntity } from '../entities/askEntity';
import type { Session } from '../session';
import { marksPassages, mentionsIn, tagAs, type Stretch } from '../tagging/tagging';
import { toSpan } from '../window/convert';
import { report, tell } from '../window/report';
import { typeIntent } from '../writing/annotations';

/** What a key binding may give: an entity or a type, so that nothing is asked that is known. */
export interface TagArguments {
  readonly entity?: string;
  readonly type?: string;
  /** The entity that was used last. */
  readonly last?: boolean;
  /** The type by its key in annotate mode. A name is tagged without a question; which topic a passage is of is asked. */
  readonly key?: string;
  /** False with a type: no question, but the entity of that type that bears the name, or else a new one. */
  readonly ask?: boolean;
}

/** A stretch to be tagged: what was selected, else the name under the caret, with the sentence around it. */
interface Target {
  readonly file: OpenFile;
  readonly article: OpenArticle;
  readonly selected: boolean;
  readonly name: Span;
  readonly sentence: Span;
}

/** `seedmark.tag`: tags the selection, or the name under the caret, at every cursor. */
export function registerTag(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand('seedmark.tag', (args?: TagArguments) => session.decisions.run(() => tag(session, args ?? {})));
}

async function tag(session: Session, asked: TagArguments): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const file = editor && await session.open(editor.document, 'names');
  if (editor === undefined || file === undefined) return tell(vscode.l10n.t('Open an article of a corpus to tag in it.'));
  const carets = editor.selections.flatMap(selection => targetAt(file, selection));
  const first = carets[0];
  if (first === undefined) return tell(vscode.l10n.t('There is no name under the caret: select what is to be tagged.'));
  const args = asked.key === undefined ? asked : byKey(file, asked.key);
  if (args === undefined) return tell(vscode.l10n.t('No type has the key {0}. H shows the keys.', keyInWords(asked.key ?? '')));
  if (args.ask === false && args.type !== undefined && !marksPassages(file, args.type)) return tagAsType(session, file, carets, args.type);
  const choice = await decide(session, first, args);
  if (choice !== undefined) await apply(session, file, carets, choice);
}

/** Each name at a cursor as a thing of one type: the entity of that type that it calls, or a new one; every name its own. */
async function tagAsType(session: Session, file: OpenFile, carets: readonly Target[], type: string): Promise<void> {
  const left = new Map<OpenArticle, Span[]>();
  for (const caret of carets) {
    if (!await changeType(session, caret, type)) left.set(caret.article, [...left.get(caret.article) ?? [], caret.name]);
  }
  const { index } = file.corpus;
  const taggings = new Map<string, Tagging<Stretch>>(); // a new name that is selected in two articles of a bundle is one thing
  for (const [article, names] of left) {
    for (const { choice, spans } of takenAsType(sheetOf(session, file, article), names, type, id => index.entity(id)?.type)) {
      const key = JSON.stringify(choice);
      taggings.set(key, { choice, stretches: [...taggings.get(key)?.stretches ?? [], ...spans.map(span => ({ article, span }))] });
    }
  }
  await tagAs(session, file, [...taggings.values()]);
}

/** New names are offered in annotate mode only. */
function sheetOf(session: Session, file: OpenFile, article: OpenArticle): Sheet {
  const { types } = file.corpus.index.config;
  const offers = session.annotating.on ? file.offers().find(each => each.article === article) : undefined;
  return offers?.sheet(types, { withNew: true })
    ?? { text: file.document.getText(), article: article.info.span, skip: [], offers: [], tagged: [], knowledge: file.corpus.names.knowledge(), types };
}

/** What is meant at a cursor; nothing on white space, and outside any article. */
function targetAt(file: OpenFile, selection: vscode.Selection): Target[] {
  const text = file.document.getText();
  const stretch = trimmed(text, toSpan(file.document, selection));
  const selected = stretch.start < stretch.end ? stretch : undefined;
  const at = file.document.offsetAt(selection.active);
  const article = file.articleAt(at);
  if (article === undefined) return [];
  const { span } = article.info;
  const name = selected ?? nameAt(text, span, at, file.corpus.names.gazetteer(), file.corpus.names.hyphens) ?? undefined;
  if (name === undefined || name.start < span.start || name.end > span.end) return [];
  const sentence = selected ?? sentenceAt(text, span, at) ?? name;
  return [{ file, article, selected: selected !== undefined, name, sentence }];
}

/** What a type's key means; undefined for a key that no type has. */
function byKey(file: OpenFile, key: string): TagArguments | undefined {
  const type = typeKeys(file.corpus.index.config.types).get(key);
  return type && { type: type.id, ask: marksPassages(file, type.id) };
}

/** What the arguments decide already; what they leave open is asked. */
async function decide(session: Session, target: Target, args: TagArguments): Promise<Choice | undefined> {
  const { file } = target;
  const entity = args.last === true ? session.recent.of(file.corpus)[0] : args.entity;
  if (entity !== undefined) return given(file, entity);
  return ask(session, target, args);
}

/** The decision that the arguments already hold. An id that is not known may have been written a moment ago. */
async function given({ corpus }: OpenFile, entity: string): Promise<Choice | undefined> {
  if (corpus.index.entity(entity) === undefined) {
    corpus.mark(corpus.files.uri(entitiesPath));
    await corpus.readyFor(entitiesPath);
  }
  if (corpus.index.entity(entity) !== undefined) return { kind: 'known', entity };
  tell(vscode.l10n.t('There is no entity {0}.', entity));
  return undefined;
}

/**
 * The type was guessed wrongly when the entity was made: on a mention of one that only this article mentions, the type's key
 * mends the entity. Answers whether it did.
 */
async function changeType(session: Session, { file, article, name }: Target, type: string | undefined): Promise<boolean> {
  const { index } = file.corpus;
  if (type === undefined || marksPassages(file, type) || mentionOn(mentionsIn(file), name) === undefined) return false;
  await file.corpus.ready();
  const id = retyped(mentionsIn(file), name, type, {
    typeOf: each => index.entity(each)?.type,
    isElsewhere: each => index.articlesWith(each).some(other => other !== article.info.id),
  });
  const entity = index.entity(id ?? '');
  if (entity === undefined) return false;
  const label = index.config.types.find(each => each.id === type)?.label ?? type;
  const words = vscode.l10n.t('{0}: {1}', entity.name, label);
  if (report(session, await session.do(file.corpus, words, [file.document.uri], [typeIntent(file.corpus, entity.id, type)]))) tell(words);
  return true;
}

async function ask(session: Session, { file, article, sentence, name }: Target, { type }: TagArguments): Promise<Choice | undefined> {
  return askEntity(session, file, article, marksPassages(file, type) ? sentence : name, type);
}

/** Tags each stretch, a whole sentence where the type is put on passages. */
async function apply(session: Session, file: OpenFile, targets: readonly Target[], choice: Choice): Promise<void> {
  const type = choice.kind === 'known' ? file.corpus.index.entity(choice.entity)?.type : choice.type;
  const wide = marksPassages(file, type);
  const stretches = targets.map(({ article, name, sentence }) => ({ article, span: wide ? sentence : name }));
  await tagAs(session, file, [{ choice, stretches }]);
}
