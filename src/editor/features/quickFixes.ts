import * as vscode from 'vscode';
import { configPath, entitiesPath } from '../../core/corpus/fileKind';
import type { Problem } from '../../core/problem';
import type { Intent } from '../../core/store/intents';
import { mergeConflicted, type MergedSides } from '../../core/store/mergeConflicted';
import { difference } from '../../core/text/difference';
import type { Corpus } from '../corpus/corpus';
import { together } from '../dispose';
import { newRelationIntent, type LinkRef } from '../links/links';
import type { Session } from '../session';
import { report, tell } from '../window/report';
import { newEntityIntent, untagIntent } from '../writing/annotations';

/** What can be done about a problem, at its place. */
export function registerQuickFixes(session: Session): vscode.Disposable {
  const kinds = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  return together(
    vscode.languages.registerCodeActionsProvider({ pattern: `**/*.yaml` }, {
      async provideCodeActions(document, range, context) {
        const corpus = context.diagnostics.some(each => each.source === 'Seedmark') ? await session.corpusOf(document.uri) : undefined;
        const path = corpus?.files.path(document.uri);
        if (corpus === undefined || path === undefined) return [];
        const at = document.offsetAt(range.start);
        const problems = (corpus.problems.of(path)?.problems ?? []).filter(({ span }) => span.start <= at && at <= span.end);
        return problems.flatMap(problem => fixes(corpus, path, problem));
      },
    }, kinds),
    vscode.commands.registerCommand('seedmark.createMissingEntity', (fix: Fix) => create(session, fix)),
    vscode.commands.registerCommand('seedmark.createMissingRelation', (fix: Fix) => createRelation(session, fix)),
    vscode.commands.registerCommand('seedmark.deleteMark', (fix: Fix) => remove(session, fix)),
    vscode.commands.registerCommand('seedmark.mergeConflict', (fix: Fix) => merge(session, fix)),
  );
}

interface Fix {
  readonly corpus: Corpus;
  readonly path: string;
  readonly problem: Problem;
}

function fixes(corpus: Corpus, path: string, problem: Problem): vscode.CodeAction[] {
  const { code, data } = problem;
  const fix: Fix = { corpus, path, problem };
  const link: LinkRef = { corpus: corpus.id, path, link: String(data['link']), end: 'from' };
  switch (code) {
    case 'yaml-syntax': return data['reason'] === 'conflict-marker' ? mergeFixes(fix) : [];
    case 'entity-unknown': return [
      action(vscode.l10n.t('Add the entity “{0}” to {1}', String(data['entity']), entitiesPath), 'seedmark.createMissingEntity', fix),
      action(vscode.l10n.t('Delete this mention'), 'seedmark.deleteMark', fix),
    ];
    case 'link-dangling': return [
      action(vscode.l10n.t('Link to another passage…'), 'seedmark.relink', link),
      action(vscode.l10n.t('Delete this link'), 'seedmark.deleteLink', link),
    ];
    case 'relation-unknown': return [
      action(vscode.l10n.t('Choose another relation…'), 'seedmark.editLinkRelation', link),
      action(vscode.l10n.t('Add the relation “{0}” to {1}', String(data['relation']), configPath), 'seedmark.createMissingRelation', fix),
      action(vscode.l10n.t('Delete this link'), 'seedmark.deleteLink', link),
    ];
    default: return [];
  }
}

function mergeFixes(fix: Fix): vscode.CodeAction[] {
  switch (kindOf(fix)) {
    case 'sidecar': return [action(vscode.l10n.t('Merge both sides, mark by mark'), 'seedmark.mergeConflict', fix)];
    case 'entities': return [action(vscode.l10n.t('Merge both sides, entity by entity'), 'seedmark.mergeConflict', fix)];
    default: return [];
  }
}

function kindOf({ corpus, path }: Fix): 'sidecar' | 'entities' | undefined {
  if (path === entitiesPath) return 'entities';
  return corpus.index.kindOf(path) === 'sidecar' ? 'sidecar' : undefined;
}

function action(title: string, command: string, argument: Fix | LinkRef): vscode.CodeAction {
  const result = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  result.command = { title, command, arguments: [argument] };
  return result;
}

async function createRelation(session: Session, { corpus, problem }: Fix): Promise<void> {
  const id = String(problem.data['relation']);
  const label = id.replaceAll('-', ' ');
  report(session, await session.do(corpus, vscode.l10n.t('add {0}', id), [], [newRelationIntent({ id, label, inverse: label })]));
}

async function create(session: Session, { corpus, problem }: Fix): Promise<void> {
  const id = String(problem.data['entity']);
  const type = corpus.index.config.types[0]?.id ?? 'person';
  const entity = { id, name: String(problem.data['quote']), type, aliases: [], description: '', links: new Map<string, string>() };
  report(session, await session.do(corpus, vscode.l10n.t('add {0}', id), [], [newEntityIntent(corpus, entity)]));
  await vscode.commands.executeCommand('seedmark.openEntity', id);
}

/** What git could not bring together is brought together by the ids of marks or entities; marks that differ stand there twice, to be decided. */
async function merge(session: Session, fix: Fix): Promise<void> {
  const { corpus, path } = fix;
  const kind = kindOf(fix);
  if (kind === undefined) return;
  let conflicts: MergedSides['conflicts'] = [];
  const intent: Intent = {
    path,
    edits: text => {
      const merged = mergeConflicted(kind, text ?? '');
      conflicts = merged?.conflicts ?? [];
      return text === undefined || merged === undefined ? 'broken-file' : difference(text, merged.text);
    },
  };
  if (!report(session, await session.do(corpus, vscode.l10n.t('merge {0}', path), [], [intent]))) return;
  if (conflicts.length === 0) return tell(vscode.l10n.t('Both sides are merged.'));
  session.log.warn(`merged ${path}: ${JSON.stringify(conflicts)}`);
  void vscode.window.showWarningMessage(vscode.l10n.t('Both sides are merged. They disagreed on {0} things: marks that both had changed stand there twice, what one had deleted is kept, and of two values ours holds.', conflicts.length));
}

async function remove(session: Session, { corpus, path, problem }: Fix): Promise<void> {
  const mark = corpus.index.sidecarFile(path)?.sidecar.mentions.find(mention => mention.entity === problem.data['entity'] && mention.anchor.quote === problem.data['quote']);
  if (mark === undefined) return;
  report(session, await session.do(corpus, vscode.l10n.t('delete the mention “{0}”', mark.anchor.quote), [], [untagIntent(path, mark.id)]));
}
