import type { Span } from '../model';

/** What became of an anchor. Spans are in UTF-16 units of the article's text. */
export type Placement = Anchored | Moved | NeedsYou;

/** The quote stands where it should: in order with the other marks, its surroundings agreeing. */
export interface Anchored {
  readonly state: 'anchored';
  readonly span: Span;
}

/** The same text with certainty, but in another place among the marks than it was; people are shown it. */
export interface Moved {
  readonly state: 'moved';
  readonly span: Span;
}

/**
 * Not placed. `edited`: the first candidate is where the text was, but its words are not the same any more, and whether
 * it still says what was marked only a person knows. `ambiguous`: places that are as good as one another.
 * `lost`: no place is certain enough.
 */
export interface NeedsYou {
  readonly state: 'needs-you';
  readonly reason: 'edited' | 'ambiguous' | 'lost';
  /** Places worth showing, best first; at most five. */
  readonly candidates: readonly Proposal[];
}

export interface Proposal {
  readonly span: Span;
  /** From 0 to 1: the share of the quote and its surroundings that agrees. Only good for ordering and showing. */
  readonly score: number;
}
