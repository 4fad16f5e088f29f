import type { ExchangeDocument, ExchangeRelation } from './model';
import { linesOf } from './lines';

export type ConfSection = 'entities' | 'relations' | 'events' | 'attributes';

/** A type that `annotation.conf` declares. */
export interface ConfType {
  readonly section: ConfSection;
  readonly name: string;
  /** The type above it in the hierarchy, `''` at the top. */
  readonly parent: string;
  /** Whether it may be used: not with `!`, nor for the names in `<…>` that configure. */
  readonly isUsable: boolean;
  /** `Arg1: Person|Organization` and the like, macros put in; a role's `?`, `*`, `+` or `{2}` stays with its name. */
  readonly arguments: ReadonlyMap<string, readonly string[]>;
  /** Counts from 1. */
  readonly line: number;
}

/** The types of an `annotation.conf`, in its order. Lines that mean nothing are left out. */
export function readBratConf(text: string): ConfType[] {
  const types: ConfType[] = [];
  const macros = new Map<string, string>();
  let section: ConfSection | undefined;
  let path: string[] = [];
  for (const { number, text: line } of linesOf(text)) {
    const heading = /^\[(\w+)\]\s*$/.exec(line)?.[1];
    const macro = /^<([\w-]+)>=(\S*)/.exec(line);
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (heading !== undefined) [section, path] = [sectionOf(heading), []];
    else if (macro !== null) macros.set(`<${macro[1] ?? ''}>`, macro[2] ?? '');
    else if (section !== undefined) {
      const depth = line.length - line.trimStart().length;
      const type = typeIn(line.trim(), { section, parent: path[Math.min(depth, path.length) - 1] ?? '', line: number }, macros);
      path = [...path.slice(0, depth), type.name];
      types.push(type);
    }
  }
  return types;
}

function sectionOf(name: string): ConfSection | undefined {
  return name === 'spans' ? 'entities' : (['entities', 'relations', 'events', 'attributes'] as const).find((section) => section === name);
}

function typeIn(line: string, place: Pick<ConfType, 'section' | 'parent' | 'line'>, macros: ReadonlyMap<string, string>): ConfType {
  const [first = ''] = line.split(/[\t ]/, 1);
  const rest = line.slice(first.length).trim();
  const pairs = rest === '' ? [] : rest.split(',').map((pair) => pair.trim());
  return {
    ...place, name: first.replace(/^!/, ''), isUsable: !first.startsWith('!') && !first.startsWith('<'),
    arguments: new Map(pairs.map((pair) => {
      const colon = pair.lastIndexOf(':');
      return [pair.slice(0, Math.max(0, colon)), pair.slice(colon + 1).split('|').flatMap((name) => (macros.get(name) ?? name).split('|'))];
    })),
  };
}

/** The names that documents use, for an `annotation.conf` that allows them all. */
export class BratLabels {
  readonly #entities = new Set<string>();
  readonly #relations = new Map<string, Set<string>>();
  readonly #events = new Map<string, Set<string>>();
  readonly #attributes = new Map<string, Set<string>>();

  get isEmpty(): boolean {
    return this.#entities.size === 0;
  }

  add(document: ExchangeDocument): void {
    for (const span of document.spans) this.#entities.add(word(span.label, 'Span'));
    for (const relation of document.relations) {
      const into = relation.trigger !== undefined || relation.ends.length !== 2 ? this.#events : this.#relations;
      if (!relation.id.startsWith('*')) addTo(into, word(relation.label, 'Relation'), rolesOf(relation));
    }
    for (const item of [...document.spans, ...document.relations]) {
      for (const { name, value } of item.attributes) addTo(this.#attributes, word(name, 'Attribute'), typeof value === 'string' ? [word(value, '')] : []);
    }
  }

  conf(): string {
    return [
      '[entities]', ...this.#entities, '',
      '[relations]', ...[...this.#relations].map(([name, roles]) => `${name}\t${[...roles].slice(0, 2).map((role) => `${role}:<ANY>`).join(', ')}`), '<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>', '',
      '[events]', ...[...this.#events].map(([name, roles]) => `${name}\t${[...roles].map((role) => `${role}*:<ANY>`).join(', ')}`.trim()), '',
      '[attributes]', ...[...this.#attributes].map(([name, values]) => `${name}\tArg:<ANY>${values.size === 0 ? '' : `, Value:${[...values].join('|')}`}`), '',
    ].join('\n');
  }
}

function rolesOf(relation: ExchangeRelation): string[] {
  const roles = relation.ends.map((end) => word(end.role, '').replace(/\d+$/, ''));
  if (relation.trigger !== undefined || relation.ends.length !== 2) return roles.map((role) => role || 'Arg');
  const [one = '', other = ''] = relation.ends.map((end) => word(end.role, ''));
  return one === '' || other === '' || one === other ? ['Arg1', 'Arg2'] : [one, other];
}

function addTo(sets: Map<string, Set<string>>, name: string, values: readonly string[]): void {
  const set = sets.get(name) ?? new Set<string>();
  for (const value of values) set.add(value);
  sets.set(name, set);
}

/** Without blanks, nor the marks that end a name in the file. */
function word(name: string, otherwise: string): string {
  return name.replace(/[\s,|:]+/g, '_') || otherwise;
}
