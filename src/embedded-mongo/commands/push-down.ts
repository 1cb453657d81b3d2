import type { Document } from 'bson';
import { prepare, type PreparedQuery, type Query } from '../engine/find.js';
import { isDocument, numberOf } from '../engine/values/documents.js';
import type { Request } from './request.js';

/** The first stages become a query, which can use indexes. */
export function pushDown(
  request: Request,
  stages: readonly Document[],
): { prepared: PreparedQuery; rest: Document[] } {
  const query: Query = { filter: {}, hint: request.body.hint, fold: request.foldFor() };
  const rest = [...stages];
  if (isDocument(rest[0]?.$match)) query.filter = rest.shift()!.$match as Document;
  if (isDocument(rest[0]?.$sort) && Object.keys(rest[0].$sort).length > 0)
    query.sort = rest.shift()!.$sort as Document;
  const skip = numberOf(rest[0]?.$skip);
  if (skip !== undefined && skip >= 0) {
    query.skip = skip;
    rest.shift();
  }
  const limit = numberOf(rest[0]?.$limit);
  if (limit !== undefined && limit > 0) {
    query.limit = limit;
    rest.shift();
  }
  return { prepared: prepare(query, request.evaluation), rest };
}
