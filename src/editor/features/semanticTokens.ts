import * as vscode from 'vscode';
import type { CorpusIndex } from '../../core/corpus/corpusIndex';
import { flatten, type Painted } from '../../core/marks/paint';
import { bySpan, hasPlace } from '../../core/marks/placing';
import { colors, type Color, type Span } from '../../core/model';
import type { OpenArticle } from '../article/openArticle';
import type { OpenFile } from '../article/openFile';
import { together } from '../dispose';
import { languageId, type Session } from '../session';
import { toRange } from '../window/convert';

const mentionTypes = colors.map(color => `${color}Mention` as const);
const textTypes = ['articleTitle', 'articleSection', 'articleByline', 'articleDate', 'boilerplate'] as const;
type TokenType = (typeof mentionTypes)[number] | (typeof textTypes)[number];

/** The order is the one in which tokens name their types by number. */
export const tokenTypes: readonly TokenType[] = [...mentionTypes, ...textTypes];

/** Colours names by their type, and the parts of an article that a grammar of lines cannot know. */
export function registerSemanticTokens(session: Session): vscode.Disposable {
  const legend = new vscode.SemanticTokensLegend([...tokenTypes]);
  const changed = new vscode.EventEmitter<void>();
  return together(changed, session.onDidChange(() => changed.fire()), vscode.languages.registerDocumentSemanticTokensProvider({ language: languageId }, {
    onDidChangeSemanticTokens: changed.event,
    async provideDocumentSemanticTokens(document) {
      const file = await session.open(document);
      const builder = new vscode.SemanticTokensBuilder(legend);
      for (const { span, paint } of file === undefined ? [] : stretches(file)) {
        for (const range of lines(document, span)) builder.push(range, paint);
      }
      return builder.build();
    },
  }, legend));
}

function stretches(file: OpenFile): Painted<TokenType>[] {
  return flatten(file.articles().flatMap(article => [...textStretches(article), ...mentionStretches(file.corpus.index, article)]));
}

function textStretches({ seed }: OpenArticle): Painted<TokenType>[] {
  const found = [[seed.title, 'articleTitle'], [seed.section, 'articleSection'], [seed.byline, 'articleByline'], [seed.date, 'articleDate']] as const;
  const inferred = found.flatMap(([part, paint]) => part?.inferred ? [{ span: part.span, paint }] : []);
  return [...inferred, ...seed.boilerplate.map(span => ({ span, paint: 'boilerplate' as const }))];
}

function mentionStretches(index: CorpusIndex, { marks }: OpenArticle): Painted<TokenType>[] {
  const types = new Map(index.config.types.map(type => [type.id, type]));
  return marks.filter(hasPlace).sort(bySpan).flatMap(mark => {
    if (mark.kind !== 'mention') return [];
    const type = types.get(index.entity(mark.mention.entity)?.type ?? '');
    return type?.marks === 'passages' ? [] : [{ span: mark.placement.span, paint: mentionType(type?.color ?? 'grey') }];
  });
}

function mentionType(color: Color): TokenType {
  return `${color}Mention`;
}

/** A token stands on one line: a stretch over several is one token on each. */
function lines(document: vscode.TextDocument, span: Span): vscode.Range[] {
  const { start, end } = toRange(document, span);
  if (start.line === end.line) return [new vscode.Range(start, end)];
  const ranges: vscode.Range[] = [];
  for (let line = start.line; line <= end.line; line++) {
    const range = document.lineAt(line).range;
    const part = range.intersection(new vscode.Range(start, end));
    if (part !== undefined && !part.isEmpty) ranges.push(part);
  }
  return ranges;
}
