import { createHash } from 'node:crypto';
import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import { fieldsOf } from '../values/documents.js';
import { inverted, keyOf, type Fold } from '../values/keys.js';
import { MAX_BODY } from './layout.js';

/** A field of an index, on its way through one document. */
interface Walk {
  value: unknown;
  rest: readonly string[];
  done: boolean;
}

export interface IndexKeys {
  bodies: Buffer[];
  /** Which fields met an array. */
  multikey: boolean[];
  /** A key was cut, so this index no longer gives an exact order. */
  cut: boolean;
  /** No indexed field is present: a sparse index leaves the document out. */
  absent: boolean;
}

/** The entries of a document in an index: one for each combination of array items, as MongoDB expands them. */
export function indexKeys(document: Document, key: Document, fold?: Fold): IndexKeys {
  const fields = Object.keys(key);
  const descending = fields.map((field) => Number(key[field]) < 0);
  const multikey = fields.map(() => false);
  const rows: unknown[][] = [];
  const start = fields.map((field): Walk => ({ value: document, rest: field.split('.'), done: false }));
  expand(start, multikey, rows, fields);
  const bodies = new Map<string, Buffer>();
  let cut = false;
  for (const row of rows) {
    const parts = row.map((value, i) => {
      const part = keyOf(value === ABSENT ? null : value, fold);
      return descending[i] ? inverted(part) : part;
    });
    let body: Buffer = Buffer.concat(parts);
    if (body.length > MAX_BODY) {
      body = shorten(body);
      cut = true;
    }
    bodies.set(body.toString('latin1'), body);
  }
  const absent = rows.every((row) => row.every((value) => value === ABSENT));
  return { bodies: [...bodies.values()], multikey, cut, absent };
}

const ABSENT = Symbol('absent');
const HASH_BYTES = 32;

/** A long key keeps its beginning, for ranges, and a hash of the whole, for uniqueness. */
export function shorten(body: Buffer): Buffer {
  if (body.length <= MAX_BODY) return body;
  const hash = createHash('sha256').update(body).digest();
  return Buffer.concat([body.subarray(0, MAX_BODY - HASH_BYTES), hash]);
}

function expand(walks: Walk[], multikey: boolean[], rows: unknown[][], fields: readonly string[]): void {
  const advanced = walks.map(advance);
  const array = advanced.find((walk) => !walk.done)?.value as unknown[] | undefined;
  if (!array) {
    rows.push(advanced.map((walk) => walk.value));
    return;
  }
  advanced.forEach((walk, i) => {
    if (walk.done) return;
    if (walk.value !== array) {
      throw new ServerError('CannotIndexParallelArrays', parallel(fields, advanced, array));
    }
    multikey[i] = true;
  });
  for (const item of array.length > 0 ? array : [undefined]) {
    const next = advanced.map((walk): Walk => {
      if (walk.done) return walk;
      if (walk.rest.length === 0) return { value: item, rest: [], done: true };
      if (!fieldsOf(item)) return { value: ABSENT, rest: [], done: true };
      return { value: item, rest: walk.rest, done: false };
    });
    expand(next, multikey, rows, fields);
  }
}

function parallel(fields: readonly string[], walks: readonly Walk[], array: unknown): string {
  const first = walks.findIndex((walk) => walk.value === array);
  const second = walks.findIndex((walk) => !walk.done && walk.value !== array);
  return `cannot index parallel arrays [${lastName(fields[second])}] [${lastName(fields[first])}]`;
}

function lastName(field: string | undefined): string {
  return field?.split('.').at(-1) ?? '';
}

// Follows a path through documents until it ends, is absent, or meets an array.
function advance(walk: Walk): Walk {
  let { value, rest } = walk;
  if (walk.done) return walk;
  for (;;) {
    if (Array.isArray(value)) {
      const position = rest[0];
      if (position === undefined || !/^\d+$/.test(position)) return { value, rest, done: false };
      value = Number(position) < value.length ? (value as unknown[])[Number(position)] : ABSENT;
      rest = rest.slice(1);
    } else if (rest.length === 0) return { value, rest, done: true };
    else {
      const fields = fieldsOf(value);
      if (!fields || !Object.hasOwn(fields, rest[0]!)) return { value: ABSENT, rest: [], done: true };
      value = fields[rest[0]!];
      rest = rest.slice(1);
    }
  }
}
