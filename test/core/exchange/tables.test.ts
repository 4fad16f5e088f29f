import assert from 'node:assert/strict';
import { readBrat } from '../../../src/core/exchange/brat';
import { writeCsv } from '../../../src/core/exchange/csv';
import { writeGraphml } from '../../../src/core/exchange/graphml';
import { parseXml } from '../../../src/core/exchange/xml';

const { documents } = readBrat([
  { name: 'one.txt', text: '😀 Ant, "the" <Group> met Jack.' },
  { name: 'one.ann', text: 'T1\tORG 2 20\tAnt, "the" <Group>\nT2\tPER 25 29\tJack\nR1\tmet Arg1:T1 Arg2:T2\nN1\tReference T2 Wikidata:Q1\tJack\nE1\tMeet:T1 Who:T2\n' },
  { name: 'two.txt', text: 'Jack left.' },
  { name: 'two.ann', text: 'T1\tPER 0 4\tJack\nN1\tReference T1 Wikidata:Q1\tJack\n' },
]);

describe('tables and graphs', () => {
  it('has mentions, entities and links in CSV, with what needs it in quotes', () => {
    const { files, losses } = writeCsv(documents);
    assert.deepEqual(files.map(({ name, text }) => [name].concat(text.trimEnd().split('\r\n').slice(1))), [
      ['mentions.csv',
        'one,T1,ORG,"ORG:Ant, ""the"" <Group>",2,20,,"Ant, ""the"" <Group>",,,,',
        'one,T2,PER,http://www.wikidata.org/entity/Q1,25,29,,Jack,http://www.wikidata.org/entity/Q1,,,',
        'two,T1,PER,http://www.wikidata.org/entity/Q1,0,4,,Jack,http://www.wikidata.org/entity/Q1,,,'],
      ['links.csv', 'one,R1,met,one,T1,"Ant, ""the"" <Group>",one,T2,Jack,'],
      ['entities.csv',
        '"ORG:Ant, ""the"" <Group>","Ant, ""the"" <Group>",ORG,,1,1',
        'http://www.wikidata.org/entity/Q1,Jack,PER,http://www.wikidata.org/entity/Q1,2,2'],
    ]);
    assert.deepEqual(losses.map(({ code, item }) => `${code} ${item}`), ['event E1']);
  });

  it('has documents and entities as nodes of a graph that is XML', () => {
    const [file] = writeGraphml(documents).files;
    const { root, error } = parseXml(file?.text ?? '');
    assert.equal(error, null);
    const graph = root?.children.find(({ name }) => name === 'graph');
    const labels = new Map(graph?.children.filter(({ name }) => name === 'node').map((node) => [node.attributes.get('id'), node.children.find((data) => data.attributes.get('key') === 'label')?.text]));
    const edges = graph?.children.filter(({ name }) => name === 'edge').map((edge) => `${labels.get(edge.attributes.get('source'))} > ${labels.get(edge.attributes.get('target'))}: ${edge.children.map(({ text }) => text).join(' ')}`);
    assert.deepEqual(edges, [
      'one > Ant, "the" <Group>: mentions 1', 'one > Jack: mentions 1', 'two > Jack: mentions 1', 'Ant, "the" <Group> > Jack: met 1',
    ]);
  });
});
