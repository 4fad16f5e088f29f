import * as vscode from 'vscode';
import { entitiesPath } from '../../core/corpus/fileKind';
import type { Problem } from '../../core/problem';
import { newEntityIntent, untagIntent } from '../annotations';
import type { Corpus } from '../corpus';
import { together } from '../dispose';
import { report } from '../report';
import { problemsOf } from '../../core/corpus/check';
import type { Session } from '../session';

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
        const problems = problemsOf(corpus.index, path).filter(({ span }) => span.start <= at && at <= span.end);
        return problems.flatMap(problem => fixes(corpus, path, problem));
      },
    }, kinds),
    vscode.commands.registerCommand('seedmark.createMissingEntity', (fix: Fix) => create(session, fix)),
    vscode.commands.registerCommand('seedmark.deleteMark', (fix: Fix) => remove(session, fix)),
  );
}

interface Fix {
  readonly corpus: Corpus;
  readonly path: string;
  readonly problem: Problem;
}

function fixes(corpus: Corpus, path: string, problem: Problem): vscode.CodeAction[] {
  const fix: Fix = { corpus, path, problem };
  if (problem.code !== 'entity-unknown') return [];
  return [
    action(vscode.l10n.t('Add the entity “{0}” to {1}', String(problem.data['entity']), entitiesPath), 'seedmark.createMissingEntity', fix),
    action(vscode.l10n.t('Delete this mention'), 'seedmark.deleteMark', fix),
  ];
}

function action(title: string, command: string, fix: Fix): vscode.CodeAction {
  const result = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  result.command = { title, command, arguments: [fix] };
  return result;
}

async function create(session: Session, { corpus, problem }: Fix): Promise<void> {
  const id = String(problem.data['entity']);
  const type = corpus.index.config.types[0]?.id ?? 'person';
  const entity = { id, name: String(problem.data['quote']), type, aliases: [], description: '', links: new Map<string, string>() };
  report(session, await session.do(corpus, vscode.l10n.t('add {0}', id), [], [newEntityIntent(entity)]));
  await vscode.commands.executeCommand('seedmark.openEntity', id);
}

async function remove(session: Session, { corpus, path, problem }: Fix): Promise<void> {
  const mark = corpus.index.sidecarFile(path)?.sidecar.mentions.find(mention => mention.entity === problem.data['entity'] && mention.anchor.quote === problem.data['quote']);
  if (mark === undefined) return;
  report(session, await session.do(corpus, vscode.l10n.t('delete the mention “{0}”', mark.anchor.quote), [], [untagIntent(path, mark.id)]));
}
