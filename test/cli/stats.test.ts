import assert from 'node:assert/strict';
import { build, Folder, seedmark } from './seedmark';

const mark = (id: string, entity: string): string => `  - { id: ${id}, entity: ${entity}, at: [0, 1], quote: "A", before: "", after: "" }\n`;

describe('seedmark stats', () => {
  let folder: Folder;
  before(build);
  beforeEach(() => { folder = new Folder(); });
  afterEach(() => folder.remove());

  it('counts articles, progress, entities, mentions and links', () => {
    folder.write('c/001_a.txt', 'A');
    folder.write('c/all.seeds', '==> 002_b.txt <==\nB\n==> 003_c.txt <==\nC');
    folder.write('c/004_d.txt', 'D');
    folder.write('c/entities.yaml', 'ant: { name: Ant, type: organization }\nbob: { name: Bob, type: person }\n');
    folder.write('c/annotations/001_a.yaml', `article: 001_a\nstatus: done\nmentions:\n${mark('aaaaaa', 'ant')}${mark('bbbbbb', 'ant')}${mark('cccccc', 'who')}`);
    folder.write('c/annotations/002_b.yaml', `article: 002_b\nmentions:\n${mark('aaaaaa', 'ant')}links:\n  - { id: dddddd, relation: quotes, from: { at: [0, 1], quote: "B" }, to: { article: 001_a, at: [0, 1], quote: "A" } }\n`);
    const { code, out } = seedmark('stats', folder.at('c'), '--json', '--top', '2');
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out), {
      files: 3, articles: 4, progress: { untouched: 2, 'in-work': 1, done: 1 },
      entities: 2, entitiesByType: { organization: 1, person: 1 }, mentions: 4, mentionsByType: { organization: 3, '?': 1 },
      links: 1, linksByRelation: { quotes: 1 },
      top: [{ id: 'ant', name: 'Ant', type: 'organization', mentions: 3, articles: 2 }, { id: 'who', name: 'who', type: '?', mentions: 1, articles: 1 }],
    });
    assert.match(seedmark('stats', folder.at('c')).out, /^articles {3}4 in 3 files: 1 done, 1 in work, 2 untouched\n/);
  });
});
