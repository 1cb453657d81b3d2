import { addDays, hourOf, printDay, weekdayOf, type Day } from '../shared/dates.js';
import type { Language, Translate } from '../shared/language.js';

/** "Chào buổi sáng, …" by the clock in Hanoi. */
export function greetingAt(now: Date, name: string, t: Translate): string {
  const hour = hourOf(now);
  const part = hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
  return t(`dashboard:${part}`, { name });
}

/** "Thứ Ba 10/11" · "Tuesday 10 November": a day of this or next week. */
export const weekdayLine = (day: Day, language: Language, t: Translate): string =>
  `${t(`dashboard:weekday.${weekdayOf(day)}`)} ${language === 'vi' ? printDay(day, language).slice(0, 5) : printDay(day, language).replace(/ \d{4}$/, '')}`;

/** The week that is looked ahead. */
export const weekFrom = (today: Day): Day => addDays(today, 7);
