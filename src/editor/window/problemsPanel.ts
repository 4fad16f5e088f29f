import * as vscode from 'vscode';
import { configPath, entitiesPath } from '../../core/corpus/fileKind';
import type { Problem } from '../../core/problem';
import type { Corpus } from '../corpus/corpus';
import { inSlices, Rests } from '../time/rests';
import { findingPositionsIn, toRange, type Positions } from './convert';
import { problemInWords, severityOf } from './words';
import { numeral } from './counts';

/** More problems in all are not put into the Problems panel, which slows the whole window down; that there are more is said. */
const mostShown = 5000;

/** The problems of one corpus in the Problems panel. */
export class ProblemsPanel {
  /** How many of each file are shown. */
  readonly #shown = new Map<string, number>();
  readonly #waiting = new Set<string>();
  #unreadable: readonly string[] = [];
  #total = 0;

  constructor(private readonly corpus: Corpus, private readonly collection: vscode.DiagnosticCollection) {}

  /** Shows what there is now; only files of which something else is to be said are touched. */
  async update(): Promise<void> {
    const { problems, failures } = this.corpus;
    await inSlices(problems.update());
    const rests = new Rests();
    const stale = new Set([...problems.takeChanged(), ...failures.keys(), ...this.#unreadable]);
    this.#unreadable = [...failures.keys()];
    for (const path of stale) this.#forget(path);
    for (const path of [...stale, ...this.#waiting]) {
      await this.#show(path);
      await rests.next();
    }
    this.#tellHidden();
  }

  #forget(path: string): void {
    this.#total -= this.#shown.get(path) ?? 0;
    this.#shown.delete(path);
    this.#waiting.delete(path);
  }

  async #show(path: string): Promise<void> {
    const found = this.corpus.problems.of(path)?.problems ?? [];
    const uri = this.corpus.files.uri(path);
    if (this.#total + found.length > mostShown) {
      this.#waiting.add(path);
      this.collection.delete(uri);
      return;
    }
    const text = found.length === 0 ? undefined : path === entitiesPath ? this.corpus.index.entitiesFile.text : await this.corpus.text(path);
    const unreadable = this.corpus.failures.has(path) ? [cannotBeRead()] : [];
    const positions = await inSlices(findingPositionsIn(text ?? ''));
    this.collection.set(uri, [...unreadable, ...found.map(problem => diagnostic(positions, problem))]);
    this.#waiting.delete(path);
    if (found.length > 0) this.#shown.set(path, found.length);
    this.#total += found.length;
  }

  /** Says at the corpus's settings how much is not shown. */
  #tellHidden(): void {
    const hidden = this.corpus.problems.count - this.#total;
    const uri = this.corpus.files.uri(configPath);
    const others = (this.collection.get(uri) ?? []).filter(each => each.code !== hiddenCode);
    if (hidden > 0) this.collection.set(uri, [...others, more(hidden)]);
    else if (others.length < (this.collection.get(uri) ?? []).length) this.collection.set(uri, others);
  }
}

const hiddenCode = 'more-problems';

function more(count: number): vscode.Diagnostic {
  const words = vscode.l10n.t('{0} more problems of this corpus are not shown. They come up as others are mended.', numeral(count));
  const found = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 0), words, vscode.DiagnosticSeverity.Warning);
  found.source = 'Seedmark';
  found.code = hiddenCode;
  return found;
}

/** A problem as VS Code shows it. */
export function diagnostic(positions: Positions, problem: Problem): vscode.Diagnostic {
  const result = new vscode.Diagnostic(toRange(positions, problem.span), problemInWords(problem), severityOf(problem));
  result.source = 'Seedmark';
  result.code = problem.code;
  return result;
}

function cannotBeRead(): vscode.Diagnostic {
  return new vscode.Diagnostic(new vscode.Range(0, 0, 0, 0), vscode.l10n.t('This file of the corpus cannot be read.'), vscode.DiagnosticSeverity.Error);
}
