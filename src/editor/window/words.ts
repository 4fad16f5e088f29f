import * as vscode from 'vscode';
import type { AliasReason } from '../../core/names/nameParts';
import type { SuggestionReason } from '../../core/names/suggest';
import type { Problem } from '../../core/problem';
import { levelOf, problemInWords as inWords } from '../../core/problemWords';
import type { Recovery } from '../writing/commit';
import type { Refusal } from '../writing/transaction';

/** What is wrong, and what to do about it, in the reader's language. */
export function problemInWords(problem: Problem): string {
  return inWords(problem, vscode.l10n.t);
}

/** How a problem is shown. */
export function severityOf(problem: Problem): vscode.DiagnosticSeverity {
  switch (levelOf(problem)) {
    case 'error': return vscode.DiagnosticSeverity.Error;
    case 'warning': return vscode.DiagnosticSeverity.Warning;
    case 'note': return vscode.DiagnosticSeverity.Information;
  }
}

/** Why the first of several entities is offered first; `''` where there is nothing to say. */
export function reasonInWords(reason: SuggestionReason): string {
  switch (reason.code) {
    case 'only': return '';
    case 'mentioned-here': return vscode.l10n.t('tagged {0} times in this article', reason.count);
    case 'named-here': return vscode.l10n.t('named {0} times in this article', reason.count);
    case 'usual': return vscode.l10n.t('meant {0} times in the corpus', reason.count);
    case 'undecided': return vscode.l10n.t('nothing speaks for one of them');
  }
}

/** Why a new name seems to call a known entity. */
export function aliasReasonInWords(reason: AliasReason): string {
  switch (reason) {
    case 'same-but-suffix': return vscode.l10n.t('the same name but for its ending');
    case 'initials': return vscode.l10n.t('its initials');
    case 'surname': return vscode.l10n.t('part of the person’s name');
    case 'shorter': return vscode.l10n.t('the beginning of its name');
    case 'longer': return vscode.l10n.t('its name with something behind it');
  }
}

/** How something ended that was cut short the last time. */
export function recoveryInWords({ ended, journal: { label }, stuck }: Recovery): string {
  switch (ended) {
    case 'forward': return vscode.l10n.t('Seedmark was stopped in the middle of “{0}”. It is complete now.', label);
    case 'back': return vscode.l10n.t('Seedmark was stopped in the middle of “{0}”. It has been taken back whole.', label);
    case 'stuck': return vscode.l10n.t('Seedmark was stopped in the middle of “{0}”, and {1} has been changed since: it may be done in part.', label, stuck ?? '');
  }
}

/** Why nothing was written. */
export function refusalInWords({ reason, uri }: Refusal): string {
  const file = vscode.workspace.asRelativePath(uri);
  switch (reason) {
    case 'broken-file': return vscode.l10n.t('Nothing was changed: {0} cannot be read whole, and would lose what is in it. Mend it first (see Problems).', file);
    case 'changed-since': return vscode.l10n.t('Nothing was changed: {0} has been changed since at that place.', file);
    case 'not-utf8': return vscode.l10n.t('Nothing was changed: {0} is not UTF-8 text.', file);
    case 'unreadable': return vscode.l10n.t('Nothing was changed: {0} cannot be read.', file);
    case 'unwritable': return vscode.l10n.t('Nothing was changed: {0} cannot be written.', file);
    case 'not-editable': return vscode.l10n.t('Nothing was changed: {0} does not hold it any more, or has it in a form that Seedmark leaves to you.', file);
    case 'disk-full': return vscode.l10n.t('Nothing was changed: there is no room left on the disk for {0}.', file);
    case 'read-only': return vscode.l10n.t('Nothing was changed: {0} is read-only.', file);
    case 'no-permission': return vscode.l10n.t('Nothing was changed: you may not write to {0}, or read it.', file);
    case 'locked': return vscode.l10n.t('Nothing was changed: another program holds {0}.', file);
    case 'stopped': return vscode.l10n.t('Stopped: nothing was changed.');
    case 'gone': return vscode.l10n.t('Nothing was changed: {0} is not there any more.', file);
  }
}
