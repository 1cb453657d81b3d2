import { UUID, type Document } from 'bson';
import { ServerError } from '../../errors.js';
import type { Collection, Index } from './catalog.js';
import { prefix, recordIdOf } from './layout.js';
import type { Reader, Writer } from './store.js';

/** A collection as it begins: empty, with the index that every collection has. */
export function newCollection(id: number, namespace: string, options: Document, idIndex: Index): Collection {
  checkNamespace(namespace);
  return {
    id,
    namespace,
    uuid: new UUID(),
    options,
    indexes: [idIndex],
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

/** Throws when a collection may not have this name. */
export function checkNamespace(namespace: string): void {
  const dot = namespace.indexOf('.');
  const name = namespace.slice(dot + 1);
  if (dot < 1 || name === '' || name.startsWith('.') || name.includes('\0') || /[$]/.test(name)) {
    throw new ServerError('InvalidNamespace', `Invalid namespace specified '${namespace}'`);
  }
}
