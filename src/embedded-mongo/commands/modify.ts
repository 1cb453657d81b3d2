import type { Document } from 'bson';
import { ServerError } from '../errors.js';
import { find, planFor, prepare, type PreparedQuery, type Query } from '../engine/find.js';
import { compileModification, modify, upsertDocument } from '../engine/modify.js';
import { drain, PAUSE, type Record, type Work } from '../engine/plan/scan.js';
import type { Collection } from '../engine/storage/catalog.js';
import { recordKey } from '../engine/storage/layout.js';
import { Undo, type Writer } from '../engine/storage/store.js';
import type { Update } from '../engine/update/update.js';
import { decode, encode } from '../engine/values/documents.js';
import { withId } from './insert.js';
import { pipelineContext } from './pipeline-context.js';
import type { Request } from './request.js';

/** So many documents of an update or delete of many share one commit at most. */
const CHUNK = 200;

export interface Modified {
  before?: Document;
  after?: Document;
  changed: boolean;
  upserted?: unknown;
}

/** Finds one document and does something to it, in one statement. */
export async function changeFirst(
  request: Request,
  query: Query,
  change: (writer: Writer, collection: Collection, record: Record, document: Document) => Modified,
  otherwise?: (writer: Writer, collection: Collection) => Modified,
  done: Done = () => undefined,
): Promise<Modified | undefined> {
  const prepared = prepare({ ...query, limit: 1 }, request.evaluation);
  if (!request.collection && !otherwise) return undefined;
  await request.ensureCollection();
  const ahead = await lookAhead(request, prepared);
  if (ahead === null && !otherwise) return undefined;
  return request.write((writer) => {
    const collection = request.collection ?? request.catalog.create(writer, request.namespace);
    const [record] = candidates(writer, collection, prepared, ahead ?? undefined);
    const outcome = record
      ? change(writer, collection, record, decode(record.bytes))
      : otherwise?.(writer, collection);
    if (outcome?.changed) undoing(() => done(writer, outcome));
    return outcome;
  });
}

// What fails after the write takes that with it.
function undoing(run: () => void): void {
  try {
    run();
  } catch (error) {
    throw error instanceof ServerError ? new Undo(error) : error;
  }
}

// Without an index the search runs before the statement, where it can pause; null when nothing was found.
async function lookAhead(request: Request, prepared: PreparedQuery): Promise<number | null | undefined> {
  const { collection } = request;
  if (request.transaction || !collection || planFor(request.reader, collection, prepared).kind !== 'scan')
    return undefined;
  const [record] = await request.collect(find(request.reader, collection, prepared));
  return record?.id ?? null;
}

function* candidates(
  writer: Writer,
  collection: Collection,
  prepared: PreparedQuery,
  ahead: number | undefined,
): Generator<Record> {
  if (ahead !== undefined) {
    const bytes = writer.get(recordKey(collection.id, ahead));
    if (bytes && prepared.matches(decode(bytes))) yield { id: ahead, bytes };
  }
  yield* drain(find(writer, collection, prepared));
}

/** Does something to every matching document, in statements of limited length; the sum of what `change` returns. */
export async function changeAll(
  request: Request,
  query: Query,
  change: (writer: Writer, collection: Collection, record: Record, document: Document) => number,
): Promise<{ matched: number; changed: number }> {
  const prepared = prepare(query, request.evaluation);
  const { collection } = request;
  const totals = { matched: 0, changed: 0 };
  if (!collection) return totals;
  // The ids first: a document that an update moves within the index is not met twice.
  const ids = await request.collect(idsOf(find(request.reader, collection, prepared)));
  for (let at = 0; at < ids.length; at += CHUNK) {
    request.check();
    const chunk = ids.slice(at, at + CHUNK);
    const done = await request.write((writer) => {
      const current = request.catalog.find(collection.namespace);
      const sums = { matched: 0, changed: 0 };
      for (const id of current ? chunk : []) {
        const bytes = writer.get(recordKey(current!.id, id));
        const document = bytes && decode(bytes);
        if (!document || !prepared.matches(document)) continue;
        sums.matched++;
        sums.changed += change(writer, current!, { id, bytes }, document);
      }
      return sums;
    });
    totals.matched += done.matched;
    totals.changed += done.changed;
  }
  return totals;
}

