import * as vscode from 'vscode';
import { articlesWith, extentInWords, extentOf, meantEntities, type Meant } from '../entities/entities';
import { deleteIntents } from '../entities/entityChanges';
import type { Session } from '../session';
import { choose } from '../window/choose';
import { report, tell } from '../window/report';

type Mentions = 'delete' | 'keep';

/** `seedmark.deleteEntity`: takes entities out of `entities.yaml`, with their mentions or leaving them. */
export function registerDeleteEntity(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand('seedmark.deleteEntity', async (args?: { readonly mentions?: Mentions }, selected?: unknown) => {
    const meant = await meantEntities(session, vscode.l10n.t('Delete which entity?'), args, selected);
    if (meant === undefined) return;
    const { corpus, entities } = meant;
    const mentions = args?.mentions ?? await ask(meant);
    if (mentions === undefined) return;
    const ids = entities.map(({ id }) => id);
    const names = namesOf(meant);
    const intents = ids.flatMap(id => deleteIntents(corpus, id, mentions));
    const outcome = await session.do(corpus, vscode.l10n.t('delete {0}', names), articlesWith(corpus, ids), intents);
    if (report(session, outcome)) tell(vscode.l10n.t('Deleted {0}', names));
  });
}

async function ask(meant: Meant): Promise<Mentions | undefined> {
  const extents = meant.entities.map(({ id }) => extentOf(meant.corpus, id));
  const mentions = extents.reduce((sum, each) => sum + each.mentions, 0);
  const articles = new Set(meant.entities.flatMap(({ id }) => meant.corpus.index.articlesWith(id))).size;
  const names = namesOf(meant);
  const title = vscode.l10n.t('Delete {0}', names);
  if (mentions === 0) return choose(title, vscode.l10n.t('Nothing is tagged as it'), [{ label: `$(trash) ${title}`, value: 'delete' }]);
  return choose(title, vscode.l10n.t('What happens to what is tagged?'), [
    { label: `$(trash) ${vscode.l10n.t('Delete {0} and {1}', names, extentInWords({ mentions, articles }))}`, value: 'delete' },
    { label: `$(question) ${vscode.l10n.t('Delete {0}, but leave {1}', names, extentInWords({ mentions, articles }))}`, detail: vscode.l10n.t('Each is then shown among the problems, until it is tagged as something else'), value: 'keep' },
  ]);
}

function namesOf({ entities }: Meant): string {
  return entities.map(({ name }) => name).join(', ');
}
