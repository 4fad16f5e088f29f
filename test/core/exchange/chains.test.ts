import assert from 'node:assert/strict';
import { readConllu } from '../../../src/core/exchange/conllu';
import { writeConllu } from '../../../src/core/exchange/conlluWrite';
import { readCoref } from '../../../src/core/exchange/coref';
import { writeCoref } from '../../../src/core/exchange/corefWrite';
import { toCorpus } from '../../../src/core/exchange/corpus';
import { stringOf } from '../../../src/core/exchange/json';
import { quoteOf, type ExchangeDocument, type Reading } from '../../../src/core/exchange/model';

describe('CoNLL-U with entities', () => {
  it('chains, types, identities and attributes', () => {
    const [document] = conllu([
      '# newdoc id = d', '# global.Entity = GRP-etype-infstat-identity', '# newpar', '# text = Ant Group grew.',
      '1 Ant Entity=(1-organization-new-Ant_Group', '2 Group Entity=1)', '3 grew SpaceAfter=No', '4 . _', '',
      '# text = It is big.', '1 It Entity=(1-organization-giv)', '2 is _', '3 big SpaceAfter=No', '4 . _', '',
    ]).documents;
    assert.equal(document?.text, 'Ant Group grew. It is big.');
    assert.deepEqual(spans(document), ['organization 1 Ant Group infstat=new Wikipedia:Ant_Group', 'organization 1 It infstat=giv']);
  });

  for (const [title, lines, expected, problems] of [
    ['nested and crossing', ['1 the Entity=(1-a(2-b', '2 big Entity=1)(3-c', '3 one Entity=2)3)'], ['a 1 the big', 'b 2 the big one', 'c 3 big one'], []],
    ['in pieces', ['1 left Entity=(e1[1/2]-event)', '2 it _', '3 off Entity=(e1[2/2])'], ['event e1 left off'], []],
    ['escaped', ['# global.Entity = eid-etype-identity', '1 NY Entity=(1-place-New%2DYork%28city%29)'], ['place 1 NY Wikipedia:New-York(city)'], []],
    ['never closed', ['1 the Entity=(1-a', '2 end _'], [], ['1 tag-invalid']],
    ['never opened', ['1 the _', '2 end Entity=9)'], [], ['2 tag-invalid']],
    ['a broken row', ['1 the _', 'oops'], [], ['2 line-malformed']],
    ['words written as one', ['1-2 can\'t _', '1 ca _', '2 n\'t Entity=(1-x)', '3 du _'], ['x 1 n\'t'], []],
    ['empty nodes', ['1 a Entity=(1-x', '1.1 b _', '2 c Entity=1)'], ['x 1 a c'], []],
  ] as const) {
    it(title, () => {
      const reading = conllu(lines);
      assert.deepEqual(spans(reading.documents[0]).sort(), expected);
      assert.deepEqual(reading.problems.map(({ line, code }) => `${line} ${code}`), problems);
    });
  }

  it('bridging and split antecedents, byte for byte', () => {
    const text = tableOf([
      '# newdoc id = d', '# global.Entity = eid-etype-head-other', '1 A Entity=(1-person)', '2 B Entity=(2-person)', '3 they Entity=(3-person)|SplitAnte=1<3,2<3', '4 doors Bridge=1<4:part|Entity=(4-object)', '',
    ]);
    const { documents, problems } = readConllu([{ name: 'd.conllu', text }]);
    assert.deepEqual(problems, []);
    const names = new Map(documents[0]?.spans.map((span) => [span.id, quoteOf(documents[0] ?? never(), span)]));
    assert.deepEqual(documents[0]?.relations.map(({ label, ends }) => `${label} ${ends.map(({ target }) => names.get(target)).join(' ')}`), ['split they A', 'split they B', 'bridge doors A']);
    assert.equal(writeConllu(documents).files[0]?.text, text);
  });

  it('a chain is the entity that any of its mentions names; other words mean the same only within a document', () => {
    const lines = (word: string): string[] => ['# newdoc id = d', '# global.Entity = eid-etype-identity', '1 Ant Entity=(1-org-Ant_Group)', '2 it Entity=(1-org)', `3 ${word} Entity=(2-org)`, ''];
    const documents = ['a', 'b'].flatMap((name) => readConllu([{ name: `${name}.conllu`, text: tableOf(lines('it')) }]).documents);
    const meant = toCorpus(documents).corpus.articles.map(({ mentions }) => mentions.map(({ entity }) => entity));
    assert.deepEqual(meant, [['ant', 'ant', 'it'], ['ant', 'ant', 'it-2']]);
  });

  it('what came from elsewhere', () => {
    const document: ExchangeDocument = {
      id: 'd', text: 'Ant Group left.\nIt grew.', metadata: { title: 'Ant' }, relations: [], notes: [], kept: {},
      spans: [
        { id: 's1', label: 'ORG', fragments: [{ start: 0, end: 9 }], references: [{ base: 'Wikidata', key: 'Q1' }], attributes: [], cluster: 'corpus:ant-group', kept: {} },
        { id: 's2', label: 'ORG', fragments: [{ start: 16, end: 18 }], references: [], attributes: [], cluster: 'corpus:ant-group', kept: {} },
      ],
    };
    const { files, losses } = writeConllu([document]);
    assert.deepEqual(losses, []);
    const [again] = readConllu(files).documents;
    assert.equal(again?.text, document.text);
    assert.deepEqual(spans(again), ['ORG e1 Ant Group Wikidata:Q1', 'ORG e1 It']);
  });
});

