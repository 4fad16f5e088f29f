import assert from 'node:assert/strict';
import { describe as describeMark } from '../../../src/core/anchor/describe';
import type { Placement } from '../../../src/core/anchor/placement';
import { resolveAll } from '../../../src/core/anchor/resolve';
import type { Anchor } from '../../../src/core/model';
import { marked, withMarks } from './marked';

const opening = 'The company said on Monday that it would move its headquarters to Hangzhou by the end of the year.';
const market = 'Shares fell in early trading before they recovered most of their losses in the afternoon.';
const quarter = 'Analysts at two banks expect that the next quarter will be better than the last one.';
const closing = 'A spokesman declined to comment on the plans when reached by telephone.';
/** Sixty links that differ in their numbers only, of which one is marked. */
const links = (at: number): string => Array.from({ length: 60 }, (_, n) => `<a href="${n === at ? '[[https]]' : 'https'}://example.org/backer/${n}/site"><img></a>\n`).join('');
const article = (...sentences: readonly string[]): string => sentences.join(' ');

function anchorsOf(source: string): { readonly text: string; readonly anchors: readonly Anchor[] } {
  const { text, spans } = marked(source);
  return { text, anchors: spans.map((span) => describeMark(text, { start: 0, end: text.length }, span)) };
}

/** The new text with the marks that were placed, and the states of all in the order of the old text. */
function outcome(old: string, now: string, withBase: boolean): readonly [string, ...string[]] {
  const { text, anchors } = anchorsOf(old);
  const placements = resolveAll(now, anchors, withBase ? text : undefined);
  const spans = placements.flatMap((placement) => placement.state === 'needs-you' ? [] : [placement.span]);
  return [withMarks(now, spans), ...placements.map(stateOf)];
}

function stateOf(placement: Placement): string {
  return placement.state === 'needs-you' ? placement.reason : placement.state;
}

/** Both with the old text and without it; the new text is written with the marks where they should be. */
function follows(what: string, old: string, now: string, ...states: readonly string[]): void {
  for (const withBase of [false, true]) {
    it(`${what}${withBase ? ', with the old text' : ''}`, () => {
      const { text, spans } = marked(now);
      const expected = states.length > 0 ? states : spans.map(() => 'anchored');
      assert.deepEqual(outcome(old, text, withBase), [now, ...expected]);
    });
  }
}

/** Both ways, the mark is not placed. */
function needs(what: string, old: string, now: string, reason: string): void {
  for (const withBase of [false, true]) {
    it(`${what}${withBase ? ', with the old text' : ''}`, () => {
      assert.deepEqual(outcome(old, now, withBase), [now, reason]);
    });
  }
}

/** Both ways, the first proposal is the place that is marked in the new text; none where nothing is. */
function offered(what: string, old: string, now: string, ...reasons: readonly string[]): void {
  for (const withBase of [false, true]) {
    it(`${what}${withBase ? ', with the old text' : ''}`, () => {
      const { text, anchors } = anchorsOf(old);
      const { text: newText, spans } = marked(now);
      const [placement] = resolveAll(newText, anchors, withBase ? text : undefined);
      assert.ok(placement?.state === 'needs-you' && (reasons.length === 0 ? ['edited'] : reasons).includes(placement.reason));
      assert.equal(withMarks(newText, placement.candidates.slice(0, 1).map(({ span }) => span)), withMarks(newText, spans));
    });
  }
}

/** As `offered`; only the old text may tell that the place is that of the mark. */
function rewritten(what: string, old: string, now: string): void {
  offered(what, old, now, 'lost', 'edited');
}

