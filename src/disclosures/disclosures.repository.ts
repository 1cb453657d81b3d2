import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import { keyQuery, pageOf, type Key, type Page } from '../shared/paging.js';
import { DisclosureModel } from './disclosure.model.js';
import type { Disclosure } from './disclosure.js';

const store = journaledRepository<Disclosure>('disclosure', DisclosureModel as never);

/** What a row of the public list says. */
export type OpenRow = Pick<
  Disclosure,
  'id' | 'filingId' | 'unit' | 'cluster' | 'term' | 'number' | 'issuedOn' | 'breadth'
>;

export const disclosuresRepository = {
  create: store.create,
  change: store.change,
  ofFiling: (filingId: string, tx?: Transaction) => store.findOne({ filingId }, tx),

  /** What everybody may read, of one unit or of all, the latest paper first. */
  async list(unitId: string | undefined, key: Key | undefined): Promise<Page<OpenRow>> {
    const { filter, sort, limit } = keyQuery('issuedOn', -1, key);
    const narrowed = { open: true, ...(unitId === undefined ? {} : { 'unit.id': unitId }), ...filter };
    const fields = { filingId: 1, unit: 1, cluster: 1, term: 1, number: 1, issuedOn: 1, breadth: 1 };
    const found = await DisclosureModel.find(narrowed, fields).sort(sort).limit(limit).lean();
    const rows = found.map((document) => plain<OpenRow>(document as never));
    return pageOf(rows, key, ({ id, issuedOn }) => ({ value: issuedOn, id }));
  },

  async *all(): AsyncGenerator<Disclosure> {
    for await (const found of DisclosureModel.find().lean().cursor()) yield plain<Disclosure>(found);
  },
};
export type DisclosuresRepository = typeof disclosuresRepository;
