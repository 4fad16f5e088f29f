import * as vscode from 'vscode';
import type { SuggestionReason } from '../core/names/suggest';
import type { AliasReason } from '../core/names/nameParts';
import type { Problem } from '../core/problem';
import type { Recovery } from './commit';
import type { Refusal } from './transaction';

/** Everything that can be wrong, in words: what it is, and what to do about it. */
export function problemInWords({ code, data }: Problem): string {
  const { t } = vscode.l10n;
  const say = (key: string): string => String(data[key] ?? '');
  switch (code) {
    case 'header-malformed': return t('This looks like a header but is not one: write “## Key: value”.');
    case 'header-duplicate': return t('The header “{0}” stands here a second time; the first one counts.', say('key'));
    case 'date-unreadable': return t('“{0}” cannot be read as a date. Write it as 2018-08-23, or give the article a date in its sidecar.', say('value'));
    case 'nul-character': return t('The file holds a NUL character; it may be damaged or not be text.');
    case 'unpaired-surrogate': return t('The file holds half of a character (an unpaired surrogate); it may be damaged.');
    case 'delimiter-odd': return delimiterInWords(say('reason'));
    case 'article-empty': return t('This article has no text.');
    case 'article-duplicate': return data['other'] === undefined
      ? t('This file holds another article called {0}. Only the first can be annotated: rename one.', say('name'))
      : t('There is another article with the id {0}, in {1}. Only one of them can be annotated: rename one.', say('article'), say('other'));
    case 'yaml-syntax': return syntaxInWords(say('reason'), say('message'));
    case 'yaml-shape': return shapeInWords(say('expected'), say('key'));
    case 'key-missing': return t('“{0}” is missing here.', say('key'));
    case 'value-invalid': return t('“{0}” is no value for “{1}”.', say('value'), say('key'));
    case 'duplicate-key': return t('“{0}” stands here a second time; the first one counts.', say('key'));
    case 'entity-duplicate': return t('There are two entities with the id {0}; the first one counts. Give this one an id of its own.', say('id'));
    case 'entity-unknown': return t('“{0}” is tagged as {1}, which entities.yaml does not know.', say('quote'), say('entity'));
    case 'type-unknown': return t('“{0}” is no type of this corpus. Its types are {1}; corpus.yaml can add more.', say('type'), say('known'));
    case 'relation-unknown': return t('“{0}” is no relation of this corpus; corpus.yaml can add it.', say('relation'));
    case 'alias-shared': return t('“{0}” is a name of {1} and of {2}: each use has to be decided.', say('alias'), say('entity'), say('other'));
    case 'entity-alike': return alikeInWords(say('likeness'), say('entity'), say('other'), say('name'), say('otherName'));
    case 'mark-duplicate': return t('There are two marks with the id {0} in this file.', say('id'));
    case 'sidecar-orphan': return t('The corpus has no article {0}. If its file was renamed, rename this sidecar too; its marks are kept.', say('article'));
    case 'link-dangling': return t('The link goes to {0}, which the corpus does not have.', say('article'));
    case 'anchor-moved': return t('“{0}” was found here, away from where it was. Check that it is the right place.', say('quote'));
    case 'anchor-edited': return t('“{0}” was marked here as {1}, and its words have changed. Check that it is still meant.', say('quote'), say('entity'));
    case 'anchor-lost': return t('“{0}” was marked in this article as {1}, and its text cannot be found any more.', say('quote'), say('entity'));
    case 'anchor-ambiguous': return t('“{0}” was marked in this article as {1}, and there is more than one place it may be.', say('quote'), say('entity'));
  }
}

function delimiterInWords(reason: string): string {
  switch (reason) {
    case 'late': return vscode.l10n.t('There is text before the first delimiter; it is taken as an article without a name.');
    case 'form': return vscode.l10n.t('This delimiter has another form than the first one of the file: write “==> name.txt <==”.');
    default: return vscode.l10n.t('This line may be meant to begin an article, but its name is not one: write “==> name.txt <==”.');
  }
}

/** Why two entities look like one. */
function alikeInWords(likeness: string, entity: string, other: string, name: string, otherName: string): string {
  const { t } = vscode.l10n;
  switch (likeness) {
    case 'initials': return t('{0} and {1} may be one: “{2}” and “{3}” have the same initials.', entity, other, name, otherName);
    case 'spelling': return t('{0} and {1} may be one: “{2}” and “{3}” differ by one letter.', entity, other, name, otherName);
    default: return t('{0} and {1} may be one: “{2}” and “{3}” are much the same name.', entity, other, name, otherName);
  }
}

function syntaxInWords(reason: string, message: string): string {
  const held = vscode.l10n.t('Nothing is written to this file until it can be read whole.');
  if (reason === 'conflict-marker') return `${vscode.l10n.t('Git left a conflict here: merge both sides by the quick fix, or choose what holds and delete the markers.')} ${held}`;
  const what = message.split('\n')[0]?.replace(/ at line.*$/, '') || reason.replaceAll('-', ' ');
  return `${vscode.l10n.t('This is no valid YAML: {0}.', what)} ${held}`;
}

function shapeInWords(expected: string, key: string): string {
  const what = expected === 'map' ? vscode.l10n.t('keys with values') : expected === 'list' ? vscode.l10n.t('a list') : vscode.l10n.t('one value');
  return key === '' ? vscode.l10n.t('Expected {0} here.', what) : vscode.l10n.t('Expected {0} for “{1}”.', what, key);
}

/** How much a problem matters. Nothing here stops anyone's work, so nothing is an error but what cannot be read. */
export function severityOf({ code }: Problem): vscode.DiagnosticSeverity {
  switch (code) {
    case 'yaml-syntax': return vscode.DiagnosticSeverity.Error;
    case 'alias-shared': case 'entity-alike': case 'anchor-moved': case 'article-empty': return vscode.DiagnosticSeverity.Information;
    default: return vscode.DiagnosticSeverity.Warning;
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
    case 'gone': return vscode.l10n.t('Nothing was changed: {0} is not there any more.', file);
  }
}
