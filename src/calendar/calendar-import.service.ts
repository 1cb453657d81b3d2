import type { Transaction } from '../database/connect.js';
import type { Column, Fault, ImportKind, ImportRequest, Row } from '../imports/import-kind.js';
import { dayIn, textIn, wordIn } from '../imports/word-cell.js';
import type { Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import { canonical } from '../history/event.js';
import { Invalid, NotFound } from '../shared/errors.js';
import { readNewDays, type NewDays } from './calendar.form.js';
import { assertReason, readYear, withDay, type CalendarRecord } from './calendar-year.js';
import type { CalendarDay, DayKind } from './working-calendar.js';
import { column } from '../imports/columns.js';

/** The columns of the file that ships with the product. */
const columns: readonly Column[] = [
  column('date', true, ['Ngày', 'Date', 'Day'], '01/01/2027', '08/02/2027'),
  column('kind', true, ['Loại', 'Kind'], 'Ngày nghỉ', 'Ngày nghỉ'),
  column('name_vi', true, ['Tên gọi', 'Name'], 'Tết Dương lịch', 'Tết Đinh Mùi'),
  column('name_en', false, ['Tên gọi bằng tiếng Anh', 'Name in English'], 'New Year', 'Lunar New Year'),
  column('source', false, ['Căn cứ', 'Source'], '', ''),
];
const kinds: Record<DayKind, readonly string[]> = {
  off: ['Ngày nghỉ', 'Nghỉ', 'Day off'],
  work: ['Ngày làm bù', 'Làm bù', 'Make-up working day'],
  unconfirmed_off: ['Ngày nghỉ chờ xác nhận', 'Day off to be confirmed'],
};

/** A row as a day of the year; undefined when it is none. `source`: what is said of a day that names none. */
function dayOfRow(row: Row, source: string, faults: Fault[]): CalendarDay | undefined {
  const day = dayIn(row, 'date', faults);
  const kind = wordIn(row, 'kind', kinds, faults);
  const name = {
    vi: textIn(row, 'name_vi', 150, faults),
    en: textIn(row, 'name_en', 150, faults),
  };
  const own = textIn(row, 'source', 200, faults);
  return day === undefined || kind === undefined ? undefined : { day, kind, name, source: own || source };
}

const columnOf: Record<string, string> = { day: 'date' };

/** The days of a whole year, each judged as if it were typed alone. Says every bad row. */
export function readDays(
  calendar: CalendarRecord,
  rows: readonly Row[],
  source: string,
): { days: CalendarDay[]; faults: Fault[] } {
  const faults: Fault[] = [];
  let whole: CalendarRecord = { ...calendar, days: [] };
  for (const row of rows) {
    const entry = dayOfRow(row, source, faults);
    try {
      if (entry !== undefined) whole = withDay(whole, entry);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      for (const { field, message, values = {} } of error.errors)
        faults.push({ row: row.row, column: columnOf[field] ?? field, message, values });
    }
  }
  return { days: whole.days, faults };
}

/** What the calendar does with the days of a file. */
type Calendar = {
  year: (year: number) => Promise<CalendarRecord>;
  replaceDays: (
    actor: Actor,
    year: number,
    days: CalendarDay[],
    head: NewDays,
    tx: Transaction,
  ) => Promise<unknown>;
};

function yearIn({ of }: ImportRequest): number {
  const year = readYear(of);
  if (year === undefined) throw new NotFound(`calendar of ${of}`);
  return year;
}

/** Takes the days off and make-up days of a year from a table, in place of those that were there. */
export const calendarImport = (calendar: Calendar): ImportKind<CalendarDay> => ({
  name: 'calendar',
  words: 'calendar:import',
  columns,
  fields: [
    { name: 'document', label: 'calendar:field.document', hint: true },
    { name: 'reason', label: 'calendar:field.reason', hint: true, required: false },
  ],
  offered: () => false,
  async assertMay(request) {
    assertAllowed(request.actor, 'calendar.manage');
    yearIn(request);
  },
  placeOf: (of) => `/calendar/${of}`,
  async prepare(request, rows) {
    const record = await calendar.year(yearIn(request));
    const head = readNewDays(request.fields);
    assertReason(record, head.reason);
    const { days, faults } = readDays(record, rows, head.document);
    const same = canonical(days) === canonical(record.days);
    return { items: same ? [] : days, known: same ? days.length : 0, faults };
  },
  async write(request, days, tx) {
    const head = readNewDays(request.fields);
    await calendar.replaceDays(request.actor, yearIn(request), [...days], head, tx);
  },
});
