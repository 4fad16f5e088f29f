import * as vscode from 'vscode';
import type { Reasons, Related } from '../../core/related/relatedIndex';
import type { Corpus } from '../corpus/corpus';
import { cardOf } from '../links/links';

/** How many shared entities are named. */
const mostNames = 3;
const daysOfMonth = 30;
const daysOfYear = 365;

/** Why an article is related, in words: `near-duplicate (82 %) · links: 2 · shares Hema, Ant Group · same day`. */
export function reasonsInWords(corpus: Corpus, { duplicate, links, entities, terms, days }: Reasons): string {
  const { t } = vscode.l10n;
  const names = entities.slice(0, mostNames).map(id => corpus.index.entity(id)?.name ?? id);
  const more = entities.length > mostNames ? t('{0} and {1} more', names.join(', '), entities.length - mostNames) : names.join(', ');
  return [
    duplicate === undefined ? '' : t('near-duplicate ({0} %)', Math.round(duplicate * 100)),
    links === 0 ? '' : t('links: {0}', links),
    names.length > 0 ? t('shares {0}', more) : terms.length > 0 ? t('words: {0}', terms.slice(0, mostNames).join(', ')) : '',
    days === undefined ? '' : daysInWords(days),
  ].filter(Boolean).join(' · ');
}

/** A related article as a list shows it. */
export function relatedItem(corpus: Corpus, { id, reasons }: Related): { readonly label: string; readonly description: string; readonly iconPath: vscode.ThemeIcon; readonly tooltip: string } {
  const { title, date } = cardOf(corpus, id);
  const words = reasonsInWords(corpus, reasons);
  const all = vscode.l10n.t('Shared words: {0}', reasons.terms.join(', '));
  return {
    label: title,
    description: words,
    iconPath: new vscode.ThemeIcon(reasons.duplicate !== undefined ? 'copy' : reasons.links > 0 ? 'link' : 'file-text'),
    tooltip: [title, [date, id].filter(Boolean).join(' · '), '', words, ...reasons.terms.length > 0 ? [all] : []].join('\n'),
  };
}

/** From the article in the editor to the related one. Rough where it is long: nobody asks whether it was 58 days or 61. */
function daysInWords(days: number): string {
  const { t } = vscode.l10n;
  const far = Math.abs(days);
  const isLater = days > 0;
  if (far === 0) return t('same day');
  if (far === 1) return isLater ? t('a day later') : t('a day earlier');
  if (far < 2 * daysOfMonth) return isLater ? t('{0} days later', far) : t('{0} days earlier', far);
  const [count, isYears] = far < 2 * daysOfYear ? [Math.round(far / daysOfMonth), false] : [Math.round(far / daysOfYear), true];
  if (isYears) return isLater ? t('{0} years later', count) : t('{0} years earlier', count);
  return isLater ? t('{0} months later', count) : t('{0} months earlier', count);
}
