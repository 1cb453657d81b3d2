import { UUID, type Document } from 'bson';
import { ServerError } from '../../errors.js';
import type { Fold } from '../values/keys.js';
import { prefix, recordIdOf } from './layout.js';
import type { Reader, Writer } from './store.js';

export interface Index {
  id: number;
  name: string;
  key: Document;
  unique: boolean;
  sparse: boolean;
  partial?: (document: Document) => boolean;
  fold?: Fold;
  /** Which fields have met an array in some document. */
  multikey: boolean[];
  /** Some key was cut short: the entries are no longer in exact order. */
  cut: boolean;
  /** What made the keys of a collation: another edition of it makes other keys. */
  collationKeys?: string;
  /** What was learned of its keys since it was last saved. A refused statement, too, may have taught something. */
  unsaved?: boolean;
  /** As the client gave it, for listIndexes. */
  spec: Document;
}

export interface Collection {
  id: number;
  namespace: string;
  uuid: UUID;
  options: Document;
  indexes: Index[];
  /** Indexes that are being filled. */
  building: Index[];
  nextIndex: number;
  nextRecord: number;
  /** How many records there are; counted when first asked for. */
  count: number | undefined;
  /** The catalog's version at which its name or its indexes last changed. */
  changed: number;
  /** A transaction has taught its indexes something that is not on disk. */
  unsaved: boolean;
}

/** A collection as it begins: empty, with the index that every collection has. */
export function newCollection(id: number, namespace: string, options: Document, idIndex: Index): Collection {
  checkNamespace(namespace);
  return {
    id,
    namespace,
    uuid: new UUID(),
    options,
    indexes: [idIndex],
    building: [],
    nextIndex: 2,
    nextRecord: 1,
    count: undefined,
    changed: 0,
    unsaved: false,
  };
}

/** A collection as it lies on disk. */
export function description({ namespace, uuid, options, nextIndex, indexes }: Collection): Document {
  const stored = indexes.map(({ id, spec, multikey, cut, collationKeys }) => {
    return { id, spec, multikey, cut, ...(collationKeys && { collationKeys }) };
  });
  return { namespace, uuid, options, nextIndex, indexes: stored };
}

/** The record id after the last one in use. */
export function nextRecordOf(reader: Reader, id: number): number {
  const range = { start: prefix(id, 0), end: prefix(id, 1), reverse: true, limit: 1, keysOnly: true };
  const [last] = reader.range(range);
  return last ? recordIdOf(last.key) + 1 : 1;
}

/** Removes all keys of a range. */
export function removeRange(writer: Writer, start: Buffer, end: Buffer): void {
  for (;;) {
    const keys = writer.range({ start, end, reverse: false, limit: 1000, keysOnly: true });
    for (const { key } of keys) writer.remove(key);
    if (keys.length < 1000) return;
  }
}

/** Is this the key of the `_id` index? */
export function isIdKey(key: Document): boolean {
  const names = Object.keys(key);
  return names.length === 1 && names[0] === '_id';
}

/** Throws when a collection may not have this name. */
export function checkNamespace(namespace: string): void {
  const dot = namespace.indexOf('.');
  const name = namespace.slice(dot + 1);
  if (dot < 1 || name === '' || name.startsWith('.') || name.includes('\0') || /[$]/.test(name)) {
    throw new ServerError('InvalidNamespace', `Invalid namespace specified '${namespace}'`);
  }
}
