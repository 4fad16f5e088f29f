import type { Span } from '../model';
import type { Problem, ProblemCode } from '../problem';
import { asText, isNothing, valueOf } from '../yaml/node';
import type { MapNode, YamlNode } from '../yaml/node';
import { read } from '../yaml/yaml';

/** What the three kinds of files share: the text, what YAML made of it, and whether it may be edited. */
export interface YamlFile {
  readonly text: string;
  /** The map that the file is; undefined where the file is empty, or is something else. */
  readonly node: MapNode | undefined;
  readonly problems: readonly Problem[];
  /** Whether all of the file could be read. Where not, every edit is refused: what cannot be read is never written over. */
  readonly readable: boolean;
}

/** Reads a text as a file whose whole is a map. */
export function readFile(text: string): YamlFile {
  const { node, problems } = read(text);
  const isWhole = problems.every(({ code }) => code !== 'yaml-syntax');
  if (node === undefined) return { text, node: undefined, problems, readable: isWhole };
  if (node.kind === 'map') return { text, node, problems, readable: isWhole };
  return { text, node: undefined, problems: [...problems, shapeProblem(node, 'map', '')], readable: false };
}

/** Problems in the order of the text. */
export function inOrderOfText(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((a, b) => a.span.start - b.span.start);
}

/** Reads values out of a node and notes what is missing or wrong. */
export class Findings {
  readonly problems: Problem[] = [];

  add(code: ProblemCode, span: Span, data: Problem['data']): void {
    this.problems.push({ code, span, data });
  }

  /** The text under a key; undefined, with a problem, where there is something that is no text. */
  text(node: YamlNode, key: string): string | undefined {
    const value = valueOf(node, key);
    if (value === undefined || isNothing(value)) return undefined;
    const text = asText(value);
    if (text === undefined) this.problems.push(shapeProblem(value, 'text', key));
    return text;
  }

  /** The text under a key that must be there; undefined, with a problem, where it is not. */
  needed(node: YamlNode, key: string): string | undefined {
    const text = this.text(node, key);
    if (text === undefined && isNothing(valueOf(node, key))) this.add('key-missing', node.span, { key });
    return text;
  }

  /** The texts of a list under a key; a single text is a list of one. Undefined where the key is absent. */
  texts(node: YamlNode, key: string): readonly string[] | undefined {
    const value = valueOf(node, key);
    if (value === undefined || isNothing(value)) return undefined;
    const single = asText(value);
    if (single !== undefined) return [single];
    if (value.kind !== 'seq') {
      this.problems.push(shapeProblem(value, 'list', key));
      return undefined;
    }
    const texts = value.items.flatMap((item) => {
      const text = asText(item.value);
      if (text === undefined) this.problems.push(shapeProblem(item.value, 'text', key));
      return text ?? [];
    });
    return [...texts]; // a copy has no room to grow, of which a list that has grown has some hundred bytes
  }

  /** One of the words allowed, or undefined, with a problem where it is another one. */
  oneOf<Word extends string>(node: YamlNode, key: string, words: readonly Word[]): Word | undefined {
    const text = this.text(node, key);
    const word = words.find((allowed) => allowed === text);
    if (text !== undefined && word === undefined) this.invalid(node, key, text);
    return word;
  }

  invalid(node: YamlNode, key: string, value: string): void {
    this.add('value-invalid', valueOf(node, key)?.span ?? node.span, { key, value });
  }

  /** The map, list or nothing under a key, with a problem where it is something else. */
  collection<Kind extends 'map' | 'seq'>(node: YamlNode | undefined, key: string, kind: Kind): Extract<YamlNode, { kind: Kind }> | undefined {
    const value = valueOf(node, key);
    if (value === undefined || isNothing(value)) return undefined;
    if (isKind(value, kind)) return value;
    this.problems.push(shapeProblem(value, kind === 'map' ? 'map' : 'list', key));
    return undefined;
  }
}

function isKind<Kind extends YamlNode['kind']>(node: YamlNode, kind: Kind): node is Extract<YamlNode, { kind: Kind }> {
  return node.kind === kind;
}

/** `expected` is `map`, `list` or `text`; `key` is `''` for the whole file. */
export function shapeProblem(node: YamlNode, expected: 'map' | 'list' | 'text', key: string): Problem {
  return { code: 'yaml-shape', span: node.span, data: { expected, key } };
}
