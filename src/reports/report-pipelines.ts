import { momentAt } from '../shared/dates.js';
import type { Period } from './period.js';
import type { Match } from './report-filters.js';

/**
 * Which cases a report may be made of: the keys of the unit and of the reader, and the unit and period themselves.
 * `before`: the same period a year before.
 */
export type Ground = {
  readers: readonly string[];
  /** The unit of the report, or those of its cluster. */
  unitIds: readonly string[];
  /** Of a cluster: the keys of its units, one of which a case carries. */
  areas?: readonly string[];
  period: Period;
  before: Period;
  evening: Date;
};

/** Only equality on `readers` and a range on one day, so that one index answers each of these. */
export const readable = ({ readers, areas }: Pick<Ground, 'readers' | 'areas'>): Match =>
  areas !== undefined
    ? { readers: { $all: readers, $in: areas } }
    : readers.length === 1
      ? { readers: readers[0] }
      : { readers: { $all: readers } };

/** The inspections of the same term a year before. */
export const earlierMatch = (ground: Ground): Match => ({
  ...readable(ground),
  openedOn: { $gte: ground.before.since, $lte: ground.before.to },
});

/**
 * Where the rows of remediation lie: open now, closed since the month began, due in the month though closed before, or
 * ever opened again. Each asks one index only; what becomes of a row is judged by `sortOut`.
 */
export function rowMatches(
  ground: Ground,
): Record<'open' | 'closedSince' | 'closedBefore' | 'reopened', Match> {
  const { from, to } = ground.period;
  const reach = readable(ground);
  return {
    open: { ...reach, state: { $in: ['to_remedy', 'reported', 'returned'] } },
    // Written so that no index on the day of conclusion is taken: nearly everything was concluded before the month's end.
    closedSince: { ...reach, closedOn: { $gte: from }, concludedOn: { $not: { $gt: to } } },
    closedBefore: {
      ...reach,
      state: 'closed',
      dueOn: { $gte: from, $lte: to },
      closedOn: { $not: { $gte: from } },
    },
    // Of these the fields tell the present spell only. There are few.
    reopened: { ...reach, reopenedOn: { $gt: '' } },
  };
}

/** Where the rulings of the year on due dates lie; there are few, and an index of their own leads to them. */
export const rulingMatches = (ground: Ground): Match[] => [
  { ...readable(ground), 'ledger.decision.on': { $gte: ground.period.since } },
  { ...readable(ground), 'failures.at': { $gte: momentAt(ground.period.since, '00:00') } },
];

/** Decisions in force about collectives and persons, of the year so far. */
export const handlingMatch = (ground: Ground): Match => ({
  ...readable(ground),
  standing: 'in_force',
  'decision.on': { $gte: ground.period.since, $lte: ground.period.to },
});

export const yearMatch = (ground: Ground, field: 'openedOn' | 'concludedOn'): Match => ({
  ...readable(ground),
  [field]: { $gte: ground.period.since, $lte: ground.period.to },
});
