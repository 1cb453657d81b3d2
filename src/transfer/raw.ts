import { BSON, type Document } from 'mongodb';
import { Fault } from './faults.js';

/** Options under which the driver hands out JavaScript values that remember their BSON type: an int stays an int. */
export const TYPED = { promoteValues: false, promoteLongs: false, bsonRegExp: true } as const;

const READ = { ...TYPED, validation: { utf8: false } } as const;

/**
 * How documents are read that go on as they are: as bytes, and few at a time, for several answers wait in memory at once
 * and a server would make each 16 MB long. Pieces of files have 255 KiB each.
 */
export const rawly = (collection: string): { raw: true; batchSize: number } => ({
  raw: true,
  batchSize: collection.endsWith('.chunks') ? 8 : 250,
});

/** Reads a document so that writing it again gives the same bytes, as far as JavaScript can. */
export const decode = (bytes: Uint8Array): Document => BSON.deserialize(bytes, READ);

/** Writes a document. */
export const encode = (document: Document): Buffer => Buffer.from(BSON.serialize(document));

/** Reads a document as plain JavaScript values. */
export const plain = (bytes: Uint8Array): Document => BSON.deserialize(bytes, { promoteBuffers: true });

/** A document's id as one reads it. */
export const shownId = (document: Document): string => BSON.EJSON.stringify(document._id);

/**
 * A document as the driver takes it. Throws for one that JavaScript would change on the way: the long deprecated type
 * `undefined`, or a field whose name is a number behind others (JavaScript puts such first).
 */
export function carried(bytes: Uint8Array, collection: string): Document {
  const document = decode(bytes);
  if (Buffer.compare(bytes, encode(document)) !== 0)
    throw new Fault(`${collection}: the document with _id ${shownId(document)} cannot be carried unchanged`);
  return document;
}
