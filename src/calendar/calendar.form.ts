import { z } from 'zod';
import { choice, day, idList, optionalText, readForm, text, version, type Fields } from '../shared/form.js';
import type { CalendarRecord, Confirmation } from './calendar-year.js';
import { dayKinds, type CalendarDay } from './working-calendar.js';

const dayShape = z.object({
  version: version(),
  day: day(),
  kind: choice(dayKinds),
  nameVi: text(150),
  nameEn: optionalText(150),
  source: text(200),
});

export function readDayEntry(fields: Fields): { version: number; entry: CalendarDay } {
  const { version: seen, nameVi, nameEn, ...entry } = readForm(dayShape, fields);
  return { version: seen, entry: { ...entry, name: { vi: nameVi, en: nameEn } } };
}

const removalShape = z.object({ version: version(), day: day() });
export const readRemoval = (fields: Fields) => readForm(removalShape, fields);

const confirmationShape = z.object({
  version: version(),
  confirmed: choice(['yes', 'no']),
  document: optionalText(300),
  weeklyOff: idList(),
});

export function readConfirmation(fields: Fields): { version: number; answer: Confirmation } {
  const { version: seen, confirmed, document, weeklyOff } = readForm(confirmationShape, fields);
  const weekdays = weeklyOff.filter((weekday) => /^[0-6]$/.test(weekday)).map(Number);
  return { version: seen, answer: { confirmed: confirmed === 'yes', document, weeklyOff: weekdays } };
}

export const fieldsOfCalendar = (calendar: CalendarRecord): Fields => ({
  confirmed: calendar.confirmed ? 'yes' : 'no',
  document: calendar.document,
  weeklyOff: calendar.weeklyOff.map(String),
});
