import { readFileSync } from 'node:fs';
import path from 'node:path';
import { OnigScanner, OnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, type IGrammar, Registry, parseRawGrammar } from 'vscode-textmate';

/** The part of a line that has one list of scopes; offsets in UTF-16 units. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

/** The seed grammar in the engine that VS Code runs it with. */
export async function loadGrammar(): Promise<IGrammar> {
  const wasm = readFileSync(path.resolve('node_modules', 'vscode-oniguruma', 'release', 'onig.wasm'));
  await loadWASM(wasm);
  const file = path.resolve('syntaxes', 'seed.tmLanguage.json');
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new OnigScanner(patterns),
      createOnigString: (text) => new OnigString(text),
    }),
    loadGrammar: async () => parseRawGrammar(readFileSync(file, 'utf8'), file),
  });
  const grammar = await registry.loadGrammar('text.seed');
  if (grammar === null) throw new Error('no grammar for text.seed');
  return grammar;
}

/** The tokens of each line. */
export function tokenize(grammar: IGrammar, lines: readonly string[]): readonly (readonly Token[])[] {
  let state = INITIAL;
  return lines.map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({ start: startIndex, end: Math.min(endIndex, line.length), scopes }));
  });
}
