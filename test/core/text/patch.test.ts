import assert from 'node:assert/strict';
import { patched } from '../../../src/core/text/patch';

const head = 'diff --git a/1 b/2\nindex 1..2 100644\n--- a/1\n+++ b/2\n';

describe('a patch', () => {
  it('puts in, leaves out and keeps lines', () => {
    const patch = `${head}@@ -1,3 +1,3 @@\n one\n-two\n+zwei\n three\n@@ -6 +6,2 @@ three\n-six\n+sechs\n+sieben\n`;
    assert.equal(patched('one\ntwo\nthree\nfour\nfive\nsix\nseven\n', patch), 'one\nzwei\nthree\nfour\nfive\nsechs\nsieben\nseven\n');
  });

  it('knows lines that look like its own signs, and those without a line break', () => {
    const patch = `${head}@@ -1,2 +1,2 @@\n--- a\n-b\n\\ No newline at end of file\n+++ a\n+@@ b\n\\ No newline at end of file\n`;
    assert.equal(patched('-- a\nb', patch), '++ a\n@@ b');
  });

  it('keeps CR and what stands after the last hunk', () => {
    assert.equal(patched('a\r\nb\r\n', `${head}@@ -0,0 +1 @@\n+0\r\n`), '0\r\na\r\nb\r\n');
    assert.equal(patched('a\nb\nc\n', `${head}@@ -2 +1,0 @@\n-b\n`), 'a\nc\n');
  });

  it('without a hunk says nothing', () => {
    assert.equal(patched('a\n', ''), undefined);
    assert.equal(patched('a\n', 'Binary files a and b differ\n'), undefined);
  });
});
