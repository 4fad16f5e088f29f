import * as vscode from 'vscode';
import { meantEntities } from '../entities/entities';
import { movePlaces } from '../lists/listActions';
import type { Sought } from '../lists/occurrenceList';
import { findEverywhere } from '../lists/occurrences';
import type { Session } from '../session';
import { tell } from '../window/report';

/** Beside `entity`, which `meantEntities` reads: which mentions, by their ids, and the new entity that they become. */
interface Arguments {
  readonly mentions?: readonly string[];
  readonly name?: string;
  readonly type?: string;
}

/** `seedmark.splitEntity`: lists the mentions of an entity, to tick those that are another one. */
export function registerSplitEntity(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand('seedmark.splitEntity', async (args?: Arguments) => {
    const meant = await meantEntities(session, vscode.l10n.t('Split which entity?'), args);
    if (meant === undefined) return;
    const { corpus, entities: [entity] } = meant;
    const sought: Sought = { entity: entity.id, words: undefined, taggedOnly: true };
    const found = await findEverywhere(session, corpus, sought);
    if (found === undefined) return;
    if (found.length === 0) return tell(vscode.l10n.t('Nothing is tagged as {0}.', entity.name));
    const { mentions, name, type = entity.type } = args ?? {};
    if (mentions === undefined || typeof name !== 'string') return session.lists.show(corpus, sought, 'split', found);
    const meantPlaces = found.filter(({ state }) => state.kind === 'tagged' && mentions.includes(state.tag.id));
    await movePlaces(session, corpus, entity.id, meantPlaces, { kind: 'new', name, type });
  });
}
