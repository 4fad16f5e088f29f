import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { NameParts } from '../../../src/core/names/nameParts';
import { Gazetteer } from '../../../src/core/names/gazetteer';
import { likelyType } from '../../../src/core/offers/byHand';
import { defaultTypes } from '../../../src/core/store/defaults';
import { marked } from '../names/marked';

/** The type of the one stretch in brackets. */
function typeOf(line: string, types = defaultTypes): string | undefined {
  const { text, spans: [span] } = marked(line);
  assert.ok(span);
  return likelyType(text, { start: 0, end: text.length }, span, { names: new Gazetteer(), parts: new NameParts() }, types);
}

describe('the type of what is tagged by hand', () => {
  it('is that of a name by its form and company', () => {
    const cases = { person: 'Yesterday [[Tang Huihao]] said so.', organization: 'The [[Wuhan Steel Corp]] grew.', place: 'A house in [[Wuhan]] burnt.', product: 'The new [[A380]] flies.' };
    for (const [type, line] of Object.entries(cases)) assert.equal(typeOf(line), type, line);
  });

  it('is a topic where no letter is a capital, but not where a script has none', () => {
    assert.equal(typeOf('They speak of smart [[logistics]].'), 'topic');
    assert.notEqual(typeOf('They speak of [[阿里巴巴]].'), 'topic');
  });

  it('is one that the corpus has, or none', () => {
    const types = [{ ...defaultTypes[0], id: 'thing', label: 'Thing', color: 'blue', icon: 'tag', key: 't', marks: 'names' }] as const;
    assert.equal(typeOf('A house in [[Wuhan]] burnt.', types), 'thing');
    assert.equal(typeOf('They speak of [[logistics]].', types), undefined);
  });
});
