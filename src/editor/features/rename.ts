import * as vscode from 'vscode';
import { entitiesPath } from '../../core/corpus/fileKind';
import type { Entity, Span } from '../../core/model';
import { setEntityField } from '../../core/store/entityEdits';
import { entityAtOffset } from '../../core/store/entityPlaces';
import type { Corpus } from '../corpus/corpus';
import { together } from '../dispose';
import { articlesWith, extentInWords, extentOf, meantEntities } from '../entities/entities';
import { renameIdIntents } from '../entities/entityChanges';
import { languageId, type Session } from '../session';
import { positionsIn, toRange, type Positions } from '../window/convert';
import { report, tell } from '../window/report';
import { entitiesIntent } from '../writing/annotations';

/** What F2 would rename at a place. */
interface Renamed {
  readonly corpus: Corpus;
  readonly entity: Entity;
  readonly what: 'name' | 'id';
  readonly span: Span;
  readonly positions: Positions;
}

/**
 * F2 on a mention, or on a name in `entities.yaml`, and `seedmark.renameEntity`: another name for the entity. F2 on an id there,
 * and `seedmark.renameEntityId`: another id, which every sidecar follows. The text of articles is never touched.
 */
export function registerRename(session: Session): vscode.Disposable {
  const selector: vscode.DocumentSelector = [{ language: languageId }, { pattern: `**/${entitiesPath}` }];
  return together(
    vscode.languages.registerRenameProvider(selector, {
      async prepareRename(document, position) {
        const renamed = await renamedAt(session, document, position);
        if (renamed === undefined) throw new Error(vscode.l10n.t('There is no entity to rename here.'));
        const { entity, what, span, positions } = renamed;
        return { range: toRange(positions, span), placeholder: entity[what] };
      },
      async provideRenameEdits(document, position, text) {
        const renamed = await renamedAt(session, document, position);
        if (renamed !== undefined) await perform(session, renamed, text.trim());
        return new vscode.WorkspaceEdit();
      },
    }),
    vscode.commands.registerCommand('seedmark.renameEntity', (args?: { readonly name?: string }) => rename(session, args, 'name', args?.name)),
    vscode.commands.registerCommand('seedmark.renameEntityId', (args?: { readonly id?: string }) => rename(session, args, 'id', typeof args?.id === 'string' ? args.id : undefined)),
  );
}

async function renamedAt(session: Session, document: vscode.TextDocument, position: vscode.Position): Promise<Renamed | undefined> {
  const place = await session.place(document, position);
  const mark = place?.marks.find(each => each.kind === 'mention');
  const entity = mark && place?.corpus.index.entity(mark.mention.entity);
  if (place !== undefined && mark !== undefined && entity !== undefined) {
    return { corpus: place.corpus, entity, what: 'name', span: mark.placement.span, positions: document };
  }
  const corpus = await session.corpusOf(document.uri);
  return corpus?.files.path(document.uri) === entitiesPath ? renamedIn(corpus, document.offsetAt(position)) : undefined;
}

/** The id or the name at an offset of `entities.yaml`. */
function renamedIn(corpus: Corpus, offset: number): Renamed | undefined {
  const { entitiesFile } = corpus.index;
  const found = entityAtOffset(entitiesFile, offset);
  if (found === undefined) return undefined;
  const { entity, place: { keySpan, nameSpan } } = found;
  const parts = [{ what: 'id' as const, span: keySpan }, ...nameSpan === undefined ? [] : [{ what: 'name' as const, span: nameSpan }]];
  const part = parts.find(({ span }) => span.start <= offset && offset <= span.end);
  return part && { corpus, entity, ...part, positions: positionsIn(entitiesFile.text) };
}

async function rename(session: Session, args: unknown, what: 'name' | 'id', given: string | undefined): Promise<void> {
  const meant = await meantEntities(session, what === 'name' ? vscode.l10n.t('Rename which entity?') : vscode.l10n.t('Change the id of which entity?'), args);
  if (meant === undefined) return;
  const { corpus, entities: [entity] } = meant;
  const text = given ?? await ask(corpus, entity, what);
  if (text !== undefined) await perform(session, { corpus, entity, what }, text.trim());
}

async function ask(corpus: Corpus, entity: Entity, what: 'name' | 'id'): Promise<string | undefined> {
  const isName = what === 'name';
  return vscode.window.showInputBox({
    title: isName ? vscode.l10n.t('Rename entity') : vscode.l10n.t('Change the id of {0}', entity.name),
    prompt: isName
      ? vscode.l10n.t('The name in lists and cards. The text of articles stays as it is; its id {0} too.', entity.id)
      : vscode.l10n.t('The id in files. {0} follow.', extentInWords(extentOf(corpus, entity.id))),
    value: entity[what],
    validateInput: value => objection(corpus, entity, what, value.trim()),
  });
}

/** Why a name or an id will not do. */
function objection(corpus: Corpus, entity: Entity, what: 'name' | 'id', text: string): string | undefined {
  if (what === 'name') return text === '' ? vscode.l10n.t('An entity needs a name.') : undefined;
  if (!/^[^\s:#,[\]{}"'&*!|>%@`]+$/u.test(text)) return vscode.l10n.t('An id is one word of letters, digits and hyphens.');
  const other = text === entity.id ? undefined : corpus.index.entity(text);
  return other && vscode.l10n.t('{0} has this id. To make the two one, merge them.', other.name);
}

async function perform(session: Session, { corpus, entity, what }: Pick<Renamed, 'corpus' | 'entity' | 'what'>, text: string): Promise<void> {
  const { id } = entity;
  const refused = objection(corpus, entity, what, text);
  if (refused !== undefined) return tell(refused);
  const intents = what === 'name' ? [entitiesIntent(corpus, file => setEntityField(file, id, 'name', text))] : renameIdIntents(corpus, id, text);
  const label = what === 'name' ? vscode.l10n.t('rename {0} to “{1}”', id, text) : vscode.l10n.t('change the id {0} to {1}', id, text);
  report(session, await session.do(corpus, label, articlesWith(corpus, [id]), intents));
}
