import * as vscode from 'vscode';

/** Numbers as people here write them, and with what they count, which is one or many. */

/** "12,500" where VS Code speaks English. */
export function numeral(count: number): string {
  return count.toLocaleString(vscode.env.language);
}

export function filesOf(done: number, all: number): string {
  return vscode.l10n.t('{0} of {1} files', numeral(done), numeral(all));
}

export function articleCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 article') : vscode.l10n.t('{0} articles', numeral(count));
}

export function mentionCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 mention') : vscode.l10n.t('{0} mentions', numeral(count));
}

export function placeCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 place') : vscode.l10n.t('{0} places', numeral(count));
}
