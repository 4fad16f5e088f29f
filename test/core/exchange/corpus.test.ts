import assert from 'node:assert/strict';
import { annotationKeys } from '../../../src/core/exchange/compare';
import { toCorpus } from '../../../src/core/exchange/corpus';
import { formatOf } from '../../../src/core/exchange/detect';
import { formats } from '../../../src/core/exchange/formats';
import { fromCorpus } from '../../../src/core/exchange/fromCorpus';
import { readBrat } from '../../../src/core/exchange/brat';
import { writeBrat } from '../../../src/core/exchange/bratWrite';
import { quoteOf, type ExchangeDocument, type TextFile } from '../../../src/core/exchange/model';
import { sharedFiles } from './shared';

const marked: readonly TextFile[] = [
  { name: 'news/one.txt', text: '😀 Angela Merkel visited Siemens in Köln.\n' },
  { name: 'news/one.ann', text: 'T1\tPerson 2 15\tAngela Merkel\nT2\tOrganization 24 31\tSiemens\nR1\tVisits Arg1:T1 Arg2:T2\t\nN1\tReference T1 Wikidata:Q567\tAngela Merkel\nA1\tMention T1 Name\n#1\tAnnotatorNotes T1\tformer chancellor\n' },
  { name: 'news/two.txt', text: 'Merkel left.' },
  { name: 'news/two.ann', text: 'T1\tPerson 0 6\tMerkel\nN1\tReference T1 Wikidata:Q567\tAngela Merkel\n' },
];

describe('documents as a corpus', () => {
  it('has one entity for each thing, known across documents by its knowledge-base id', () => {
    const { corpus } = toCorpus(readBrat(marked).documents);
    assert.deepEqual(corpus.entities.map((entity) => [entity.id, entity.name, entity.type, entity.aliases.join(), [...entity.links].join()]), [
      ['angela-merkel', 'Angela Merkel', 'person', 'Merkel', 'wikidata,Q567'],
      ['siemens', 'Siemens', 'organization', '', ''],
    ]);
    assert.deepEqual(corpus.articles.map(({ id, mentions }) => [id, ...mentions.map(({ entity, span }) => `${entity} ${span.start}-${span.end}`)]), [
      ['news/one', 'angela-merkel 3-16', 'siemens 25-32'], ['news/two', 'angela-merkel 0-6'],
    ]);
    const ids = corpus.articles.flatMap(({ mentions, links }) => [...mentions, ...links].map(({ id }) => id));
    for (const id of ids) assert.match(id, /^[a-z][a-z0-9]{5}$/);
  });

  it('has links where two spans are related', () => {
    const [one] = toCorpus(readBrat(marked).documents).corpus.articles;
    assert.deepEqual(one?.links.map(({ relation, from, to }) => [relation, from, to]), [['visits', { start: 3, end: 16 }, { article: 'news/one', span: { start: 25, end: 32 } }]]);
  });

  it('gives the files back byte for byte', () => {
    const { corpus } = toCorpus(readBrat(marked).documents);
    assert.deepEqual(writeBrat(fromCorpus(structuredClone(corpus))).files, marked);
  });

  it('says what people changed since: another entity, another place, a mark less, a mark more', () => {
    const { corpus } = toCorpus(readBrat(marked).documents);
    const [one, two] = structuredClone(corpus).articles;
    assert.ok(one !== undefined && two !== undefined);
    const [merkel, siemens] = one.mentions;
    assert.ok(merkel !== undefined && siemens !== undefined);
    const text = `Today ${one.text}`;
    const moved = { start: siemens.span.start + 6, end: siemens.span.end + 6 };
    const changed = {
      ...corpus, entities: [...corpus.entities, { id: 'koeln', name: 'Köln', type: 'place', aliases: [], description: '', links: new Map([['wikidata', 'Q365']]) }],
      types: new Map([...corpus.types, ['place', 'Location']]),
      articles: [{ ...one, text, links: [], mentions: [{ ...siemens, span: moved }, { id: 'k3f9qa', entity: 'koeln', span: { start: text.indexOf('Köln'), end: text.indexOf('.') }, extra: {} }] }, two],
    };
    const [again] = fromCorpus(changed);
    assert.ok(again !== undefined);
    assert.deepEqual(again.spans.map((span) => [span.label, quoteOf(again, span), span.references.map(({ key }) => key).join()]), [['Organization', 'Siemens', ''], ['Location', 'Köln', 'Q365']]);
    assert.match(writeBrat([again]).files.find(({ name }) => name.endsWith('.ann'))?.text ?? '', /^T2\tOrganization 30 37\tSiemens\nT1\tLocation 41 45\tKöln\nN1\tReference T1 Wikidata:Q365\t\nN2\tReference T1 Seedmark:koeln\tKöln\n$/);
  });

  it('keeps a link to another article, and a link to a passage that no mention marks', () => {
    const article = { text: 'Ant Group grows.', mentions: [], extra: {} };
    const link = { id: 'l12345', relation: 'same-event', from: { start: 0, end: 9 }, to: { article: 'two', span: { start: 10, end: 15 } }, extra: {} };
    const documents = fromCorpus({ entities: [], types: new Map(), relations: new Map(), articles: [{ ...article, id: 'one', links: [link] }, { ...article, id: 'two', links: [] }] });
    assert.deepEqual(documents.map((document) => document.spans.map((span) => quoteOf(document, span))), [['Ant Group'], []]);
    const [again] = toCorpus(documents).corpus.articles;
    assert.deepEqual(again?.links.map(({ relation, from, to }) => ({ relation, from, to })), [{ relation: link.relation, from: link.from, to: link.to }]);
  });
});

describe('real files through the corpus', () => {
  for (const folder of ['brat-tutorials', 'brat-turku-ner', 'derived-crlf-brat', 'derived-astral-brat', 'webanno-tsv3-suite', 'webanno-tsv3', 'inception-curation', 'gum-wikinews', 'uima-cas-json', 'btc', 'wnut17', 'uner-zh', 'hipe-newspapers', 'iob-spacy', 'doccano', 'doccano-transformer', 'prodigy', 'label-studio-frontend']) {
    it(folder, function () {
      const files = sharedFiles(this, folder);
      for (const format of formats) {
        const own = files.filter((file) => formatOf(file) === format.id || (format.id === 'brat' && file.name.endsWith('.txt')));
        if (format.read === undefined || !own.some((file) => formatOf(file) === format.id)) continue;
        const documents = format.read(own).documents;
        const { corpus, skipped } = toCorpus(documents);
        const left = new Set(skipped.map(({ document }) => document));
        const again = format.read(format.write(fromCorpus(structuredClone(corpus))).files).documents;
        assert.deepEqual(keysOf(again), keysOf(documents.filter(({ id }) => !left.has(id))), format.id);
      }
    });
  }
});

/** Ids that count the documents of a file change when some are left out. */
function keysOf(documents: readonly ExchangeDocument[]): string[] {
  return documents.flatMap((document) => annotationKeys(document)).sort();
}
