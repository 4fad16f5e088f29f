import * as vscode from 'vscode';
import { likelyDuplicates } from '../../core/entities/duplicates';
import { firstOf } from '../../core/lists/sortedList';
import type { Entity } from '../../core/model';
import type { Corpus } from '../corpus/corpus';
import { articlesWith, extentInWords, extentOf, meantEntities } from '../entities/entities';
import { mergeIntents } from '../entities/entityChanges';
import { pickKnownEntity } from '../entities/entityPicker';
import type { Session } from '../session';
import { choose, type Option } from '../window/choose';
import { report, tell } from '../window/report';

/** More than fit on a screen need not be in order. */
const mostOffered = 20;

/** Beside `entity` or `entities`, which `meantEntities` reads. */
interface MergeArguments {
  /** The id of the entity that stays. */
  readonly into?: string;
  /** Merges without asking. */
  readonly confirm?: boolean;
}

/** Which entities go, and which one has their names and mentions afterwards. */
interface Merge {
  readonly from: readonly Entity[];
  readonly into: Entity;
}

/** `seedmark.mergeEntities`: makes several entities one. What goes where is said before, and asked for. */
export function registerMergeEntities(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand('seedmark.mergeEntities', (args?: MergeArguments, selected?: unknown) => merge(session, args, selected));
}

async function merge(session: Session, args: MergeArguments | undefined, selected: unknown): Promise<void> {
  const meant = await meantEntities(session, vscode.l10n.t('Merge which entity?'), args, selected);
  if (meant === undefined) return;
  const { corpus, entities } = meant;
  const proposed = await proposal(session, corpus, entities, args?.into);
  const decided = proposed === undefined || args?.confirm === true ? proposed : await confirmed(corpus, proposed);
  if (decided === undefined) return;
  const { from, into } = decided;
  const ids = from.map(({ id }) => id);
  const label = vscode.l10n.t('merge {0} into {1}', namesOf(from), into.name);
  const outcome = await session.do(corpus, label, articlesWith(corpus, [...ids, into.id]), ids.flatMap(id => mergeIntents(corpus, id, into.id)));
  if (report(session, outcome)) tell(vscode.l10n.t('Merged {0} into {1}', namesOf(from), into.name));
}

/** Of several entities the one that is to stay is asked for among them, of one among all. */
async function proposal(session: Session, corpus: Corpus, entities: readonly [Entity, ...Entity[]], given: string | undefined): Promise<Merge | undefined> {
  const id = given ?? (entities.length > 1 ? await pickStaying(corpus, entities) : await pickOther(session, corpus, entities[0]));
  const into = corpus.index.entity(id ?? '');
  const from = entities.filter(each => each.id !== id);
  return into === undefined || from.length === 0 ? undefined : { from, into };
}

async function pickStaying(corpus: Corpus, entities: readonly Entity[]): Promise<string | undefined> {
  const byExtent = entities.map(entity => ({ entity, extent: extentOf(corpus, entity.id) })).sort((a, b) => b.extent.mentions - a.extent.mentions);
  const options = byExtent.map(({ entity: { id, name }, extent }) => ({ label: name, description: extentInWords(extent), value: id }));
  return choose(vscode.l10n.t('Merge {0} entities', entities.length), vscode.l10n.t('Which one stays?'), options);
}

async function pickOther(session: Session, corpus: Corpus, entity: Entity): Promise<string | undefined> {
  return pickKnownEntity({
    corpus,
    title: vscode.l10n.t('Merge {0} into …', entity.name),
    placeholder: vscode.l10n.t('The entity that stays: type a name, an alias, or /type'),
    first: [...likely(corpus, entity), ...session.recent.of(corpus), ...mostMentioned(corpus, entity.type)],
    without: [entity.id],
  });
}

/** The entities that look like this one. */
function likely({ index }: Corpus, entity: Entity): string[] {
  const others = index.entities().filter(each => each.type === entity.type && each.id !== entity.id);
  const pairs = likelyDuplicates([...others, entity], type => type === 'person');
  return pairs.flatMap(({ one, other }) => other === entity.id ? [one] : []);
}

function mostMentioned({ index }: Corpus, type: string): string[] {
  const ids = index.entities().flatMap(each => each.type === type ? [each.id] : []);
  return firstOf(ids, mostOffered, id => String(Number.MAX_SAFE_INTEGER - index.mentionCount(id)));
}

/** Says what moves, and offers the other direction. */
async function confirmed(corpus: Corpus, merging: Merge): Promise<Merge | undefined> {
  const { from: [only, ...more], into } = merging;
  const reverse: Merge | undefined = only === undefined || more.length > 0 ? undefined : { from: [into], into: only };
  const options = [merging, reverse].flatMap(each => each === undefined ? [] : [optionFor(corpus, each)]);
  return choose(`${namesOf(merging.from)} → ${into.name}`, vscode.l10n.t('Enter merges them; Escape leaves them as they are'), options);
}

function optionFor(corpus: Corpus, merging: Merge): Option<Merge> {
  const { from, into } = merging;
  const mentions = from.map(({ id }) => extentOf(corpus, id));
  const sum = { mentions: total(mentions.map(each => each.mentions)), articles: new Set(from.flatMap(({ id }) => corpus.index.articlesWith(id))).size };
  return { label: `$(git-merge) ${vscode.l10n.t('Merge {0} into {1}', namesOf(from), into.name)}`, detail: vscode.l10n.t('{0} move to {1}; aliases united', extentInWords(sum), into.name), value: merging };
}

function namesOf(entities: readonly Entity[]): string {
  return entities.map(({ name }) => name).join(', ');
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
