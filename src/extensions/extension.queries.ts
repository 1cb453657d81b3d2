import { driverOf } from '../database/driver.js';
import { FindingModel } from '../findings/finding.model.js';
import { extensionOutcomes, type ExtensionState, type LedgerEntry } from '../findings/ledger.js';
import type { Finding } from '../findings/finding.js';
import type { Actor } from '../policies/actor.js';
import { reachOf } from '../policies/visibility.js';
import { keyQuery, pageOf, type Key, type Page } from '../shared/paging.js';

export const extensionViews = ['asked', 'decided'] as const;
export type ExtensionView = (typeof extensionViews)[number];

export type ExtensionRow = Pick<
  Finding,
  'id' | 'ordinal' | 'inspectionNumber' | 'unit' | 'severity' | 'mustDo' | 'state' | 'dueOn'
> & { extension: ExtensionState; ledger: LedgerEntry[] };

const ROW = {
  ordinal: 1,
  inspectionNumber: 1,
  unit: 1,
  severity: 1,
  mustDo: 1,
  state: 1,
  dueOn: 1,
  extension: 1,
  ledger: 1,
} as const;

/** Findings whose last request waits, and can still be decided; or has been decided. */
export const extensionsMatch = (actor: Actor, view: ExtensionView): Record<string, unknown> => ({
  readers: reachOf(actor),
  ...(view === 'asked'
    ? { 'extension.state': 'asked', state: { $in: ['to_remedy', 'returned', 'reported'] } }
    : { 'extension.state': { $in: [...extensionOutcomes] } }),
});

const rowOf = ({ _id, ...row }: Record<string, unknown>): ExtensionRow =>
  ({ id: _id, ...row }) as unknown as ExtensionRow;

/** What waits stands in the order in which it must be decided, what is decided the newest first. */
const orderOf = (view: ExtensionView): 1 | -1 => (view === 'asked' ? 1 : -1);

/** One page of the findings for which more time was asked. */
export async function listExtensions(
  actor: Actor,
  view: ExtensionView,
  key: Key | undefined,
): Promise<Page<ExtensionRow>> {
  const { filter, sort, limit } = keyQuery('extension.on', orderOf(view), key);
  const query = { $and: [extensionsMatch(actor, view), filter] };
  const found = await driverOf(FindingModel).find(query, { projection: ROW, sort, limit }).toArray();
  return pageOf(found.map(rowOf), key, (row) => ({ value: row.extension.on, id: row.id }));
}

export const countExtensions = (actor: Actor, view: ExtensionView): Promise<number> =>
  FindingModel.countDocuments(extensionsMatch(actor, view));

/** All of the list, in its order, read as fast as they are taken. */
export async function* everyExtension(actor: Actor, view: ExtensionView): AsyncGenerator<ExtensionRow> {
  const order = orderOf(view);
  const query = FindingModel.find(extensionsMatch(actor, view), ROW).sort({
    'extension.on': order,
    _id: order,
  });
  for await (const document of query.lean().cursor({ batchSize: 500 })) yield rowOf(document);
}
