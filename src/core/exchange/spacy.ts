import type { Data, DataObject, ExchangeDocument, ExchangeProblem, ExchangeSpan, ExchangeToken, Loss, Reading, TextFile, Writing } from './model';
import { isList, isObject, objectsOf, stringOf, withValues } from './json';
import { jsonRecords } from './jsonRecords';
import { JsonFiles } from './jsonFiles';
import { lossesOf, type Expressible } from './losses';
import { extentOf, namesFirst } from './model';
import { safeId, withoutEnding } from './names';
import { parseTag, runsOf, tagsOf } from './tags';
import { sentencesOf, tokensUnder, type Sentence } from './tokens';

/** spaCy's training JSON (version 2): paragraphs, sentences and tokens with BILOU tags. The text is `raw`, or the tokens with spaces between. */
export function readSpacy(files: readonly TextFile[]): Reading {
  const documents: ExchangeDocument[] = [];
  const problems: ExchangeProblem[] = [];
  for (const file of files) {
    const parsed = jsonRecords(file);
    for (const problem of parsed.problems) problems.push(problem);
    for (const { value, line, number } of parsed.records) {
      if (!isObject(value) || !isList(value['paragraphs'])) problems.push({ file: file.name, line, code: 'shape-unknown', data: { expected: 'paragraphs' } });
      else documents.push(new DocumentReader(file.name, problems).read(value, safeId(`${withoutEnding(file.name)}/${number}`), parsed.shape));
    }
  }
  return { documents, problems, offsets: [] };
}

class DocumentReader {
  private text = '';
  private readonly tokens: ExchangeToken[] = [];
  private readonly sentences: ExchangeToken[] = [];
  private readonly spans: ExchangeSpan[] = [];

  constructor(private readonly file: string, private readonly problems: ExchangeProblem[]) {}

  read(object: DataObject, id: string, shape: string): ExchangeDocument {
    for (const paragraph of objectsOf(object['paragraphs'])) this.readParagraph(paragraph);
    const { text, tokens, sentences, spans } = this;
    return { id, text, metadata: {}, tokens, sentences, spans, relations: [], notes: [], kept: { spacy: { file: this.file, shape, id: object['id'] ?? null } } };
  }

  private readParagraph(paragraph: DataObject): void {
    const raw = typeof paragraph['raw'] === 'string' ? paragraph['raw'] : null;
    const start = this.text === '' ? 0 : this.text.length + 1;
    if (this.text !== '') this.text += '\n';
    if (raw !== null) this.text += raw;
    let from = start;
    for (const [index, sentence] of objectsOf(paragraph['sentences']).entries()) {
      if (raw === null && index > 0) this.text += '\n';
      from = this.readSentence(objectsOf(sentence['tokens']), raw === null ? null : from, { paragraph: index === 0, raw: raw !== null });
    }
  }

  /** `from` is where to look in the raw text for the next token; `null` where there is none and the text grows by the tokens. */
  private readSentence(objects: readonly DataObject[], from: number | null, kept: DataObject): number {
    const tokens: ExchangeToken[] = [];
    let next = from ?? this.text.length;
    for (const [index, object] of objects.entries()) {
      const form = stringOf(object['orth']);
      if (from === null) this.text += index === 0 ? form : ` ${form}`;
      const at = from === null ? this.text.length - form.length : this.text.indexOf(form, next);
      if (at < 0) this.problems.push({ file: this.file, line: 1, code: 'token-differs', data: { token: form } });
      const start = at < 0 ? next : at;
      next = start + (at < 0 ? 0 : form.length);
      tokens.push({ start, end: next, kept: { spacy: object } });
    }
    for (const token of tokens) this.tokens.push(token);
    this.sentences.push({ start: tokens[0]?.start ?? next, end: next, kept });
    this.addSpans(objects.map((object) => stringOf(object['ner'])), tokens);
    return next;
  }

  private addSpans(tags: readonly string[], tokens: readonly ExchangeToken[]): void {
    for (const run of runsOf(tags.map((tag) => parseTag(tag)))) {
      const fragment = { start: tokens[run.start]?.start ?? 0, end: tokens[run.end - 1]?.end ?? 0 };
      this.spans.push({ id: `s${this.spans.length + 1}`, label: run.label, fragments: [fragment], references: [], attributes: [], kept: {} });
    }
  }
}

const expressible: Expressible = { fragments: false, zeroLength: false, attributes: false, references: false, cluster: false, note: false, annotator: false, events: false, notes: false, metadata: false, layers: false };

/** Each document with one paragraph for each that it had; overlapping spans are lost but the longest. */
export function writeSpacy(documents: readonly ExchangeDocument[]): Writing {
  const files = new JsonFiles('.json');
  const losses: Loss[] = [];
  for (const document of documents) {
    const own = document.kept['spacy'];
    files.add(document, isObject(own) ? own : {}, recordOf(document, losses));
    for (const loss of lossesOf(document, expressible)) losses.push(loss);
    for (const relation of document.relations.filter(({ ends }) => ends.every((end) => end.document === undefined))) losses.push({ code: 'relation', document: document.id, item: relation.id, detail: relation.label });
  }
  return { files: files.finish(), losses };
}

function recordOf(document: ExchangeDocument, losses: Loss[]): Data {
  const own = document.kept['spacy'];
  const paragraphs: { raw: string | null; sentences: Data[] }[] = [];
  for (const sentence of sentencesOf(document)) {
    const isFirst = paragraphs.length === 0 || sentence.span.kept?.['paragraph'] === true;
    if (isFirst) paragraphs.push({ raw: null, sentences: [] });
    paragraphs.at(-1)?.sentences.push({ tokens: tokensOf(document, sentence, losses) });
  }
  const [only] = paragraphs;
  if (only !== undefined && paragraphs.length === 1 && (document.sentences?.[0]?.kept?.['raw'] ?? true) === true) only.raw = document.text;
  return { id: isObject(own) ? own['id'] ?? null : document.id, paragraphs: paragraphs.map(({ raw, sentences }): Data => (raw === null ? { sentences } : { raw, sentences })) };
}

function tokensOf(document: ExchangeDocument, sentence: Sentence, losses: Loss[]): Data[] {
  const taken = new Set<number>();
  const spans = document.spans.filter((span) => extentOf(span).start < sentence.span.end && extentOf(span).end > sentence.span.start).sort(namesFirst);
  const runs = spans.flatMap((span) => {
    const [start, end] = tokensUnder(sentence.tokens, extentOf(span)) ?? [0, 0];
    const indexes = Array.from({ length: end - start }, (_, offset) => start + offset);
    if (indexes.length === 0 || indexes.some((index) => taken.has(index))) {
      losses.push({ code: 'overlap', document: document.id, item: span.id, detail: span.label });
      return [];
    }
    for (const index of indexes) taken.add(index);
    const isExact = sentence.tokens[start]?.start === extentOf(span).start && sentence.tokens[end - 1]?.end === extentOf(span).end;
    if (!isExact) losses.push({ code: 'widened', document: document.id, item: span.id, detail: span.label });
    return [{ start, end, label: span.label }];
  });
  const tags = tagsOf(runs, sentence.tokens.length, 'bilou');
  return sentence.tokens.map((token, index): Data => {
    const kept = token.kept?.['spacy'];
    return withValues(isObject(kept) ? kept : { id: index, orth: (document.text ?? '').slice(token.start, token.end) }, { ner: isObject(kept) && parseTag(stringOf(kept['ner']))?.prefix === 'O' && tags[index] === 'O' ? kept['ner'] : tags[index] });
  });
}
