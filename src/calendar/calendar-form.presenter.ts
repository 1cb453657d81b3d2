import { printDay } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import { inLanguage, type Language, type Translate } from '../shared/language.js';
import type { FormState, Page } from '../web/visit.js';
import { fieldsOfCalendar } from './calendar.form.js';
import type { CalendarRecord } from './calendar-year.js';
import { dayKinds, weekdayNames, type CalendarDay } from './working-calendar.js';

type Reader = { t: Translate; language: Language };

const frameOf = (calendar: CalendarRecord, form: FormState, t: Translate, label: string) => {
  const href = `/calendar/${calendar.year}`;
  const title = t('calendar:yearTitle', { year: calendar.year });
  return {
    caption: title,
    back: { href, label: title },
    errors: errorSummary(t, form.errors),
    version: String(form.values['version'] ?? calendar.version),
    buttons: { label, cancel: { href, label: t('calendar:cancel') }, saved: null },
  };
};

/** Why a year is changed is asked once it was confirmed. */
const reasonIn = ({ confirmed }: CalendarRecord, field: ReturnType<typeof fieldMaker>) =>
  confirmed ? [field('reason', { label: 'calendar:field.reason', hint: true })] : [];

/** The form for a day off or a make-up working day. */
export function presentDayForm(calendar: CalendarRecord, form: FormState, { t }: Reader): Page {
  const field = fieldMaker(t, { kind: 'off', source: calendar.document, ...form.values }, form.errors);
  const line = (name: string, hint: boolean, required = true) =>
    field(name, { label: `calendar:field.${name}`, hint, required });
  return {
    title: t('calendar:addDay'),
    ...frameOf(calendar, form, t, t('calendar:saveDay')),
    lead: t('calendar:addDayText'),
    action: `/calendar/${calendar.year}/days`,
    inputs: [
      field('day', {
        label: 'calendar:field.day',
        hint: true,
        width: 'govuk-input--width-10',
        inputmode: 'numeric',
      }),
    ],
    radios: [
      field('kind', {
        label: 'calendar:field.kind',
        options: dayKinds.map((kind) => ({
          value: kind,
          label: t(`calendar:kind.${kind}`),
          hint: t(`calendar:kindHint.${kind}`),
        })),
      }),
    ],
    more: [
      line('nameVi', true),
      line('nameEn', false, false),
      line('source', true),
      ...reasonIn(calendar, field),
    ],
    checkboxes: [],
  };
}

/** The form that takes a day out, and asks why. */
export function presentRemovalForm(
  calendar: CalendarRecord,
  entry: CalendarDay,
  form: FormState,
  { t, language }: Reader,
): Page {
  const field = fieldMaker(t, { document: calendar.document, ...form.values }, form.errors);
  return {
    title: t('calendar:removeDay', {
      day: printDay(entry.day, language),
      name: inLanguage(entry.name, language),
    }),
    ...frameOf(calendar, form, t, t('calendar:remove')),
    lead: t('calendar:addDayText'),
    action: `/calendar/${calendar.year}/days/${entry.day}/removal`,
    inputs: [],
    radios: [],
    more: calendar.confirmed
      ? [field('document', { label: 'calendar:field.orderedBy', hint: true }), ...reasonIn(calendar, field)]
      : [],
    checkboxes: [],
  };
}

/** The form that says whether a year has been checked against its document. */
export function presentConfirmation(
  calendar: CalendarRecord,
  form: FormState,
  { t, language }: Reader,
): Page {
  const typed = Object.keys(form.values).length > 0;
  const values = typed ? form.values : fieldsOfCalendar(calendar);
  const field = fieldMaker(t, values, form.errors);
  return {
    title: t('calendar:confirm'),
    ...frameOf(calendar, form, t, t('calendar:saveConfirmation')),
    lead: t('calendar:confirmText'),
    action: `/calendar/${calendar.year}/confirmation`,
    inputs: [],
    radios: [
      field('confirmed', {
        label: 'calendar:field.confirmed',
        options: [
          { value: 'yes', label: t('calendar:confirmed') },
          { value: 'no', label: t('calendar:unconfirmed') },
        ],
      }),
    ],
    more: [
      field('document', { label: 'calendar:field.document', hint: true, required: false }),
      ...reasonIn(calendar, field),
    ],
    checkboxes: [
      field('weeklyOff', {
        label: 'calendar:field.weeklyOff',
        options: [1, 2, 3, 4, 5, 6, 0].flatMap((weekday) => {
          const name = weekdayNames[weekday];
          return name === undefined ? [] : [{ value: String(weekday), label: inLanguage(name, language) }];
        }),
      }),
    ],
  };
}
