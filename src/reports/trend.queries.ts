import { FindingModel } from '../findings/finding.model.js';
import { InspectionModel } from '../inspections/inspection.model.js';
import { addMonths, firstDayOf, lastDayOf, type Month } from '../shared/dates.js';
import type { Keep } from '../shared/kept.js';

/** A month of the trend: inspections opened, findings concluded, findings remedied, and of these how many on time. */
export type TrendPoint = {
  month: Month;
  inspections: number;
  findings: number;
  closed: number;
  onTime: number;
};

type Counted = { _id: Month; count: number; onTime?: number };
const monthIn = (field: string) => ({ $substrBytes: [`$${field}`, 0, 7] });
const perMonth = (field: string) => ({ $group: { _id: monthIn(field), count: { $sum: 1 } } });

/** The months up to and including `last`, oldest first; months without cases are there with zeros. */
export async function readTrend(readers: readonly string[], last: Month, months = 13): Promise<TrendPoint[]> {
  const first = addMonths(last, 1 - months);
  const within = { $gte: firstDayOf(first), $lte: lastDayOf(last) };
  const reach = { readers: readers.length === 1 ? readers[0] : { $all: readers } };
  const standing = { ...reach, state: { $ne: 'withdrawn' } };
  const onTime = { $sum: { $cond: [{ $lte: ['$remediedOn', '$dueOn'] }, 1, 0] } };
  const [opened, concluded, closed] = await Promise.all([
    InspectionModel.aggregate<Counted>([{ $match: { ...reach, openedOn: within } }, perMonth('openedOn')]),
    FindingModel.aggregate<Counted>([
      { $match: { ...standing, concludedOn: within } },
      perMonth('concludedOn'),
    ]),
    FindingModel.aggregate<Counted>([
      { $match: { ...standing, closedOn: within, remediedOn: { $gt: '' } } },
      { $group: { _id: monthIn('closedOn'), count: { $sum: 1 }, onTime } },
    ]),
  ]);
  const of = (rows: Counted[], month: Month) => rows.find((row) => row._id === month);
  return Array.from({ length: months }, (_, index) => addMonths(first, index)).map((month) => ({
    month,
    inspections: of(opened, month)?.count ?? 0,
    findings: of(concluded, month)?.count ?? 0,
    closed: of(closed, month)?.count ?? 0,
    onTime: of(closed, month)?.onTime ?? 0,
  }));
}

/** The same, read again when the record has changed: the home of every leader shows it. */
export const keptTrend =
  (kept: Keep) =>
  (readers: readonly string[], last: Month): Promise<TrendPoint[]> =>
    kept(`trend ${JSON.stringify([readers, last])}`, () => readTrend(readers, last));
