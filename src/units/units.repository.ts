import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import type { Day } from '../shared/dates.js';
import { newId } from '../shared/ids.js';
import { keyQuery, pageOf, type Key, type Page } from '../shared/paging.js';
import { fold } from './unit-names.js';
import { settledUnit, unitOf, type UnitRecord } from './unit-record.js';
import { SuccessionModel, UnitModel } from './unit.model.js';
import type { Succession, Unit, UnitKind } from './unit.js';
import { literally } from '../shared/literally.js';

const nobodyToTell = () => Promise.resolve();
const store = journaledRepository<UnitRecord>('unit', UnitModel as never, nobodyToTell);

/** What a list of units is narrowed to; `below` is the id of a unit above them, `parent` of the one right above. */
export type UnitFilter = { kind?: UnitKind; on?: Day; below?: string; parent?: string; text?: string };

function queryOf({ kind, on, below, parent, text }: UnitFilter): Record<string, unknown> {
  const words = fold(text ?? '');
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(on === undefined ? {} : { existsFrom: { $lte: on }, existsTo: { $gte: on } }),
    ...(below === undefined ? {} : { ancestorIds: below }),
    ...(parent === undefined ? {} : { parentId: parent }),
    ...(words === '' ? {} : { words: { $regex: literally(words) } }),
  };
}

const find = async (query: Record<string, unknown>, limit = 0, tx?: Transaction): Promise<Unit[]> => {
  const found = await UnitModel.find(query, { history: 0 })
    .sort({ sortKey: 1, _id: 1 })
    .limit(limit)
    .session(tx ?? null)
    .lean();
  return found.map((document) => unitOf(plain<UnitRecord>(document as never)));
};

export const unitsRepository = {
  create: store.create,
  change: store.change,

  record: (id: string, tx?: Transaction) => store.findOne({ _id: id }, tx),

  async find(id: string): Promise<Unit | undefined> {
    return (await find({ _id: id }, 1))[0];
  },

  byIds: (ids: readonly string[]) => find({ _id: { $in: [...ids] } }),

  /** Every unit that has ever had the code. */
  withCode: (code: string, tx?: Transaction) => find({ code }, 0, tx),

  matching: (filter: UnitFilter, limit = 0, tx?: Transaction) => find(queryOf(filter), limit, tx),

  count: (filter: UnitFilter): Promise<number> => UnitModel.countDocuments(queryOf(filter)),

  /** One page in the order of kind and name. */
  async page(filter: UnitFilter, key: Key | undefined): Promise<Page<Unit>> {
    const { filter: beyond, sort, limit } = keyQuery('sortKey', 1, key);
    const query = { $and: [queryOf(filter), beyond] };
    const found = await UnitModel.find(query, { history: 0 }).sort(sort).limit(limit).lean();
    const records = found.map((document) => plain<UnitRecord>(document as never));
    const { rows, ...links } = pageOf(records, key, ({ sortKey, id }) => ({ value: sortKey, id }));
    return { rows: rows.map(unitOf), ...links };
  },

  /** The ids of all units that others stand under. */
  parentIds: (): Promise<string[]> => UnitModel.distinct('parentId', { parentId: { $exists: true } }),

  async idsBelow(id: string): Promise<string[]> {
    const found = await UnitModel.find({ ancestorIds: id }, { _id: 1 }).lean();
    return found.map((unit) => unit._id);
  },

  /** Puts many units in at once, without an event for each: the data that ships with the product. */
  async load(units: Unit[], tx: Transaction): Promise<void> {
    const documents = units.map((unit) => {
      const { id, ...rest } = settledUnit(unit);
      return { _id: id, ...rest, version: 1, history: [] };
    });
    await UnitModel.insertMany(documents, { session: tx });
  },

  async loadSuccessions(successions: Succession[], tx: Transaction): Promise<void> {
    await SuccessionModel.insertMany(
      successions.map((link) => ({ _id: newId(), ...link })),
      { session: tx },
    );
  },

  async successions(
    filter: { fromId: string } | { toId: string } | object,
    tx?: Transaction,
  ): Promise<Succession[]> {
    const found = await SuccessionModel.find(filter, { _id: 0 })
      .session(tx ?? null)
      .lean();
    return found;
  },

  /** Units that a person has changed: those loaded with the product have no history of their own. */
  async *changed(): AsyncGenerator<UnitRecord> {
    for await (const found of UnitModel.find({ 'history.0': { $exists: true } })
      .lean()
      .cursor()) {
      yield plain<UnitRecord>(found);
    }
  },
};
export type UnitsRepository = typeof unitsRepository;
