import assert from 'node:assert/strict';
import { readBrat } from '../../../src/core/exchange/brat';
import { BratLabels, readBratConf } from '../../../src/core/exchange/bratConf';
import { writeBrat } from '../../../src/core/exchange/bratWrite';

const conf = `# types
[entities]
!Agent
\tPerson
\tOrganization
\t\tBank
GPE
[relations]
Family\tArg1:Person, Arg2:Person
[events]
<POG>=Person|Organization|GPE
Die Person-Arg:Person, Agent-Arg?:<POG>
[attributes]
Negation\tArg:<EVENT>
Mention\tArg:<ENTITY>, Value:Name|Nominal
`;

describe('annotation.conf', () => {
  it('has types in a hierarchy, some of which only order', () => {
    const shown = readBratConf(conf).filter(({ section }) => section === 'entities').map(({ name, parent, isUsable }) => `${parent}>${name}${isUsable ? '' : '!'}`);
    assert.deepEqual(shown, ['>Agent!', 'Agent>Person', 'Agent>Organization', 'Organization>Bank', '>GPE']);
  });

  it('has roles with what they take, macros put in', () => {
    const shown = readBratConf(conf).filter(({ section }) => section !== 'entities').map((type) => `${type.name} ${[...type.arguments].map(([role, types]) => `${role}=${types.join('|')}`).join(' ')}`);
    assert.deepEqual(shown, ['Family Arg1=Person Arg2=Person', 'Die Person-Arg=Person Agent-Arg?=Person|Organization|GPE', 'Negation Arg=<EVENT>', 'Mention Arg=<ENTITY> Value=Name|Nominal']);
  });

  it('comes out again beside the documents of its folder', () => {
    const files = [{ name: 'a/annotation.conf', text: conf }, { name: 'a/d.txt', text: 'Ant' }, { name: 'a/d.ann', text: 'T1\tOrganization 0 3\tAnt\n' }];
    assert.deepEqual(writeBrat(readBrat(files).documents).files, files);
  });

  it('is made for documents from elsewhere, and allows what they hold', () => {
    const [document] = readBrat([{ name: 'd.txt', text: 'Ant left' }, { name: 'd.ann', text: 'T1\tORG 0 3\tAnt\nT2\tLeave 4 8\tleft\nE1\tLeave:T2 Who:T1\nA1\tSure E1 High\nR1\tIs Arg1:T1 Arg2:T2\n' }]).documents;
    assert.ok(document !== undefined);
    const labels = new BratLabels();
    labels.add(document);
    const made = labels.conf();
    assert.deepEqual(readBratConf(made).filter(({ isUsable }) => isUsable).map(({ section, name }) => `${section} ${name}`), ['entities ORG', 'entities Leave', 'relations Is', 'events Leave', 'attributes Sure']);
    assert.equal(writeBrat([{ ...document, kept: {} }]).files.find(({ name }) => name === 'annotation.conf')?.text, made);
  });
});
