// A corpus in a few lines: `a 2018-05-03 Business: ant*2 ma -> b follows-up` is an article with its date, section, mentions and links.
import { CorpusIndex } from '../../../src/core/corpus/corpusIndex';
import { readFacts, type Facts } from '../../../src/core/graph/facts';

const anchor = 'at: [0, 1], quote: "x", before: "", after: ""';

const entities = [
  'ant: { name: Ant Group, type: organization }', 'ali: { name: Alibaba, type: organization }', 'ma: { name: Jack Ma, type: person }',
  'sh: { name: Shanghai, type: place }', 'loans: { name: Loans, type: topic }', '',
].join('\n');

export function indexOf(...lines: readonly string[]): CorpusIndex {
  const index = new CorpusIndex();
  index.set('entities.yaml', entities);
  for (const line of lines) {
    const [, id = '', date = '', section = '', said = '', links = ''] = /^(\S+) ?([\d-]*) ?([A-Z]\w*)?: ?([^>]*?)(?: ?-> (.*))?$/.exec(line) ?? [];
    const mentions = said.split(' ').filter(Boolean).flatMap(word => {
      const [entity = '', times = '1'] = word.split('*');
      return Array.from({ length: Number(times) }, () => entity);
    });
    const [to = '', relation = ''] = (links ?? '').split(' ');
    index.set(`${id}.seed`, `## Title: Article ${id}\n## Date: ${date}\n## Section: ${section ?? ''}\n\nText.\n`);
    index.set(`annotations/${id}.yaml`, [
      `article: ${id}`, 'text: ""', 'mentions:',
      ...mentions.map((entity, at) => `  - { id: m${at}, entity: ${entity}, ${anchor} }`),
      ...to === '' ? [] : ['links:', `  - { id: l0, relation: ${relation}, from: { ${anchor} }, to: { article: ${to}, ${anchor} } }`], '',
    ].join('\n'));
  }
  return index;
}

export function factsOf(...lines: readonly string[]): Facts {
  return readFacts(indexOf(...lines));
}
