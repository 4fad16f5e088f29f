import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Hyphens } from '../../../src/core/names/edges';
import { Gazetteer } from '../../../src/core/names/gazetteer';
import { nameAt } from '../../../src/core/names/nameAt';
import { mark, marked } from './marked';

/** Each line has one caret and what is meant by it; no brackets mean that nothing is. */
function check(line: string, known: readonly string[] = [], hyphens: Hyphens = 'part'): void {
  const { text, caret } = marked(line);
  const gazetteer = new Gazetteer({ hyphens });
  for (const name of known) gazetteer.add(name, name);
  const found = nameAt(text, { start: 0, end: text.length }, caret, gazetteer, hyphens);
  assert.equal(mark(text, found === undefined ? [] : [found]), line.replace('|', ''), line);
}

const cases: Readonly<Record<string, readonly string[]>> = {
  'a capitalised word, wherever the caret touches it': [
    'on Monday [[|Alibaba]] said', 'on Monday [[Ali|baba]] said', 'on Monday [[Alibaba|]] said', 'said [[Alibaba|]].', '[[|Alibaba]]',
  ],
  'capitals in a row': [
    'The deal with [[Ant Fi|nancial]] was signed', 'and [[Yangtze River De|lta]] regions', 'by [[South Chi|na Morning Post]] in May', 'wealth platform [[A|nt Fortune]].',
  ],
  'no possessive': [
    'The deal with [[Ant Fi|nancial]]’s parent', '[[Alibaba|]]\'s campus', '[[Alibaba]]’|s campus', 'in [[Hangzhou]]\'s| Market Regulation Bureau', 'Hangzhou\'s [[Market R|egulation Bureau]] said',
    'the [[United Airl|ines]]’ fleet', 'under [[Shang|hai]]’s Party chief Li Qiang',
  ],
  'small words inside': [
    'the [[Bank o|f China]] said', 'the [[Bank of the W|est]] said', 'by [[Ludwig van Be|ethoven]] and', 'of [[Charles de G|aulle]] airport', 'the [[State Administration for Market R|egulation]] fined',
    'with [[Johnson & J|ohnson]] on', 'at [[AT|&T]] now', 'the [[University of Ca|lifornia]] found',
  ],
  '"and" between fields, not between names': [
    'neighbouring Jiangsu, [[Zhe|jiang]] and Anhui provinces', 'Jiangsu, Zhejiang and [[An|hui]] provinces', 'the [[Ministry of Industry and Inf|ormation Technology]] warned',
    'the [[China Banking an|d Insurance Regulatory Commission]] has', 'the US [[Food and Drug Admin|istration]] approved'.replace('US [[', '[[US '), 'both [[Ali|baba]] and Tencent said', 'the [[National Development a|nd Reform Commission]] said',
    'between Ant Group and [[Shang|hai]] officials',
  ],
  'no titles and honorifics': [
    'with Mr. [[Jack M|a]] there', 'said Dr [[Tang Hui|hao]] today', 'Alibaba Chairman [[Jack| Ma]] said', '[[Ali|baba]] Chairman Jack Ma said', 'by Shanghai Mayor [[Gong Z|heng]] and',
    'Chongqing Communist Party Secretary [[Yuan Jia|jun]] spoke', '[[Chongq|ing]] Communist Party Secretary Yuan Jiajun spoke.', 'chaired by President [[Xi Jin|ping]],', 'Vice Premier [[Liu| He]] said', 'and CEO [[Daniel Zhang Y|ong]] said',
    'with U.S. Secretary of State [[John K|erry]] in', 'the ruling [[Communist Pa|rty]] met', 'by the [[Executive Comm|ittee]] yesterday', 'the [[Premier Lea|gue]] season',
  ],
  'a title’s noun that is a surname': [
    'Minister [[Julie Bi|shop]] met him', 'the writer [[Stephen K|ing]], who', 'said Bishop [[Desmond T|utu]] today', '[[Ali|baba]] Chairman said', 'Alibaba Judge [[Jack| Ma]] said',
  ],
  'no members of what is named': ['the Members of the [[Security Cou|ncil]] met', 'Photographs of [[Shang|hai]] show', 'the [[Bank o|f China]] said'],
  'a title itself as the word it is': ['said [[Chair|man]] Jack Ma'],
  'initials and abbreviations': [
    'its rival [[JD.com| Inc]], which in May', 'giant [[Alibaba Group Hold|ing Ltd.]] has unveiled', 'the realm of [[U.|N.]] directives', 'and [[Ele|.me]], an app', '[[Ele.me|]]’s daily volume', 'by [[J. P. Mor|gan]] in',
    'late [[John F. Ken|nedy]] said', 'owned by [[Alibaba Group Hol|ding Ltd]].', 'chairman of Chrysler LLC [[Jim P|ress]] said', 'of [[Chrysler L|LC]] Jim Press', 'as No. 1 [[U.|S.]] seller', 'said Maj. Gen. [[Gary J. Vol|esky]], who',
  ],
  'odd capitals and digits': [
    'the [[iPho|ne]] and', 'via [[eB|ay]] or', 'the [[Covid-|19]] pandemic', 'at the [[G2|0]] summit', 'an [[Airbus A3|80]] landed', 'a new [[iPhone| 4]] with', 'the [[Boeing 7|87]] flew', 'in [[Shang|hai]] 2010', 'chain [[O2|O]] retail',
  ],
  'no words that only begin a sentence': [
    'The [[Ali|baba]] deal. In [[', 'It fell. After [[Ali|baba]] rose', 'It fell. Meanwhile [[Ali|baba]] rose', 'In July, [[Zhe|jiang]] rose', 'Multiple [[Ali|baba]]-owned firms', 'Beyond [[Ant G|roup]]’s role', 'Companies like [[Ant| Group]] know',
    'According to [[Ali|baba]] Chairman Jack Ma', 'Regulators eased it. “We met [[Jack| Ma]]”',
  ].map((line) => line.replace(' In [[', '')),
  'no word that stands elsewhere in lower case': ['its rivals fell. Rivals [[Ten|cent]] and its rivals rose'],
  'days, months and money left out': ['on Thursday [[Ali|baba]] said', 'August [[Ali|baba]] sales', 'paid RMB20.5 billion to [[Xi’|an]] city', 'US$3 to [[Ali|baba]]'],
  'apostrophes inside': ['in [[Xi’a|n]] city', 'in [[Xi\'|an]] on', 'by [[O’Ne|ill]] and', 'by [[Bashar al-As|sad]] now'],
  'hyphens': ['[[Ali|baba]]-owned firms', 'the [[Hang|zhou]]-based firm', 'of [[Coca-C|ola]] and', 'the Franco-[[Ger|man]] talks'],
  'headlines by what the article says': [
    'Alibaba To Establish Base In [[Xi’|an]] City To Support Growth\nA base in Xi’an, says Alibaba.', 'ANT GROUP SIGNS [[DE|AL]] WITH SHANGHAI\nThe Ant Group signed in Shanghai.',
    '[[ANT G|ROUP]] SIGNS DEAL WITH SHANGHAI\nThe Ant Group signed in Shanghai.', 'Ant Group and Shanghai Government Partner on [[Block|chain]] Innovation\nThe Ant Group said so.',
  ],
  'a word in lower case': ['the [[fin|tech]] firm', 'the smart [[cit|y]]’s port', 'a [[day|]]'],
  'other alphabets': ['в [[Моск|ве]] сегодня', 'η [[Αθή|να]] είπε', '[[القاه|رة]] اليوم'],
  'no word, no name': ['Alibaba  |  said', ' | ', '… | …', '|'],
  'Katakana by its run': ['昨日[[ジャック・マ|ー]]は'],
};

