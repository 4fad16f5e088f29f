/** What changed a text: someone's edit, or the editor's own undo or redo of one. */
export type ChangeKind = 'edit' | 'undo' | 'redo';

/** A point in a text's course. */
export interface Moment {
  /** How many units had been typed and deleted by then, those taken back not counted. */
  readonly done: number;
  /** How many edits there had been, taken back or not. */
  readonly edits: number;
}

export const startOfCourse: Moment = { done: 0, edits: 0 };

/** How many points are remembered by their texts: more than anyone takes back step by step. */
const mostKnown = 500;

/**
 * How far a document has come by edits, undoing and redoing: so that of two histories, the text's and the
 * annotations', it is known which comes next. Editors do not say which of the edits an undo takes back, and take back
 * a run of keystrokes at once; so its size is counted, and put right wherever the text is one that is known.
 */
export class TextCourse {
  #done = 0;
  #edits = 0;
  readonly #known = new Map<string, number>();

  /** @param size units taken away and put in, together */
  changed(kind: ChangeKind, size: number, text: () => string): void {
    if (kind === 'edit') this.#edits++;
    this.#done += kind === 'undo' ? -size : size;
    if (kind !== 'edit') this.#done = this.#known.get(keyOf(text())) ?? this.#done;
  }

  /** The point where the text is now, which will be known again. */
  now(text: string): Moment {
    const key = keyOf(text);
    this.#known.delete(key);
    this.#known.set(key, this.#done);
    const oldest = this.#known.size > mostKnown ? this.#known.keys().next() : undefined;
    if (oldest?.done === false) this.#known.delete(oldest.value);
    return { done: this.#done, edits: this.#edits };
  }

  /** Whether all that was edited after a point is taken back, and maybe more: what was done there is undone next. */
  isBackAt(moment: Moment): boolean {
    return this.#done <= moment.done;
  }

  /** Whether all up to a point is done again, and nothing else was edited: what was undone there is redone next. */
  isForthAt(moment: Moment): boolean {
    return this.#edits === moment.edits && this.#done >= moment.done;
  }
}

/** Tells texts apart, as far as 32 bits and the length do (FNV-1a). */
function keyOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `${text.length} ${hash >>> 0}`;
}
