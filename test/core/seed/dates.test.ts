import assert from 'node:assert/strict';
import { parseSeed } from '../../../src/core/seed/parse';

describe('the date of a header', () => {
  const cases: readonly (readonly [value: string, date: string | undefined])[] = [
    ['[[August 23, 2018]] - 01:00', '2018-08-23'],
    ['Thursday, [[August 23, 2018]] - 01:00', '2018-08-23'],
    ['[[2018-08-23]]', '2018-08-23'],
    ['[[2018-08-23]]T01:00:00Z', '2018-08-23'],
    ['[[2018/8/3]]', '2018-08-03'],
    ['[[2018.08.23]]', '2018-08-23'],
    ['[[20180823]]', '2018-08-23'],
    ['[[19 August 2017]]', '2017-08-19'],
    ['[[19th of August, 2017]]', '2017-08-19'],
    ['[[19-Aug-2017]]', '2017-08-19'],
    ['[[Aug. 19, 2017]]', '2017-08-19'],
    ['[[Sept 1 2017]]', '2017-09-01'],
    ['[[August 19-21, 2017]]', '2017-08-19'],
    ['[[2018年8月23日]] 01:00', '2018-08-23'],
    ['[[2018年8月]]', '2018-08'],
    ['[[23.08.2018]]', '2018-08-23'],
    ['[[1.2.2018]]', '2018-02-01'],
    ['[[23/08/2018]]', '2018-08-23'],
    ['[[08/23/2018]]', '2018-08-23'],
    ['[[August 2018]]', '2018-08'],
    ['[[2018-08]]', '2018-08'],
    ['[[2018]]', '2018'],
    ['Summer [[2018]]', '2018'],
    ['[[29 February 2016]]', '2016-02-29'],
    ['29 February 2018', undefined],
    ['February 31, 2018', undefined],
    ['2018-13-45', undefined],
    ['01/02/2018', undefined],
    ['August 23', undefined],
    ['last Thursday', undefined],
    ['yesterday at noon', undefined],
    ['99999', undefined],
  ];
  for (const [marked, date] of cases) {
    it(`${marked} is ${date ?? 'unreadable'}`, () => {
      const value = marked.replace('[[', '').replace(']]', '');
      const { articles, problems } = parseSeed(`## Date: ${value}\n\nText.`);
      const found = articles[0]?.date;
      const start = 9 + marked.indexOf('[[');
      const expected = date === undefined ? undefined : { value: date, span: { start, end: 9 + marked.indexOf(']]') - 2 }, inferred: false };
      assert.deepEqual(found, expected);
      const unreadable = problems.filter(({ code }) => code === 'date-unreadable');
      assert.deepEqual(unreadable.map(({ span }) => span), date === undefined ? [{ start: 9, end: 9 + value.length }] : []);
    });
  }

  it('that is empty is no problem, and the text is asked', () => {
    const { articles, problems } = parseSeed('## Date: \n\nThey met on 3 May 2018.');
    assert.deepEqual([articles[0]?.date?.value, articles[0]?.date?.inferred, problems], ['2018-05-03', true, []]);
  });

  it('that cannot be read is told, and the text is asked', () => {
    const { articles, problems } = parseSeed('## Date: soon\n\nThey met on 3 May 2018.');
    assert.deepEqual([articles[0]?.date?.value, problems.map(({ code }) => code)], ['2018-05-03', ['date-unreadable']]);
  });
});

describe('the date of a text', () => {
  const cases: readonly (readonly [text: string, date: string | undefined])[] = [
    ['They met on [[August 19, 2017]], and on August 20, 2017.', '2017-08-19'],
    ['In May 2016 they planned; they met on [[19 August 2017]].', '2017-08-19'],
    ['In 2016 they planned it for [[May 2017]].', '2017-05'],
    ['They met on the 3rd of May, in 2018.', undefined],
    ['They met on the [[third of May 2018]] in Shanghai.', '2018-05-03'],
    ['They met for the first time in [[May 2018]].', '2018-05'],
    ['They met in 2018, on August 19.', undefined],
    ['They met on August 19, the second of 2000 meetings.', undefined],
    ['2018年是重要的一年。[[2018年8月23日]]，他们签署了协议。', '2018-08-23'],
    ['The years 2018-19 were good, as were 2010-12.', undefined],
    ['The price of 12018 yuan and 20180 others.', undefined],
    ['Mayor 2018, marched 2019, decided 2020.', undefined],
    ['Photo 16.03.2023 from the ceremony', '2023-03-16'],
  ];
  for (const [marked, date] of cases) {
    it(`${marked} gives ${date ?? 'none'}`, () => {
      const text = marked.replace('[[', '').replace(']]', '');
      const found = parseSeed(text).articles[0]?.date;
      assert.equal(found?.value, date);
      if (date !== undefined && marked.includes('[[')) assert.deepEqual(found?.span, { start: marked.indexOf('[['), end: marked.indexOf(']]') - 2 });
      assert.notEqual(found?.inferred, false);
    });
  }

});
