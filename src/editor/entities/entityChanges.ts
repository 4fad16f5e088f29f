import { dropMentions, giveMentions, moveMentions } from '../../core/entities/mentions';
import { enrich, gainOf } from '../../core/entities/merge';
import type { EntitiesFile } from '../../core/store/entitiesFile';
import { removeEntity, renameEntityId } from '../../core/store/entityEdits';
import { addNames, followDistinct, removeAlias } from '../../core/store/entityNames';
import type { Intent } from '../../core/store/intents';
import { removeMarks } from '../../core/store/sidecarEdits';
import type { Corpus } from '../corpus/corpus';
import { entitiesIntent, existingSidecarIntent } from '../writing/annotations';

/*
 * What changes when an entity does, as what is meant for each file. All of it goes into one step: every sidecar follows,
 * or nothing is written.
 */

/** Another id for an entity, in every file that names it. */
export function renameIdIntents(corpus: Corpus, id: string, newId: string): Intent[] {
  return [entitiesIntent(corpus, file => renameEntityId(file, id, newId)), entitiesIntent(corpus, file => followDistinct(file, id, newId)), ...moveIntents(corpus, id, newId)];
}

/** One entity becomes part of another: its names and mentions are the other's, and it is gone. */
export function mergeIntents(corpus: Corpus, from: string, into: string): Intent[] {
  return [
    entitiesIntent(corpus, file => {
      const [stays, goes] = [into, from].map(id => recordOf(file, id));
      return stays && goes && enrich(file, into, gainOf(stays, goes));
    }),
    entitiesIntent(corpus, file => removeEntity(file, from)),
    entitiesIntent(corpus, file => followDistinct(file, from, into)),
    ...moveIntents(corpus, from, into),
  ];
}

/** An entity is gone; its mentions too, unless they are to stay for someone to decide. */
export function deleteIntents(corpus: Corpus, id: string, mentions: 'delete' | 'keep'): Intent[] {
  const sidecars = mentions === 'keep' ? [] : corpus.index.sidecarsNaming(id);
  return [entitiesIntent(corpus, file => removeEntity(file, id)), entitiesIntent(corpus, file => followDistinct(file, id, undefined)), ...sidecars.map(path => existingSidecarIntent(path, file => dropMentions(file, id)))];
}

/** Mentions of one sidecar become another entity's. */
export function giveIntent(path: string, mentions: readonly string[], to: string): Intent {
  return existingSidecarIntent(path, file => giveMentions(file, mentions, to));
}

/** Marks go out of one sidecar. */
export function takeIntent(path: string, marks: readonly string[]): Intent {
  return existingSidecarIntent(path, file => removeMarks(file, marks));
}

/** Names pass from one entity to another; the first keeps its own name. */
export function passNamesIntents(corpus: Corpus, from: string, to: string, gained: readonly string[], lost: readonly string[]): Intent[] {
  return [
    entitiesIntent(corpus, file => addNames(file, to, 'aliases', gained)),
    ...lost.map(name => entitiesIntent(corpus, file => removeAlias(file, from, name))),
  ];
}

function moveIntents(corpus: Corpus, from: string, to: string): Intent[] {
  return corpus.index.sidecarsNaming(from).map(path => existingSidecarIntent(path, file => moveMentions(file, from, to)));
}

function recordOf(file: EntitiesFile, id: string): EntitiesFile['entities'][number] | undefined {
  return file.entities.find(each => each.id === id);
}
