import { firstWhere } from '../ascending';
import type { Span } from '../model';
import { findAgain, type Found } from '../names/findAgain';
import type { Hit } from '../names/gazetteer';
import type { KnownNames } from '../names/nameAt';
import { likelihoodsIn, seldom, topOf, type Habits } from './habits';

/** A known name in an article. */
interface KnownName extends Hit {
  /** Whether it may be wanted, by what stands around it and what annotators take. */
  readonly isLikely: boolean;
}

/** The known names in an article, tagged or not. */
export interface NamesKnown extends Found<KnownName> {
  /** How long its top is: behind that it says nothing of a name in which line it stands. */
  readonly top: number;
}

/**
 * The known names in an article.
 * @param before those in an earlier text of it, by the same names and habits; with them it costs what the change does
 */
export function namesKnown(text: string, within: Span, known: KnownNames, habits: Habits, before?: NamesKnown): NamesKnown {
  const likelihood = likelihoodsIn(text, within, habits);
  const judged = (hit: Hit): KnownName => ({ ...hit, isLikely: !standsForMoney(text, hit.span) && likelihood({ kind: 'known', span: hit.span }) >= seldom });
  const names = findAgain(known, text, within, judged, before);
  const top = topOf(text, within);
  const inTop = before === undefined ? 0 : firstWhere(names, ({ span }) => span.start - within.start >= Math.max(top, before.top + lengthOf(within) - lengthOf(before.within)));
  for (const [at, name] of names.slice(0, inTop).entries()) names[at] = judged(name);
  return { text, within, names, top };
}

/** "US" in "US$3 million". */
function standsForMoney(text: string, { end }: Span): boolean {
  const at = ' \u00a0'.includes(text.charAt(end)) ? end + 1 : end;
  return '$€£¥'.includes(text.charAt(at)) && /^[$€£¥][ \u00a0]?\p{N}/u.test(text.slice(at, at + 4));
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}