function* idsOf(records: Work<Record>): Work<number> {
  for (const each of records) yield each === PAUSE ? each : each.id;
}

export interface UpdateStatement {
  query: Query;
  update: unknown;
  arrayFilters?: Document[] | undefined;
  multi: boolean;
  upsert: boolean;
  /** Called with the outcome within the commit of a statement about a single document. */
  done?: Done;
}

export type Done = (writer: Writer, outcome: Modified) => void;

/** Applies an update statement: its numbers, and for a single one the documents before and after. */
export async function applyUpdate(
  request: Request,
  statement: UpdateStatement,
): Promise<Modified & { matched: number; modified: number }> {
  const { query, multi, upsert, done } = statement;
  if (multi) checkRepeatable(request, 'multi=true');
  const update = compileModification(statement, pipelineContext(request, query.fold));
  const { node } = prepare(query, request.evaluation);
  const replace = (writer: Writer, collection: Collection, record: Record, before: Document): Modified => {
    const after = modify(before, update, node, { now: request.now, fold: query.fold });
    const changed = !encode(after).equals(record.bytes);
    if (changed) request.engine.records.replace(writer, collection, record.id, before, after);
    return { before, after, changed };
  };
  if (multi) {
    const sums = await changeAll(request, query, (...found) => Number(replace(...found).changed));
    if (sums.matched > 0 || !upsert)
      return { matched: sums.matched, modified: sums.changed, changed: sums.changed > 0 };
  }
  const insert = upsert
    ? (writer: Writer, collection: Collection) => insertUpsert(request, writer, collection, query, update)
    : undefined;
  const result = await changeFirst(
    request,
    query,
    multi ? () => ({ changed: false }) : replace,
    insert,
    done,
  );
  return result ? { ...result, ...sumsOf(result) } : { matched: 0, modified: 0, changed: false };
}

/** What MongoDB counts of a statement about a single document. */
export function sumsOf(outcome: Modified): { matched: number; modified: number } {
  const isUpsert = 'upserted' in outcome;
  return { matched: isUpsert ? 0 : 1, modified: Number(outcome.changed && !isUpsert) };
}

// A driver numbers only what changes single documents, for nobody could say how far the rest had come.
function checkRepeatable(request: Request, what: string): void {
  if (request.retry)
    throw new ServerError('InvalidOptions', `Cannot use (or request) retryable writes with ${what}`);
}

function insertUpsert(
  request: Request,
  writer: Writer,
  collection: Collection,
  query: Query,
  update: Update,
): Modified {
  const after = withId(upsertDocument(query.filter, update, { now: request.now, fold: query.fold }));
  request.engine.records.insert(writer, collection, after);
  return { after, changed: true, upserted: after._id };
}

/** Removes one or all matching documents; the removed one when it is one. */
export async function applyDelete(
  request: Request,
  query: Query,
  single: boolean,
  done?: Done,
): Promise<{ n: number; before?: Document | undefined }> {
  const remove = (writer: Writer, collection: Collection, record: Record, before: Document): void => {
    request.engine.records.remove(writer, collection, record.id, before);
  };
  if (single) {
    const removeOne = (...found: Parameters<typeof remove>): Modified => {
      remove(...found);
      return { before: found[3], changed: true };
    };
    const result = await changeFirst(request, query, removeOne, undefined, done);
    return { n: result ? 1 : 0, before: result?.before };
  }
  checkRepeatable(request, 'limit=0');
  const { matched } = await changeAll(request, query, (...found) => {
    remove(...found);
    return 1;
  });
  return { n: matched };
}
