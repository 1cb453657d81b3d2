import type { Event } from '../history/event.js';
import { openStates, type Finding } from '../findings/finding.js';
import { FindingModel } from '../findings/finding.model.js';
import { duringMatch } from '../inspections/inspection.queries.js';
import { isSealed, type Inspection } from '../inspections/inspection.js';
import { InspectionModel } from '../inspections/inspection.model.js';
import type { ReaderKey } from '../policies/visibility.js';
import type { Day } from '../shared/dates.js';
import { withId } from '../database/with-id.js';

/** How much of each kind one feed tells. */
export const MOST = 1000;

type Told = { version: number; history: Pick<Event, 'at'>[] };
export type FeedVisit = Told &
  Pick<
    Inspection,
    'id' | 'number' | 'unit' | 'mode' | 'kind' | 'state' | 'openedOn' | 'sortDay' | 'plannedTo'
  >;
export type FeedDue = Told &
  Pick<Finding, 'id' | 'ordinal' | 'inspectionNumber' | 'unit' | 'severity' | 'state' | 'dueOn'>;

const VISIT = {
  version: 1,
  number: 1,
  unit: 1,
  mode: 1,
  kind: 1,
  state: 1,
  openedOn: 1,
  sortDay: 1,
  plannedTo: 1,
  'history.at': 1,
} as const;
const DUE = {
  version: 1,
  ordinal: 1,
  inspectionNumber: 1,
  unit: 1,
  severity: 1,
  state: 1,
  dueOn: 1,
  'history.at': 1,
} as const;

/**
 * The visits of these days, the earliest first. A feed is read by whoever knows its address and is kept by calendars
 * far from here: a sealed visit is in none, not even in that of the people who are named on it.
 */
export async function feedVisits(keys: ReaderKey[], first: Day, last: Day): Promise<FeedVisit[]> {
  const told = { $or: [{ mode: 'scheduled' as const }, { openedOn: { $gt: '' } }] };
  const query = { readers: { $in: keys }, $and: [duringMatch(first, last), told] };
  const found = await InspectionModel.find(query, VISIT).sort({ sortDay: 1, _id: 1 }).limit(MOST).lean();
  return found.map((row) => withId<FeedVisit>(row)).filter((visit) => !isSealed(visit));
}

/** The due dates of these days that something is still to be done about, the earliest first. */
export async function feedDues(keys: ReaderKey[], first: Day, last: Day): Promise<FeedDue[]> {
  const found = await FindingModel.find(
    { readers: { $in: keys }, state: { $in: openStates }, dueOn: { $gte: first, $lte: last } },
    DUE,
  )
    .sort({ dueOn: 1, _id: 1 })
    .limit(MOST)
    .lean();
  return found.map((row) => withId<FeedDue>(row));
}
