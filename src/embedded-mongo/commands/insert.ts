import { BSONRegExp, ObjectId, type Document } from 'bson';
import { ServerError } from '../errors.js';
import type { Writer } from '../engine/storage/store.js';
import { Series } from '../engine/storage/unique.js';
import { Blocked } from '../engine/transactions.js';
import { isDocument } from '../engine/values/documents.js';
import { Progress } from './progress.js';
import type { Command, Request } from './request.js';
import { checkBatch } from './statements.js';

/** So long, and so many documents, one commit takes at most, so that others get their turn. */
export const STEP = 15; // milliseconds
const CHUNK = 2000;

/** `insert`: new documents. */
export const insert: Command = {
  fields: ['documents', 'ordered', 'bypassDocumentValidation'],
  inTransaction: true,
  retryable: true,
  async run(request) {
    const documents = request.array('documents') as (Document | Buffer)[];
    checkBatch('insert.documents', documents);
    const ordered = request.body.ordered !== false;
    await request.ensureCollection();
    const done = new Progress(request.retry);
    while (done.next < documents.length && !(ordered && done.failed)) {
      const chunk = await request.write((writer) => {
        const result = insertChunk(request, writer, documents, done.next, ordered);
        if (result.n > 0) done.save(writer, result.next, result);
        return result;
      });
      done.add(chunk.next, chunk);
    }
    return done.reply();
  },
};

interface Chunk {
  next: number;
  n: number;
  writeErrors: Document[];
}

function insertChunk(
  request: Request,
  writer: Writer,
  documents: readonly (Document | Buffer)[],
  from: number,
  ordered: boolean,
): Chunk {
  const { catalog, engine, namespace } = request;
  const collection = catalog.find(namespace) ?? catalog.create(writer, namespace);
  const chunk: Chunk = { next: from, n: 0, writeErrors: [] };
  const series = new Series(collection);
  const end = Math.min(from + CHUNK, documents.length);
  const until = request.transaction ? Infinity : performance.now() + STEP;
  for (; chunk.next < end && (chunk.next === from || performance.now() < until); chunk.next++) {
    try {
      const document = documents[chunk.next]!;
      const stored = Buffer.isBuffer(document) ? document : withId(document);
      engine.records.insert(writer, collection, stored, series);
      chunk.n++;
    } catch (error) {
      if (!(error instanceof ServerError) || request.transaction) throw error;
      // What was inserted stays; the rest waits for the transaction in the way.
      if (error instanceof Blocked && chunk.n + chunk.writeErrors.length > 0) return chunk;
      if (error instanceof Blocked) throw error;
      chunk.writeErrors.push(error.toWriteError(chunk.next));
      if (ordered) return chunk;
    }
  }
  return chunk;
}

/** A document as it is stored: its `_id` first, made if it is missing. */
export function withId(document: Document): Document {
  const id: unknown = document._id;
  if (Array.isArray(id)) throw new ServerError('InvalidIdField', "The '_id' value cannot be of type array");
  if (id instanceof BSONRegExp)
    throw new ServerError('InvalidIdField', "The '_id' value cannot be of type regex");
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
