import type { Document } from 'bson';
import { ServerError } from '../../errors.js';
import { textOf } from '../values/documents.js';
import { wantedBy, type Wanted } from '../values/raw.js';
import type { Collection, Index } from './catalog.js';
import { prefix, recordIdOf, RECORD_ID_BYTES } from './layout.js';
import type { Writer } from './store.js';

const FIRST_ID = Buffer.alloc(RECORD_ID_BYTES);
const LAST_ID = Buffer.alloc(RECORD_ID_BYTES, 255);

/** A document's keys in an index. */
export interface Entries {
  index: Index;
  bodies: Buffer[];
}

/** Between these two keys an index holds nothing. */
interface Gap {
  after: Buffer;
  before: Buffer;
}

/** What inserts into one collection, one after the other within one statement, need not find out again for each. */
export class Series {
  /** What the indexes look at; undefined where a filter decides, which may look at anything. */
  readonly wanted: Wanted | undefined;
  readonly gaps = new Map<Index, Gap>();

  constructor({ indexes, building }: Collection) {
    const all = [...indexes, ...building];
    this.wanted = all.some(({ partial }) => partial)
      ? undefined
      : wantedBy(all.flatMap(({ key }) => Object.keys(key)));
  }
}

/** Refuses a document whose values another has in a unique index. `self`: its own record, which it may replace. */
export function checkUnique(
  writer: Writer,
  collection: Collection,
  { index, bodies }: Entries,
  document: Document,
  { self = 0, gaps }: { self?: number; gaps?: Map<Index, Gap> } = {},
): void {
  if (!index.unique) return;
  const head = prefix(collection.id, index.id);
  const end = prefix(collection.id, index.id + 1);
  for (const body of bodies) {
    const [first, last] = [Buffer.concat([head, body, FIRST_ID]), Buffer.concat([head, body, LAST_ID])];
    const gap = gaps?.get(index);
    if (gap && first.compare(gap.after) > 0 && last.compare(gap.before) < 0) {
      gap.after = last;
      continue;
    }
    const keys = writer.range({ start: first, end, reverse: false, limit: gaps ? 1 : 4, keysOnly: true });
    const taken = keys.find(
      ({ key }) => key.length === first.length && key.compare(last) <= 0 && recordIdOf(key) !== self,
    );
    if (taken) throw duplicate(collection, index, document);
    gaps?.set(index, { after: last, before: keys[0]?.key ?? end });
  }
  // Of several keys, those put in first may lie where the check of the last saw nothing.
  if (bodies.length !== 1) gaps?.delete(index);
}

/** What must not be another transaction's: the keys, in unique indexes, that are put or removed. */
export function uniqueKeys(
  collection: Collection,
  entries: readonly (Entries & { gone?: Buffer[] })[],
): Buffer[] {
  return entries
    .filter(({ index }) => index.unique)
    .flatMap(({ index, bodies, gone = [] }) =>
      [...bodies, ...gone].map((body) => Buffer.concat([prefix(collection.id, index.id), body])),
    );
}

/** The refusal of a second document with the same values in a unique index. */
function duplicate(collection: Collection, index: Index, document: Document): ServerError {
  const found = { keyPattern: index.key, keyValue: valuesOf(index, document) };
  const shown = Object.entries(found.keyValue)
    .map(([name, value]) => `${name}: ${show(value)}`)
    .join(', ');
  return new ServerError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${collection.namespace} index: ${index.name} dup key: { ${shown} }`,
    found,
  );
}

function valuesOf(index: Index, document: Document): Document {
  const values: Document = {};
  for (const name of Object.keys(index.key)) {
    let value: unknown = document;
    for (const step of name.split('.')) value = (value as Document | null | undefined)?.[step];
    values[name] = value ?? null;
  }
  return values;
}

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value !== 'object') return textOf(value);
  const name = (value as { _bsontype?: string })._bsontype;
  if (name === 'ObjectId') return `ObjectId('${textOf(value)}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  return name === undefined ? JSON.stringify(value) : textOf(value);
}
