import { partyMatch } from '../inspections/party-filter.js';
import type { Actor } from '../policies/actor.js';
import { reachOf } from '../policies/visibility.js';
import { keyQuery, pageOf, type Key, type Page } from '../shared/paging.js';
import type { HandlingFilter } from './handling-filter.js';
import type { PublicHandling } from './handling.js';
import { HandlingModel } from './handling.model.js';

// Names and files stay in the database: no list, export or count ever holds them.
const ROW = {
  findingId: 1,
  findingNumber: 1,
  inspectionId: 1,
  authority: 1,
  unit: 1,
  ofFailure: 1,
  who: 1,
  measure: 1,
  decision: 1,
  standing: 1,
} as const;
export type HandlingRow = Pick<PublicHandling, keyof typeof ROW | 'id'>;

/** The list within a filter, whatever its view and whoever reads it. */
export function matchOf({ party, measure, failure, from, to, ...filter }: Omit<HandlingFilter, 'view'>) {
  const on = { ...(from === undefined ? {} : { $gte: from }), ...(to === undefined ? {} : { $lte: to }) };
  return {
    ...(party === undefined ? {} : { 'measure.party': party }),
    ...(measure === undefined ? {} : { 'measure.text.vi': measure }),
    ...(failure === undefined ? {} : { ofFailure: true }),
    ...partyMatch(filter),
    ...(Object.keys(on).length === 0 ? {} : { 'decision.on': on }),
  };
}

/** The database's words for a filter, within the actor's reach. */
const handlingQuery = (actor: Actor, { view, ...filter }: HandlingFilter): Record<string, unknown> => ({
  readers: reachOf(actor),
  ...(view === 'all' ? {} : { standing: 'in_force' }),
  ...matchOf(filter),
});

const rowOf = ({ _id, ...row }: Record<string, unknown>): HandlingRow =>
  ({ id: _id, ...row }) as unknown as HandlingRow;

/** One page, the latest decision first. */
export async function listHandlings(
  actor: Actor,
  filter: HandlingFilter,
  key: Key | undefined,
): Promise<Page<HandlingRow>> {
  const { filter: beyond, sort, limit } = keyQuery('decision.on', -1, key);
  const query = { $and: [handlingQuery(actor, filter), beyond] };
  const found = await HandlingModel.find(query, ROW).sort(sort).limit(limit).lean();
  return pageOf(found.map(rowOf), key, ({ decision, id }) => ({ value: decision.on, id }));
}

/** All of the list, in its order. */
export async function* everyHandling(actor: Actor, filter: HandlingFilter): AsyncGenerator<HandlingRow> {
  const query = HandlingModel.find(handlingQuery(actor, filter), ROW).sort({ 'decision.on': -1, _id: -1 });
  for await (const document of query.lean().cursor({ batchSize: 500 })) yield rowOf(document);
}

export const countHandlings = (actor: Actor, filter: HandlingFilter): Promise<number> =>
  HandlingModel.countDocuments(handlingQuery(actor, filter));
