import { execFile } from 'node:child_process';
import { mergeSidecars, type MergeConflict } from '../core/store/merge';
import { mergeEntities, type EntityConflict } from '../core/store/mergeEntities';
import { readFile } from '../core/store/reading';
import { entryOf } from '../core/yaml/node';
import { Failure, type Command } from './command';
import { readExactly, writeWhole } from './files';
import type { Terminal } from './terminal';

export const merge: Command = {
  name: 'merge',
  summary: 'Bring two versions of a sidecar or of entities.yaml together',
  operands: 'BASE OURS THEIRS [PATH]',
  count: [3, 4],
  options: {},
  details: [
    'Writes the result to OURS. BASE is what both come from; an empty file where there is none. Marks are merged one by one by\ntheir ids, entities key by key. PATH is what to call the file in messages.',
    'As git\'s merge driver: git config merge.seedmark.driver "seedmark merge %O %A %B %P", and in .gitattributes\nannotations/**/*.yaml merge=seedmark and entities.yaml merge=seedmark.',
    'The exit code is 1 where a person has to decide. Nothing that either side wrote is lost then; what cannot be read as YAML\nis merged by git line by line, with its conflict markers.',
  ],
  async run(args, terminal) {
    const [base = '', ours = '', theirs = '', name = ours] = args.operands;
    const [old, our, their] = [await readExactly(base), await readExactly(ours), await readExactly(theirs)];
    const merged = [old, our, their].some(isSidecar)
      ? inWords(mergeSidecars(old === '' ? undefined : old, our, their), markConflict)
      : inWords(mergeEntities(old === '' ? undefined : old, our, their), entityConflict);
    if (merged === undefined) return mergeLines(base, ours, theirs, name, terminal);
    if (merged.text !== our) await writeWhole(ours, merged.text);
    for (const conflict of merged.conflicts) terminal.say(`${name}: ${conflict}`);
    return merged.conflicts.length === 0 ? 0 : 1;
  },
};

/** A sidecar says what article it is about, or has lists of marks. An entity may be called so, but is a map. */
function isSidecar(text: string): boolean {
  const { node } = readFile(text);
  return entryOf(node, 'article')?.value.kind === 'scalar' || ['mentions', 'links', 'rejected'].some(key => entryOf(node, key)?.value.kind === 'seq');
}

interface Merged {
  readonly text: string;
  readonly conflicts: readonly string[];
}

function inWords<Conflict>(merged: { readonly text: string; readonly conflicts: readonly Conflict[] } | undefined, say: (conflict: Conflict) => string): Merged | undefined {
  return merged && { text: merged.text, conflicts: merged.conflicts.map(say) };
}

function markConflict(conflict: MergeConflict): string {
  switch (conflict.kind) {
    case 'both-kept': return `both sides changed the mark ${conflict.id}; ours has kept its id, theirs stands beside it as ${conflict.other}. Delete one.`;
    case 'deletion-dropped': return `one side deleted the mark ${conflict.id} and the other one changed it; it is kept.`;
    case 'field': return `both sides changed ${conflict.field}; ours stands, theirs is ${JSON.stringify(conflict.theirs)}.`;
  }
}

function entityConflict(conflict: EntityConflict): string {
  switch (conflict.kind) {
    case 'deletion-dropped': return `one side deleted the entity ${conflict.id} and the other one changed it; it is kept.`;
    case 'value': return `both sides changed ${conflict.key} of ${conflict.id}; ours stands, theirs is ${conflict.theirs === '' ? 'none' : conflict.theirs}.`;
  }
}

/** What is no YAML that can be read whole: git's own merge, so that people find its markers where they know them. */
async function mergeLines(base: string, ours: string, theirs: string, name: string, terminal: Terminal): Promise<1> {
  const code = await new Promise<number>(resolve => {
    execFile('git', ['merge-file', '-L', `${name} (ours)`, '-L', `${name} (base)`, '-L', `${name} (theirs)`, ours, base, theirs], error => {
      resolve(error === null ? 0 : typeof error.code === 'number' ? error.code : 255);
    });
  });
  if (code >= 128) throw new Failure(`${name} cannot be read whole, and git is not there to merge it line by line; ours is unchanged`);
  terminal.say(`${name}: this cannot be read whole, so it was merged line by line. Look at it before you commit.`);
  return 1;
}
