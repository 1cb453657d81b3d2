import type { Document } from 'bson';
import { ServerError } from '../errors.js';
import { find, prepare, type Query } from '../engine/find.js';
import { compileModification, modify, upsertDocument } from '../engine/modify.js';
import { PAUSE, type Record, type Work } from '../engine/plan/scan.js';
import type { Collection } from '../engine/storage/catalog.js';
import { recordKey } from '../engine/storage/layout.js';
import type { Writer } from '../engine/storage/store.js';
import type { Update } from '../engine/update/update.js';
import { decode, encode } from '../engine/values/documents.js';
import { withId } from './insert.js';
import { pipelineContext } from './pipeline-context.js';
import type { Request } from './request.js';
import { runAlone, single, type Change, type Done, type Modified, type Single } from './single.js';

/** So many documents of an update or delete of many share one commit at most, and so long it takes at most. */
const CHUNK = 200;
const STEP = 15; // milliseconds

/** Does something to every matching document, in statements of limited length; the sum of what `change` returns. */
async function changeAll(
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
  for (let at = 0; at < ids.length;) {
    request.check();
    const done = await request.write((writer) => {
      const current = request.catalog.find(collection.namespace);
      const sums = { matched: 0, changed: 0, next: current ? at : ids.length };
      const end = Math.min(at + CHUNK, ids.length);
      for (const until = performance.now() + STEP; sums.next < end && performance.now() < until;) {
        const id = ids[sums.next++]!;
        const bytes = writer.get(recordKey(current!.id, id));
        const document = bytes && decode(bytes);
        if (!document || !prepared.matches(document)) continue;
        sums.matched++;
        sums.changed += change(writer, current!, { id, bytes }, document);
      }
      return sums;
    });
    at = done.next;
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
}

/** An update statement, ready to change the first document that matches, or to insert one. */
export function singleUpdate(request: Request, statement: UpdateStatement): Single {
  const { query, multi, upsert } = statement;
  const { update, replace } = replacing(request, statement);
  const insert = upsert
    ? (writer: Writer, collection: Collection) => insertUpsert(request, writer, collection, query, update)
    : undefined;
  return single(request, query, multi ? () => ({ changed: false }) : replace, insert);
}

function replacing(request: Request, statement: UpdateStatement): { update: Update; replace: Change } {
  const { fold, filter } = statement.query;
  const update = compileModification(statement, pipelineContext(request, fold));
  const { node } = prepare({ filter, fold }, request.evaluation);
  const replace: Change = (writer, collection, record, before) => {
    const after = modify(before, update, node, { now: request.now, fold });
    const changed = !encode(after).equals(record.bytes);
    if (changed) request.engine.records.replace(writer, collection, record.id, before, after);
    return { before, after, changed };
  };
  return { update, replace };
}

/** Applies an update statement: its numbers, and for a single one the documents before and after. */
export async function applyUpdate(
  request: Request,
  statement: UpdateStatement,
  done?: Done,
): Promise<Modified & { matched: number; modified: number }> {
  const { query, multi, upsert } = statement;
  if (multi) {
    checkRepeatable(request, 'multi=true');
    const { replace } = replacing(request, statement);
    const sums = await changeAll(request, query, (...found) => Number(replace(...found).changed));
    if (sums.matched > 0 || !upsert)
      return { matched: sums.matched, modified: sums.changed, changed: sums.changed > 0 };
  }
  const result = await runAlone(request, singleUpdate(request, statement), done);
  return { changed: false, ...result, ...sumsOf(result) };
}

/** What MongoDB counts of a statement about a single document. */
export function sumsOf(outcome: Modified | undefined): { matched: number; modified: number } {
  if (!outcome) return { matched: 0, modified: 0 };
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

/** A delete statement, ready to remove the first document that matches. */
export function singleDelete(request: Request, query: Query): Single {
  return single(request, query, (writer, collection, record, before) => {
    request.engine.records.remove(writer, collection, record.id, before);
    return { before, changed: true };
  });
}

/** Removes the first document that matches; the removed one. */
export async function deleteFirst(request: Request, query: Query, done: Done): Promise<Modified | undefined> {
  return runAlone(request, singleDelete(request, query), done);
}

/** Removes all documents that match; how many. */
export async function deleteAll(request: Request, query: Query): Promise<number> {
  checkRepeatable(request, 'limit=0');
  const { matched } = await changeAll(request, query, (writer, collection, record, before) => {
    request.engine.records.remove(writer, collection, record.id, before);
    return 1;
  });
  return matched;
}
