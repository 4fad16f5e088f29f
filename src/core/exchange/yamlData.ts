import type { YamlNode } from '../yaml/node';
import { escapedBeyondJson, printFlowList, printFlowMap, printQuoted } from '../yaml/print';
import { parseJson } from './json';
import type { Data } from './model';

/** YAML's readers stop at some depth; what is deeper than this is written as JSON in quotes. */
const deepest = 24;

/** Data as YAML on one line: JSON, with what editors and other readers stumble over escaped too. */
export function printData(data: Data): string {
  return isDeeper(data, deepest) ? printQuoted(`${jsonMark}${JSON.stringify(data)}`) : escapedBeyondJson(print(data));
}

/** What `printData` printed, or a person wrote, as data again. */
export function dataOf(node: YamlNode): Data {
  switch (node.kind) {
    case 'map': return Object.fromEntries(node.entries.map(({ key, value }) => [key, dataOf(value)]));
    case 'seq': return node.items.map(({ value }) => dataOf(value));
    case 'scalar': return typeof node.value === 'string' && node.value.startsWith(jsonMark) ? parsed(node.value) : node.value;
  }
}

const jsonMark = 'json:';

function parsed(text: string): Data {
  const result = parseJson(text.slice(jsonMark.length));
  return result.ok ? result.value : text;
}

function isDeeper(data: Data, depth: number): boolean {
  if (typeof data !== 'object' || data === null) return false;
  return depth === 0 || Object.values(data).some(value => isDeeper(value, depth - 1));
}

/** As JSON with blanks; what is beyond JSON is escaped in the end, in all of it at once. */
function print(data: Data): string {
  if (typeof data === 'string') return JSON.stringify(data.startsWith(jsonMark) ? `${jsonMark}${JSON.stringify(data)}` : data);
  if (typeof data !== 'object' || data === null) return JSON.stringify(data);
  if (Array.isArray(data)) return printFlowList(data.map((item: Data) => print(item)));
  return printFlowMap(Object.entries(data).map(([key, value]) => `${JSON.stringify(key)}: ${print(value)}`));
}
