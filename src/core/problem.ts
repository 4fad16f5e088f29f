import type { Span } from './model';

/** What can be wrong, as data. `problemWords.ts` turns a code into a sentence for people. */
export const problemCodes = [
  // the seed format
  'header-malformed', 'header-duplicate', 'date-unreadable', 'nul-character', 'unpaired-surrogate',
  'delimiter-odd', 'article-empty', 'article-duplicate',
  // YAML and what it says
  'yaml-syntax', 'yaml-shape', 'key-missing', 'value-invalid', 'duplicate-key',
  'entity-duplicate', 'entity-unknown', 'type-unknown', 'relation-unknown', 'alias-shared', 'entity-alike',
  'mark-duplicate', 'sidecar-orphan', 'link-dangling',
  // anchors
  'anchor-moved', 'anchor-edited', 'anchor-lost', 'anchor-unsure', 'anchor-ambiguous',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** A finding: what, where in the file's text (UTF-16 units), and the names that the sentence needs. */
export interface Problem {
  readonly code: ProblemCode;
  readonly span: Span;
  readonly data: Readonly<Record<string, string | number>>;
}
