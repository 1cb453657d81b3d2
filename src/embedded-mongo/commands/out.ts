import type { Document } from 'bson';
import { ServerError } from '../errors.js';
import { isDocument, textOf, toTyped } from '../engine/values/documents.js';
import type { Collection } from '../engine/storage/catalog.js';
import type { Writer } from '../engine/storage/store.js';
import { Series } from '../engine/storage/unique.js';
import { STEP, withId } from './insert.js';
import { applyUpdate } from './modify.js';
import { Request } from './request.js';

/** `$out` and `$merge`: puts the results of a pipeline into a collection. */
export async function saveResults(request: Request, stage: Document, results: Document[]): Promise<void> {
  if (request.transaction)
    throw new ServerError(
      'OperationNotSupportedInTransaction',
      '$out and $merge cannot be used in a transaction',
    );
  if ('$out' in stage) await out(request, stage.$out, results);
  else await merge(request, stage.$merge as Document | string, results);
}

// Filled in steps where nobody sees it, and then put in the other's place at once.
async function out(request: Request, target: unknown, results: Document[]): Promise<void> {
  const namespace = place(request, target).join('.');
  const { catalog, garbage } = request.engine;
  const old = catalog.find(namespace);
  const since = old?.changed;
  const fresh = likeOld(request, namespace, old);
  try {
    await request.write((writer) => {
      garbage.spare(writer, fresh.id, 0);
    });
    for (let next = 0; next < results.length;) {
      request.check();
      next = await request.write((writer) => fillSome(request, writer, fresh, results, next));
    }
    await request.write((writer) => {
      const now = catalog.find(namespace);
      if (now?.id !== old?.id || now?.changed !== since)
        throw new ServerError('CommandFailed', `${namespace} was changed while $out wrote to it`);
      garbage.keep(writer, fresh.id, 0);
      if (now) catalog.drop(writer, now);
      catalog.adopt(writer, { ...fresh, indexes: fresh.building, building: [] });
    });
  } finally {
    garbage.forget(fresh.id, 0);
    void garbage.sweep();
  }
}

/** A collection that the catalog does not know: its indexes are all being built, so that none is saved either. */
function likeOld(request: Request, namespace: string, old: Collection | undefined): Collection {
  const { catalog } = request.engine;
  const fresh = catalog.prepare(namespace, old?.options ?? {});
  for (const { spec, multikey } of old?.indexes.slice(1) ?? []) {
    const id = fresh.nextIndex++;
    fresh.indexes.push(catalog.restoreIndex({ id, spec, multikey: multikey.map(() => false), cut: false }));
  }
  return { ...fresh, indexes: [], building: fresh.indexes };
}

/** Inserts from `next` on for as long as a step takes; answers with what comes then. */
function fillSome(
  request: Request,
  writer: Writer,
  fresh: Collection,
  results: readonly Document[],
  next: number,
): number {
  const series = new Series(fresh);
  const until = performance.now() + STEP;
  let at = next;
  do request.engine.records.insert(writer, fresh, withId(toTyped(results[at++]!)), series);
  while (at < results.length && performance.now() < until);
  return at;
}

function place(request: Request, target: unknown): [string, string] {
  if (typeof target === 'string') return [request.database, target];
  if (isDocument(target) && typeof target.coll === 'string')
    return [typeof target.db === 'string' ? target.db : request.database, target.coll];
  throw new ServerError(16990, '$out and $merge need the name of a collection');
}

const WHEN_MATCHED = new Set(['merge', 'replace', 'keepExisting', 'fail']);

async function merge(request: Request, argument: Document | string, results: Document[]): Promise<void> {
  const spec =
    typeof argument === 'string'
      ? { into: argument }
      : (argument as {
          into: unknown;
          on?: string | string[];
          whenMatched?: unknown;
          whenNotMatched?: string;
        });
  if (spec.into === undefined)
    throw new ServerError(40414, "BSON field '$merge.into' is missing but a required field");
  const [database, name] = place(request, spec.into);
  const on = spec.on === undefined ? ['_id'] : [spec.on].flat();
  const matched = spec.whenMatched ?? 'merge';
  const unmatched = spec.whenNotMatched ?? 'insert';
  if (!Array.isArray(matched) && !WHEN_MATCHED.has(textOf(matched)))
    throw new ServerError(
      'BadValue',
      `Enumeration value '${textOf(matched)}' for field 'whenMatched' is not a valid value.`,
    );
  const target = new Request(
    request.engine,
    'update',
    { ...request.body, update: name, $db: database },
    request.connection,
    undefined,
  );
  for (const each of results) {
    request.check();
    const document = withId(toTyped(each));
    const filter = Object.fromEntries(
      on.map((field) => [field, { $eq: (document[field] as unknown) ?? null }]),
    );
    const { _id, ...fields } = document as { _id: unknown } & Document;
    const update = Array.isArray(matched)
      ? matched
      : matched === 'replace'
        ? document
        : matched === 'merge'
          ? { $set: fields, $setOnInsert: { _id } }
          : { $setOnInsert: document };
    if (!Array.isArray(matched) && matched === 'merge' && Object.keys(fields).length === 0)
      delete (update as Document).$set;
    const result = await applyUpdate(target, {
      query: { filter, fold: request.foldFor() },
      update,
      multi: false,
      upsert: unmatched === 'insert',
    });
    if (result.matched > 0 && matched === 'fail')
      throw new ServerError('DuplicateKey', '$merge could not insert: a matching document exists');
    if (result.matched === 0 && unmatched === 'fail')
      throw new ServerError(
        13113,
        '$merge could not find a matching document in the target collection for at least one document in the source collection',
      );
  }
}
