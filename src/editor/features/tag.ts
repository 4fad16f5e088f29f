import * as vscode from 'vscode';
import { entitiesPath } from '../../core/corpus/fileKind';
import type { Span } from '../../core/model';
import { nameAt } from '../../core/names/nameAt';
import { choiceOfType } from '../../core/offers/byHand';
import { keyInWords, typeKeys } from '../../core/offers/keys';
import type { Choice } from '../../core/offers/offer';
import { sentenceAt } from '../../core/seed/sentences';
import { typeIntent } from '../annotations';
import { toSpan } from '../convert';
import { pickEntity } from '../entityPicker';
import type { OpenArticle } from '../openArticle';
import type { OpenFile } from '../openFile';
import { report, tell } from '../report';
import type { Session } from '../session';
import { marksPassages, quoteOf, tagAs, trimmed, type Stretch } from '../tagging';

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
  const taggings = new Map<string, { readonly choice: Choice; readonly stretches: Map<number, Stretch> }>();
  for (const caret of carets) {
    if (await changeType(session, caret, type)) continue;
    const choice = ofType(caret, type);
    const key = choice.kind === 'known' ? `known ${choice.entity}` : `new ${choice.name}`;
    const tagging = taggings.get(key) ?? { choice, stretches: new Map<number, Stretch>() };
    for (const { article, name } of everyPlace(session, caret)) tagging.stretches.set(name.start, { article, span: name });
    taggings.set(key, tagging);
  }
  await tagAs(session, file, [...taggings.values()].map(({ choice, stretches }) => ({ choice, stretches: [...stretches.values()] })));
}

/** What is meant at a cursor; nothing on white space, and outside any article. */
function targetAt(file: OpenFile, selection: vscode.Selection): Target[] {
  const text = file.document.getText();
  const selected = trimmed(text, toSpan(file.document, selection));
  const at = file.document.offsetAt(selection.active);
  const article = file.articleAt(at);
  if (article === undefined) return [];
  const { span } = article.info;
  const name = selected ?? nameAt(text, span, at, file.corpus.gazetteer(), file.corpus.hyphens) ?? undefined;
  if (name === undefined || name.start < span.start || name.end > span.end) return [];
  const sentence = selected ?? sentenceAt(text, span, at) ?? name;
  return [{ file, article, selected: selected !== undefined, name, sentence }];
}

/** In annotate mode one key settles what a new name is, so it settles that for all its places in the article. */
function everyPlace(session: Session, target: Target): readonly Target[] {
  const offers = target.file.offers().find(({ article }) => article === target.article);
  const candidate = offers?.newNames().find(({ spans }) => spans.some(({ start, end }) => start === target.name.start && end === target.name.end));
  if (!session.annotating.on || candidate === undefined) return [target];
  return candidate.spans.map(span => ({ ...target, name: span, sentence: span }));
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

/** The entity of a type that the name calls, or else a new one. */
function ofType({ file, name }: Target, type: string): Choice {
  const { corpus } = file;
  return choiceOfType(quoteOf(file, name), type, corpus.knowledge(), id => corpus.index.entity(id)?.type);
}

/**
 * The type was guessed wrongly when the entity was made: on a mention of one that only this article mentions, the type's key
 * mends the entity. Answers whether it did.
 */
async function changeType(session: Session, { file, article, name }: Target, type: string | undefined): Promise<boolean> {
  const { index } = file.corpus;
  const mark = file.at(name.start).find(each => each.kind === 'mention' && each.placement.span.start === name.start && each.placement.span.end === name.end);
  const entity = mark?.kind === 'mention' ? index.entity(mark.mention.entity) : undefined;
  if (entity === undefined || type === undefined || marksPassages(file, type)) return false;
  await file.corpus.ready();
  if (entity.type === type || index.articlesWith(entity.id).some(each => each !== article.info.id)) return false;
  const label = index.config.types.find(({ id }) => id === type)?.label ?? type;
  const words = vscode.l10n.t('{0}: {1}', entity.name, label);
  if (report(session, await session.do(file.corpus, words, [file.document.uri], [typeIntent(file.corpus, entity.id, type)]))) tell(words);
  return true;
}

async function ask(session: Session, target: Target, args: TagArguments): Promise<Choice | undefined> {
  const { corpus } = target.file;
  await corpus.prepare('picker');
  const { index } = corpus;
  const stretch = marksPassages(target.file, args.type) ? target.sentence : target.name;
  const recent = session.recent.of(corpus);
  return pickEntity({
    index,
    picker: corpus.picker(),
    quote: quoteOf(target.file, stretch),
    recent,
    here: [...new Set(target.article.marks.flatMap(mark => mark.kind === 'mention' ? [mark.mention.entity] : []))],
    type: args.type,
    likelyType: index.entity(recent[0] ?? '')?.type,
  }, vscode.l10n.t('Tag'));
}

/** Tags each stretch, a whole sentence where the type is put on passages. */
async function apply(session: Session, file: OpenFile, targets: readonly Target[], choice: Choice): Promise<void> {
  const type = choice.kind === 'known' ? file.corpus.index.entity(choice.entity)?.type : choice.type;
  const wide = marksPassages(file, type);
  const stretches = targets.map(({ article, name, sentence }) => ({ article, span: wide ? sentence : name }));
  await tagAs(session, file, [{ choice, stretches }]);
}
