import { firstDayOf, isMonth, lastDayOf, monthOf, type Day, type Month } from '../shared/dates.js';

/** What a report covers: its month, and the part of the year up to the month's end. Both ends are included. */
export type Period = { from: Day; to: Day; since: Day };

export const periodOf = (month: Month): Period => ({
  from: firstDayOf(month),
  to: lastDayOf(month),
  since: `${month.slice(0, 4)}-01-01`,
});

/** A month that has not begun has nothing to report; one that has not ended gives a provisional report. */
export function standingOf(month: Month, today: Day): 'future' | 'running' | 'ended' {
  if (month > monthOf(today)) return 'future';
  return today <= lastDayOf(month) ? 'running' : 'ended';
}

/** The day whose evening the report describes: the last of the month, or today while it is running. */
export const asOf = ({ to }: Period, today: Day): Day => (today < to ? today : to);

/** Reads what people type: 8/2024, 08-2024, tháng 8/2024, 2024-08 or 2024/8. Undefined when it is no month. */
export function readMonth(text: string): Month | undefined {
  const typed = text.trim().toLowerCase();
  const [, before, year, after] =
    /^(?:(?:tháng\s+)?(\d{1,2})[/.-])?(\d{4})(?:[/.-](\d{1,2}))?$/.exec(typed.normalize('NFC')) ?? [];
  const number = before ?? after;
  if (number === undefined || (before !== undefined && after !== undefined)) return undefined;
  const month = `${year}-${number.padStart(2, '0')}`;
  return isMonth(month) ? month : undefined;
}

/** 8/2024, as people type it. */
export const typeMonth = (month: Month): string => `${Number(month.slice(5))}/${month.slice(0, 4)}`;
