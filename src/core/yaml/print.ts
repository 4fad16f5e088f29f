import { isStringEverywhere } from './plainScalar';
import type { ScalarValue } from './node';

/** Where a scalar is to stand. A key follows the rules of its surroundings and is one line in any case. */
export type Place = 'block' | 'flow';

/** A plain scalar starts with a letter, digit or one of `_/($`, in any script; what else YAML allows is quoted. */
const plainStart = /^[\p{L}\p{N}_/($]/u;
/** Characters that no plain scalar of ours holds: controls, separators of lines, byte order mark, halves of pairs. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Cs}/u;
const endsPlain = /: | #|:$|^ | $/;
const endsPlainInFlow = /[,[\]{}]/;

/** Whether a string can stand without quotes and still be read as this string, also by readers of YAML 1.1. */
export function isPlainSafe(value: string, place: Place): boolean {
  return plainStart.test(value)
    && !endsPlain.test(value)
    && !(place === 'flow' && (endsPlainInFlow.test(value) || value.includes(':')))
    && isPrintable(value)
    && isStringEverywhere(value);
}

/** Whether every character of a string can stand in a line of text as it is. */
export function isPrintable(value: string): boolean {
  return !unprintable.test(value);
}

/** A string without quotes where that is safe, else in double quotes; always on one line. */
export function printString(value: string, place: Place): string {
  return isPlainSafe(value, place) ? value : printQuoted(value);
}

// oxlint-disable-next-line no-control-regex -- see above
const escapeBeyondJson = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A string in double quotes, on one line: JSON's form, with what editors and readers stumble over escaped too. */
export function printQuoted(value: string): string {
  // JSON.stringify escapes quotes, backslashes, controls and unpaired surrogates in ways that YAML also knows.
  return escapedBeyondJson(JSON.stringify(value));
}

/** JSON, with what editors and readers stumble over escaped too. */
export function escapedBeyondJson(json: string): string {
  return json.replace(escapeBeyondJson, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A scalar in its canonical form. */
export function printScalar(value: ScalarValue, place: Place): string {
  return typeof value === 'string' ? printString(value, place) : printTyped(value);
}

function printTyped(value: number | boolean | null): string {
  if (value === Infinity) return '.inf';
  if (value === -Infinity) return '-.inf';
  return Number.isNaN(value) ? '.nan' : String(value);
}

/** `[a, b]` from printed items. */
export function printFlowList(items: readonly string[]): string {
  return `[${items.join(', ')}]`;
}

/** `{ k: v, l: w }` from printed pairs. */
export function printFlowMap(pairs: readonly string[]): string {
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

/** `key: value` from a key and a printed value; `key:` for an empty one. */
export function printPair(key: string, value: string, place: Place): string {
  const printed = printString(key, place);
  return value === '' ? `${printed}:` : `${printed}: ${value}`;
}
