import { CorpusIndex } from '../../src/core/corpus/corpusIndex';
import { RelatedArticles } from '../../src/editor/corpus/relatedArticles';
import { MadeCorpus } from './madeCorpus';
import { once, quantile } from './measure';
import { rounded } from './rankingQuality';

const asked = 200;
const added = ' Some more words are written in a hurry.';

/**
 * What the editor pays for an article's related ones, reasons and all: texts, entities, links and nearness in time, through the
 * code that the view calls. CPU milliseconds, median and 95th percentile: at first; right after an edit of that article,
 * which includes taking its new text; and asked again.
 */
export async function wholeAnswer(size: number): Promise<Record<string, number>> {
  const { index, texts } = made(size);
  const related = new RelatedArticles(index, path => Promise.resolve(texts.get(path)));
  const ids = [...index.articleIds()];
  const targets = Array.from({ length: asked }, (_, i) => ids[Math.floor((i + 0.5) * ids.length / asked)] ?? '');
  await related.related(targets[0] ?? '');
  const first: number[] = [];
  const edited: number[] = [];
  const again: number[] = [];
  for (const target of targets) {
    const path = index.article(target)?.path ?? '';
    // Whoever edits an article has it in the view.
    first.push((await once(() => related.related(target))).cpu);
    texts.set(path, `${(texts.get(path) ?? '').trimEnd()}${added}\n`);
    index.set(path, texts.get(path) ?? '');
    related.mark(path);
    edited.push((await once(() => related.related(target))).cpu);
    again.push((await once(() => related.related(target))).cpu);
  }
  return {
    wholeFirst: rounded(quantile(first, 0.5)), wholeFirstP95: rounded(quantile(first, 0.95)),
    whole: rounded(quantile(edited, 0.5)), wholeP95: rounded(quantile(edited, 0.95)),
    wholeAgain: rounded(quantile(again, 0.5)), wholeAgainP95: rounded(quantile(again, 0.95)),
  };
}

/** A made corpus in memory: what disks take is none of the answer's. */
function made(size: number): { readonly index: CorpusIndex; readonly texts: Map<string, string> } {
  const index = new CorpusIndex();
  const texts = new Map<string, string>();
  for (const { path, text } of new MadeCorpus(size).files()) {
    index.set(path, text);
    if (index.kindOf(path) === 'articles') texts.set(path, text);
  }
  return { index, texts };
}
