import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain, type Announce } from '../history/journaled.repository.js';
import type { ReaderKey } from '../policies/visibility.js';
import type { Term } from '../reports/term.js';
import type { Day } from '../shared/dates.js';
import { FilingModel } from './filing.model.js';
import type { Filing, Issue, KeptFile } from './filing.js';

/** Every report on file, for the journal. */
export async function* allFilings(): AsyncGenerator<Filing> {
  for await (const found of FilingModel.find().lean().cursor()) yield plain<Filing>(found);
}

/** Every file of an issued report: its papers and its figures. */
export async function* issuedFiles(): AsyncGenerator<KeptFile> {
  const issued = FilingModel.find({ issued: { $exists: true } }, { issued: 1 });
  for await (const found of issued.lean().cursor()) {
    const { papers, data } = found.issued as Issue;
    yield* [papers.vi, papers.en, data];
  }
}

/** As many earlier reports are looked through for what has changed since: a year of months. */
const EARLIER = 12;
const LISTED = 200;

/** Reports of the same kind that are about the same and count by the same side. */
const alike = ({ kind, by, of }: Term) => ({
  'term.kind': kind,
  'term.by': by ?? { $exists: false },
  'term.of': of ?? { $exists: false },
});

export function filingsRepository(announce: Announce<Filing>) {
  const store = journaledRepository<Filing>('filing', FilingModel as never, announce);
  return {
    create: store.create,
    change: store.change,

    /** The report, if one of the keys opens it. What one may not see is not there. */
    find: (id: string, keys: readonly ReaderKey[], tx?: Transaction) =>
      store.findOne({ _id: id, readers: { $in: [...keys] } }, tx),

    /** An issued report by the code on its paper, for anybody who holds that. */
    issued: (id: string) => store.findOne({ _id: id, state: 'issued' }),

    /** The issued reports of a unit, or of its whole area, the latest first; without their histories. */
    async issuedBy(unitId: string, extent: 'unit' | 'area'): Promise<Filing[]> {
      const whose = extent === 'unit' ? { 'unit.id': unitId } : { readers: `area:${unitId}` };
      const found = await FilingModel.find({ ...whose, state: 'issued' }, { history: 0, corrections: 0 })
        .sort({ to: -1, _id: 1 })
        .lean();
      return found.map((document) => plain<Filing>(document as never));
    },

    /** The issued reports that say of this one what has come to be known since, the earliest first. */
    async correcting(id: string): Promise<Pick<Filing, 'id' | 'issued' | 'term'>[]> {
      const filter = { 'corrections.of.filingId': id, state: 'issued' as const };
      const found = await FilingModel.find(filter, { issued: 1, term: 1 }).sort({ to: 1 }).lean();
      return found.map((document) => plain<Filing>(document as never));
    },

    ofTerm: (unitId: string, code: string, tx?: Transaction) =>
      store.findOne({ 'unit.id': unitId, code }, tx),

    /** The issued reports of a unit before a day that are like one, the earliest first. */
    async earlier(unitId: string, term: Term, before: Day): Promise<Filing[]> {
      const filter = { 'unit.id': unitId, state: 'issued' as const, ...alike(term), to: { $lt: before } };
      const found = await FilingModel.find(filter).sort({ to: -1 }).limit(EARLIER).lean();
      return found.map((document) => plain<Filing>(document as never)).reverse();
    },

    /** Other reports of the unit that are like this one and tell of some of the same days. */
    overlapping: ({ id, unit, term, from, to }: Filing): Promise<Filing[]> =>
      store.find(
        {
          'unit.id': unit.id,
          ...alike(term),
          _id: { $ne: id },
          from: { $lte: to },
          to: { $gte: from },
        },
        { to: 1, _id: 1 },
      ),

    /** The reports of a unit that were issued in a year. */
    async numberedIn(unitId: string, year: number): Promise<Pick<Filing, 'id' | 'issued'>[]> {
      const days = { $gte: `${year}-01-01`, $lte: `${year}-12-31` };
      const found = await FilingModel.find({ 'unit.id': unitId, 'issued.on': days }, { issued: 1 }).lean();
      return found.map((document) => plain<Filing>(document as never));
    },

    /** What is on file within one's reach, the latest period first. */
    list: async (keys: readonly ReaderKey[]): Promise<Filing[]> => {
      const found = await FilingModel.find({ readers: { $in: [...keys] } }, { history: 0, corrections: 0 })
        .sort({ to: -1, _id: 1 })
        .limit(LISTED)
        .lean();
      return found.map((document) => plain<Filing>(document as never));
    },
  };
}
export type FilingsRepository = ReturnType<typeof filingsRepository>;
