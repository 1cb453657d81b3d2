import type { Day } from '../shared/dates.js';
import type { CountedDay, FindingLike, InspectionLike } from './counted-day.js';
import type { Visited } from './coverage.js';
import type { FindingTally } from './finding-figures.js';
import { sectionOfItem } from './finding-places.js';
import type { InspectionTally } from './inspection-figures.js';
import type { Ground } from './report-pipelines.js';
import { scopesOf, type Scope, type Tally } from './scope.js';

type Reach = Pick<Ground, 'readers' | 'areas' | 'unitIds'>;
/** Cases of one day that are alike, for a reader. */
type Lot<Like> = {
  day: Day;
  unitId: string;
  scopes: readonly Scope[];
  like: Like;
  place: number;
  count: number;
};

/** As `readable` says it to the database. */
const mayRead = (keys: readonly string[], { readers, areas }: Reach): boolean =>
  readers.every((key) => keys.includes(key)) &&
  (areas === undefined || areas.some((key) => keys.includes(key)));

/** What a report may be made of. */
function* lotsOf<Like>(days: readonly CountedDay<Like>[], reach: Reach): Generator<Lot<Like>> {
  for (const { day, standings, likes, lots } of days) {
    const scopes = standings.map((standing) =>
      mayRead(standing.readers, reach) ? scopesOf(standing, reach.unitIds) : undefined,
    );
    for (const [at, place, count] of lots) {
      const [standing, stands, like] = [standings[at], scopes[at], likes[place]];
      if (standing === undefined || stands === undefined || like === undefined) continue;
      yield { day, unitId: standing.unit.id, scopes: stands, like, place, count };
    }
  }
}

/** How many cases a report may be made of: as many as the database counts. */
export function casesIn<Like>(days: readonly CountedDay<Like>[], reach: Reach): number {
  let sum = 0;
  for (const { count } of lotsOf(days, reach)) sum += count;
  return sum;
}

/** The cases of the days, those that are alike together. `from`: the day on which the term itself begins. */
function addUp<Like extends object>(
  days: readonly CountedDay<Like>[],
  reach: Reach,
  from: Day,
): (Tally & Like)[] {
  const sums = new Map<string, Tally & Like>();
  for (const day of days) {
    const texts = day.likes.map((like) => JSON.stringify(like));
    for (const { scopes, like, place, count } of lotsOf([day], reach)) {
      const inMonth = day.day >= from;
      const key = `${inMonth} ${scopes.join()} ${texts[place] ?? ''}`;
      const known = sums.get(key);
      if (known === undefined) sums.set(key, { ...like, scopes, inMonth, count });
      else known.count += count;
    }
  }
  return [...sums.values()];
}

export const findingTallies = (days: readonly CountedDay<FindingLike>[], ground: Ground): FindingTally[] =>
  addUp(days, ground, ground.period.from).map(({ item, ...tally }) => ({
    ...tally,
    section: sectionOfItem(item),
  }));

export const inspectionTallies = (
  days: readonly CountedDay<InspectionLike>[],
  reach: Reach,
  from: Day,
): InspectionTally[] => addUp(days, reach, from);

/** Which units were inspected on which days. */
export function visitsIn(days: readonly CountedDay<InspectionLike>[], ground: Ground): Visited[] {
  const visits = new Map<string, Visited>();
  for (const { day, unitId, scopes, like, count } of lotsOf(days, ground)) {
    const inMonth = day >= ground.period.from;
    const key = [unitId, like.kind, inMonth, ...scopes].join();
    const visit = visits.get(key) ?? { scopes, inMonth, unitId, kind: like.kind, days: [] };
    visit.days.push(...Array<Day>(count).fill(day));
    visits.set(key, visit);
  }
  return [...visits.values()];
}