describe('tables with chains', () => {
  it('CoNLL-2012: names and chains, by part', () => {
    const text = ['#begin document (doc); part 000', fullRow(0, 'Jack', '(PERSON*', '(1'), fullRow(1, 'Ma', '*)', '1)'), fullRow(2, '.', '*', '-'), '', '#end document',
      '#begin document (doc); part 001', fullRow(0, 'He', '*', '(1)'), '', '#end document', ''].join('\n');
    const { documents, problems } = readCoref([{ name: 'd.conll', text }]);
    assert.deepEqual(problems, []);
    assert.deepEqual(documents.map((document) => [document.id, document.text, ...spans(document)]), [['doc', 'Jack Ma.', ' 1 Jack Ma', 'PERSON  Jack Ma'], ['doc-part-001', 'He', ' 1 He']]);
    assert.equal(writeCoref(documents).files[0]?.text, text);
  });

  it('chains across documents are entities, called as the list says', () => {
    const table = [...shortRows('a/1', 'Ant (cross_intra_ORG1', 'Group cross_intra_ORG1)', 'grew -'), ...shortRows('a/2', 'It (cross_ORG1)', 'left (intra_OTH2)'), ''].join('\n');
    const list = '#ID\tTYPE\tCLASS\tINSTANCE_NAME\tDESCR\tEXT_LINK\nORG1\tENTITY\tORG\tAnt Group\t\thttp://dbpedia.org/resource/Ant_Group\nOTH2\tEVENT\tOTHER\tleaving\t\tleave.01\n';
    const { documents, problems } = readCoref([{ name: 'm.conll', text: table }, { name: 'list_instances.csv', text: list }]);
    assert.deepEqual(problems, []);
    const { corpus } = toCorpus(documents);
    assert.deepEqual(corpus.entities.map(({ id, name, type, links }) => [id, name, type, ...links.values()]), [['ant-group', 'Ant Group', 'organization', 'http://dbpedia.org/resource/Ant_Group'], ['leaving', 'leaving', 'event']]);
    assert.deepEqual(corpus.articles.map(({ id, mentions }) => [id, ...mentions.map(({ entity }) => entity)]), [['a/1', 'ant-group'], ['a/2', 'ant-group', 'leaving']]);
    assert.equal(writeCoref(documents).files[0]?.text, table);
  });

  it('the printed text, where it lies beside', () => {
    const table = [...shortRows('c/12', 'He -', '( (1', 'Ma 1)', ') -', 'left -'), ''].join('\n');
    const [document] = readCoref([{ name: 'm.conll', text: table }, { name: 'docs/12_He_left.json', text: '{"text": "He (Ma)left"}' }]).documents;
    assert.equal(document?.text, 'He (Ma)left');
  });

  it('brackets that do not pair are told by their lines', () => {
    const { documents, problems } = readCoref([{ name: 'm.conll', text: [...shortRows('d', 'a (1', 'b 2)', 'c nonsense'), ''].join('\n') }]);
    assert.deepEqual(problems.map(({ line, code, data }) => [line, code, data['tag']]), [[3, 'tag-invalid', '2)'], [4, 'tag-invalid', 'nonsense'], [2, 'tag-invalid', '(1']]);
    assert.deepEqual(documents[0]?.spans, []);
  });
});

function fullRow(index: number, word: string, name: string, chain: string): string {
  return ['doc', '0', index, word, 'NN', '*', '-', '-', '-', '-', name, '*', chain].join('   ');
}

function shortRows(name: string, ...cells: readonly string[]): string[] {
  return [`#begin document (${name}); part 000`, ...cells.map((cell, index) => `${name}\t0\t${index}\t${cell.replace(' ', '\t')}`), '', '#end document'];
}

function conllu(lines: readonly string[]): Reading {
  return readConllu([{ name: 'd.conllu', text: tableOf(lines) }]);
}

/** Rows of ten columns out of `id form misc`. */
function tableOf(lines: readonly string[]): string {
  return lines.map((line) => {
    const [id = '', form, misc = '_'] = line.split(' ');
    return `${line.startsWith('#') || form === undefined ? line : [id, form, '_', '_', '_', '_', '_', '_', '_', misc].join('\t')}\n`;
  }).join('');
}

function spans(document: ExchangeDocument | undefined): string[] {
  return (document ?? never()).spans.map((span) => [
    span.label, span.cluster ?? '', quoteOf(document ?? never(), span), ...span.attributes.map(({ name, value }) => `${name}=${stringOf(value)}`), ...span.references.map(({ base, key }) => `${base}:${key}`),
  ].join(' '));
}

function never(): never {
  throw new Error('there is no document');
}