describe('nameAt', () => {
  for (const [what, lines] of Object.entries(cases)) {
    it(what, () => lines.forEach((line) => check(line)));
  }

  it('lets known names come first, the longest', () => {
    const known = ['Ant', 'Ant Financial', 'Moody’s', 'Marks and Spencer', '阿里巴巴', 'smart logistics', 'Chairman Mao'];
    for (const line of [
      'The deal with [[Ant Fi|nancial]]’s', 'by [[Moody’|s]] on', 'by [[Marks a|nd Spencer]] too', '在[[阿里|巴巴]]工作', 'in [[smart l|ogistics]] now', 'of [[Chair|man Mao]] and', 'for [[A|nt]] and',
    ]) check(line, known);
  });

  it('joins hyphenated words when asked', () => {
    check('the [[Franco-Ger|man]] talks', [], 'join');
    check('the [[Franco-Ger|man]] talks', ['German'], 'join');
    check('the Franco-[[Ger|man]] talks', ['German']);
  });

  it('finds a word among Han by dictionary', () => {
    const { text, caret } = marked('他在北|京工作');
    const found = nameAt(text, { start: 0, end: text.length }, caret);
    assert.equal(found && text.slice(found.start, found.end), '北京');
  });

  it('keeps to what lies within, and gives nothing outside', () => {
    const text = 'Ant Group Ltd';
    assert.deepEqual(nameAt(text, { start: 0, end: 9 }, 5), { start: 0, end: 9 });
    assert.equal(nameAt(text, { start: 0, end: 9 }, 12), undefined);
    assert.equal(nameAt(text, { start: 0, end: 13 }, -1), undefined);
  });

  it('touches the caret and no white space at its ends, whatever the text', () => {
    const piece = fc.constantFrom('Ant', 'Group', 'of', 'and', 'the', 'Mr.', 'U.N.', '’s', ' ', ' ', '\n', '. ', ', ', '-', '“', '阿里', 'アリ', 'é', '2', '&', '\ud83d\ude00', '\ud800', '/', 'President');
    fc.assert(fc.property(fc.array(piece, { maxLength: 14 }).map((parts) => parts.join('')), fc.nat(60), (text, offset) => {
      const span = nameAt(text, { start: 0, end: text.length }, offset);
      if (span === undefined) return;
      assert.ok(offset <= text.length && span.start <= offset && span.start < span.end && offset <= span.end + 2);
      assert.match(text.slice(span.start, span.end), /^\S(?:.*\S)?$/u);
    }));
  });
});
