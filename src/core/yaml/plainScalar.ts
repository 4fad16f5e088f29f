import type { ScalarValue } from './node';

const integer = /^[-+]?[0-9]+$/;
const octal = /^0o[0-7]+$/;
const hexadecimal = /^0x[0-9a-fA-F]+$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const infinity = /^[-+]?\.(?:inf|Inf|INF)$/;
const notANumber = /^\.(?:nan|NaN|NAN)$/;

/** What a plain scalar means by the core schema of YAML 1.2 (§10.3.2). */
export function resolvePlain(source: string): ScalarValue {
  switch (source) {
    case '': case '~': case 'null': case 'Null': case 'NULL': return null;
    case 'true': case 'True': case 'TRUE': return true;
    case 'false': case 'False': case 'FALSE': return false;
    default: return maybeNumber(source.charCodeAt(0)) ? resolveNumber(source) : source;
  }
}

/** Whether a number can start with this unit: a digit, or one of `+`, `-`, `.`. */
function maybeNumber(unit: number): boolean {
  return unit <= 0x39 && (unit >= 0x30 || unit === 0x2b || unit === 0x2d || unit === 0x2e);
}

function resolveNumber(source: string): string | number {
  if (integer.test(source) || float.test(source)) return Number(source);
  if (octal.test(source) || hexadecimal.test(source)) return Number(source);
  if (infinity.test(source)) return source.startsWith('-') ? -Infinity : Infinity;
  return notANumber.test(source) ? NaN : source;
}

/** What readers of YAML 1.1, such as Python's, take for a truth value, a number, a time or a date. */
const typedIn11 = /^(?:y|yes|n|no|on|off|[-+.0-9][-+.:_0-9eEtTzZ ]*|0[xob][_0-9a-f]*)$/i;

/** Whether every reader of YAML takes this plain scalar for a string, also one of version 1.1. */
export function isStringEverywhere(source: string): boolean {
  return typeof resolvePlain(source) === 'string' && !typedIn11.test(source);
}
