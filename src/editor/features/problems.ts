import * as vscode from 'vscode';
import { problemsOf } from '../../core/corpus/check';
import { configPath, entitiesPath } from '../../core/corpus/fileKind';
import { anchorProblems } from '../../core/marks/anchorProblems';
import type { Problem } from '../../core/problem';
import { positionsIn, toRange, type Positions } from '../convert';
import type { Corpus } from '../corpus';
import { together } from '../dispose';
import type { OpenFile } from '../openFile';
import type { Session } from '../session';
import { Soon } from '../soon';
import { problemInWords, severityOf } from '../words';

/** Keeps the Problems panel in step with the corpus. */
export function registerProblems(session: Session): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('seedmark');
  const refresh = new Soon(() => publish(session, collection), 250, error => session.log.error('problems', String(error)));
  refresh.ask();
  return together(collection, refresh, session.onDidChange(refresh.ask), vscode.window.onDidChangeVisibleTextEditors(refresh.ask));
}

async function publish(session: Session, collection: vscode.DiagnosticCollection): Promise<void> {
  const found = new Map<string, { uri: vscode.Uri; diagnostics: vscode.Diagnostic[] }>();
  const add = (uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[]): void => {
    const known = found.get(uri.toString()) ?? { uri, diagnostics: [] };
    found.set(uri.toString(), { uri, diagnostics: [...known.diagnostics, ...diagnostics] });
  };
  for (const corpus of await session.corpora()) {
    await corpus.ready();
    if (!corpus.isWhole) continue; // what is not read yet would seem to be missing
    for (const path of [configPath, entitiesPath, ...corpus.index.paths()]) add(corpus.files.uri(path), await diagnosticsOf(corpus, path));
    for (const path of corpus.failures.keys()) add(corpus.files.uri(path), [unreadable()]);
  }
  for (const file of await session.visible()) add(file.document.uri, waitingIn(file));
  collection.clear();
  for (const { uri, diagnostics } of found.values()) if (diagnostics.length > 0) collection.set(uri, diagnostics);
}

async function diagnosticsOf(corpus: Corpus, path: string): Promise<vscode.Diagnostic[]> {
  const problems = problemsOf(corpus.index, path);
  if (problems.length === 0) return [];
  const text = corpus.unsaved(path)?.getText() ?? await corpus.files.read(path);
  return text === undefined ? [] : problems.map(problem => diagnostic(positionsIn(text), problem));
}

/** The marks of an open article that wait for a person to decide, or were found elsewhere. */
function waitingIn(file: OpenFile): vscode.Diagnostic[] {
  return file.articles().flatMap(({ info, marks }) => anchorProblems(file.corpus.index, info.heading, marks).map(problem => diagnostic(file.document, problem)));
}

function diagnostic(positions: Positions, problem: Problem): vscode.Diagnostic {
  const result = new vscode.Diagnostic(toRange(positions, problem.span), problemInWords(problem), severityOf(problem));
  result.source = 'Seedmark';
  result.code = problem.code;
  return result;
}

function unreadable(): vscode.Diagnostic {
  const start = new vscode.Range(0, 0, 0, 0);
  return new vscode.Diagnostic(start, vscode.l10n.t('This file of the corpus cannot be read.'), vscode.DiagnosticSeverity.Error);
}
