import type { ArticleInfo } from '../../core/corpus/article';
import type { RejectionMark } from '../../core/marks/marks';
import type { Placed, PlacedMark } from '../../core/marks/placing';
import type { SeedArticle } from '../../core/seed/seedFile';

/** An article of an open document, with its marks. */
export interface OpenArticle {
  readonly info: ArticleInfo;
  readonly seed: SeedArticle;
  readonly marks: readonly PlacedMark[];
  /** What was rejected in it, which is not offered again. */
  readonly rejected: readonly (RejectionMark & Placed)[];
}
