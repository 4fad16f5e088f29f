import * as vscode from 'vscode';
import { describe } from '../../core/anchor/describe';
import { entitiesPath } from '../../core/corpus/fileKind';
import type { Anchor, Span } from '../../core/model';
import { nameAt } from '../../core/names/nameAt';
import { sentenceAt } from '../../core/seed/sentences';
import { entityId } from '../../core/store/entityId';
import type { Intent } from '../../core/store/intents';
import { aliasIntent, corpusIntent, mentionIntent, newEntityIntent, retagIntent } from '../annotations';
import { toSpan } from '../convert';
import { pickEntity, type Choice } from '../entityPicker';
import type { OpenArticle, OpenFile } from '../openFile';
import { report, tell } from '../report';
import type { Session } from '../session';

/** What a key binding may give: an entity or a type, so that nothing is asked that is known. */
export interface TagArguments {
  readonly entity?: string;
  readonly type?: string;
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
  return vscode.commands.registerCommand('seedmark.tag', async (args?: TagArguments) => tag(session, args ?? {}));
}

async function tag(session: Session, args: TagArguments): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const file = editor && await session.open(editor.document);
  if (editor === undefined || file === undefined) return tell(vscode.l10n.t('Open an article of a corpus to tag in it.'));
  const targets = editor.selections.flatMap(selection => targetAt(file, selection));
  const first = targets[0];
  if (first === undefined) return tell(vscode.l10n.t('There is no name under the caret: select what is to be tagged.'));
  const choice = args.entity === undefined ? await ask(session, first, args) : await given(file, args.entity);
  if (choice !== undefined) await apply(session, file, targets, choice);
}

/** What is meant at a cursor; nothing on white space, and outside any article. */
function targetAt(file: OpenFile, selection: vscode.Selection): Target[] {
  const text = file.document.getText();
  const selected = trimmed(text, toSpan(file.document, selection));
  const at = file.document.offsetAt(selection.active);
  const article = file.articleAt(at);
  if (article === undefined) return [];
  const { span } = article.info;
  const name = selected ?? nameAt(text, span, at, file.corpus.gazetteer()) ?? undefined;
  if (name === undefined || name.start < span.start || name.end > span.end) return [];
  const sentence = selected ?? sentenceAt(text, span, at) ?? name;
  return [{ file, article, selected: selected !== undefined, name, sentence }];
}

function trimmed(text: string, { start, end }: Span): Span | undefined {
  const words = text.slice(start, end);
  const lead = words.length - words.trimStart().length;
  const length = words.trim().length;
  return length === 0 ? undefined : { start: start + lead, end: start + lead + length };
}

/** The decision that the arguments already hold. An id that is not known may have been written a moment ago. */
async function given({ corpus }: OpenFile, entity: string): Promise<Choice | undefined> {
  if (corpus.index.entity(entity) === undefined) {
    corpus.mark(corpus.files.uri(entitiesPath));
    await corpus.ready();
  }
  if (corpus.index.entity(entity) !== undefined) return { kind: 'known', entity };
  tell(vscode.l10n.t('There is no entity {0}.', entity));
  return undefined;
}

async function ask(session: Session, target: Target, args: TagArguments): Promise<Choice | undefined> {
  const { corpus, document } = target.file;
  const { index } = corpus;
  const stretch = marksPassages(target, args.type) ? target.sentence : target.name;
  const recent = session.recent(corpus);
  return pickEntity({
    index,
    picker: corpus.picker(),
    quote: oneLine(document.getText().slice(stretch.start, stretch.end)),
    recent,
    here: [...new Set(target.article.marks.flatMap(mark => mark.kind === 'mention' ? [mark.mention.entity] : []))],
    type: args.type,
    likelyType: index.entity(recent[0] ?? '')?.type,
  }, vscode.l10n.t('Tag'));
}

function marksPassages({ file }: Target, type: string | undefined): boolean {
  return file.corpus.index.config.types.find(each => each.id === type)?.marks === 'passages';
}

async function apply(session: Session, file: OpenFile, targets: readonly Target[], choice: Choice): Promise<void> {
  const { corpus, document } = file;
  const id = choice.kind === 'known' ? choice.entity : entityId(choice.name, new Set(corpus.index.entities().map(each => each.id)));
  const type = choice.kind === 'known' ? corpus.index.entity(id)?.type : choice.type;
  const textId = await session.textId(file);
  const stretches = targets.map(target => ({ target, span: marksPassages(target, type) ? target.sentence : target.name }));
  const intents: Intent[] = [corpusIntent(), ...entityIntents(file, choice, id, stretches[0]?.span)];
  for (const { target, span } of stretches) intents.push(markIntent(target, span, id, textId));
  const name = choice.kind === 'known' ? corpus.index.entity(id)?.name ?? id : choice.name;
  const label = vscode.l10n.t('tag “{0}” as {1}', oneLine(quoteOf(file, stretches[0]?.span)), name);
  if (report(session, await session.do(corpus, label, [document.uri], intents))) {
    await session.remember(corpus, id);
    tell(vscode.l10n.t('Tagged “{0}” as {1}', oneLine(quoteOf(file, stretches[0]?.span)), name));
  }
}

/** The entity that is to be made, or the alias that a known one gains. */
function entityIntents(file: OpenFile, choice: Choice, id: string, span: Span | undefined): Intent[] {
  const quote = oneLine(quoteOf(file, span));
  if (choice.kind === 'new') {
    const aliases = isAlias(quote, [choice.name]) && !passages(file, choice.type) ? [quote] : [];
    return [newEntityIntent({ id, name: choice.name, type: choice.type, aliases, description: '', links: new Map() })];
  }
  const entity = file.corpus.index.entity(id);
  if (entity === undefined || passages(file, entity.type) || !isAlias(quote, [entity.name, ...entity.aliases])) return [];
  return [aliasIntent(id, quote)];
}

function passages(file: OpenFile, type: string): boolean {
  return file.corpus.index.config.types.find(each => each.id === type)?.marks === 'passages';
}

/** A new name for an entity: not one that it has in another letter case, and no "the company", which begins small. */
function isAlias(quote: string, names: readonly string[]): boolean {
  const small = quote.charAt(0) !== quote.charAt(0).toUpperCase();
  return !small && !names.some(name => name.toLowerCase() === quote.toLowerCase());
}

/** Tags a stretch, or changes the mention that stands on exactly the same one. */
function markIntent({ file, article }: Target, span: Span, entity: string, textId: string): Intent {
  const same = file.at(span.start).find(mark => mark.kind === 'mention' && mark.placement.span.start === span.start && mark.placement.span.end === span.end);
  if (same?.kind === 'mention') return retagIntent(same.path, same.mention.id, entity);
  const anchor: Anchor = describe(file.document.getText(), article.info.span, span);
  return mentionIntent(file.corpus, article.info.id, textId, anchor, entity);
}

function quoteOf(file: OpenFile, span: Span | undefined): string {
  return span === undefined ? '' : file.document.getText().slice(span.start, span.end);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
