import { addDays, daysBetween, yearOf, type Day } from '../shared/dates.js';
import { isWorkingDay, type Calendars } from './working-calendar.js';

/** Working days from 1 January to each day of the year, so that lists can count long spans at once. */
function countsOf(year: number, calendars: Calendars): Uint16Array {
  const known = calendars.counts.get(year);
  if (known !== undefined) return known;
  const counts = new Uint16Array(366);
  let day = `${year}-01-01`;
  let count = 0;
  for (let index = 0; index < 366; index += 1, day = addDays(day, 1)) {
    if (yearOf(day) === year && isWorkingDay(day, calendars)) count += 1;
    counts[index] = count;
  }
  calendars.counts.set(year, counts);
  return counts;
}

/** Working days from 1 January up to and including the day. */
const countTo = (day: Day, calendars: Calendars): number =>
  countsOf(yearOf(day), calendars)[daysBetween(`${day.slice(0, 4)}-01-01`, day)] ?? 0;

/**
 * Working days after `from` up to and including `to`: the days left until a due date. Negative when `to` lies before
 * `from`: the days that it is late. 0 both on the due date itself and when only days off have passed since.
 */
export function workingDaysBetween(from: Day, to: Day, calendars: Calendars): number {
  if (to < from) {
    const late = workingDaysBetween(to, from, calendars);
    return late === 0 ? 0 : -late;
  }
  let count = countTo(to, calendars) - countTo(from, calendars);
  for (let year = yearOf(from); year < yearOf(to); year += 1) count += countsOf(year, calendars)[365] ?? 0;
  return count;
}

/** The years from one day to another whose calendar nobody has confirmed, entered or not. */
export function unconfirmedBetween(from: Day, to: Day, calendars: Calendars): number[] {
  const years = Array.from(
    { length: Math.max(0, yearOf(to) - yearOf(from) + 1) },
    (_, at) => yearOf(from) + at,
  );
  return years.filter((year) => calendars.years.get(year)?.confirmed !== true);
}
