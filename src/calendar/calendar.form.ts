import { z } from 'zod';
import { choice, day, idList, optionalText, readForm, text, version, type Fields } from '../shared/form.js';
import type { CalendarRecord, Confirmation } from './calendar-year.js';
import { dayKinds, type CalendarDay } from './working-calendar.js';

/** Longest reason for changing a year. */
const REASON = 1000;

const dayShape = z.object({
  version: version(),
  day: day(),
  kind: choice(dayKinds),
  nameVi: text(150),
  nameEn: optionalText(150),
  source: text(200),
  reason: optionalText(REASON),
});

export function readDayEntry(fields: Fields): { version: number; entry: CalendarDay; reason: string } {
  const { version: seen, nameVi, nameEn, reason, ...entry } = readForm(dayShape, fields);
  return { version: seen, reason, entry: { ...entry, name: { vi: nameVi, en: nameEn } } };
}

const newDaysShape = z.object({ document: text(300), reason: optionalText(REASON) });
/** The document that fixes the days of a file, and why a confirmed year is changed. */
export const readNewDays = (fields: Fields) => readForm(newDaysShape, fields);
export type NewDays = z.output<typeof newDaysShape>;

const removalShape = z.object({
  version: version(),
  document: optionalText(300),
  reason: optionalText(REASON),
});
export const readRemoval = (fields: Fields) => readForm(removalShape, fields);
export type RemovalInput = z.output<typeof removalShape>;

const confirmationShape = z.object({
  version: version(),
  confirmed: choice(['yes', 'no']),
  document: optionalText(300),
  weeklyOff: idList(),
  reason: optionalText(REASON),
});

export function readConfirmation(fields: Fields): {
  version: number;
  answer: Confirmation;
  reason: string;
} {
  const { version: seen, confirmed, document, weeklyOff, reason } = readForm(confirmationShape, fields);
  const weekdays = weeklyOff.filter((weekday) => /^[0-6]$/.test(weekday)).map(Number);
  const answer = { confirmed: confirmed === 'yes', document, weeklyOff: weekdays };
  return { version: seen, answer, reason };
}

export const fieldsOfCalendar = (calendar: CalendarRecord): Fields => ({
  confirmed: calendar.confirmed ? 'yes' : 'no',
  document: calendar.document,
  weeklyOff: calendar.weeklyOff.map(String),
});
