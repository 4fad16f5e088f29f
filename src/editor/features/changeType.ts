import * as vscode from 'vscode';
import { articlesWith, meantEntities, type Meant } from '../entities/entities';
import type { Session } from '../session';
import { choose } from '../window/choose';
import { report, tell } from '../window/report';
import { typeIntent } from '../writing/annotations';

/** `seedmark.changeType`: another type for the entity under the caret, for those given, or those selected in the tree. */
export function registerChangeType(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand('seedmark.changeType', async (args?: { readonly type?: string }, selected?: unknown) => {
    const meant = await meantEntities(session, vscode.l10n.t('Change the type of which entity?'), args, selected);
    if (meant === undefined) return;
    const { corpus, entities } = meant;
    const given = typeof args?.type === 'string' ? args.type : undefined;
    const wanted = given ?? await pickType(meant);
    const type = corpus.index.config.types.find(({ id }) => id === wanted);
    if (wanted === undefined) return;
    if (type === undefined) return tell(vscode.l10n.t('This corpus has no type {0}.', wanted));
    const changing = entities.filter(each => each.type !== type.id);
    const names = changing.map(({ name }) => name).join(', ');
    const articles = articlesWith(corpus, changing.map(({ id }) => id));
    const outcome = await session.do(corpus, vscode.l10n.t('make {0} of type {1}', names, type.label), articles, changing.map(({ id }) => typeIntent(corpus, id, type.id)));
    if (report(session, outcome) && changing.length > 0) tell(vscode.l10n.t('{0}: {1}', names, type.label));
  });
}

async function pickType({ corpus, entities }: Meant): Promise<string | undefined> {
  const names = entities.map(({ name }) => name).join(', ');
  const now = new Set(entities.map(({ type }) => type));
  const options = corpus.index.config.types.map(({ id, label, icon }) => ({
    label: `$(${icon}) ${label}`,
    description: now.has(id) ? vscode.l10n.t('as now') : '',
    value: id,
  }));
  return choose(vscode.l10n.t('Change the type of {0}', names), vscode.l10n.t('Its mentions stay as they are'), options);
}
