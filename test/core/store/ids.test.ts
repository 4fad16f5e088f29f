import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { entityId } from '../../../src/core/store/entityId';
import { gitBlobId } from '../../../src/core/store/gitBlobId';
import { newMarkId } from '../../../src/core/store/markId';
import { isPlainSafe } from '../../../src/core/yaml/print';

describe('the id of a new mark', () => {
  it('is six letters and digits, new, and a string to every reader of YAML', () => {
    const taken = new Set<string>();
    fc.assert(fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (number) => {
      const id = newMarkId(taken, () => number);
      assert.match(id, /^[a-z][a-z0-9]{5}$/);
      assert.ok(isPlainSafe(id, 'flow') && !taken.has(id));
      taken.add(id);
    }));
  });

  it('is found also where chance is stuck, up to the last one', () => {
    const taken = new Set(['zzzzzz', '999999', 'z99999']);
    assert.equal(newMarkId(taken, () => 0.9999999999999999), 'aaaaaa');
    assert.equal(newMarkId(new Set(['aaaaaa', 'aaaaab']), () => 0), 'aaaaac');
  });
});

describe('the id of an entity', () => {
  const cases: readonly (readonly [name: string, id: string])[] = [
    ['Ant Group', 'ant-group'], ['Société Générale', 'societe-generale'], ["O'Brien & Sons, Inc.", 'obrien-sons-inc'], ['阿里巴巴', '阿里巴巴'], ['한국', '한국'],
    ['Straße Ærø', 'strasse-aero'], ['İstanbul', 'istanbul'], ['Ｆｕｌｌ', 'full'], ['हिन्दी', 'हिन्दी'], ['!?', 'entity'], ['', 'entity'], ['\ud800', 'entity'], ['2015', '2015'],
  ];
  for (const [name, id] of cases) it(`${JSON.stringify(name)} is ${id}`, () => assert.equal(entityId(name, new Set()), id));

  it('is new', () => {
    assert.equal(entityId('Ant', new Set(['ant', 'ant-2'])), 'ant-3');
  });

  it('is short, whatever the name', () => {
    assert.equal(entityId('the regulatory crackdown on the fintech companies of the country', new Set()), 'the-regulatory-crackdown-on-the-fintech-companies-of-the');
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const id = entityId(name, new Set());
      assert.ok(id.length > 0 && Array.from(id).length <= 60);
      assert.match(id, /^[\p{L}\p{N}\p{M}-]+$/u);
    }));
  });
});

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

describe("git's id of a file", () => {
  it('is as known', () => {
    assert.equal(gitBlobId(bytes('')), 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391');
    assert.equal(gitBlobId(bytes('hello\n')), 'ce013625030ba8dba906f756967f9e9ca394464a');
  });

  it('is the SHA-1 of header and bytes, for every length around a block', () => {
    for (const length of [...Array.from({ length: 140 }, (_, index) => index), 1000, 70_001]) {
      const content = Uint8Array.from({ length }, (_, index) => (index * 7 + length) % 256);
      assert.equal(gitBlobId(content), createHash('sha1').update(`blob ${length}\0`).update(content).digest('hex'));
    }
  });

  it('takes a view into a larger buffer for what it shows', () => {
    assert.equal(gitBlobId(bytes('xhello\nx').subarray(1, 7)), gitBlobId(bytes('hello\n')));
  });

  it('is what git says', function () {
    const content = 'Ant Group\r\n阿里巴巴\n';
    const { status, stdout } = spawnSync('git', ['hash-object', '--no-filters', '--stdin'], { input: content, encoding: 'utf8' });
    if (status !== 0) {
      console.log('      skipped: there is no git here');
      this.skip();
    }
    assert.equal(gitBlobId(bytes(content)), stdout.trim());
  });
});
