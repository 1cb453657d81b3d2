import type { Document } from 'bson';
import { connect, disconnect } from '../../src/database/connect.js';
import { openStore } from '../../src/database/uri.js';
import type { Config } from '../../src/config.js';
import { readFindingFilter } from '../../src/findings/finding-filter.js';
import { listFindings } from '../../src/findings/finding.queries.js';
import { readInspectionFilter } from '../../src/inspections/inspection-filter.js';
import { InspectionModel } from '../../src/inspections/inspection.model.js';
import { listInspections } from '../../src/inspections/inspection.queries.js';
import { peopleRepository } from '../../src/people/people.repository.js';
import type { Actor } from '../../src/policies/actor.js';
import { reachOf } from '../../src/policies/visibility.js';
import { dayOf } from '../../src/shared/dates.js';
import { newId } from '../../src/shared/ids.js';
import { readKey, writeKey, type Page } from '../../src/shared/paging.js';
import type { KnownPerson } from '../../src/web/door.js';

/** A page of a list, and the very documents that the product prints on it: the peer is given the same. */
export type ListPage = { name: string; path: string; collection: string; documents: Document[] };

/** The row after the last tells that there is a next page; it is not printed. */
function documentsOf<Row extends { id: string }>({ rows, next }: Page<Row>): Document[] {
  const stored = rows.map(({ id, ...row }) => ({ _id: id, ...row }));
  const last = stored.at(-1);
  return next === null || last === undefined ? stored : [...stored, { ...last, _id: newId() }];
}

async function inspectionPage(actor: Actor, name: string, query: Record<string, string>): Promise<ListPage> {
  const page = await listInspections(actor, readInspectionFilter(query), readKey(query['key']));
  const path = `/inspections?${new URLSearchParams(query).toString()}`;
  return { name, path, collection: 'inspections', documents: documentsOf(page) };
}

async function findingPage(actor: Actor, name: string, query: Record<string, string>): Promise<ListPage> {
  const filter = readFindingFilter(query);
  const page = await listFindings(actor, filter, dayOf(new Date()), readKey(query['key']));
  const path = `/findings?${new URLSearchParams(query).toString()}`;
  return { name, path, collection: 'findings', documents: documentsOf(page) };
}

/** The address of a page in the middle of all that the actor may see. */
async function deepKey(actor: Actor): Promise<string> {
  const query = { readers: reachOf(actor) };
  const middle = Math.floor((await InspectionModel.countDocuments(query)) / 2);
  const row = await InspectionModel.findOne(query, { sortDay: 1 })
    .sort({ sortDay: -1, _id: -1 })
    .skip(middle)
    .lean();
  return writeKey({ direction: 'after', value: row?.sortDay ?? '', id: row?._id ?? '' });
}

export type Prepared = { person: KnownPerson; pages: ListPage[] };

/** Reads the pages from the filled store, before the product is started on it. */
export async function preparePages(config: Config, userName: string): Promise<Prepared> {
  const store = await openStore(config);
  try {
    await connect(store.uri);
    const found = await peopleRepository.findByUserName(userName);
    const post = found?.posts[0];
    if (found === undefined || post === undefined) throw new Error(`nobody is called ${userName}`);
    const actor = { personId: found.id, name: found.name, post };
    const pages = [
      await inspectionPage(actor, 'inspections', {}),
      await inspectionPage(actor, 'inspections, concluded', { state: 'concluded' }),
      await inspectionPage(actor, 'inspections, thematic', { kind: 'thematic' }),
      await inspectionPage(actor, 'inspections, deep', { key: await deepKey(actor) }),
      await findingPage(actor, 'findings', {}),
      await findingPage(actor, 'findings, serious', { severity: 'serious' }),
      await findingPage(actor, 'findings, all', { view: 'all' }),
    ];
    await disconnect();
    return { person: { ...found, mark: '' }, pages };
  } finally {
    await store.stop();
  }
}
