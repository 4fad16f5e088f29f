import { configPath, entitiesPath } from '../../core/corpus/fileKind';
import { marksOn } from '../../core/marks/marks';
import type { Anchor, Entity, Mention, Rejection } from '../../core/model';
import { newCorpusText } from '../../core/store/corpusFile';
import { readingEntities, type EntitiesFile } from '../../core/store/entitiesFile';
import { addEntities, setEntityField } from '../../core/store/entityEdits';
import { addAlias, addDistinct, addNever } from '../../core/store/entityNames';
import type { Intent } from '../../core/store/intents';
import { newMarkId } from '../../core/store/markId';
import { addMentions, addRejections, removeMarks, setMentionEntity } from '../../core/store/sidecarEdits';
import { newSidecar, readSidecar, type SidecarFile } from '../../core/store/sidecarFile';
import { applyEdits, type TextEdit } from '../../core/yaml/splice';
import type { Corpus } from '../corpus/corpus';

/** One edit of a file as its store knows it; `undefined` when the file could not be read whole. */
type Edit<File> = (file: File) => readonly TextEdit[] | undefined;

/** Tags an anchor of an article as an entity. */
export function mentionIntent(corpus: Corpus, article: string, textId: string, anchor: Anchor, entity: string): Intent {
  return mentionsIntent(corpus, article, textId, [{ entity, anchor }]);
}

/** Tags several anchors of one article. */
export function mentionsIntent(corpus: Corpus, article: string, textId: string, mentions: readonly Omit<Mention, 'id'>[]): Intent {
  return sidecarIntent(corpus.index.sidecarPath(article), article, textId, file => addMentions(file, withIds(file, mentions)));
}

/** Notes that anchors of an article are not to be offered again. */
export function rejectIntent(corpus: Corpus, article: string, textId: string, rejections: readonly Omit<Rejection, 'id'>[]): Intent {
  return sidecarIntent(corpus.index.sidecarPath(article), article, textId, file => addRejections(file, withIds(file, rejections)));
}

/** Gives each an id that the file does not have. */
function withIds<Mark>(file: SidecarFile, marks: readonly Mark[]): (Mark & { readonly id: string })[] {
  const taken = new Set(file.marks.keys());
  return marks.map(mark => {
    const id = newMarkId(taken, Math.random);
    taken.add(id);
    return { id, ...mark };
  });
}

/** Makes a mention one of another entity. */
export function retagIntent(path: string, mention: string, entity: string): Intent {
  return sidecarIntent(path, '', '', file => setMentionEntity(file, mention, entity));
}

/** Takes a mention or a link out of its sidecar. */
export function untagIntent(path: string, mark: string): Intent {
  return sidecarIntent(path, '', '', file => removeMarks(file, [mark]));
}

export function newEntityIntent(corpus: Corpus, entity: Entity): Intent {
  return entitiesIntent(corpus, file => addEntities(file, [entity]));
}

/** Gives an entity another type. */
export function typeIntent(corpus: Corpus, entity: string, type: string): Intent {
  return entitiesIntent(corpus, file => setEntityField(file, entity, 'type', type));
}

/** Notes that an entity is never to be offered for a name. */
export function neverIntent(corpus: Corpus, entity: string, name: string): Intent {
  return entitiesIntent(corpus, file => addNever(file, entity, name));
}

/** Notes that two entities are not the same, however alike. */
export function distinctIntent(corpus: Corpus, entity: string, other: string): Intent {
  return entitiesIntent(corpus, file => addDistinct(file, entity, other));
}

export function aliasIntent(corpus: Corpus, entity: string, alias: string): Intent {
  return entitiesIntent(corpus, file => addAlias(file, entity, alias));
}

/** A `corpus.yaml` with the defaults, where there is none: the first tag makes what is missing. */
export function corpusIntent(): Intent {
  return { path: configPath, edits: text => text === undefined ? [{ span: { start: 0, end: 0 }, text: newCorpusText() }] : [] };
}

/** An edit of `entities.yaml`, of which only what the corpus does not know yet is read. */
export function entitiesIntent({ index }: Corpus, edit: Edit<EntitiesFile>): Intent {
  return {
    path: entitiesPath,
    *edits(text) {
      const file = yield* readingEntities(text, index.entitiesFile);
      return edit(file) ?? (file.readable ? 'not-editable' : 'broken-file');
    },
  };
}

/** An edit of a sidecar, which is begun where there is none. */
export function sidecarIntent(path: string, article: string, textId: string, edit: Edit<SidecarFile>): Intent {
  return {
    path,
    edits: text => {
      const before = text ?? newSidecar(article, textId);
      const file = readSidecar(before);
      const edits = edit(file);
      if (edits === undefined) return file.readable ? 'not-editable' : 'broken-file';
      return text === undefined ? [{ span: { start: 0, end: 0 }, text: applyEdits(before, edits) }] : edits;
    },
  };
}

/** An edit of a sidecar, while there is one: nothing is said of an article whose sidecar someone has deleted. */
export function existingSidecarIntent(path: string, edit: Edit<SidecarFile>): Intent {
  const intent = sidecarIntent(path, '', '', edit);
  return { path, edits: text => text === undefined ? [] : intent.edits(text) };
}

/** How many marks an article has, its own and the far ends of links. */
export function markCount(corpus: Corpus, article: string): number {
  return marksOn(corpus.index, article).length;
}
