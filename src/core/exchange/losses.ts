import type { ExchangeDocument, ExchangeRelation, ExchangeSpan, Loss, LossCode } from './model';
import { extentOf, passageLabel } from './model';

/** What a format has room for. */
export interface Expressible {
  readonly fragments: boolean;
  readonly zeroLength: boolean;
  readonly attributes: boolean;
  readonly references: boolean;
  readonly cluster: boolean;
  readonly note: boolean;
  readonly annotator: boolean;
  /** Relations with a trigger, or with other than two ends. */
  readonly events: boolean;
  readonly notes: boolean;
  readonly metadata: boolean;
  readonly layers: boolean;
}

/** The document without the passages that are marked only as ends of links, where a format cannot say those links. */
export function withoutLooseEnds(document: ExchangeDocument, isSaid: (relation: ExchangeRelation) => boolean): ExchangeDocument {
  const [said, unsaid] = [endsOf(document.relations.filter(isSaid)), endsOf(document.relations.filter((relation) => !isSaid(relation)))];
  const isLoose = ({ id, label }: ExchangeSpan): boolean => label === passageLabel && unsaid.has(id) && !said.has(id);
  return document.spans.some(isLoose) ? { ...document, spans: document.spans.filter((span) => !isLoose(span)) } : document;
}

function endsOf(relations: readonly ExchangeRelation[]): Set<string> {
  return new Set(relations.flatMap(({ ends }) => ends.map(({ target }) => target)));
}

/** What is lost of a document in a format that can say binary relations within a document, and of the rest what `can` says. */
export function lossesOf(document: ExchangeDocument, can: Expressible): Loss[] {
  const losses: Loss[] = [];
  const lose = (code: LossCode, item: string, detail: string): void => {
    losses.push({ code, document: document.id, item, detail });
  };
  if (document.text === null) lose('text-missing', '', '');
  for (const span of document.spans) {
    if (!can.fragments && span.fragments.length > 1) lose('fragments', span.id, span.label);
    if (!can.zeroLength && document.text !== null && extentOf(span).start === extentOf(span).end) lose('zero-length', span.id, span.label);
    if (!can.cluster && span.cluster !== undefined) lose('cluster', span.id, span.cluster);
    loseFeatures(span, can, lose);
  }
  for (const relation of document.relations) loseRelation(relation, can, lose);
  if (!can.notes) for (const note of document.notes) lose('note', note.id, note.label);
  const keys = Object.keys(document.metadata);
  if (!can.metadata && keys.length > 0) lose('metadata', '', keys.join(' '));
  return losses;
}

type Lose = (code: LossCode, item: string, detail: string) => void;

function loseRelation(relation: ExchangeRelation, can: Expressible, lose: Lose): void {
  const isEvent = relation.trigger !== undefined || relation.ends.length !== 2;
  if (relation.ends.some((end) => end.document !== undefined)) lose('cross-document', relation.id, relation.label);
  else if (isEvent && !can.events) lose('event', relation.id, relation.label);
  else loseFeatures(relation, can, lose);
}

function loseFeatures(item: ExchangeSpan | ExchangeRelation, can: Expressible, lose: Lose): void {
  if (!can.attributes) for (const { name, value } of item.attributes) if (value !== null) lose('attribute', item.id, name);
  if (!can.references) for (const { base, key } of item.references) lose('reference', item.id, `${base}:${key}`);
  if (!can.note && item.note !== undefined) lose('note', item.id, '');
  if (!can.annotator && item.annotator !== undefined) lose('annotator', item.id, item.annotator);
  if (!can.layers && item.layer !== undefined) lose('layer', item.id, item.layer);
}
