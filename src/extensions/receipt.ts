import type { Receipt } from '../calendar/working-calendar.js';
import { addDays, type Day } from '../shared/dates.js';
import type { Bilingual } from '../shared/language.js';

/** A day of a term: which working day of it, or why it was not counted. The day of the event is number 0. */
export type CountedDay = { day: Day; number?: number; why?: Bilingual; uncertain?: Bilingual };

/** A term is at most so many days long, whatever a receipt says. */
const LONGEST = 4000;

/**
 * Every day of a term from its event to its end, as the receipt tells it: no calendar is asked again, so that what was
 * counted then is shown as it was counted then.
 */
export function daysOf({ from, workingDays, skipped, unconfirmedDays }: Receipt): CountedDay[] {
  const off = new Map(skipped.map(({ day, why }) => [day, why]));
  const open = new Map(unconfirmedDays.map(({ day, why }) => [day, why]));
  const days: CountedDay[] = workingDays === 0 ? [] : [{ day: from, number: 0 }];
  let day = workingDays === 0 ? addDays(from, -1) : from;
  for (let number = 0; number < Math.max(workingDays, 1) && days.length < LONGEST;) {
    day = addDays(day, 1);
    const why = off.get(day);
    if (why === undefined) number += 1;
    const uncertain = open.get(day);
    days.push({
      day,
      ...(why === undefined ? { number } : { why }),
      ...(uncertain === undefined ? {} : { uncertain }),
    });
  }
  return days;
}
