import type { Edits } from '../yaml/edit';
import { valueOf } from '../yaml/node';
import type { TextEdit } from '../yaml/splice';
import { setField } from './fields';
import { sidecarKeys, targetKeys, type SidecarFile } from './sidecarFile';

/** Gives articles other ids, wherever a sidecar speaks of them: as its own article, and at the far ends of its links. */
export function renameArticles(file: SidecarFile, ids: ReadonlyMap<string, string>): Edits {
  if (!file.readable || file.node === undefined) return undefined;
  const edits: TextEdit[] = [];
  const own = ids.get(file.sidecar.article);
  const parts = [
    own === undefined ? [] : setField(file.text, file.node, 'article', own, sidecarKeys),
    ...file.sidecar.links.map(link => {
      const id = ids.get(link.to.article);
      const end = valueOf(file.marks.get(link.id)?.node, 'to');
      return id === undefined ? [] : end?.kind === 'map' ? setField(file.text, end, 'article', id, targetKeys) : undefined;
    }),
  ];
  for (const part of parts) {
    if (part === undefined) return undefined;
    edits.push(...part);
  }
  return edits;
}
