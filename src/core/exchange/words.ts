import type { Translate } from '../problemWords';
import type { Skipped } from './corpus';
import type { ExchangeProblem, Loss } from './model';

/** What is wrong with the input, in words. */
export function exchangeProblemInWords({ code, data }: ExchangeProblem, t: Translate): string {
  const details = Object.entries(data).filter(([, value]) => value !== '').map(([key, value]) => `${key} ${JSON.stringify(value)}`).join(', ');
  const what = whatIsWrong(code, t);
  return details === '' ? what : `${what} (${details})`;
}

function whatIsWrong(code: ExchangeProblem['code'], t: Translate): string {
  switch (code) {
    case 'text-missing': return t('The text that the annotations are about is not there.');
    case 'line-too-long': return t('This line is too long to be read.');
    case 'not-utf8': return t('This line is not UTF-8.');
    case 'too-deep': return t('This is nested too deeply.');
    case 'json-syntax': return t('This is no valid JSON.');
    case 'xml-syntax': return t('This is no valid XML.');
    case 'shape-unknown': return t('This is not laid out as the format says.');
    case 'id-unsafe': return t('This name leads out of the folder; a safe one was taken.');
    case 'id-duplicate': return t('This id is there a second time.');
    case 'header-missing': return t('The head of the file is missing.');
    case 'line-malformed': return t('This line cannot be read.');
    case 'offset-invalid': return t('This place is not in the text.');
    case 'quote-differs': return t('The text says something else at this place.');
    case 'target-unknown': return t('What this is about is not there.');
    case 'label-invalid': return t('This label cannot be one.');
    case 'tag-invalid': return t('This tag cannot be read.');
    case 'prefix-missing': return t('The tags do not say where a mark begins: neighbours with one tag were taken as one mark.');
    case 'token-differs': return t('This token is not in the text.');
    case 'answer-rejected': return t('An annotator rejected this.');
    case 'selector-unsupported': return t('This kind of selector cannot be followed.');
  }
}

/** What the format could not say, in words; the item and the detail stand beside it. */
export function lossInWords({ code }: Loss, t: Translate): string {
  switch (code) {
    case 'fragments': return t('a mark in several pieces became one');
    case 'overlap': return t('a mark that overlaps another one was left out');
    case 'widened': return t('a mark was widened to whole tokens');
    case 'attribute': return t('an attribute was left out');
    case 'reference': return t('a knowledge-base id was left out');
    case 'cluster': return t('which marks mean the same was left out');
    case 'note': return t('a note was left out');
    case 'relation': return t('a link was left out');
    case 'event': return t('an event or a relation of more than two ends was left out');
    case 'cross-document': return t('a link to another article was left out');
    case 'text-missing': return t('the text was not there to write');
    case 'label-changed': return t('a label was changed to what the format allows');
    case 'value-changed': return t('a value was changed to what the format allows');
    case 'metadata': return t('facts about the article were left out');
    case 'zero-length': return t('a mark without text was left out');
    case 'annotator': return t('who annotated was left out');
    case 'layer': return t('the layer was left out');
    case 'aside': return t('kept where only Seedmark looks for it');
  }
}

/** Why a document does not become an article. */
export function skippedInWords(reason: Skipped['reason'] | 'name-unusable' | 'text-differs' | 'text-splits', t: Translate): string {
  switch (reason) {
    case 'text-missing': return t('It has no text.');
    case 'answer-rejected': return t('An annotator rejected it.');
    case 'name-unusable': return t('Its name cannot be that of an article here: the globs of corpus.yaml do not take it.');
    case 'text-differs': return t('The corpus has an article of this name with another text; articles are never changed.');
    case 'text-splits': return t('Its text holds a line that would begin another article.');
  }
}
