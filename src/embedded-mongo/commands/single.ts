import type { Document } from 'bson';
import { ServerError } from '../errors.js';
import { find, planFor, prepare, type PreparedQuery, type Query } from '../engine/find.js';
import { drain, type Record } from '../engine/plan/scan.js';
import type { Collection } from '../engine/storage/catalog.js';
import { recordKey } from '../engine/storage/layout.js';
import { Undo, type Writer } from '../engine/storage/store.js';
import { decode } from '../engine/values/documents.js';
import type { Request } from './request.js';

export interface Modified {
  before?: Document;
  after?: Document;
  changed: boolean;
  upserted?: unknown;
}

/** Called with the outcome within the commit of a statement about a single document. */
export type Done = (writer: Writer, outcome: Modified) => void;

/** A statement about a single document, checked and ready to run. */
export interface Single {
  prepared: PreparedQuery;
  /** It does something also where nothing matches. */
  upsert: boolean;
  /** Runs within a commit; `ahead` is where the document was found before. Undefined when there is none. */
  run(writer: Writer, ahead?: number): Modified | undefined;
}

export type Change = (writer: Writer, collection: Collection, record: Record, document: Document) => Modified;

/** Makes one of a question and what to do with its answer. */
export function single(
  request: Request,
  query: Query,
  change: Change,
  otherwise?: (writer: Writer, collection: Collection) => Modified,
): Single {
  const prepared = prepare({ ...query, limit: 1 }, request.evaluation);
  const run = (writer: Writer, ahead?: number) => {
    if (!request.collection && !otherwise) return undefined;
    const collection = request.collection ?? request.catalog.create(writer, request.namespace);
    const [record] = candidates(writer, collection, prepared, ahead);
    return record
      ? change(writer, collection, record, decode(record.bytes))
      : otherwise?.(writer, collection);
  };
  return { prepared, upsert: otherwise !== undefined, run };
}

/** Can it be run without a search through everything? */
export function isQuick(request: Request, { prepared }: Single): boolean {
  return !request.collection || planFor(request.reader, request.collection, prepared).kind !== 'scan';
}

/** Runs one in a commit of its own. */
export async function runAlone(
  request: Request,
  one: Single,
  done: Done = () => undefined,
): Promise<Modified | undefined> {
  if (!request.collection && !one.upsert) return undefined;
  await request.ensureCollection();
  const ahead = await lookAhead(request, one);
  if (ahead === null && !one.upsert) return undefined;
  return request.write((writer) => {
    const outcome = one.run(writer, ahead ?? undefined);
    if (outcome?.changed) undoing(() => done(writer, outcome));
    return outcome;
  });
}

/** What fails after the write takes that with it. */
export function undoing(run: () => void): void {
  try {
    run();
  } catch (error) {
    throw error instanceof ServerError ? new Undo(error) : error;
  }
}

// Without an index the search runs before the statement, where it can pause; null when nothing was found.
async function lookAhead(request: Request, one: Single): Promise<number | null | undefined> {
  const { collection } = request;
  if (request.transaction || !collection || isQuick(request, one)) return undefined;
  const [record] = await request.collect(find(request.reader, collection, one.prepared));
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
