import { count as countMatches, prepare } from '../engine/find.js';
import type { Collection } from '../engine/storage/catalog.js';
import { prefix } from '../engine/storage/layout.js';
import { type Command, type Request } from './request.js';

/** `count`: how many documents match. */
export const count: Command = {
  fields: ['query', 'limit', 'skip', 'hint', 'collation', 'fields'],
  async run(request) {
    const { body, collection } = request;
    const limit = Math.abs(request.number('limit') ?? 0);
    const query = {
      filter: request.document('query') ?? {},
      skip: request.number('skip') ?? 0,
      limit,
      hint: body.hint as unknown,
      fold: request.foldFor(),
    };
    const prepared = prepare(query, request.evaluation);
    if (!collection) return { n: 0, ok: 1 };
    if (prepared.matchesAll && !query.skip && !limit) return { n: countAll(request, collection), ok: 1 };
    const [n = 0] = await request.collect(countMatches(request.reader, collection, prepared));
    return { n, ok: 1 };
  },
};

/** All records of a collection: counted once, then kept. */
function countAll(request: Request, collection: Collection): number {
  collection.count ??= request.engine.store.count(prefix(collection.id, 0), prefix(collection.id, 1));
  return collection.count;
}
