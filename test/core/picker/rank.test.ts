import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import Fuse from 'fuse.js';
import { fuseOptions, PickerIndex, type PickerContext, type PickerEntity } from '../../../src/core/picker/rank';
import { mark } from '../names/marked';

const types = [
  { id: 'person', label: 'Person' }, { id: 'organization', label: 'Organization' }, { id: 'place', label: 'Place' }, { id: 'org-unit', label: 'Department' },
];
const nowhere: PickerContext = { recent: [], here: [], types };

function entity(id: string, name: string, type = 'organization', aliases: readonly string[] = [], description = ''): PickerEntity {
  return { id, name, type, aliases, description };
}

const entities = [
  entity('alibaba', 'Alibaba Group', 'organization', ['Alibaba', 'Alibaba Group Holding Ltd']),
  entity('ant', 'Ant Group', 'organization', ['Ant Financial'], 'Fintech affiliate of another firm'),
  entity('antwerp', 'Antwerp', 'place'),
  entity('jack-ma', 'Jack Ma', 'person', ['Ma Yun']),
  entity('jackson', 'Jackson', 'place'),
  entity('scmp', 'South China Morning Post', 'organization'),
  entity('xian', 'Xi’an', 'place'),
  entity('bilek', 'Jiří Bílek', 'person'),
  entity('sales', 'Sales', 'org-unit'),
  entity('bank', 'Shanghai Pudong Development Bank', 'organization', ['SPDB']),
];

/** Enough others that the whole field is never shown to fuse.js. */
function many(count: number): PickerEntity[] {
  const syllables = ['ka', 'ro', 'mi', 'te', 'lo', 'vu', 'shi', 'ne', 'qua', 'zor'];
  return Array.from({ length: count }, (_, at) => {
    const name = [at % 10, Math.floor(at / 10) % 10, Math.floor(at / 100) % 10, Math.floor(at / 1000) % 10].map((digit) => syllables[digit] ?? '').join('');
    return entity(`other-${at}`, name.charAt(0).toUpperCase() + name.slice(1));
  });
}

function ids(index: PickerIndex, typed: string, context: Partial<PickerContext> = {}): string[] {
  return index.rank(typed, { ...nowhere, ...context }, 10).map((row) => row.entity);
}

function first(index: PickerIndex, typed: string, context?: Partial<PickerContext>): string | undefined {
  return ids(index, typed, context)[0];
}

/** The field and the text of the best row, with its ranges in brackets. */
function highlighted(index: PickerIndex, typed: string): string {
  const [row] = index.rank(typed, nowhere, 1);
  return row === undefined ? '' : `${row.field} ${mark(row.text, row.ranges)}`;
}

const indexes = { 'a few': new PickerIndex(entities), thousands: new PickerIndex([...entities, ...many(3000)]) };

for (const [size, index] of Object.entries(indexes)) {
  describe(`PickerIndex among ${size}`, () => {
    it('puts first who is called just so', () => {
      for (const [typed, wanted] of [
        ['Jack Ma', 'jack-ma'], ['jack ma', 'jack-ma'], ['ma yun', 'jack-ma'], ['alibaba', 'alibaba'], ['ant group', 'ant'], ['xi\'an', 'xian'], ['bilek', 'bilek'], ['jiri bilek', 'bilek'], ['antwerp', 'antwerp'],
      ] as const) assert.equal(first(index, typed), wanted, typed);
    });

    it('finds by beginnings, initials, inner words, words in any order, ids and descriptions', () => {
      for (const [typed, wanted] of [
        ['ali', 'alibaba'], ['jacks', 'jackson'], ['scm', 'scmp'], ['spd', 'bank'], ['morning', 'scmp'], ['ma ja', 'jack-ma'], ['pud', 'bank'], ['fintech', 'ant'],
      ] as const) assert.equal(first(index, typed), wanted, typed);
    });

    it('finds with typing errors', () => {
      for (const [typed, wanted] of [['alibbaa', 'alibaba'], ['antwrep', 'antwerp'], ['jakson', 'jackson'], ['shnghai', 'bank'], ['jack mma', 'jack-ma']] as const) assert.equal(first(index, typed), wanted, typed);
    });

    it('prefers ids that are just so, then shorter names that begin so, then words inside', () => {
      assert.deepEqual(ids(index, 'ant').slice(0, 2), ['ant', 'antwerp']);
      assert.deepEqual(ids(index, 'jack').slice(0, 2), ['jack-ma', 'jackson']);
      assert.deepEqual(ids(index, 'group').slice(0, 2), ['ant', 'alibaba']);
    });

    it('lifts the recent and those of the article among near equals, not over an exact name', () => {
      assert.equal(first(index, 'ant', { here: ['ant'] }), 'ant');
      assert.equal(first(index, 'ant', { recent: ['antwerp'] }), 'antwerp');
      assert.equal(first(index, 'antwerp', { here: ['ant'] }), 'antwerp');
      assert.equal(first(index, 'group', { here: ['ant'] }), 'ant');
    });

    it('begins the empty query with the recent, then the article', () => {
      assert.deepEqual(ids(index, '', { recent: ['xian', 'scmp', 'gone'], here: ['scmp', 'ant'] }).slice(0, 3), ['xian', 'scmp', 'ant']);
      assert.equal(ids(index, '').length, 10);
    });

    it('keeps to a type that is typed, by id or label', () => {
      assert.deepEqual(ids(index, 'ja /person'), ['jack-ma']);
      assert.deepEqual(ids(index, 'ja /pl').slice(0, 1), ['jackson']);
      assert.deepEqual(ids(index, '/dep'), ['sales']);
      assert.deepEqual(new Set(ids(index, '/per')), new Set(['jack-ma', 'bilek']));
      assert.deepEqual(ids(index, 'ja /nothing'), []);
    });

    it('says what to highlight', () => {
      assert.equal(highlighted(index, 'alib'), 'name [[Alib]]aba Group');
      assert.equal(highlighted(index, 'ma y'), 'alias [[Ma Y]]un');
      assert.equal(highlighted(index, 'scm'), 'name [[S]]outh [[C]]hina [[M]]orning Post');
      assert.equal(highlighted(index, 'morn'), 'name South China [[Morn]]ing Post');
      assert.equal(highlighted(index, 'ma ja'), 'name [[Ja]]ck [[Ma]]');
      assert.equal(highlighted(index, 'bíl'), 'name Jiří [[Bíl]]ek');
      assert.match(highlighted(index, 'antwrep'), /^name \[\[Ant.*\]\]/u);
    });

    it('answers anything typed with rows that are in order, once each, with ranges inside the text', () => {
      fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
        const rows = index.rank(typed, { ...nowhere, here: ['ant'] }, 50);
        assert.equal(new Set(rows.map((row) => row.entity)).size, rows.length);
        for (const { text, ranges } of rows) for (const { start, end } of ranges) assert.ok(start < end && end <= text.length);
        assert.deepEqual(rows.map(({ score }) => score), rows.map(({ score }) => score).sort((one, other) => one - other));
      }), { numRuns: 50 });
    });
  });
}

