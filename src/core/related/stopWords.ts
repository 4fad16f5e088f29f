/**
 * English words that say nothing of what an article is about. The list is small on purpose: words that are
 * frequent in a corpus, in whatever language, weigh next to nothing anyway.
 */
export const stopWords: readonly string[] = (
  'an and are as at be been but by for from had has have he her his if in into is it its no not of on or she so such '
  + 'that the their them then there these they this to was we were what when which who will with would you your '
  + 'said say also after about more than other over could can may one new do does did up out all mr us our'
).split(' ');
