import assert from 'node:assert/strict';
import { mergeEntities } from '../../../src/core/store/mergeEntities';
import { readEntities } from '../../../src/core/store/entitiesFile';

const ant = 'ant:\n  name: Ant\n  type: organization\n  aliases: [Ant Financial]\n';
const ali = '# The parent.\nali:\n  name: Alibaba\n  type: organization\n  links: { wikidata: Q1 }\n';
const bob = 'bob:\n  name: Bob\n  type: person\n';
const eve = '\n# Who listens.\neve:\n  name: Eve\n  type: person\n  mine:\n    - a\n    - b\n';

function merged(base: string | undefined, ours: string, theirs: string): readonly [text: string, ...conflicts: string[]] {
  const merge = mergeEntities(base, ours, theirs);
  assert.ok(merge !== undefined, 'it is refused');
  assert.deepEqual(readEntities(merge.text).problems, [], merge.text);
  return [merge.text, ...merge.conflicts.map(each => `${each.kind} ${each.id}${each.kind === 'value' ? ` ${each.key} ${each.theirs}` : ''}`)];
}

describe('two versions of entities.yaml', () => {
  const cases: readonly (readonly [name: string, base: string | undefined, ours: string, theirs: string, wanted: readonly string[]])[] = [
    ['nothing changed', ant, ant, ant, [ant]],
    ['we added one', ant, ant + bob, ant, [ant + bob]],
    ['they added one, with a comment', ant, ant, ant + eve, [ant + eve]],
    ['each added one', ant, ant + bob, ant + eve, [ant + bob + eve]],
    ['both added the same', ant, ant + bob, ant + bob, [ant + bob]],
    ['they deleted one', ant + bob, ant + bob, ant, [ant]],
    ['we deleted one', ant + bob, ant, ant + bob, [ant]],
    ['they deleted, we changed', ant + bob, ant + bob.replace('Bob', 'Robert'), ant, [ant + bob.replace('Bob', 'Robert'), 'deletion-dropped bob']],
    ['we deleted, they changed', ant + bob, ant, ant + bob.replace('Bob', 'Robert'), [ant + bob.replace('Bob', 'Robert'), 'deletion-dropped bob']],
    ['each changed another key', ant, ant.replace('name: Ant', 'name: Ant Group'), ant.replace('organization', 'firm'), [ant.replace('name: Ant', 'name: Ant Group').replace('organization', 'firm')]],
    ['both changed one key', ant, ant.replace('name: Ant', 'name: A'), ant.replace('name: Ant', 'name: B'), [ant.replace('name: Ant', 'name: A'), 'value ant name B']],
    ['each added an alias', ant, ant.replace('Financial]', 'Financial, Ali]'), ant.replace('Financial]', 'Financial, Ant Co]'), [ant.replace('Financial]', 'Financial, Ali, Ant Co]')]],
    ['one added an alias, the other removed one', ant, ant.replace('Financial]', 'Financial, Ali]'), ant.replace('[Ant Financial]', '[]'), [ant.replace('[Ant Financial]', '[Ali]')]],
    ['each said that it is distinct from another', bob, `${bob}  distinct: [rob]\n`, `${bob}  distinct: [bobby]\n`, [`${bob}  distinct: [rob, bobby]\n`]],
    ['each added a link', ali, ali.replace('Q1', 'Q1, url: x'), ali.replace('Q1', 'Q1, isni: y'), [ali.replace('Q1', 'Q1, url: x, isni: y')]],
    ['both changed one link', ali, ali.replace('Q1', 'Q2'), ali.replace('Q1', 'Q3'), [ali.replace('Q1', 'Q2'), 'value ali wikidata Q3']],
    ['they added a key of their own', bob, bob, `${bob}  mine:\n    - a\n`, [`${bob}  mine:\n    - a\n`]],
    ['they removed a key', ant, ant, ant.replace('  aliases: [Ant Financial]\n', ''), [ant.replace('  aliases: [Ant Financial]\n', '')]],
    ['they changed a block list', ant + eve, ant + eve, ant + eve.replace('- b', '- c'), [ant + eve.replace('- b', '- c')]],
    ['they said more in comments', ant + bob, ant + bob + eve, `# All.\n${ant.replace('  type', '  # Which?\n  type')}# Who?\n${bob.replace('Bob\n', 'Bob # Robert?\n')}# End.\n`,
      [`# All.\n${ant.replace('  type', '  # Which?\n  type')}# Who?\n${bob.replace('Bob\n', 'Bob # Robert?\n')}${eve}# End.\n`]],
    ['there is no base', undefined, ant + bob, ant.replace('name: Ant', 'name: A') + eve, [ant + bob + eve, 'value ant name A']],
    ['the file is new on both sides', '', bob, ant, [bob + ant]],
    ['they emptied the file', ant, ant, '', ['']],
    ['they emptied the file, we changed it', ant, ant + bob, '', [ant + bob, 'deletion-dropped ant']],
  ];
  for (const [name, base, ours, theirs, wanted] of cases) it(name, () => assert.deepEqual(merged(base, ours, theirs), wanted));

  it('is the other one, byte for byte, where one of them is what both come from', () => {
    const theirs = `# theirs\n${bob}${ant.replace('organization', '"organization"')}`;
    assert.deepEqual(merged(ant + bob, ant + bob, theirs), [theirs]);
    assert.deepEqual(merged(ant + bob, theirs, ant + bob), [theirs]);
  });

  it('keeps our comments and line ends', () => {
    const ours = `# ours\n${ant}${ali}`.replaceAll('\n', '\r\n');
    assert.deepEqual(merged(ant + ali, ours, ant + ali + bob), [ours + bob.replaceAll('\n', '\r\n')]);
  });

  for (const broken of ['ant: [', `${ant}${ant}`, '- a\n', `<<<<<<< a\n${ant}=======\n${bob}>>>>>>> b\n`]) {
    it(`refuses what cannot be read for certain: ${JSON.stringify(broken)}`, () => {
      assert.equal(mergeEntities(ant, broken, ant + bob), undefined);
      assert.equal(mergeEntities(ant, ant + bob, broken), undefined);
    });
  }

  it('are refused when what they would make together could not be read', () => {
    for (const theirs of ['? bob\n: name: Bob\n', ant.replace('name: Ant', 'name: &n Ant').concat('  mine: *n\n')]) {
      assert.equal(mergeEntities(undefined, ant, theirs), undefined, theirs);
    }
  });
});