describe('PickerIndex', () => {
  it('leaves out far-off guesses beside a clear answer, but not a slip of the pen', () => {
    const some = new PickerIndex([
      entity('hema', 'Hema', 'organization', ['Freshippo']), entity('fan', 'Fan Jiuling', 'person', [], 'Head of the Chanba Port Authority'),
      entity('freshipo', 'Freshipo Store'), entity('chan', 'Chan Hem', 'person'),
    ]);
    assert.deepEqual(ids(some, 'hema'), ['hema']);
    assert.deepEqual(ids(some, 'freshippo'), ['hema', 'freshipo']);
    assert.ok(ids(some, 'port auth').includes('fan'), 'a description is found where nothing else answers');
  });


  it('is the same after any changes as when built at once', () => {
    const name = fc.array(fc.constantFrom('Ant', 'Group', 'Alibaba', 'Ma', 'Jack', 'Bank'), { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
    const change = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), name, alias: name, put: fc.boolean() });
    fc.assert(fc.property(fc.array(change, { maxLength: 30 }), fc.constantFrom('ant', 'jack ma', 'grp', 'b', 'alibaba bank', ''), (changes, typed) => {
      const changed = new PickerIndex(many(400));
      const standing = new Map<string, PickerEntity>();
      for (const { id, name: called, alias, put } of changes) {
        if (put) {
          changed.set(entity(id, called, 'person', [alias]));
          standing.set(id, entity(id, called, 'person', [alias]));
        } else {
          changed.delete(id);
          standing.delete(id);
        }
      }
      const built = new PickerIndex([...many(400), ...standing.values()]);
      assert.equal(changed.size, built.size);
      const sorted = (index: PickerIndex) => index.rank(`${typed} /person`, nowhere, 20).map((row) => `${row.score} ${row.entity}`).sort();
      assert.deepEqual(sorted(changed), sorted(built));
    }), { numRuns: 25 });
  });

  it('shows fuse.js nearly all that it would put first', () => {
    const all = [...entities, ...many(3000)];
    const index = new PickerIndex(all);
    const plain = new Fuse(all, fuseOptions);
    const asked = ['k', 'ka', 'kar', 'karo', 'karomi', 'karmoi', 'shin', 'shinequa', 'shniequa', 'telovu', 'tleovu', 'zorqau', 'alibba', 'antwerp', 'quane', 'mitel'];
    const recalls = asked.map((typed) => {
      const best = plain.search(typed, { limit: 10 });
      const field = index.narrowed(typed, nowhere);
      assert.ok(field.length < 1000);
      const found = new Fuse(field, fuseOptions).search(typed, { limit: 10 });
      // Of equals fuse.js takes those that come first in the list, so a score as good is as good.
      return best.filter(({ score = 1 }, at) => (found[at]?.score ?? 2) <= score + 1e-9).length / Math.max(1, best.length);
    });
    assert.ok(recalls.reduce((sum, one) => sum + one, 0) / recalls.length >= 0.95, recalls.join(' '));
  });
});
