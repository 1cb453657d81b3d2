import { FindingModel } from '../findings/finding.model.js';
import { InspectionModel } from '../inspections/inspection.model.js';
import type { Actor } from '../policies/actor.js';
import { keysOf } from '../policies/visibility.js';
import { firstDayOf, lastDayOf, type Day } from '../shared/dates.js';
import { quartersAround, type BurdenFacts } from './burden.js';

type Stored = { _id: string; plannedFrom: Day; plannedTo: Day; openedOn?: Day; team: unknown[] };
const FIELDS = { plannedFrom: 1, plannedTo: 1, openedOn: 1, 'team.duty': 1 };

/** Everything that the actor may know of what is asked of a unit and of those that it came from. */
export async function burdenFacts(
  actor: Actor,
  unitIds: readonly string[],
  today: Day,
): Promise<Omit<BurdenFacts, 'count' | 'limits'>> {
  const quarters = quartersAround(today);
  const since = firstDayOf(quarters[0]?.from ?? '');
  const until = lastDayOf(quarters.at(-1)?.to ?? '');
  const known: Record<string, unknown> = {
    'unit.id': { $in: [...unitIds] },
    readers: { $in: keysOf(actor) },
  };
  const [visits, last, concluded] = await Promise.all([
    InspectionModel.find(
      { ...known, state: { $ne: 'cancelled' }, sortDay: { $gte: since, $lte: until } },
      FIELDS,
    ).lean<Stored[]>(),
    InspectionModel.findOne({ ...known, openedOn: { $gt: '' } }, { openedOn: 1 })
      .sort({ openedOn: -1 })
      .lean<Pick<Stored, 'openedOn'>>(),
    FindingModel.find({ ...known, concludedOn: { $gte: since, $lte: until } }, { concludedOn: 1 }).lean<
      { concludedOn: Day }[]
    >(),
  ]);
  return {
    today,
    visits: visits.map(({ _id, plannedFrom, plannedTo, openedOn, team }) => {
      const from = openedOn ?? plannedFrom;
      return {
        id: _id,
        from,
        to: plannedTo < from ? from : plannedTo,
        opened: openedOn !== undefined,
        people: team.length,
      };
    }),
    requests: concluded.map(({ concludedOn }) => concludedOn),
    lastVisit: last?.openedOn,
  };
}
