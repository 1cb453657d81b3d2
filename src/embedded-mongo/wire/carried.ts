import { BSONType } from 'bson';
import { isPlain } from '../engine/values/plain.js';
import { endOf } from '../engine/values/raw.js';

/** The beginning of an insert that carries its documents within the command, as those of single documents do. */
const INSERT = Buffer.from('\x02insert\0', 'latin1');
const DOCUMENTS = Buffer.from('\x04documents\0', 'latin1');

/** An insert without its documents, and these as they came. */
export interface Carried {
  rest: Buffer;
  documents: Buffer[];
}

/**
 * Takes an insert's documents out of the command's bytes, so that they can be stored without being decoded. Undefined
 * for all other commands, and where anything about one is out of the ordinary: those are decoded as a whole.
 */
export function carriedBy(command: Buffer): Carried | undefined {
  if (!begins(command, 4, INSERT)) return undefined;
  for (let at = 4; at < command.length - 1;) {
    const value = command.indexOf(0, at + 1) + 1;
    const end = endWithin(command, at, value);
    if (end === undefined) return undefined;
    if (begins(command, at, DOCUMENTS)) {
      const documents = plainItems(command.subarray(value, end));
      return documents && { rest: without(command, at, end), documents };
    }
    at = end;
  }
  return undefined;
}

function plainItems(array: Buffer): Buffer[] | undefined {
  const items: Buffer[] = [];
  let at = 4;
  while (at < array.length - 1) {
    const value = array.indexOf(0, at + 1) + 1;
    const end = endWithin(array, at, value);
    if (end === undefined || array[at] !== BSONType.object) return undefined;
    const item = array.subarray(value, end);
    if (!isPlain(item)) return undefined;
    items.push(item);
    at = end;
  }
  return at === array.length - 1 && array[at] === 0 ? items : undefined;
}

// Where an element ends whose value begins at `value`, unless that leads astray.
function endWithin(bytes: Buffer, at: number, value: number): number | undefined {
  const type = bytes[at]!;
  if (value === 0 || value + 4 > bytes.length || type === 0) return undefined;
  const end = endOf(bytes, type, value);
  return end >= value && end < bytes.length ? end : undefined;
}

function without(command: Buffer, from: number, to: number): Buffer {
  const rest = Buffer.concat([command.subarray(0, from), command.subarray(to)]);
  rest.writeInt32LE(rest.length);
  return rest;
}

const begins = (bytes: Buffer, at: number, name: Buffer): boolean =>
  bytes.length >= at + name.length && bytes.compare(name, 0, name.length, at, at + name.length) === 0;