describe('a mark after a change made outside', () => {
  const tagged = 'The company said on Monday that it would move its headquarters to [[Hangzhou]] by the end of the year.';

  follows('unchanged text', article(tagged, market), article(tagged, market));
  follows('text inserted before', article(tagged, market), article(closing, tagged, market));
  follows('text deleted before', article(quarter, tagged, market), article(tagged, market));
  follows('text inserted after', article(tagged, market), article(tagged, closing, market));
  follows('text deleted after', article(tagged, market, closing), article(tagged, closing));
  follows('text inserted at both edges', article(tagged, market), article(tagged.replace('[[Hangzhou]]', 'sunny [[Hangzhou]] proper'), market));
  follows('text inserted inside the prefix', article(tagged, market), article(tagged.replace('headquarters to', 'headquarters from Beijing to'), market));
  follows('text inserted inside the suffix', article(tagged, market), article(tagged.replace('by the end', 'in the south by the end'), market));
  follows('text deleted inside the prefix', article(tagged, market), article(tagged.replace('its headquarters to', 'to'), market));
  follows('text deleted inside the suffix', article(tagged, market), article(tagged.replace(' by the end of the year', ' by the end'), market));
  follows('white space reflowed', article(tagged, market), article(tagged, market).replace(/ (?=would|\[\[|by|fell)/g, '\n  '));
  follows('Chinese text wrapped', '本报讯记者昨日获悉，[[阿里巴巴集团]]将把总部迁至杭州市，预计年底前完成。', '本报讯记者昨日获悉，[[阿里\n巴巴集团]]将把总部迁至杭州市，\n预计年底前完成。');
  follows('LF became CRLF', article(tagged, '\n\n', market, '\n', closing), article(tagged, '\r\n\r\n', market, '\r\n', closing));
  follows('CRLF became LF', article(market, '\r\n\r\n', tagged, '\r\n', closing), article(market, '\n\n', tagged, '\n', closing));
  follows('trailing spaces trimmed', article(`${market}   \n`, tagged, market), article(`${market}\n`, tagged, market));
  follows('a byte order mark added', article(tagged, market), `\uFEFF${article(tagged, market)}`);
  follows('NFC became NFD', 'The minister met [[Aureliano Buendía]] and José Álvarez in Bogotá, his spokesman said.',
    'The minister met [[Aureliano Buendía]] and José Álvarez in Bogotá, his spokesman said.'.normalize('NFD'));
  follows('NFC became NFD where words end with an accent', 'Le ministre dit que [[là où le café était]] fermé, on vint à pied.',
    'Le ministre dit que [[là où le café était]] fermé, on vint à pied.'.normalize('NFD'));
  follows('NFD became NFC', 'The minister met [[Aureliano Buendía]] and José Álvarez in Bogotá, his spokesman said.'.normalize('NFD'),
    'The minister met [[Aureliano Buendía]] and José Álvarez in Bogotá, his spokesman said.');
  follows('quotes, dashes and ellipses became plain', `He said “[[it’s a “final” offer – for now…]]” and left. ${market}`,
    `He said "[[it's a "final" offer - for now...]]" and left. ${market}`);
  follows('quotes, dashes and ellipses became typographic', `He said "[[it's a "final" offer - for now...]]" and left. ${market}`,
    `He said “[[it’s a “final” offer – for now…]]” and left. ${market}`);
  follows('NBSP, soft hyphens and zero-width spaces put in', `${closing} The [[Ant Financial Services Group]] grew by 20 %.`,
    `${closing} The [[Ant\u00A0Finan\u00ADcial Ser\u200Bvices Group]] grew by 20\u00A0%.`);
  follows('a quote split across a new paragraph', `${opening} [[${market} ${quarter}]] ${closing}`, `${opening} [[${market}\n\n${quarter}]] ${closing}`);
  follows('an emoji inserted before', article(tagged, market), `😀 ${article(tagged, market)}`);
  follows('a quote at the very start', '[[Hangzhou]] is the new seat of the company. '.concat(market), '[[Hangzhou]] is the new seat of the company. '.concat(market, ' ', closing));
  follows('a quote at the very end', `${market} The company moves to [[Hangzhou]]`, `${closing} ${market} The company moves to [[Hangzhou]]`);
  follows('two marks one character apart', `${opening} [[Ali]]/[[Baba]] rose by a tenth. ${market}`, `${closing} ${opening} [[Ali]]/[[Baba]] rose by a tenth. ${market}`);
  follows('nested marks', `${opening} [[Ant [[Financial]] Services]] rose by a tenth. ${market}`, `${closing} ${opening} [[Ant [[Financial]] Services]] rose by a tenth. ${market}`);
  follows('the parts of a discontinuous mark', `${opening} Both [[North]] and South [[Korea]] agreed to the plan. ${market}`,
    `${market} ${opening} Both [[North]] and South [[Korea]] agreed to the plan. ${closing}`);
  follows('a short quote with many occurrences', `US exports rose. ${opening} The US said that [[US]] steel was dear. ${market} The US and US allies agreed.`,
    `US exports rose. The US agrees. ${opening} The US said that [[US]] steel was dear. ${market} The US and US allies agreed.`);
  follows('a paragraph moved', `${opening}\n\n${market} The [[Shanghai index]] fell by a tenth then.\n\n${quarter} [[Goldman Sachs]] was one of the two.\n\n${closing} Nor did [[Jack Ma]] answer to calls.`,
    `${market} The [[Shanghai index]] fell by a tenth then.\n\n${opening}\n\n${closing} Nor did [[Jack Ma]] answer to calls.\n\n${quarter} [[Goldman Sachs]] was one of the two.`, 'anchored', 'moved', 'anchored');
  follows('both ends of a link changed around', `${opening} [[${market}]] ${quarter} [[${closing}]]`, `[[${market}]] ${quarter} It was late. [[${closing}]]`);
  const tax = 'The ministry said in a long statement on Monday that it would tax the exports of';
  const rare = 'from the beginning of next year, whatever others do';
  follows('two sentences alike, both still there', `${opening} ${tax} [[steel]] ${rare}. ${market} ${tax} [[steel]] ${rare}. ${closing}`,
    `${closing} ${opening} ${tax} [[steel]] ${rare}. ${market} It rained. ${tax} [[steel]] ${rare}. ${closing}`);
  follows('two sentences alike, an error mended in one of them', `${opening} ${tax.replace('long', 'lnog')} [[steel]] ${rare}. ${market} ${tax} steel ${rare}. ${closing}`,
    `${opening} ${tax} [[steel]] ${rare}. ${market} ${tax} steel ${rare}. ${closing}`);
  follows('a part of a dash', `${opening} The option [[--grep]] was new. The rule \`[[--]]-\` was old. ${market}`,
    `${closing} ${opening} The option [[--grep]] was new. The rule \`[[--]]-\` was old. ${market}`);
  follows('the same sentence at the same place, its double added', `${opening} ${tagged}\n\n${market}`, `${opening} ${tagged}\n\n${market} ${marked(tagged).text}`);

  follows('a heading before the same text, all before it rewritten', `${opening} ${closing}\n\n## [[Usage]]\n\n${market} ${quarter}`, `${quarter.replace('banks', 'firms')}\n\n## [[Usage]]\n\n${market} ${quarter}`);
  follows('a short heading before short ones', `${opening}\n\n# [[Licence]]\n\nMIT\n\n${market}`, `${quarter}\n\n# [[Licence]]\n\nMIT\n\n${market}`);
  follows('one of many links, far from where it stood', links(41), `${Array.from({ length: 20 }, (_, n) => `${n}. ${market}\n`).join('')}${links(41)}`);

  it('a name in a list that was rewritten around it, with the old text', () => {
    const old = `${market} The builder speaks to many databases (Oracle, [[MySQL]], PostgreSQL, SQLite) in the same way as before. ${closing}`;
    const now = `${market} The builder speaks to many databases (PostgreSQL, MariaDB, [[MySQL]], Cockroach, Oracle, SQLite) in the same way as before. ${closing}`;
    assert.deepEqual(outcome(old, marked(now).text, true), [now, 'anchored']);
  });

  it('a file replaced by another article: all need people', () => {
    const other = 'Rain is expected in the north of the country tomorrow, while the south stays dry and warm. Farmers hope for more of it in May.';
    const old = `The [[company]] said that [[it]] would move [[to Hangzhou]] by the end of [[the]] year. [[${market}]]`;
    for (const withBase of [false, true]) {
      assert.deepEqual(outcome(old, other, withBase), [other, 'lost', 'lost', 'lost', 'lost', 'lost']);
    }
  });

  it('is where it was after an edit and its undo', () => {
    const { text, anchors } = anchorsOf(article(quarter, tagged, market));
    assert.deepEqual(resolveAll(text, anchors), resolveAll(text, anchors, text));
    assert.deepEqual(outcome(article(quarter, tagged, market), text, true), [article(quarter, tagged, market), 'anchored']);
  });
});

describe('a mark whose text is not there any more needs people', () => {
  const name = `${opening} The plan was made by [[Robin]] Smith of the board. ${market}`;

  needs('the quote deleted with its sentence', `${opening} [[${market}]] ${quarter}`, article(opening, quarter), 'lost');
  needs('the quote deleted, the same word elsewhere', `${name} Robin Hood was not asked.`, `${opening} ${market} Robin Hood was not asked.`, 'lost');
  needs('the quote corrected, its double elsewhere', `Robin spoke first. ${name}`, `Robin spoke first. ${marked(name).text.replace('Robin', 'Robyn')}`, 'lost');
  needs('an entity renamed everywhere', name, marked(name).text.replace('Robin', 'Alexandra'), 'lost');
  needs('the case of a name changed', name, marked(name).text.replace('Robin', 'ROBIN'), 'lost');
  needs('a name that is only part of a word now', `${opening} Many thanks to [[Linus]] for this. ${market}`, `${opening} Many of the Linuses use machines. ${market}`, 'lost');
  needs('the same short word at the start of another sentence', `${opening} [[The]] chairman left. ${market}`, `${opening} The weather was fine and dry. ${market}`, 'lost');
  needs('a sentence deleted, a look-alike left', `${opening} [[Profit rose by 5 percent in the first quarter of the year.]] ${market} Profit rose by 7 percent in the third quarter of last year. ${closing}`,
    `${opening} ${market} Profit rose by 7 percent in the third quarter of last year. ${closing}`, 'lost');
  needs('a sentence deleted, its twin left', `${opening} [[${quarter}]] ${market} It was cold. ${quarter} ${closing}`, `${opening} ${market} It was cold. ${quarter} ${closing}`, 'lost');

  const long = `The regulator said in a long statement on Monday that it would fine the platform company`;
  const hers = 'for the way in which it treats the smaller merchants';

  needs('its sentence deleted, one left that says the same for more than any context',
    `${opening} ${long} [[Alibaba]] ${hers}. ${market} ${quarter} ${long} Alibaba ${hers}. ${closing}`,
    `${opening} ${market} ${quarter} ${long} Alibaba ${hers}. ${closing}`, 'lost');
  needs('the same, and the sentence itself is marked',
    `${opening} [[${long} Alibaba ${hers}.]] ${market} ${quarter} ${long} Alibaba ${hers}. ${closing}`,
    `${opening} ${market} ${quarter} ${long} Alibaba ${hers}. ${closing}`, 'lost');
  needs('the same, at the start of the sentence',
    `${opening} [[Alibaba]] ${hers} ${long}. ${market} ${quarter} Alibaba ${hers} ${long}. ${closing}`,
    `${opening} ${market} ${quarter} Alibaba ${hers} ${long}. ${closing}`, 'lost');
  needs('one of two sentences alike corrected where the mark is',
    `${opening} ${long} Tencent ${hers}. ${market} ${long} [[Alibaba]] ${hers}. ${quarter} ${long} Alibaba ${hers}. ${closing}`,
    `${opening} ${long} Tencent ${hers}. ${market} ${long} Baidu ${hers}. ${quarter} ${long} Alibaba ${hers}. ${closing}`, 'lost');
  needs('a paragraph deleted that stood there twice',
    `${opening}\n\n${market} ${quarter} The [[index]] lost a tenth. ${closing}\n\n${long}.\n\n${market} ${quarter} The index lost a tenth. ${closing}\n\nThe end.`,
    `${opening}\n\n${long}.\n\n${market} ${quarter} The index lost a tenth. ${closing}\n\nThe end.`, 'lost');

  it('one word of several replaced in a short quote; the old text shows what took its place', () => {
    const old = `${opening} Prime Minister [[Jacinda Ardern]] agreed to it. ${market}`;
    const now = `${opening} Prime Minister Jacinda Smith agreed to it. ${market}`;
    assert.deepEqual(outcome(old, now, false), [now, 'lost']);
    assert.deepEqual(outcome(old, now, true), [now, 'edited']);
  });

  it('an empty quote', () => {
    const anchor: Anchor = { at: [3, 3], quote: '', before: 'abc', after: 'def' };
    assert.deepEqual(resolveAll('abcdef', [anchor]), [{ state: 'needs-you', reason: 'lost', candidates: [] }]);
  });
});

describe('a mark whose words were changed is offered where it was', () => {
  offered('a typo fixed', `${opening} [[Analysts at two banks expect that the next quater will be better.]] ${market}`,
    `${opening} [[Analysts at two banks expect that the next quarter will be better.]] ${market}`);
  offered('a word replaced', `${opening} [[${quarter}]] ${market}`, `${opening} [[${quarter.replace('better', 'worse')}]] ${market}`);
  offered('two words run together', `${opening} They sat around the old [[fire place]] until noon. ${market}`, `${opening} They sat around the old [[fireplace]] until noon. ${market}`);
  offered('its case changed', `${opening} [[${quarter}]] ${market}`, `${opening} [[${quarter.replace('Analysts', 'ANALYSTS')}]] ${market}`);
});

describe('a mark whose sentence was written anew is not placed, and the new sentence proposed', () => {
  const plan = 'The company will move its headquarters to Hangzhou by the end of the year, it said on Monday.';
  rewritten('half of its words left out', `${market} [[${opening}]] ${closing}`, `${market} [[The company would move to Hangzhou by the end of the year.]] ${closing}`);
  rewritten('turned round', `${market} [[${plan}]] ${closing}`, `${market} [[On Monday the company said it would move its headquarters to Hangzhou by the end of the year.]] ${closing}`);
  rewritten('with another word at its start', `${market}\n\n[[${quarter}]]\n\n${closing}`, `${market}\n\n[[Two banks' analysts now expect that the next quarter will be far better.]]\n\n${closing}`);
  rewritten('a name, for another one', `${market} The city says that [[Luo Qingyuan]] will speak about it. ${closing}`, `${market} The city says that [[Ms Luo]] will speak about it. ${closing}`);
  rewritten('a name, deleted', `${market} The city says that [[Luo Qingyuan]] will speak about it. ${closing}`, `${market} The city says that will speak about it. ${closing}`);
  rewritten('a name, for another one in two places', `${market} [[Luo Qingyuan]] will speak. ${closing} ${market} Some will speak. ${closing}`, `${market} Ms Luo will speak. ${closing} ${market} Some will speak. ${closing}`);
  rewritten('nothing left of it', `${market} [[${opening}]] ${closing}`, `${market} It rained all night in the hills above the town, said a man from Ningbo. ${closing}`);
  rewritten('what has most of its words stands beyond a neighbour that is still there', `[[${opening}]] ${market} ${closing}`.replace('Shares', '[[Shares]]'),
    `${market} The company would move to Hangzhou by the end of the year. ${closing}`.replace('Shares', 'Shares'));
});

describe('a mark that could be in two places', () => {
  it('is ambiguous when its paragraph was doubled and moved', () => {
    const paragraph = `${market} The index lost a tenth of its value in a day.\n\n`;
    const old = `${opening}\n\n${market} The [[index]] lost a tenth of its value in a day.\n\n${closing}`;
    const now = `${paragraph}${quarter}\n\n${opening}\n\n${quarter} It rained.\n\n${paragraph}${quarter}`;
    const [text, state] = outcome(old, now, false);
    assert.deepEqual([text, state], [now, 'ambiguous']);
  });

  it('a heading deleted before a paragraph that begins like it, with the old text', () => {
    const old = `Thursday, 01:00\n\n[[Shanghai]], Alibaba in deal\n\nShanghai will spend more. ${market}`;
    const now = `Thursday, 01:00\n\nShanghai will spend\nmore. ${market}`;
    assert.deepEqual(outcome(old, now, true).slice(0, 1), [now]);
  });
});
