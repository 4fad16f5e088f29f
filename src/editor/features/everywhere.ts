import * as vscode from 'vscode';
import { together } from '../dispose';
import { meantEntities, type Meant } from '../entities/entities';
import { tagPlaces, untagPlaces } from '../lists/listActions';
import type { Found, Sought } from '../lists/occurrenceList';
import { findEverywhere } from '../lists/occurrences';
import type { Session } from '../session';
import { tell } from '../window/report';

/** Beside `entity`, which `meantEntities` reads. */
interface Arguments {
  /** Only this name of the entity. */
  readonly alias?: string;
  /** Does it without asking: what would be ticked in the list. */
  readonly confirm?: boolean;
}

/**
 * `seedmark.tagEverywhere` and `seedmark.untagEverywhere`: list the places of an entity in the whole corpus, to tick and confirm.
 * What is likely is ticked already.
 */
export function registerEverywhere(session: Session): vscode.Disposable {
  return together(
    vscode.commands.registerCommand('seedmark.tagEverywhere', (args?: Arguments) => tagEverywhere(session, args)),
    vscode.commands.registerCommand('seedmark.untagEverywhere', (args?: Arguments) => untagEverywhere(session, args)),
  );
}

async function tagEverywhere(session: Session, args: Arguments | undefined): Promise<void> {
  const meant = await meantEntities(session, vscode.l10n.t('Tag which entity everywhere?'), args);
  const found = meant && await find(session, meant, args, false);
  if (meant === undefined || found === undefined) return;
  const { corpus, entities: [entity] } = meant;
  if (found.every(({ state }) => state.kind === 'tagged')) return tell(vscode.l10n.t('All that is called {0} is tagged.', args?.alias ?? entity.name));
  if (args?.confirm !== true) return session.lists.show(corpus, soughtFor(meant, args, false), 'tag', found);
  const sure = found.filter(({ state }) => state.kind === 'open');
  if (sure.length === 0) return tell(vscode.l10n.t('No place is sure to be {0}.', entity.name));
  await tagPlaces(session, corpus, sure, { kind: 'known', entity: entity.id }, args.alias);
}

async function untagEverywhere(session: Session, args: Arguments | undefined): Promise<void> {
  const meant = await meantEntities(session, vscode.l10n.t('Untag which entity everywhere?'), args);
  const found = meant && await find(session, meant, args, true);
  if (meant === undefined || found === undefined) return;
  const { corpus, entities: [entity] } = meant;
  if (found.length === 0) return tell(vscode.l10n.t('Nothing is tagged as {0}.', entity.name));
  if (args?.confirm !== true) return session.lists.show(corpus, soughtFor(meant, args, true), 'untag', found);
  await untagPlaces(session, corpus, found);
}

async function find(session: Session, meant: Meant, args: Arguments | undefined, taggedOnly: boolean): Promise<Found[] | undefined> {
  return findEverywhere(session, meant.corpus, soughtFor(meant, args, taggedOnly));
}

function soughtFor({ entities: [entity] }: Meant, args: Arguments | undefined, taggedOnly: boolean): Sought {
  return { entity: entity.id, words: typeof args?.alias === 'string' ? args.alias : undefined, taggedOnly };
}
