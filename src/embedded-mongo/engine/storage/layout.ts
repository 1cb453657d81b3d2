/**
 * Where things lie in the tree. A key is: collection (4 bytes), index (2 bytes), rest. Index 0 holds the records by
 * record id (6 bytes, in order of insertion); the others hold entries `values + record id` without a value. Collection
 * 0 is the catalog: index 0 the format, index 1 a document for each collection, index 2 the owner, index 3 what each
 * session did last, index 4 what was dropped and has keys left.
 */

/** The version of this layout, kept in the file; a newer one is refused. */
export const FORMAT = 3;

/** An index key is cut here, below LMDB's limit of 1978 bytes; queries check the document itself. */
export const MAX_BODY = 1900;

export const RECORD_ID_BYTES = 6;
const HEAD = 6;
const RECORDS = 0;

/** The bytes that all keys of one index of one collection begin with. */
export function prefix(collection: number, index: number): Buffer {
  const bytes = Buffer.alloc(HEAD);
  bytes.writeUInt32BE(collection, 0);
  bytes.writeUInt16BE(index, 4);
  return bytes;
}

/** The key of a record. */
export function recordKey(collection: number, id: number): Buffer {
  const key = Buffer.alloc(HEAD + RECORD_ID_BYTES);
  key.writeUInt32BE(collection, 0);
  key.writeUInt16BE(RECORDS, 4);
  key.writeUIntBE(id, HEAD, RECORD_ID_BYTES);
  return key;
}

/** The key of an index entry. */
export function entryKey(collection: number, index: number, body: Buffer, id: number): Buffer {
  const key = Buffer.alloc(HEAD + body.length + RECORD_ID_BYTES);
  key.writeUInt32BE(collection, 0);
  key.writeUInt16BE(index, 4);
  body.copy(key, HEAD);
  key.writeUIntBE(id, HEAD + body.length, RECORD_ID_BYTES);
  return key;
}

/** The record id at the end of a record's or entry's key. */
export function recordIdOf(key: Buffer): number {
  return key.readUIntBE(key.length - RECORD_ID_BYTES, RECORD_ID_BYTES);
}

export const FORMAT_KEY = prefix(0, 0);

/** Throws for a store that a newer version of this program wrote. */
export function checkFormat(stored: Buffer | undefined): void {
  const format = stored?.readUInt32BE(0) ?? FORMAT;
  if (format > FORMAT) {
    throw new Error(
      `This store was written by a newer version (format ${format}, this program reads ${FORMAT})`,
    );
  }
}

/** Where the catalog keeps a collection. */
export function catalogKey(collection: number): Buffer {
  return recordKeyOf(1, collection);
}

const SESSION_BYTES = 16;

/** Where a session's last deed is remembered; its id, a UUID, is given in hexadecimal. */
export function sessionKey(session: string): Buffer {
  return Buffer.concat([prefix(0, 3), Buffer.from(session, 'hex')]);
}

/** Where is remembered what one commit of a write added to its answer. */
export function stepKey(session: string, number: number, step: number): Buffer {
  const rest = Buffer.alloc(12);
  rest.writeBigUInt64BE(BigInt(number), 0);
  rest.writeUInt32BE(step, 8);
  return Buffer.concat([sessionKey(session), rest]);
}

/** The session that such a key belongs to. */
export function sessionOf(key: Buffer): string {
  return key.toString('hex', HEAD, HEAD + SESSION_BYTES);
}

/** The keys of what is still to be removed. */
export const GARBAGE = { start: prefix(0, 4), end: prefix(0, 5) };

/** Where is noted that a collection (index 0) or one of its indexes is to be removed. */
export function garbageKey(collection: number, index: number): Buffer {
  return Buffer.concat([GARBAGE.start, prefix(collection, index)]);
}

/** The collection and index of such a note. */
export function garbageOf(key: Buffer): [collection: number, index: number] {
  return [key.readUInt32BE(HEAD), key.readUInt16BE(HEAD + 4)];
}

function recordKeyOf(index: number, id: number): Buffer {
  return entryKey(0, index, Buffer.alloc(0), id);
}
