import { identified, identifying } from './identifiers';
import { withoutLooseEnds } from './losses';
import type { Format, Write, Writer } from './model';
import { readBrat } from './brat';
import { beginBrat, writeBrat } from './bratWrite';
import { readConll } from './conll';
import { readConllu } from './conllu';
import { writeConllu } from './conlluWrite';
import { readCoref } from './coref';
import { writeCoref } from './corefWrite';
import { readDoccano } from './doccano';
import { writeDoccano } from './doccanoWrite';
import { readLabelStudio } from './labelStudio';
import { writeLabelStudio } from './labelStudioWrite';
import { readProdigy, writeProdigy } from './prodigy';
import { readWebAnnotations } from './webAnnotation';
import { writeWebAnnotations } from './webAnnotationWrite';
import { readWebannoTsv } from './webannoTsv';
import { writeWebannoTsv } from './webannoTsvWrite';
import { readCasJson, writeCasJson } from './casJson';
import { beginXmi, readXmi, writeXmi } from './xmi';
import { readSpacy, writeSpacy } from './spacy';
import { beginCsv, writeCsv } from './csv';
import { beginGraphml, writeGraphml } from './graphml';
import { tableWriter, writeConll, writeConll2003 } from './conllWrite';

/** Every format, in the order in which they are offered. */
export const formats: readonly Format[] = [
  { id: 'brat', name: 'brat standoff', read: readBrat, write: writeBrat, begin: beginBrat },
  { id: 'conll', name: 'CoNLL, in the layout that it came in', read: readConll, write: marksOnly(writeConll) },
  { id: 'conll-2003', name: 'CoNLL-2003', read: readConll, write: marksOnly(writeConll2003) },
  { id: 'iob1', name: 'IOB1', read: readConll, write: marksOnly(tableWriter('iob1')) },
  { id: 'iob2', name: 'IOB2', read: readConll, write: marksOnly(tableWriter('iob2')) },
  { id: 'bilou', name: 'BILOU', read: readConll, write: marksOnly(tableWriter('bilou')) },
  { id: 'conllu', name: 'CoNLL-U with entities', read: readConllu, write: marksOnly(writeConllu) },
  { id: 'conll-coref', name: 'CoNLL-2012 and other tables with chains', read: readCoref, write: marksOnly(writeCoref) },
  { id: 'doccano', name: 'doccano JSONL', read: readDoccano, write: writeDoccano },
  { id: 'prodigy', name: 'Prodigy and spaCy JSONL', read: readProdigy, write: writeProdigy },
  { id: 'label-studio', name: 'Label Studio JSON', read: readLabelStudio, write: writeLabelStudio },
  { id: 'w3c', name: 'W3C Web Annotation', read: readWebAnnotations, write: writeWebAnnotations },
  { id: 'webanno-tsv', name: 'WebAnno TSV 3.3', read: identifying(readWebannoTsv), write: identified(withinDocuments(writeWebannoTsv)) },
  { id: 'cas-json', name: 'UIMA CAS JSON', read: identifying(readCasJson), write: identified(withinDocuments(writeCasJson)) },
  { id: 'xmi', name: 'UIMA CAS XMI', read: identifying(readXmi), write: identified(withinDocuments(writeXmi)), begin: beginXmiWithin },
  { id: 'spacy', name: 'spaCy training JSON', read: readSpacy, write: marksOnly(writeSpacy) },
  { id: 'csv', name: 'CSV tables', write: writeCsv, begin: beginCsv },
  { id: 'graphml', name: 'GraphML', write: writeGraphml, begin: beginGraphml },
];

/** Writes marks, but none that are there only for links. */
function marksOnly(write: Write): Write {
  return (documents) => write(documents.map((document) => withoutLooseEnds(document, () => false)));
}

/** Writes links within a document, and no marks that are there only for others. */
function withinDocuments(write: Write): Write {
  return (documents) => write(documents.map((document) => withoutLooseEnds(document, ({ ends }) => ends.every((end) => end.document === undefined))));
}

function beginXmiWithin(): Writer {
  const writer = beginXmi();
  return { add: identified(withinDocuments((documents) => writer.add(documents))), end: () => writer.end() };
}
