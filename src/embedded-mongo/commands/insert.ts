import { BSONRegExp, ObjectId, type Document } from 'bson';
import { ServerError } from '../errors.js';
import type { Writer } from '../engine/storage/store.js';
import { Blocked } from '../engine/transactions.js';
import { isDocument } from '../engine/values/documents.js';
import type { Command, Request } from './request.js';

/** So many documents share one commit at most, so that others get their turn. */
const CHUNK = 500;

/** `insert`: new documents. */
export const insert: Command = {
  fields: ['documents', 'ordered', 'bypassDocumentValidation'],
  inTransaction: true,
  retryable: true,
  async run(request) {
    const documents = request.array('documents') as Document[];
    if (documents.length === 0 || documents.length > 100_000) {
      throw new ServerError(
        'InvalidLength',
        `Write batch sizes must be between 1 and 100000. Got ${documents.length} operations.`,
      );
    }
    const ordered = request.body.ordered !== false;
    await request.ensureCollection();
    let n = 0;
    const errors: Document[] = [];
    for (let at = 0; at < documents.length;) {
      const from = at;
      const chunk = await request.write((writer) => insertChunk(request, writer, documents, from, ordered));
      n += chunk.inserted;
      errors.push(...chunk.errors);
      if (ordered && errors.length > 0) break;
      at = chunk.next;
    }
    return { n, ...(errors.length > 0 && { writeErrors: errors }), ok: 1 };
  },
};

interface Chunk {
  next: number;
  inserted: number;
  errors: Document[];
}

function insertChunk(
  request: Request,
  writer: Writer,
  documents: Document[],
  from: number,
  ordered: boolean,
): Chunk {
  const { engine, namespace } = request;
  const collection = engine.catalog.find(namespace) ?? engine.catalog.create(writer, namespace);
  const chunk: Chunk = { next: from, inserted: 0, errors: [] };
  const end = Math.min(from + CHUNK, documents.length);
  for (; chunk.next < end; chunk.next++) {
    try {
      engine.records.insert(writer, collection, withId(documents[chunk.next]!));
      chunk.inserted++;
    } catch (error) {
      if (!(error instanceof ServerError) || request.transaction) throw error;
      // What was inserted stays; the rest waits for the transaction in the way.
      if (error instanceof Blocked && chunk.inserted + chunk.errors.length > 0) return chunk;
      if (error instanceof Blocked) throw error;
      chunk.errors.push(error.toWriteError(chunk.next));
      if (ordered) return chunk;
    }
  }
  return chunk;
}

/** A document as it is stored: its `_id` first, made if it is missing. */
export function withId(document: Document): Document {
  const id: unknown = document._id;
  if (Array.isArray(id)) throw new ServerError(53, "The '_id' value cannot be of type array");
  if (id instanceof BSONRegExp) throw new ServerError(53, "The '_id' value cannot be of type regex");
  if (isDocument(id)) {
    const dollar = Object.keys(id).find((name) => name.startsWith('$'));
    if (dollar !== undefined)
      throw new ServerError(
        'DollarPrefixedFieldName',
        `_id fields may not contain '$'-prefixed fields: ${dollar} is not valid for storage.`,
      );
  }
  if (Object.keys(document)[0] === '_id' && id !== undefined) return document;
  return { ...{ _id: id === undefined ? new ObjectId() : id }, ...withoutId(document) };
}

function withoutId({ _id: _, ...rest }: Document): Document {
  return rest;
}
