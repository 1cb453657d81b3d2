import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat.js';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import type { Language } from './language.js';

dayjs.extend(utc);
dayjs.extend(timezone);
dayjs.extend(customParseFormat);

/** A calendar day in Hanoi, `YYYY-MM-DD`: sorts as text, and never shifts with the server's zone. */
export type Day = string;
/** A calendar month in Hanoi, `YYYY-MM`. */
export type Month = string;

const ZONE = 'Asia/Ho_Chi_Minh';
const DAY = 'YYYY-MM-DD';

// Swedish dates are written YYYY-MM-DD, times HH:mm. Made once, these take a fiftieth of what dayjs takes for another zone.
const inHanoi = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

const clockInHanoi = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });

/** The day in Hanoi at a moment. */
export const dayOf = (moment: Date): Day => inHanoi.format(moment);

export const monthOf = (day: Day): Month => day.slice(0, 7);
export const yearOf = (day: Day): number => Number(day.slice(0, 4));

// Lists print and count many days: they are taken as text and as whole days of UTC, which has no summer time.
const DAY_LENGTH = 24 * 60 * 60 * 1000;

export const addDays = (day: Day, count: number): Day => dayjs.utc(day).add(count, 'day').format(DAY);
export const addMonths = (month: Month, count: number): Month =>
  dayjs.utc(`${month}-01`).add(count, 'month').format('YYYY-MM');

export const firstDayOf = (month: Month): Day => `${month}-01`;
export const lastDayOf = (month: Month): Day => dayjs.utc(`${month}-01`).endOf('month').format(DAY);

/** 0 = Sunday … 6 = Saturday. */
export const weekdayOf = (day: Day): number => dayjs.utc(day).day();

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => (Date.parse(to) - Date.parse(from)) / DAY_LENGTH;

/** True for a day that exists, written `YYYY-MM-DD` (not 2026-02-30). */
export const isDay = (text: string): boolean => dayjs.utc(text, DAY, true).isValid();
export const isMonth = (text: string): boolean => dayjs.utc(text, 'YYYY-MM', true).isValid();

/** Reads what people type: 5/1/2026, 05-01-2026, 5.1.2026 or 2026-01-05. Undefined when it is no existing day. */
export function readDay(text: string): Day | undefined {
  const typed = text.trim().replace(/[.\-\s]+/g, '/');
  for (const format of ['D/M/YYYY', 'YYYY/M/D']) {
    const day = dayjs.utc(typed, format);
    const [a, b, c] = typed.split('/').map(Number);
    const [year, month, date] = format === 'D/M/YYYY' ? [c, b, a] : [a, b, c];
    const same = day.year() === year && day.month() + 1 === month && day.date() === date;
    if (same && year !== undefined && year >= 1900 && year <= 2200) return day.format(DAY);
  }
  return undefined;
}

/** 05/01/2026 in Vietnamese, 5 January 2026 in English. */
export const printDay = (day: Day, language: Language): string =>
  language === 'vi'
    ? `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
    : dayjs.utc(day).format('D MMMM YYYY');

/** A day as people type it in either language; empty for none. */
export const typedDay = (day: Day | undefined): string => (day === undefined ? '' : printDay(day, 'vi'));

/** tháng 8/2024 in Vietnamese, August 2024 in English. */
export const printMonth = (month: Month, language: Language): string =>
  language === 'vi'
    ? `tháng ${Number(month.slice(5))}/${month.slice(0, 4)}`
    : dayjs.utc(`${month}-01`).format('MMMM YYYY');

/** Day and time of a moment in Hanoi: 14:02 05/01/2026 · 14:02, 5 January 2026. */
export const printMoment = (moment: Date, language: Language): string =>
  `${clockInHanoi.format(moment)}${language === 'vi' ? '' : ','} ${printDay(dayOf(moment), language)}`;

/** The hour in Hanoi, 0-23. */
export const hourOf = (moment: Date): number => Number(clockInHanoi.format(moment).slice(0, 2));

/** The moment at which a clock in Hanoi shows this day and time (`HH:mm`). */
export const momentAt = (day: Day, time: string): Date => dayjs.tz(`${day} ${time}`, ZONE).toDate();
