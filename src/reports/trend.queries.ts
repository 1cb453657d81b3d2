import { FindingModel } from '../findings/finding.model.js';
import { InspectionModel } from '../inspections/inspection.model.js';
import { addMonths, firstDayOf, lastDayOf, type Month } from '../shared/dates.js';
import type { Match } from './report-filters.js';
import { readable, type Ground } from './report-pipelines.js';
import type { Keep } from '../shared/kept.js';
import type { TrendPoint } from './trend-point.js';

/** Which cases count. */
export type Reach = Pick<Ground, 'readers' | 'areas'>;

const MONTHS_KNOWN = 2000;
/**
 * How many of a month's closed findings were on time. A closed finding is final, so as long as there are as many of them
 * the answer stays; every process may know its own.
 */
const known = new Map<string, { closed: number; onTime: number }>();

async function countOnTime(reach: Match, key: string, days: object, closed: number): Promise<number> {
  const last = known.get(key);
  if (last?.closed === closed) return last.onTime;
  const onTime = await FindingModel.countDocuments({
    ...reach,
    closedOn: days,
    $expr: { $lte: ['$remediedOn', '$dueOn'] },
  });
  if (known.size >= MONTHS_KNOWN) known.clear();
  known.set(key, { closed, onTime });
  return onTime;
}

/** Counts that an index answers alone; only the on-time ones need the findings themselves. */
async function readMonth(ground: Reach, month: Month): Promise<TrendPoint> {
  const reach = readable(ground);
  const days = { $gte: firstDayOf(month), $lte: lastDayOf(month) };
  const [inspections, findings, closed] = await Promise.all([
    InspectionModel.countDocuments({ ...reach, openedOn: days }),
    FindingModel.countDocuments({ ...reach, concludedOn: days }),
    FindingModel.countDocuments({ ...reach, closedOn: days }),
  ]);
  const onTime =
    closed === 0 ? 0 : await countOnTime(reach, `${JSON.stringify(reach)} ${month}`, days, closed);
  return { month, inspections, findings, closed, onTime };
}

/** The months up to and including `last`, oldest first; months without cases are there with zeros. */
export async function readTrend(reach: Reach, last: Month, months = 13): Promise<TrendPoint[]> {
  const all = Array.from({ length: months }, (_, index) => addMonths(last, index + 1 - months));
  return Promise.all(all.map((month) => readMonth(reach, month)));
}

/** The same, read again when the record has changed: the home of every leader shows it. */
export const keptTrend =
  (kept: Keep) =>
  (reach: Reach, last: Month): Promise<TrendPoint[]> =>
    kept(`trend ${JSON.stringify([reach, last])}`, () => readTrend(reach, last));
