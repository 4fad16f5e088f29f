import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { IGrammar } from 'vscode-textmate';
import { delimiterLines, ruleLines } from '../core/seed/delimiterLines';
import { loadGrammar, tokenize } from './engine';

/**
 * A case is a text, `>` in front of each of its lines; under a line, carets under each part that has a scope, and the scope without `.seed`.
 * Scopes that stand for a whole (`meta.…`) and punctuation are not told. Carets count characters, one for each.
 */
function textLines(written: string): readonly string[] {
  return written.split('\n').flatMap((line) => (line.startsWith('>') ? [line.slice(1)] : []));
}

const told = /^(?:entity|markup|constant|string|invalid|keyword|comment)/;

/** Prints lines and their tokens as the cases are written. */
function marked(grammar: IGrammar, lines: readonly string[]): string {
  const tokens = tokenize(grammar, lines);
  return lines.map((line, index) => {
    const carets = (tokens[index] ?? []).flatMap(({ start, end, scopes }) => {
      const scope = scopes.find((name) => told.test(name));
      return scope === undefined || end <= start ? [] : [`${' '.repeat(start + 1)}${'^'.repeat(end - start)} ${scope.replace(/\.seed$/, '')}\n`];
    });
    return `>${line}\n${carets.join('')}`;
  }).join('');
}

describe('the grammar', () => {
  let grammar: IGrammar;
  before(async () => {
    grammar = await loadGrammar();
  });

  const folder = path.resolve('test', 'grammar', 'cases');
  for (const file of readdirSync(folder)) {
    it(path.basename(file, '.txt'), () => {
      const expected = readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n');
      assert.equal(marked(grammar, textLines(expected)), expected);
    });
  }

  /** The first line's file name as the grammar sees it. */
  function fileName(line: string): string | undefined {
    const token = tokenize(grammar, ['', 'Text.', line])[2]?.find(({ scopes }) => scopes.includes('string.unquoted.filename.seed'));
    return token && line.slice(token.start, token.end);
  }

  for (const line of delimiterLines) {
    it(`knows the delimiter ${JSON.stringify(line)}`, () => {
      assert.equal(fileName(line.replace('[[', '').replace(']]', '')), line.slice(line.indexOf('[[') + 2, line.indexOf(']]')));
    });
  }
  for (const line of ruleLines) {
    it(`leaves alone ${JSON.stringify(line)}`, () => assert.equal(fileName(line), undefined));
  }
});
