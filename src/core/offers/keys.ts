import type { EntityType } from '../model';

/** What a key does in annotate mode: a command, and what it is given. */
export interface KeyAction {
  /** As keybindings write them; the first is the one to show. */
  readonly keys: readonly string[];
  readonly command: string;
  readonly args?: Readonly<Record<string, string | boolean>>;
}

/** The keys of annotate mode, in the order in which they are explained. */
export const keyActions = {
  accept: { keys: ['enter', 'a'], command: 'seedmark.acceptSuggestion' },
  acceptName: { keys: ['shift+a'], command: 'seedmark.acceptAllSuggestions' },
  acceptArticle: { keys: ['shift+enter'], command: 'seedmark.acceptAllSuggestions', args: { article: true } },
  acceptLikely: { keys: ['ctrl+enter'], command: 'seedmark.acceptAllSuggestions', args: { article: true, new: true } },
  choose: { keys: ['c'], command: 'seedmark.acceptSuggestion', args: { choose: true } },
  reject: { keys: ['x'], command: 'seedmark.rejectSuggestion' },
  never: { keys: ['shift+x'], command: 'seedmark.rejectSuggestion', args: { never: true } },
  tagLast: { keys: ['r'], command: 'seedmark.tag', args: { last: true } },
  tag: { keys: ['t'], command: 'seedmark.tag' },
  untag: { keys: ['backspace', 'delete'], command: 'seedmark.untag' },
  next: { keys: ['n'], command: 'seedmark.nextSuggestion' },
  previous: { keys: ['shift+n'], command: 'seedmark.previousSuggestion' },
  nextMark: { keys: ['j'], command: 'seedmark.nextMention', args: { orSuggestion: true } },
  previousMark: { keys: ['k'], command: 'seedmark.previousMention', args: { orSuggestion: true } },
  newNames: { keys: ['w'], command: 'seedmark.newNames' },
  link: { keys: ['l'], command: 'seedmark.link' },
  concordance: { keys: ['g'], command: 'seedmark.concordance' },
  undo: { keys: ['u'], command: 'seedmark.undo' },
  redo: { keys: ['shift+u'], command: 'seedmark.redo' },
  done: { keys: ['d'], command: 'seedmark.doneAndNext' },
  nextArticle: { keys: ['m'], command: 'seedmark.nextSuggestion', args: { anywhere: true } },
  fix: { keys: ['ctrl+.'], command: 'seedmark.quickFix' },
  help: { keys: ['shift+/', 'h'], command: 'seedmark.annotateKeys' },
  leave: { keys: ['escape'], command: 'seedmark.annotateMode', args: { on: false } },
} as const satisfies Readonly<Record<string, KeyAction>>;

export type KeyActionName = keyof typeof keyActions;

/** The keys that no action has and types may: letters, with Shift and without, and the digits 1 to 9. */
export function freeKeys(): string[] {
  const taken = new Set<string>(Object.values<KeyAction>(keyActions).flatMap(({ keys }) => keys));
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
  return [...letters, ...letters.map(letter => `shift+${letter}`), ...Array.from('123456789')].filter(key => !taken.has(key));
}

/**
 * The types by the keys that stand for them. Each has its number in `corpus.yaml`'s order, for the first nine; and the key that
 * `corpus.yaml` gives it or, where that key acts already, the same with Shift. Of two types that want one key the first has it.
 */
export function typeKeys(types: readonly EntityType[]): ReadonlyMap<string, EntityType> {
  const free = new Set(freeKeys());
  const keys = new Map<string, EntityType>();
  for (const type of types) {
    const letter = type.key.toLowerCase();
    const wanted = letter === type.key ? [letter, `shift+${letter}`] : [`shift+${letter}`];
    const key = wanted.find(each => free.has(each) && !keys.has(each));
    if (key !== undefined) keys.set(key, type);
  }
  for (const [at, type] of types.slice(0, 9).entries()) {
    const digit = String(at + 1);
    if (!keys.has(digit)) keys.set(digit, type);
  }
  return keys;
}

/** A keybinding as people write it: `shift+a` is Shift+A, and `shift+/` what it makes. */
export function keyInWords(key: string): string {
  if (key === 'shift+/') return '?';
  return key.split('+').map(part => part.charAt(0).toUpperCase() + part.slice(1)).join('+');
}
