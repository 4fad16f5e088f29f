import * as vscode from 'vscode';
import type { LinkTarget } from '../../core/model';
import { firstWords } from '../article/passage';
import type { Corpus } from '../corpus/corpus';
import type { Session } from '../session';
import { report, tell } from '../window/report';
import { corpusIntent } from '../writing/annotations';
import { articleUris, cardOf, linkIntent, newRelationIntent } from './links';
import { pickRelation, rememberRelation, type RelationChoice } from './relationPicker';

/** What is known of a link that is to be made: the id of its relation, and a note. */
export interface LinkWords {
  readonly relation?: string;
  readonly note?: string;
}

/** Links two passages, in one step; asks for the relation unless it is given. `forgotten` when the person let go of the first one. */
export async function makeLink(session: Session, corpus: Corpus, first: LinkTarget, second: LinkTarget, { relation, note }: LinkWords): Promise<'made' | 'forgotten' | 'nothing'> {
  const choice = relation === undefined ? await ask(session, corpus, first, second) : known(corpus, relation);
  if (choice === undefined || choice === 'forget') return choice === undefined ? 'nothing' : 'forgotten';
  const [from, to] = choice.turned ? [second, first] : [first, second];
  const link = { relation: choice.relation.id, from: from.anchor, to, ...(note === undefined || note === '' ? {} : { note }) };
  const intents = [choice.isNew ? newRelationIntent(choice.relation) : corpusIntent(), await linkIntent(corpus, from.article, link)];
  const label = vscode.l10n.t('link “{0}” ({1})', firstWords(first.anchor.quote, 40), choice.relation.label);
  if (!report(session, await session.do(corpus, label, articleUris(corpus, from.article, to.article), intents))) return 'nothing';
  await rememberRelation(session, corpus, choice);
  tell(vscode.l10n.t('Linked: {0} {1} {2}', cardOf(corpus, from.article).title, choice.relation.label, cardOf(corpus, to.article).title));
  return 'made';
}

async function ask(session: Session, corpus: Corpus, first: LinkTarget, second: LinkTarget): Promise<RelationChoice | 'forget' | undefined> {
  let isForgotten = false;
  const choice = await pickRelation(session, corpus, {
    title: vscode.l10n.t('Link “{0}” to “{1}”', firstWords(first.anchor.quote, 40), firstWords(second.anchor.quote, 40)),
    placeholder: vscode.l10n.t('The first passage … the second: type a relation, or a new one'),
    last: { label: vscode.l10n.t('Forget the first passage'), run: () => { isForgotten = true; } },
  });
  return isForgotten ? 'forget' : choice;
}

function known(corpus: Corpus, id: string): RelationChoice | undefined {
  const relation = corpus.index.config.relations.find(each => each.id === id);
  if (relation !== undefined) return { relation, turned: false, isNew: false };
  tell(vscode.l10n.t('There is no relation {0} in corpus.yaml.', id));
  return undefined;
}
