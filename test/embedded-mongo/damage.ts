import { createHash } from 'node:crypto';
import path from 'node:path';
import { open } from 'lmdb';
import { BSON } from 'bson';

/** A store's file as it lies on disk, for tests that damage it. Keys are: collection, index, rest (see its README). */
export async function damage(
  folder: string,
  namespace: string,
  work: (file: Damaged) => void,
): Promise<void> {
  const db = open<Buffer, Buffer>({
    path: path.join(folder, 'store.mdb'),
    keyEncoding: 'binary',
    encoding: 'binary',
  });
  const entries = [...db.getRange({ start: head(0, 1), end: head(0, 2) })];
  const found = entries.find(({ value }) => documentIn(value).namespace === namespace);
  if (found === undefined) throw new Error(`${namespace} is not there`);
  const id = found.key.readUIntBE(found.key.length - 6, 6);
  const described = documentIn(found.value) as { indexes: { id: number; spec: { name: string } }[] };
  const indexOf = (name?: string) =>
    name === undefined ? 0 : described.indexes.find(({ spec }) => spec.name === name)!.id;
  db.transactionSync(() => {
    work({
      keys: (index) => {
        const number = indexOf(index);
        return [...db.getKeys({ start: head(id, number), end: head(id, number + 1) })];
      },
      get: (key) => Buffer.from(db.getBinary(key)!),
      put: (key, value) => void db.put(key, value),
      remove: (key) => void db.remove(key),
    });
  });
  await db.close();
}

/** Everything in a store's file, key by key, as one fingerprint. */
export async function everythingIn(folder: string): Promise<string> {
  const hash = createHash('sha256');
  const db = open<Buffer, Buffer>({
    path: path.join(folder, 'store.mdb'),
    keyEncoding: 'binary',
    encoding: 'binary',
    readOnly: true,
  });
  for (const { key, value } of db.getRange({}))
    hash.update(`${key.length} ${value.length} `).update(key).update(value);
  await db.close();
  return hash.digest('hex');
}

export interface Damaged {
  /** The keys of the records, or of an index. */
  keys(index?: string): Buffer[];
  get(key: Buffer): Buffer;
  put(key: Buffer, value: Buffer): void;
  remove(key: Buffer): void;
}

function head(collection: number, index: number): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeUInt32BE(collection, 0);
  bytes.writeUInt16BE(index, 4);
  return bytes;
}

// A checksum follows it.
function documentIn(value: Buffer): BSON.Document {
  return BSON.deserialize(value.subarray(0, value.readInt32LE(0)));
}
