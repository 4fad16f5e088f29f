import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';

// Reads `seeds/` with nothing but Node and `yaml`, so that a fault in our own readers cannot hide one in the sample.

const root = path.resolve('seeds');
const contextLength = 32;

const quoted = String.raw`"(?:[^"\\]|\\.)*"`;
const anchorForm = String.raw`at: \[\d+, \d+\], quote: ${quoted}, before: ${quoted}, after: ${quoted}`;
const note = `(?:, note: ${quoted})?`;
const id = '[a-z][a-z0-9]{5}';
const mentionLine = new RegExp(`^  - \\{ id: ${id}, entity: [a-z0-9-]+, ${anchorForm}${note} \\}$`);
const linkLine = new RegExp(
  `^  - \\{ id: ${id}, relation: [a-z-]+, from: \\{ ${anchorForm} \\}, to: \\{ article: \\w+, ${anchorForm} \\}${note} \\}$`);
const topLines = /^article: \w+\ntext: [0-9a-f]{40}\n(?:status: [a-z-]+\n)?(?:title: ".*"\n)?(?:date: [\d-]+\n)?(?:section: ".*"\n)?mentions:$/;

interface Anchor { at: [start: number, end: number]; quote: string; before: string; after: string }
interface Mention extends Anchor { id: string; entity: string }
interface Link { id: string; relation: string; from: Anchor; to: Anchor & { article: string } }
interface Sidecar { article: string; text: string; mentions: Mention[]; links?: Link[] }
interface Entity { name: string; type: string; aliases?: string[] }
interface Config { types: Record<string, { marks?: string }>; relations: Record<string, unknown> }

/** An article's text, line ends as `\n`, and the bytes of the file that it stands in. */
interface Article { text: string; bytes: Buffer }

function readArticles(): Map<string, Article> {
  const articles = new Map<string, Article>();
  for (const file of readdirSync(root).filter((name) => /\.(?:txt|seeds)$/.test(name))) {
    const bytes = readFileSync(path.join(root, file));
    const text = bytes.toString('utf8').replaceAll('\r\n', '\n');
    const parts = file.endsWith('.seeds') ? text.split(/^==> (\S+)\.txt <==\n/m).slice(1) : [file.slice(0, -'.txt'.length), text];
    for (let i = 0; i + 1 < parts.length; i += 2) {
      const isLast = i + 2 === parts.length;
      const body = parts[i + 1] ?? '';
      // `tail` puts a line end before each delimiter but the first; it belongs to no article.
      articles.set(parts[i] ?? '', { text: isLast ? body : body.slice(0, -1), bytes });
    }
  }
  return articles;
}

function readYaml(...names: string[]): unknown {
  return parse(readFileSync(path.join(root, ...names), 'utf8'));
}

/** git's id of a file: what `git hash-object` prints. */
function blobId(bytes: Buffer): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

function assertAnchored(anchor: Anchor, article: Article | undefined): void {
  const points = Array.from(article?.text ?? '');
  const [start, end] = anchor.at;
  assert.deepEqual(anchor, {
    ...anchor,
    quote: points.slice(start, end).join(''),
    before: points.slice(Math.max(0, start - contextLength), start).join(''),
    after: points.slice(end, end + contextLength).join(''),
  });
}

function assertSorted(anchors: readonly Anchor[]): void {
  const places = anchors.map((anchor) => anchor.at);
  assert.deepEqual(places, [...places].sort((a, b) => a[0] - b[0] || a[1] - b[1]));
}

describe('the sample corpus', () => {
  const articles = readArticles();
  const files = readdirSync(path.join(root, 'annotations'));
  const sidecars = files.map((file) => readYaml('annotations', file) as Sidecar);
  const entities = readYaml('entities.yaml') as Record<string, Entity>;
  const { types, relations } = readYaml('corpus.yaml') as Config;

  it('has ten articles or more, a bundle, and a sidecar for each article', () => {
    const single = readdirSync(root).filter((name) => /^\d{3}_[0-9a-f]{16}\.txt$/.test(name));
    assert.ok(single.length >= 10);
    assert.ok(articles.size > single.length, 'the bundle adds articles');
    assert.deepEqual(files, [...articles.keys()].sort().map((article) => `${article}.yaml`));
    assert.deepEqual(sidecars.map((sidecar) => `${sidecar.article}.yaml`), files);
  });

  it('knows the articles by the bytes of their files', () => {
    for (const { article, text } of sidecars) {
      assert.equal(text, blobId(articles.get(article)?.bytes ?? Buffer.of()), article);
    }
  });

  it('has every mark where it says, in both ends of a link', () => {
    for (const { article, mentions, links = [] } of sidecars) {
      for (const anchor of [...mentions, ...links.map((link) => link.from)]) {
        assertAnchored(anchor, articles.get(article));
      }
      for (const { to } of links) {
        assertAnchored(to, articles.get(to.article));
      }
    }
  });

  it('uses the entities, types and relations that it declares, and no others', () => {
    const mentioned = new Set(sidecars.flatMap(({ mentions }) => mentions.map((mention) => mention.entity)));
    const linked = new Set(sidecars.flatMap(({ links = [] }) => links.map((link) => link.relation)));
    const typesInUse = new Set(Object.values(entities).map((entity) => entity.type));
    assert.deepEqual([...mentioned].sort(), Object.keys(entities).sort());
    assert.deepEqual([...linked].sort(), Object.keys(relations).sort());
    assert.deepEqual([...typesInUse].sort(), Object.keys(types).sort());
  });

  it('has its marks sorted, and an id of its own for each', () => {
    for (const { article, mentions, links = [] } of sidecars) {
      const ids = [...mentions, ...links].map((mark) => mark.id);
      assert.equal(new Set(ids).size, ids.length, article);
      assertSorted(mentions);
      assertSorted(links.map((link) => link.from));
    }
  });

  it('has one line for each mark, in the canonical form', () => {
    for (const file of files) {
      const lines = readFileSync(path.join(root, 'annotations', file), 'utf8').split('\n');
      const mentionsAt = lines.indexOf('mentions:') + 1;
      const linksAt = lines.includes('links:') ? lines.indexOf('links:') : lines.length - 1;
      assert.match(lines.slice(0, mentionsAt).join('\n'), topLines);
      assert.equal(lines.at(-1), '', 'the last line ends');
      for (const line of lines.slice(mentionsAt, linksAt)) {
        assert.match(line, mentionLine);
      }
      for (const line of lines.slice(linksAt + 1, -1)) {
        assert.match(line, linkLine);
      }
    }
  });

  it('leaves no known name untagged outside the headers', () => {
    const named = new Map(Object.entries(entities).filter(([, entity]) => types[entity.type]?.marks !== 'passages'));
    const names = [...named.values()].flatMap(({ name, aliases = [] }) => aliases.concat(name));
    for (const { article, mentions } of sidecars) {
      const points = Array.from(articles.get(article)?.text ?? '');
      for (const { at: [start, end] } of mentions.filter((mention) => named.has(mention.entity))) {
        points.fill('#', start, end);
      }
      const untagged = points.join('').replaceAll(/^## .*$/gm, '');
      const isLeft = (name: string): boolean => new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'u').test(untagged);
      assert.deepEqual(names.filter((name) => isLeft(name)), [], article);
    }
  });
});
