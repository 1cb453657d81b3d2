import { readRows } from '../shared/data-file.js';
import { yearOf } from '../shared/dates.js';
import type { CalendarYear, DayKind } from './working-calendar.js';

/** The calendars that ship with the product: the years whose documents have been seen, version 1. */
export function shippedYears(): CalendarYear[] {
  const days = readRows<'date' | 'kind' | 'name_vi' | 'name_en' | 'source'>(
    'src/calendar/data/working-calendar.csv',
  );
  const years = readRows<'year' | 'confirmed' | 'document' | 'weekly_off'>('src/calendar/data/years.csv');
  return years.map((row) => ({
    year: Number(row.year),
    version: 1,
    confirmed: row.confirmed === 'yes',
    document: row.document,
    weeklyOff: row.weekly_off.split(' ').map(Number),
    days: days
      .filter((day) => yearOf(day.date) === Number(row.year))
      .map((day) => ({
        day: day.date,
        kind: day.kind as DayKind,
        name: { vi: day.name_vi, en: day.name_en },
        source: day.source,
      })),
  }));
}
