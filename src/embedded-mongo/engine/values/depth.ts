import { BSONType } from 'bson';
import { ServerError } from '../../errors.js';
import { endOf } from './raw.js';

/** How deep documents may be nested: in a message, and, so that commands can carry them, where they are stored. */
export const MESSAGE_DEPTH = 200;
export const STORED_DEPTH = 180;

const { object: DOCUMENT, array: ARRAY, javascriptWithScope: SCOPED_CODE } = BSONType;

/**
 * Refuses BSON that is nested too deeply, before anything walks through it by recursion. What is not BSON at all is
 * left to the parser.
 */
export function checkDepth(bytes: Buffer, most: number): void {
  let depth = 1;
  for (let at = 4; at < bytes.length;) {
    const type = bytes[at]!;
    if (type === 0) {
      if (--depth === 0) return;
      at++;
      continue;
    }
    const value = bytes.indexOf(0, at + 1) + 1;
    if (value === 0) return;
    if (type === DOCUMENT || type === ARRAY || type === SCOPED_CODE) {
      if (++depth > most)
        throw new ServerError('Overflow', `BSONObj exceeds maximum nested object depth: ${most}`);
      // Before a code's scope come two lengths and the code itself.
      at = value + 4 + (type === SCOPED_CODE ? 8 + bytes.readInt32LE(value + 4) : 0);
    } else at = endOf(bytes, type, value);
    if (at < value) return;
  }
}

/** Refuses a path that would make such a document. */
export function checkPathDepth(names: readonly string[]): void {
  if (names.length > MESSAGE_DEPTH)
    throw new ServerError('Overflow', `FieldPath is too deep: at most ${MESSAGE_DEPTH} fields are allowed`);
}

/** Refuses a path with a name that is empty. */
export function checkFieldPath(path: string): void {
  if (path === '') throw new ServerError(40352, 'FieldPath cannot be constructed with empty string');
  if (path.endsWith('.')) throw new ServerError(40353, "FieldPath must not end with a '.'.");
  if (path.split('.').includes(''))
    throw new ServerError(15998, 'FieldPath field names may not be empty strings.');
}
