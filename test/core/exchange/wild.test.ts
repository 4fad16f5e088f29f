import assert from 'node:assert/strict';
import { annotationKeys, differenceOf } from '../../../src/core/exchange/compare';
import { toCorpus } from '../../../src/core/exchange/corpus';
import { formatOf } from '../../../src/core/exchange/detect';
import { formats } from '../../../src/core/exchange/formats';
import { fromCorpus } from '../../../src/core/exchange/fromCorpus';
import { quoteOf, type ExchangeDocument, type TextFile } from '../../../src/core/exchange/model';

const entity = 'de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity';
const text = { name: 'd.txt', text: '😀 Ant met Jack and Jack left.' };
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const annotation = (target: unknown, more = {}): object => ({ 'id': '#1', 'type': 'Annotation', 'body': [{ type: 'TextualBody', purpose: 'tagging', value: 'PER' }], target, ...more });
const target = (selector: unknown): object => ({ source: 'd.txt', selector });
const region = (id: string, start: number, end: number, label: string): object => ({ id, from_name: 'l', to_name: 't', type: 'labels', value: { start, end, text: 'Ant met Jack'.slice(start, end), labels: [label] } });
const tsv = (version: string, head: readonly string[], rows: readonly string[]): string => [`#FORMAT=WebAnno TSV ${version}`, ...head, '', '', ...rows, ''].join('\n');
const xmi = (body: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:type="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore" xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0">${body}</xmi:XMI>\n`;
const sofa = { '%ID': 1, '%TYPE': 'uima.cas.Sofa', 'sofaNum': 1, 'sofaID': '_InitialView', 'mimeType': 'text', 'sofaString': 'Ant met 😀 Jack' };

/** A file as it may be met, what is read of it, and what is wrong with it. */
interface Case {
  readonly format: string;
  readonly title: string;
  readonly files: readonly TextFile[];
  readonly spans: readonly string[];
  readonly relations?: readonly string[];
  readonly problems?: readonly string[];
}

const cases: readonly Case[] = [
  // doccano
  { format: 'doccano', title: 'labels, as older versions write', files: [{ name: 'a.jsonl', text: '{"id": 1, "text": "Ant met Jack", "labels": [[0, 3, "ORG"]], "meta": {"x": 1}}\n' }], spans: ['ORG Ant'] },
  { format: 'doccano', title: 'extLabel', files: [{ name: 'a.jsonl', text: '{"text": "Ant met Jack", "extLabel": [[8, 12, "PER"]]}\n' }], spans: ['PER Jack'] },
  { format: 'doccano', title: 'entities and relations', files: [{ name: 'a.jsonl', text: '{"id":5,"text":"Ant met Jack","entities":[{"id":10,"label":"ORG","start_offset":0,"end_offset":3},{"id":11,"label":"PER","start_offset":8,"end_offset":12}],"relations":[{"id":1,"from_id":10,"to_id":11,"type":"met"}],"Comments":["hm"]}\n' }], spans: ['ORG Ant', 'PER Jack'], relations: ['met Ant Jack'] },
  { format: 'doccano', title: 'annotators by number', files: [{ name: 'a.json', text: '{"id":2,"text":"Ant met Jack","annotations":[{"label":1,"start_offset":0,"end_offset":3,"user":1},{"label":2,"start_offset":0,"end_offset":3,"user":2}]}\n' }], spans: ['1 Ant ^1', '2 Ant ^2'] },
  { format: 'doccano', title: 'a broken line among whole ones', files: [{ name: 'a.jsonl', text: '{"text":"Ant","label":[[0,3,"ORG"]]}\n{"text":"An\n\n{"text":"Jack","label":[[0,4,"PER"]]}\n' }], spans: ['ORG Ant', 'PER Jack'], problems: ['2 json-syntax'] },
  { format: 'doccano', title: 'an array that is cut off', files: [{ name: 'a.json', text: '[\n {"text":"Ant","label":[[0,3,"ORG"]]},\n {"text":"x, [y]","label":[[0,1,"X"]]},\n {"text":"Ja' }], spans: ['ORG Ant', 'X x'], problems: ['4 json-syntax'] },
  { format: 'doccano', title: 'the text under data', files: [{ name: 'a.jsonl', text: '{"id":1,"data":"Ant met Jack","label":[[0,3,"ORG"]]}\n{"id":2,"data":"x","label":[]}\n' }], spans: ['ORG Ant'] },
  { format: 'doccano', title: 'places that are none, and a relation to nothing', files: [{ name: 'a.jsonl', text: '{"text":"Ant met Jack","entities":[{"id":1,"label":"ORG","start_offset":0,"end_offset":3},{"id":2,"label":"X","start_offset":3,"end_offset":3},{"id":3,"label":"X","start_offset":9,"end_offset":99}],"relations":[{"id":1,"from_id":1,"to_id":9,"type":"r"}]}\n' }], spans: ['ORG Ant'], relations: ['r Ant e9'], problems: ['1 line-malformed', '1 offset-invalid', '1 target-unknown'] },
  // Label Studio
  { format: 'label-studio', title: 'a relation to nothing', files: [{ name: 'a.json', text: json([{ id: 1, data: { text: 'Ant met Jack' }, annotations: [{ result: [region('x', 0, 3, 'ORG'), { from_id: 'x', to_id: 'z', type: 'relation', direction: 'right' }] }] }]) }], spans: ['ORG Ant'], relations: [' Ant z'], problems: ['2 target-unknown'] },
  { format: 'label-studio', title: 'the short export, with a task that has no regions', files: [{ name: 'a.json', text: json([{ text: 'Ant met Jack', id: 1, label: [{ start: 0, end: 3, text: 'Ant', labels: ['ORG'] }], annotator: 1, annotation_id: 2 }, { text: 'None', id: 2, annotator: 1, annotation_id: 3 }]) }], spans: ['ORG Ant ^1'] },
  { format: 'label-studio', title: 'completions, one task a line', files: [{ name: 'a.jsonl', text: [1, 2].map((id) => `${JSON.stringify({ id, data: { text: 'Ant met Jack' }, completions: [{ result: [region('x', 0, 3, 'ORG')] }] })}\n`).join('') }], spans: ['ORG Ant', 'ORG Ant'] },
  { format: 'label-studio', title: 'several annotators, choices, relations, predictions', files: [{ name: 'a.json', text: json([{ id: 1, data: { text: 'Ant met Jack' }, annotations: [
    { id: 7, completed_by: { id: 1, email: 'a@b.c' }, result: [region('x', 0, 3, 'ORG'), region('y', 8, 12, 'PER'), { id: 'x', from_name: 'size', to_name: 't', type: 'choices', value: { start: 0, end: 3, choices: ['big'] } }, { from_id: 'x', to_id: 'y', type: 'relation', direction: 'left', labels: ['met'] }, { id: 'z', from_name: 'all', to_name: 't', type: 'choices', value: { choices: ['good'] } }] },
    { id: 8, completed_by: 2, result: [region('x', 0, 3, 'PER')] }, { id: 9, was_cancelled: true, result: [] }], predictions: [{ result: [region('p', 0, 3, 'ORG')] }] }]) }], spans: ['ORG Ant size=["big"] ^a@b.c', 'PER Jack ^a@b.c', 'PER Ant ^2'], relations: ['met Ant Jack'], problems: ['2 answer-rejected'] },
  { format: 'label-studio', title: 'regions of a page, which are refused', files: [{ name: 'a.json', text: json([{ data: { html: '<p>Ant</p>' }, annotations: [{ result: [{ id: 'x', from_name: 'l', to_name: 't', type: 'hypertextlabels', value: { start: '/p[1]/text()[1]', end: '/p[1]/text()[1]', startOffset: 0, endOffset: 3, hypertextlabels: ['ORG'] } }] }] }]) }], spans: [], problems: ['2 selector-unsupported'] },
  { format: 'label-studio', title: 'the short export', files: [{ name: 'a.json', text: json([{ text: 'Ant met Jack', id: 1, label: [{ start: 0, end: 3, text: 'Ant', labels: ['ORG'] }], annotator: 1, annotation_id: 2 }]) }], spans: ['ORG Ant ^1'] },
  // Prodigy and spaCy
  { format: 'prodigy', title: 'tokens, hashes and relations', files: [{ name: 'a.jsonl', text: '{"text":"Ant met","_input_hash":1,"tokens":[{"text":"Ant","start":0,"end":3,"id":0,"ws":true},{"text":"met","start":4,"end":7,"id":1,"ws":false}],"relations":[{"head":0,"child":1,"head_span":{"start":0,"end":3,"token_start":0,"token_end":0,"label":"ORG"},"child_span":{"start":4,"end":7,"token_start":1,"token_end":1,"label":"V"},"label":"does"}],"spans":[{"start":0,"end":3,"token_start":0,"token_end":0,"label":"ORG"}],"answer":"accept"}\n' }], spans: ['ORG Ant', 'V met'], relations: ['does Ant met'] },
  { format: 'prodigy', title: 'relations by tokens alone', files: [{ name: 'a.jsonl', text: `${JSON.stringify({ text: 'Ant met Jack', tokens: ['Ant', 'met', 'Jack'].map((word, id) => ({ text: word, start: id * 4, end: id * 4 + word.length, id })), spans: [{ start: 0, end: 3, token_start: 0, token_end: 0, label: 'ORG' }, { start: 8, end: 12, token_start: 2, token_end: 2, label: 'PER' }], relations: [{ head: 0, child: 2, label: 'met' }, { head: 0, child: 1, label: 'lost' }] })}\n` }], spans: ['ORG Ant', 'PER Jack'], relations: ['met Ant Jack', 'lost Ant token 1'], problems: ['1 target-unknown'] },
  { format: 'prodigy', title: 'entities of a spaCy document', files: [{ name: 'a.json', text: json({ text: '😀 Ant', ents: [{ start: 2, end: 5, label: 'ORG', kb_id: 'Q1' }], sents: [{ start: 0, end: 5 }], tokens: [{ id: 0, start: 0, end: 1 }, { id: 1, start: 2, end: 5 }] }) }], spans: ['ORG Ant Wikidata:Q1'] },
  { format: 'prodigy', title: 'training pairs', files: [{ name: 'a.json', text: json([['Ant met Jack', { entities: [[0, 3, 'ORG'], [8, 12, 'PER']] }], ['No one', { entities: [] }]]) }], spans: ['ORG Ant', 'PER Jack'] },
  // W3C
  { format: 'w3c', title: 'a position alone', files: [{ name: 'd.jsonld', text: json([annotation(target({ type: 'TextPositionSelector', start: 2, end: 5 }))]) }, text], spans: ['PER Ant'] },
  { format: 'w3c', title: 'a range of positions', files: [{ name: 'd.jsonld', text: json([annotation(target({ type: 'RangeSelector', startSelector: { type: 'TextPositionSelector', start: 2, end: 2 }, endSelector: { type: 'TextPositionSelector', start: 5, end: 9 } }))]) }, text], spans: ['PER Ant'] },
  { format: 'w3c', title: 'a selector within another one', files: [{ name: 'd.jsonld', text: json([annotation(target({ type: 'FragmentSelector', value: 'p1', refinedBy: { type: 'TextQuoteSelector', exact: 'Jack', prefix: 'and ' } }))]) }, text], spans: ['PER Jack'] },
  { format: 'w3c', title: 'a fragment of characters', files: [{ name: 'd.jsonld', text: json([annotation(target({ type: 'FragmentSelector', conformsTo: 'http://tools.ietf.org/rfc/rfc5147', value: 'char=2,5;length=26,UTF-8' }))]) }, text], spans: ['PER Ant'] },
  { format: 'w3c', title: 'a fragment from the start, in the address', files: [{ name: 'd.jsonld', text: json([annotation('d.txt#char=,5'), annotation({ source: 'd.txt#char=19,23' }, { id: '#2' })]) }, text], spans: ['PER 😀 Ant', 'PER Jack'] },
  { format: 'w3c', title: 'fragments of other kinds', files: [{ name: 'd.jsonld', text: json([annotation(target({ type: 'FragmentSelector', value: 'line=1,2' })), annotation(target({ type: 'FragmentSelector', value: 'char=5,2' }), { id: '#2' }), annotation(target({ type: 'XPathSelector', value: '/p[1]' }), { id: '#3' }), annotation(target({ type: 'CssSelector', value: 'p' }), { id: '#4' })]) }, text], spans: [], problems: ['2 selector-unsupported', '20 selector-unsupported', '38 selector-unsupported', '56 selector-unsupported'] },
  { format: 'w3c', title: 'positions within a fragment', files: [{ name: 'd.jsonld', text: json([annotation(target({ type: 'FragmentSelector', value: 'char=6,14', refinedBy: { type: 'TextPositionSelector', start: 4, end: 8 } })), annotation(target({ type: 'FragmentSelector', value: 'char=6,24', refinedBy: { type: 'TextQuoteSelector', exact: 'left' } }), { id: '#2' })]) }, text], spans: ['PER Jack', 'PER left'] },
  { format: 'w3c', title: 'several targets', files: [{ name: 'd.jsonld', text: json([annotation([target({ type: 'TextQuoteSelector', exact: 'Ant' }), target([{ type: 'TextQuoteSelector', exact: 'left' }])])]) }, text], spans: ['PER Ant', 'PER left'] },
  { format: 'w3c', title: 'a page, types with a vocabulary', files: [{ name: 'd.jsonld', text: json({ type: 'AnnotationPage', items: [annotation(target([{ type: ['oa:TextQuoteSelector'], exact: 'Ant' }, { type: 'oa:TextPositionSelector', start: 3, end: 6 }]))] }) }, text], spans: ['PER Ant'] },
  { format: 'w3c', title: 'a collection', files: [{ name: 'd.jsonld', text: json({ type: 'AnnotationCollection', first: { type: 'AnnotationPage', items: [annotation(target({ type: 'TextQuoteSelector', exact: 'Ant' }))] } }) }, text], spans: ['PER Ant'] },
  { format: 'w3c', title: 'one a line', files: [{ name: 'd.jsonl', text: `${JSON.stringify(annotation(target({ type: 'TextQuoteSelector', exact: 'Ant' })))}\n${JSON.stringify(annotation(target({ type: 'TextQuoteSelector', exact: 'left' }), { id: '#2' }))}\n` }, text], spans: ['PER Ant', 'PER left'] },
  { format: 'w3c', title: 'a resource in one word', files: [{ name: 'd.jsonld', text: json([annotation(target({ type: 'TextQuoteSelector', exact: 'Ant' }), { motivation: 'identifying', body: 'http://www.wikidata.org/entity/Q1' })]) }, text], spans: [' Ant :http://www.wikidata.org/entity/Q1'] },
  { format: 'w3c', title: 'a quote that is nowhere', files: [{ name: 'd.jsonld', text: json([annotation(target({ type: 'TextQuoteSelector', exact: 'Ant' })), annotation(target({ type: 'TextQuoteSelector', exact: 'Bob' }), { id: '#2' })]) }, text], spans: ['PER Ant', 'PER Bob'], problems: ['20 quote-differs'] },
  { format: 'w3c', title: 'a target without a selector', files: [{ name: 'd.jsonld', text: json([annotation('d.txt'), annotation(target({ type: 'SvgSelector', value: '<svg/>' }), { id: '#2' })]) }, text], spans: [], problems: ['2 selector-unsupported', '14 selector-unsupported'] },
  // brat
  { format: 'brat', title: 'everything that there is', files: [text, { name: 'd.ann', text: 'T1\tORG 2 5\tAnt\nT2\tPER 10 14;19 23\tJack Jack\nT3\tMeet 6 9\tmet\nE1\tMeet:T3 Who:T1 Whom:T2 Whom2:T1\nE2\tMeet:T3 \nR1\trel Arg1:T1 Arg2:T2\t\n*\tEquiv T1 T2\nA1\tNeg E1\nA2\tConf T1 high\nM1\tSpec E2\nN1\tReference T1 Wikidata:Q1\tAnt\nN2\tReference T2 URI:http://a.b/c?d=e:f\tJack\n#1\tAnnotatorNotes T1\ta note\twith a tab\n#2\tAnnotatorNotes E1\t\n' }], spans: ['ORG Ant Conf="high" Wikidata:Q1', 'PER Jack Jack :http://a.b/c?d=e:f', 'Meet met'], relations: ['Equiv Ant Jack Jack', 'Meet Ant Jack Jack Ant', 'Meet ', 'rel Ant Jack Jack'] },
  { format: 'brat', title: 'ends that are not there', files: [text, { name: 'd.ann', text: 'T1\tORG 2 5\tAnt\nR1\trel Arg1:T1 Arg2:T9\n*\tEquiv T1 T8\nE1\tMeet:T7 Who:T1\n' }], spans: ['ORG Ant'], relations: ['Equiv Ant T8', 'Meet Ant', 'rel Ant T9'], problems: ['2 target-unknown', '3 target-unknown', '4 target-unknown'] },
  { format: 'brat', title: 'lines that are none', files: [text, { name: 'd.ann', text: 'T1 ORG 2 5 Ant\nT2\tORG 5 4\tx\nT3\tORG\nX1\tfoo\nT5\tORG 2 5\n' }], spans: ['ORG Ant'], problems: ['1 line-malformed', '3 line-malformed', '4 line-malformed', '2 offset-invalid'] },
  // WebAnno TSV
  { format: 'webanno-tsv', title: 'chains, slots, parts of tokens and escapes', files: [{ name: 'a.tsv', text: tsv('3.3', [`#T_SP=${entity}|identifier|value`, '#T_CH=custom.Coref|referenceRelation|referenceType', `#T_SP=custom.Ev|kind|ROLE_custom.Ev:slots_custom.EvSlotsLink|${entity}`], [
    '#Text=Ant met He\\\\llo 😀 x.', '1-1\t0-3\tAnt\t*\tORG\t_\t_\t_\t_\t_\t', '1-2\t4-7\tmet\t_\t_\t_\t_\tmeet\tagent;patient\t1-1;1-3[2]\t', '1-3\t8-14\tHe\\llo\tQ1[2]\tPER[2]\tx->1-1\ttype[1]\t_\t_\t_\t', '1-4\t15-17\t😀\tQ1[2]\tPER[2]\t_\t_\t_\t_\t_\t', '1-5\t18-20\tx.\t*\ta\\|b\\_c\\;d\\[e\\]f\\->g\\*h\ty->1-2\t*[1]\t_\t_\t_\t']) }],
    spans: ['ORG Ant', 'meet met', 'PER He\\llo 😀 :Q1', 'Coref He\\llo referenceRelation="x" referenceType="type"', 'a|b_c;d[e]f->g*h x.', 'Coref x. referenceRelation="y"'], relations: ['slots Ant He\\llo 😀'] },
  { format: 'webanno-tsv', title: 'version 3.1, stacked', files: [{ name: 'a.tsv', text: tsv('3.1', ['#T_SP=custom.A|f|g'], ['#Text=Ant met', '1-1\t0-3\tAnt\ta[1]|b[2]\tx[1]|*[2]\t', '1-2\t4-7\tmet\ta[1]\tx[1]\t']) }], spans: ['A Ant met f="a" g="x"', 'A Ant f="b"'] },
  { format: 'webanno-tsv', title: 'line ends of Windows', files: [{ name: 'a.tsv', text: tsv('3.2', ['#T_SP=custom.A|f'], ['#Text=Ant met', '1-1\t0-3\tAnt\ta\t', '1-2\t4-7\tmet\t_\t']).replaceAll('\n', '\r\n') }], spans: ['A Ant f="a"'] },
  { format: 'webanno-tsv', title: 'a relation to a token that has no span', files: [{ name: 'a.tsv', text: tsv('3.3', ['#T_SP=custom.A|', '#T_RL=custom.R|f|BT_custom.A'], ['#Text=Ant met', '1-1\t0-3\tAnt\t*\tr\t1-2\t', '1-2\t4-7\tmet\t_\t_\t_\t']) }], spans: ['A Ant'], problems: ['7 target-unknown'] },
  { format: 'webanno-tsv', title: 'a byte order mark, another ending', files: [{ name: 'a.conll', text: `\ufeff${tsv('3.0', ['#T_SP=custom.A|f'], ['#Text=Ant met', '1-1\t0-3\tAnt\ta', '1-2\t4-7\tmet\t_'])}` }], spans: ['A Ant f="a"'] },
  { format: 'webanno-tsv', title: 'rows that are wrong', files: [{ name: 'a.tsv', text: tsv('3.3', ['#T_SP=custom.A|'], ['#Text=Ant met Jack', '1-1\t0-3\tAnt\t*\t', '1-2\t4-7\tmt\t_\t', '1-3\t8-99\tJack\t*\t', 'oops']) }], spans: ['A Ant'], problems: ['9 line-malformed', '7 token-differs', '8 offset-invalid'] },
  // UIMA
  { format: 'xmi', title: 'several views', files: [{ name: 'a.xmi', text: xmi('<type:NamedEntity xmi:id="3" sofa="1" begin="0" end="3" value="ORG"/><type:NamedEntity xmi:id="4" sofa="2" begin="0" end="4" value="PER"/><cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="Ant&#10;met"/><cas:Sofa xmi:id="2" sofaNum="2" sofaID="other" mimeType="text" sofaString="Jack &amp; 😀"/><cas:View sofa="1" members="3"/><cas:View sofa="2" members="4"/>') }], spans: ['ORG Ant', 'PER Jack'] },
  { format: 'xmi', title: 'links, arrays, and a place beyond the text', files: [{ name: 'a.xmi', text: xmi('<custom:Ev xmi:id="3" sofa="1" begin="4" end="7" kind="meet" slots="10 11"/><custom:EvSlotsLink xmi:id="10" role="agent" target="5"/><custom:EvSlotsLink xmi:id="11" role="patient" target="6"/><type:NamedEntity xmi:id="5" sofa="1" begin="0" end="3" value="ORG"/><type:NamedEntity xmi:id="6" sofa="1" begin="8" end="12" value="PER"><mods>a</mods><mods>b</mods></type:NamedEntity><custom:Rel xmi:id="7" sofa="1" begin="8" end="12" Governor="5" Dependent="6" label="r"/><type:NamedEntity xmi:id="8" sofa="1" begin="8" end="99" value="BAD"/><cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="Ant met Jack"/><cas:View sofa="1" members="3 5 6 7 8"/>') }], spans: ['meet met', 'ORG Ant', 'PER Jack'], relations: ['r Ant Jack', 'slots Ant Jack'], problems: ['1 offset-invalid'] },
  { format: 'xmi', title: 'XML 1.1, no list of members, another ending', files: [{ name: 'a.xml', text: xmi('<custom:Person xmi:id="3" sofa="1" begin="2" end="5"/><cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="&#8; Ant&#10;met"/>').replace('version="1.0"', 'version="1.1"') }], spans: ['Person Ant'] },
  { format: 'cas-json', title: 'a header, anchors, numbers as text', files: [{ name: 'a.json', text: json({ '%HEADER': { '%VERSION': '0.4.0' }, '%TYPES': {}, '%FEATURE_STRUCTURES': [sofa, { '%ID': 2, '%TYPE': entity, '@sofa': 1, '^begin': 0, '^end': 3, 'value': 'ORG' }, { '%ID': 3, '%TYPE': entity, '@sofa': 1, 'begin': 11, 'end': 15, 'value': 'PER', '#score': 'NaN' }], '%VIEWS': { _InitialView: { '%SOFA': 1, '%MEMBERS': [2, 3] } } }) }], spans: ['ORG Ant', 'PER Jack score="NaN"'] },
  { format: 'cas-json', title: 'structures by their ids, and arrays', files: [{ name: 'a.json', text: json({ '%TYPES': {}, '%FEATURE_STRUCTURES': { 1: { ...sofa, '%ID': undefined }, 2: { '%TYPE': 'custom.Ev', '@sofa': 1, 'begin': 4, 'end': 7, 'kind': 'meet', '@slots': 5 }, 3: { '%TYPE': entity, '@sofa': 1, 'begin': 0, 'end': 3, 'value': 'ORG' }, 5: { '%TYPE': 'custom.Link[]', '%ELEMENTS': [6] }, 6: { '%TYPE': 'custom.Link', 'role': 'agent', '@target': 3 } }, '%VIEWS': { _InitialView: { '%SOFA': 1, '%MEMBERS': [2, 3] } } }) }], spans: ['meet met', 'ORG Ant'], relations: ['slots Ant'] },
  { format: 'label-studio', title: 'regions without ids', files: [{ name: 'a.json', text: json([{ data: { text: 'Ant met Jack' }, annotations: [{ result: [{ ...region('', 0, 3, 'ORG'), id: undefined }, { ...region('', 8, 12, 'PER'), id: undefined }] }] }]) }], spans: ['ORG Ant', 'PER Jack'] },
  // CoNLL
  { format: 'conll', title: 'BILOU with tags that have other places', files: [{ name: 'a.bilou', text: 'EU U-ORG\nL L-PER\nand O\nPeter B-PER\nvan I-PER\nfoo O\ny I-PER\nz L-PER\n' }], spans: ['ORG EU', 'PER L', 'PER Peter van', 'PER y z'], problems: ['2 tag-invalid', '5 tag-invalid', '7 tag-invalid'] },
  { format: 'conll', title: '2003, with documents', files: [{ name: 'a.conll', text: '-DOCSTART- -X- -X- O\n\nEU NNP B-NP I-ORG\nrejects VBZ B-VP O\nGerman JJ B-NP I-MISC\nBritish JJ B-NP B-MISC\n\n-DOCSTART- -X- -X- O\n\nBRUSSELS NNP B-NP I-LOC\n' }], spans: ['ORG EU', 'MISC German', 'MISC British', 'LOC BRUSSELS'] },
  { format: 'conll', title: 'tags without prefixes', files: [{ name: 'a.conll', text: '-DOCSTART- -X- O\n\nAngela NNP PER\nMerkel NNP PER\nmet VBD O\nSiemens NNP ORG\n. . O\n' }], spans: ['PER Angela Merkel', 'ORG Siemens'], problems: ['1 prefix-missing'] },
  { format: 'conll', title: 'tags without prefixes, under a name that says nothing', files: [{ name: 'a.tsv', text: 'Angela\tPER\nMerkel\tPER\nmet\tO\nSiemens\tORG\n.\tO\n' }], spans: ['PER Angela Merkel', 'ORG Siemens'], problems: ['1 prefix-missing'] },
  { format: 'conll', title: 'prefixes alone', files: [{ name: 'a.conll', text: 'Angela B\nMerkel I\nmet O\n' }], spans: [' Angela Merkel'] },
  { format: 'conll', title: 'the tag before other columns', files: [{ name: 'a.conll', text: 'B-PER NNP Angela\nI-PER NNP Merkel\nO VBD met\nO . .\n' }], spans: ['PER Angela Merkel'] },
  { format: 'conll', title: 'tokens counted from 0', files: [{ name: 'a.conll', text: '0 Angela NNP B-PER\n1 Merkel NNP I-PER\n2 met VBD O\n\n0 Siemens NNP B-ORG\n1 grew VBD O\n' }], spans: ['PER Angela Merkel', 'ORG Siemens'] },
  { format: 'conll', title: 'sentences and tokens counted', files: [{ name: 'a.tsv', text: '1-1\tAngela\tB-PER\n1-2\tmet\tO\n\n2-1\tSiemens\tB-ORG\n2-2\tgrew\tO\n' }], spans: ['PER Angela', 'ORG Siemens'] },
  { format: 'conll', title: 'the document in each row', files: [{ name: 'a.tsv', text: 'doc\tAngela\tB-PER\ndoc\tmet\tO\n\ndoc\tSiemens\tB-ORG\n' }], spans: ['PER Angela', 'ORG Siemens'] },
  { format: 'conll', title: 'a byte order mark, blank rows of all kinds, comments', files: [{ name: 'a.conll', text: '\ufeff# by hand\r\nAngela B-PER\r\n \r\n\t\r\n# next\r\nSiemens B-ORG' }], spans: ['PER Angela', 'ORG Siemens'] },
  { format: 'conll', title: 'BIOES', files: [{ name: 'a.bio', text: 'EU S-ORG\nand O\nPeter B-PER\nvan I-PER\nB E-PER\n' }], spans: ['ORG EU', 'PER Peter van B'] },
  { format: 'conll', title: 'the tag first', files: [{ name: 'a.bio', text: 'O\twhat\nB-ACTOR\tbrad\nI-ACTOR\tpitt\nO\tmovies\n' }], spans: ['ACTOR brad pitt'] },
  { format: 'conll', title: 'a name without a known ending, a column that is missing', files: [{ name: 'esp.testa', text: 'Sao NC B-LOC\nPaulo VMI I-LOC\n( Fpa O\nde SP O\nla DA O\nun DI O\nel DA O\nen SP O\nyo PP O\ny CC O\ntu PP\n' }], spans: ['LOC Sao Paulo'], problems: ['11 line-malformed'] },
  { format: 'conll', title: 'comments, odd blanks and number signs', files: [{ name: 'a.conll', text: '# id 4c domain=en\nA\u00a0B\t_\t_\tB-ORG\n\u200b\t_\t_\tO\n#tag\t_\t_\tB-X\n#\t_\t_\tO\n' }], spans: ['ORG A\u00a0B', 'X #tag'] },
];

describe('files as they may be met', () => {
  for (const { format: id, title, files, spans, relations = [], problems = [] } of cases) {
    it(`${id}: ${title}`, () => {
      const format = formats.find((each) => each.id === id);
      assert.ok(format?.read !== undefined);
      const main = files.find(({ name }) => name !== text.name);
      assert.equal(main && formatOf(main), id);
      const reading = format.read(files);
      assert.deepEqual(reading.problems.map(({ line, code }) => `${line} ${code}`), problems);
      assert.deepEqual(reading.documents.flatMap(spansIn), spans);
      assert.deepEqual(reading.documents.flatMap(relationsIn).sort(), [...relations].sort());
      const again = format.read([...format.write(reading.documents).files, ...files.filter(({ name }) => name === text.name && id === 'w3c')].filter(isFirst));
      assert.deepEqual(differenceOf(keysOf(reading.documents), keysOf(again.documents)), { missing: [], added: [] });
      const throughCorpus = format.read(format.write(fromCorpus(structuredClone(toCorpus(reading.documents).corpus))).files);
      assert.deepEqual(differenceOf(keysOf(reading.documents), keysOf(throughCorpus.documents)), { missing: [], added: [] });
    });
  }
});

/** What programs do to a file on its way, and what it says must survive. */
const handlings: readonly (readonly [name: string, handle: (text: string) => string])[] = [
  ['line ends of Windows', (file) => file.replaceAll(/\r?\n/g, '\r\n')],
  ['a byte order mark', (file) => `\ufeff${file.replace(/^\ufeff/, '')}`],
  ['no line end at the end', (file) => file.replace(/[\r\n]+$/, '')],
  ['blank lines at the end', (file) => `${file}\n\n`],
];

describe('what annotations stand in', () => {
  const one = annotation(target({ type: 'TextQuoteSelector', exact: 'Ant' }));
  const envelopes = { page: { '@context': 'http://www.w3.org/ns/anno.jsonld', 'id': '#p', 'type': 'AnnotationPage', 'items': [one], 'startIndex': 0 }, collection: { type: 'AnnotationCollection', label: 'Mine', first: { type: 'AnnotationPage', items: [one] }, total: 1 }, rows: { total: 1, rows: [one] } };
  for (const [title, value] of Object.entries(envelopes)) {
    it(`comes out as it came: ${title}`, () => {
      const format = formats.find(({ id }) => id === 'w3c');
      const files = [{ name: 'd.json', text: json(value) }, text];
      const documents = format?.read?.(files).documents ?? [];
      for (const each of [documents, fromCorpus(toCorpus(documents).corpus)]) assert.deepEqual(format?.write(each).files.find(({ name }) => name === 'd.json')?.text, files[0]?.text);
    });
  }
});

describe('files that went through other programs say the same', () => {
  for (const [handling, handle] of handlings) {
    it(handling, () => {
      for (const { format: id, title, files, spans, problems = [] } of cases) {
        const handled = files.map((file) => (file.name === text.name ? file : { ...file, text: handle(file.text) }));
        const reading = formats.find((each) => each.id === id)?.read?.(handled);
        assert.deepEqual(reading?.documents.flatMap(spansIn), spans, `${id}: ${title}`);
        assert.deepEqual(reading?.problems.map(({ code }) => code), problems.map((problem) => problem.split(' ')[1]), `${id}: ${title}`);
        assert.equal(formatOf(handled.find(({ name }) => name !== text.name) ?? text), id, `${id}: ${title}`);
      }
    });
  }
});

function isFirst({ name }: TextFile, index: number, all: readonly TextFile[]): boolean {
  return all.findIndex((each) => each.name === name) === index;
}

function keysOf(documents: readonly ExchangeDocument[]): string[] {
  return documents.flatMap(annotationKeys);
}

function spansIn(document: ExchangeDocument): string[] {
  return document.spans.map((span) => [
    span.label, quoteOf(document, span), ...span.attributes.map(({ name, value }) => `${name}=${JSON.stringify(value)}`), ...span.references.map(({ base, key }) => `${base}:${key}`), ...span.annotator === undefined ? [] : [`^${span.annotator}`],
  ].join(' '));
}

function relationsIn(document: ExchangeDocument): string[] {
  const names = new Map(document.spans.map((span) => [span.id, quoteOf(document, span)]));
  return document.relations.map(({ label, ends }) => `${label} ${ends.map((end) => names.get(end.target) ?? end.target).join(' ')}`);
}
