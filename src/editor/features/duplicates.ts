import * as vscode from 'vscode';
import { entitiesPath } from '../../core/corpus/fileKind';
import { alikeProblems, mostUnasked } from '../../core/entities/alike';
import type { Duplicate } from '../../core/entities/duplicates';
import type { EntitiesFile } from '../../core/store/entitiesFile';
import { entityAtOffset } from '../../core/store/entityPlaces';
import type { Corpus } from '../corpus/corpus';
import { together } from '../dispose';
import { duplicatesIn } from '../entities/alike';
import { articlesWith, meantEntities } from '../entities/entities';
import type { Session } from '../session';
import { Soon } from '../time/soon';
import { positionsIn } from '../window/convert';
import { diagnostic } from '../window/problemsPanel';
import { report, tell } from '../window/report';
import { distinctIntent } from '../writing/annotations';

/** The pairs found in one state of `entities.yaml`. */
interface Findings {
  readonly file: EntitiesFile;
  readonly pairs: readonly Duplicate[];
}

/** Two entities that look like one, by their ids. */
interface Pair {
  readonly entity: string;
  readonly other: string;
}

/** Points out, in `entities.yaml` and among the problems, which entities are likely the same, and offers to merge them. */
export function registerDuplicates(session: Session): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('seedmark-duplicates');
  const known = new Map<Corpus, Findings>();
  const search = new Soon(() => searchAll(session, known, collection), 1000, session.failed('duplicates'));
  search.ask();
  return together(
    collection, search,
    session.onDidChange(search.ask),
    vscode.window.onDidChangeVisibleTextEditors(search.ask),
    vscode.languages.registerCodeActionsProvider({ pattern: `**/${entitiesPath}` }, {
      async provideCodeActions(document, range) {
        const corpus = await session.corpusOf(document.uri);
        return corpus?.files.path(document.uri) === entitiesPath ? fixes(corpus, known.get(corpus)?.pairs ?? [], document.offsetAt(range.start)) : [];
      },
    }, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] }),
    vscode.commands.registerCommand('seedmark.keepApart', (args: Pair) => keepApart(session, args)),
  );
}

/** Says once and for all that two entities are two. */
async function keepApart(session: Session, { entity, other }: Pair): Promise<void> {
  const meant = await meantEntities(session, '', { entities: [entity, other] });
  if (meant === undefined) return;
  const { corpus, entities } = meant;
  const words = vscode.l10n.t('{0} are not the same', entities.map(({ name }) => name).join(', '));
  const outcome = await session.do(corpus, words, articlesWith(corpus, [entity, other]), [distinctIntent(corpus, entity, other)]);
  if (report(session, outcome)) tell(words);
}

async function searchAll(session: Session, known: Map<Corpus, Findings>, collection: vscode.DiagnosticCollection): Promise<void> {
  const corpora = await session.corpora();
  for (const corpus of known.keys()) {
    if (corpora.includes(corpus)) continue;
    known.delete(corpus);
    collection.delete(corpus.files.uri(entitiesPath));
  }
  for (const corpus of corpora) {
    await corpus.ready();
    const { entitiesFile: file } = corpus.index;
    if (known.get(corpus)?.file === file || (file.entities.length > mostUnasked && !isShown(corpus))) continue;
    const pairs = await duplicatesIn(corpus, file);
    if (pairs === undefined) return;
    known.set(corpus, { file, pairs });
    collection.set(corpus.files.uri(entitiesPath), diagnostics(file, pairs));
  }
}

function isShown(corpus: Corpus): boolean {
  const uri = corpus.files.uri(entitiesPath).toString();
  return vscode.window.visibleTextEditors.some(editor => editor.document.uri.toString() === uri);
}

function diagnostics(file: EntitiesFile, pairs: readonly Duplicate[]): vscode.Diagnostic[] {
  const positions = positionsIn(file.text);
  return alikeProblems(file, pairs).map(problem => diagnostic(positions, problem));
}

/** The offers to merge the entity at a place with those that it looks like or shares a name with, or to say that they are two. */
function fixes(corpus: Corpus, pairs: readonly Duplicate[], offset: number): vscode.CodeAction[] {
  const found = entityAtOffset(corpus.index.entitiesFile, offset);
  if (found === undefined || offset > found.place.keySpan.end) return [];
  const { entity } = found;
  const shared = (corpus.problems.of(entitiesPath)?.problems ?? []).flatMap(({ code, data }) => code === 'alias-shared' && data['entity'] === entity.id ? [String(data['other'])] : []);
  const others = new Set([...pairs.flatMap(({ one, other }) => other === entity.id ? [one] : []), ...shared]);
  return [...others].flatMap(id => {
    const other = corpus.index.entity(id);
    return other === undefined ? [] : [mergeAction(entity.id, entity.name, id, other.name), apartAction(entity.id, entity.name, id, other.name)];
  });
}

function mergeAction(entity: string, name: string, into: string, intoName: string): vscode.CodeAction {
  const title = vscode.l10n.t('Merge {0} into {1}…', name, intoName);
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { title, command: 'seedmark.mergeEntities', arguments: [{ entity, into }] };
  return action;
}

function apartAction(entity: string, name: string, other: string, otherName: string): vscode.CodeAction {
  const title = vscode.l10n.t('{0} and {1} are two: do not say so again', name, otherName);
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { title, command: 'seedmark.keepApart', arguments: [{ entity, other }] };
  return action;
}
