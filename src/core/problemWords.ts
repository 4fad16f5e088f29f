import type { Problem } from './problem';

/** Gives a sentence in the reader's language: `{0}`, `{1}` in the message stand for the arguments. */
export type Translate = (message: string, ...values: readonly string[]) => string;

/** The sentence as it stands, for readers of English. */
export function inEnglish(message: string, ...values: readonly string[]): string {
  return message.replace(/\{(\d+)\}/g, (_, index: string) => values[Number(index)] ?? '');
}

/** Everything that can be wrong, in words: what it is, and what to do about it. */
export function problemInWords({ code, data }: Problem, t: Translate): string {
  const say = (key: string): string => String(data[key] ?? '');
  switch (code) {
    case 'header-malformed': return t('This looks like a header but is not one: write “## Key: value”.');
    case 'header-duplicate': return t('The header “{0}” stands here a second time; the first one counts.', say('key'));
    case 'date-unreadable': return t('“{0}” cannot be read as a date. Write it as 2018-08-23, or give the article a date in its sidecar.', say('value'));
    case 'nul-character': return t('The file holds a NUL character; it may be damaged or not be text.');
    case 'unpaired-surrogate': return t('The file holds half of a character (an unpaired surrogate); it may be damaged.');
    case 'delimiter-odd': return delimiterInWords(say('reason'), t);
    case 'article-empty': return t('This article has no text.');
    case 'article-duplicate': return data['other'] === undefined
      ? t('This file holds another article called {0}. Only the first can be annotated: rename one.', say('name'))
      : t('There is another article with the id {0}, in {1}. Only one of them can be annotated: rename one.', say('article'), say('other'));
    case 'yaml-syntax': return syntaxInWords(say('reason'), say('message'), t);
    case 'yaml-shape': return shapeInWords(say('expected'), say('key'), t);
    case 'key-missing': return t('“{0}” is missing here.', say('key'));
    case 'value-invalid': return t('“{0}” is no value for “{1}”.', say('value'), say('key'));
    case 'duplicate-key': return t('“{0}” stands here a second time; the first one counts.', say('key'));
    case 'entity-duplicate': return t('There are two entities with the id {0}; the first one counts. Give this one an id of its own.', say('id'));
    case 'entity-unknown': return t('“{0}” is tagged as {1}, which entities.yaml does not know.', say('quote'), say('entity'));
    case 'type-unknown': return t('“{0}” is no type of this corpus. Its types are {1}; corpus.yaml can add more.', say('type'), say('known'));
    case 'relation-unknown': return t('“{0}” is no relation of this corpus; corpus.yaml can add it.', say('relation'));
    case 'alias-shared': return t('“{0}” is a name of {1} and of {2}: each use has to be decided.', say('alias'), say('entity'), say('other'));
    case 'entity-alike': return alikeInWords(say('likeness'), say('entity'), say('other'), say('name'), say('otherName'), t);
    case 'mark-duplicate': return t('There are two marks with the id {0} in this file.', say('id'));
    case 'sidecar-orphan': return t('The corpus has no article {0}. If its file was renamed, rename this sidecar too; its marks are kept.', say('article'));
    case 'link-dangling': return t('The link goes to {0}, which the corpus does not have.', say('article'));
    case 'anchor-moved': return t('“{0}” was found here, away from where it was. Check that it is the right place.', say('quote'));
    case 'anchor-edited': return t('“{0}” was marked here as {1}, and its words have changed. Check that it is still meant.', say('quote'), say('entity'));
    case 'anchor-lost': return t('“{0}” was marked in this article as {1}, and its text cannot be found any more.', say('quote'), say('entity'));
    case 'anchor-unsure': return t('“{0}” was marked in this article as {1}, and this may be what became of it. Check that it is meant.', say('quote'), say('entity'));
    case 'anchor-ambiguous': return t('“{0}” was marked in this article as {1}, and there is more than one place it may be.', say('quote'), say('entity'));
  }
}

function delimiterInWords(reason: string, t: Translate): string {
  switch (reason) {
    case 'late': return t('There is text before the first delimiter; it is taken as an article without a name.');
    case 'form': return t('This delimiter has another form than the first one of the file: write “==> name.txt <==”.');
    default: return t('This line may be meant to begin an article, but its name is not one: write “==> name.txt <==”.');
  }
}

/** Why two entities look like one. */
function alikeInWords(likeness: string, entity: string, other: string, name: string, otherName: string, t: Translate): string {
  switch (likeness) {
    case 'initials': return t('{0} and {1} may be one: “{2}” and “{3}” have the same initials.', entity, other, name, otherName);
    case 'spelling': return t('{0} and {1} may be one: “{2}” and “{3}” differ by one letter.', entity, other, name, otherName);
    default: return t('{0} and {1} may be one: “{2}” and “{3}” are much the same name.', entity, other, name, otherName);
  }
}

function syntaxInWords(reason: string, message: string, t: Translate): string {
  const held = t('Nothing is written to this file until it can be read whole.');
  if (reason === 'conflict-marker') return `${t('Git left a conflict here: merge both sides by the quick fix, or choose what holds and delete the markers.')} ${held}`;
  const what = message.split('\n')[0]?.replace(/ at line.*$/, '') || reason.replaceAll('-', ' ');
  return `${t('This is no valid YAML: {0}.', what)} ${held}`;
}

function shapeInWords(expected: string, key: string, t: Translate): string {
  const what = expected === 'map' ? t('keys with values') : expected === 'list' ? t('a list') : t('one value');
  return key === '' ? t('Expected {0} here.', what) : t('Expected {0} for “{1}”.', what, key);
}

/** How much a problem matters: `error` where something cannot be read, `note` where it may well be meant so. */
export type Level = 'error' | 'warning' | 'note';

/** Nothing here stops anyone's work, so nothing is an error but what cannot be read. */
export function levelOf({ code }: Problem): Level {
  switch (code) {
    case 'yaml-syntax': return 'error';
    case 'alias-shared': case 'entity-alike': case 'anchor-moved': case 'article-empty': return 'note';
    default: return 'warning';
  }
}
