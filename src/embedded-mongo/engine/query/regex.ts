import type { BSONRegExp } from 'bson';
import { ServerError } from '../../errors.js';

/** A MongoDB (PCRE) regular expression as JavaScript's. What JavaScript cannot express is refused, not approximated. */
export function toRegExp(source: BSONRegExp): RegExp {
  let { pattern, options } = source;
  checkFlags(options);
  const inline = /^\(\?([imsx]+)\)/.exec(pattern);
  if (inline) {
    pattern = pattern.slice(inline[0].length);
    options += inline[1]!;
  }
  if (options.includes('x')) pattern = withoutSpace(pattern);
  // PCRE's absolute anchors mean what ^ and $ mean without the m flag.
  if (!options.includes('m')) pattern = pattern.replace(/^\\A/, '^').replace(/\\[zZ]$/, '$');
  const flags = [...new Set(options)].filter((flag) => 'ims'.includes(flag)).join('');
  try {
    return new RegExp(pattern, flags);
  } catch (error) {
    throw new ServerError(51091, `Regular expression is invalid: ${(error as Error).message}`);
  }
}

/** Refuses flags that MongoDB does not know. */
export function checkFlags(options: string): void {
  const invalid = [...options].find((flag) => !'imsxu'.includes(flag));
  if (invalid !== undefined) throw new ServerError(51108, `invalid flag in regex options: ${invalid}`);
}

// The x flag: white space and comments outside classes do not count.
function withoutSpace(pattern: string): string {
  let inClass = false;
  return pattern.replace(/\\.|\[|\]|\s+|#[^\n]*/g, (part) => {
    if (part === '[') inClass = true;
    else if (part === ']') inClass = false;
    return !inClass && /^[\s#]/.test(part) ? '' : part;
  });
}

/** The plain beginning that every match of this expression has, for a range of an index; empty when there is none. */
export function literalPrefix(source: BSONRegExp): string {
  if (/[ix]/.test(source.options) || !source.pattern.startsWith('^')) return '';
  if (source.options.includes('m') || source.pattern.includes('|')) return '';
  const plain = /^\^((?:[^\\^$.|?*+()[\]{}]|\\[^a-zA-Z0-9])*)/.exec(source.pattern)?.[1] ?? '';
  // A character that a quantifier follows may be absent.
  const quantified = /^[?*{]/.test(source.pattern.slice(1 + plain.length));
  const units = plain.match(/\\.|[\s\S]/gu) ?? [];
  if (quantified) units.pop();
  return units.map((unit) => (unit.length === 2 && unit.startsWith('\\') ? unit.slice(1) : unit)).join('');
}
