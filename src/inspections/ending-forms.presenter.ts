import { presentFileField } from '../evidence/file-field.presenter.js';
import { findingNumber, findingTransitionFor, type Finding } from '../findings/finding.js';
import { printDay } from '../shared/dates.js';
import { DAY_FIELD, fieldMaker } from '../shared/fields.js';
import { bodyOf } from '../paper/letterhead.js';
import { hasValues, type FormState, type Page, type Visit } from '../web/visit.js';
import { presentActForm, presentPreview, type ActForm } from './act-form.presenter.js';
import { minutesOutcomes, type Inspection } from './inspection.js';
import { numberOf, presentCaseFacts } from './inspection-words.js';
import { fieldsOfMinutes } from './minutes.form.js';
import { deliveryWays } from './step.form.js';
import { dayOf } from '../shared/dates.js';

const HINTED_DAY = { hint: true, ...DAY_FIELD };
const TIME_FIELD = { hint: true, width: 'govuk-input--width-5' } as const;

type Parts = Omit<ActForm, 'title' | 'lead' | 'submit' | 'action' | 'back' | 'version' | 'facts'>;

/** A step of the case under this noun: `/inspections/ID/draft`. */
function stepPage(noun: string, form: FormState, inspection: Inspection, parts: Parts, visit: Visit): Page {
  const { t, language } = visit;
  const here = `/inspections/${inspection.id}`;
  const act = {
    title: t(`ending:act.${noun}`),
    lead: t(`ending:lead.${noun}`),
    submit: t(`ending:submit.${noun}`),
    action: `${here}/${noun}`,
    back: { href: here, label: numberOf(inspection, t) },
    version: inspection.version,
    facts: presentCaseFacts(inspection, null, language, t),
    ...parts,
  };
  return presentActForm(form, act, visit);
}

export function presentMinutesForm(form: FormState, inspection: Inspection, visit: Visit): Page {
  const { minutes, unit } = inspection;
  const start =
    minutes === undefined
      ? {
          on: printDay(dayOf(visit.now), 'vi'),
          place: visit.t('minutes:seat', { unit: bodyOf(unit, visit) }),
        }
      : fieldsOfMinutes(minutes);
  const make = fieldMaker(visit.t, hasValues(form) ? form.values : start, form.errors);
  const field = (name: string, options: object = {}) =>
    make(name, { label: `minutes:field.${name}`, ...options });
  return stepPage(
    'minutes',
    form,
    inspection,
    {
      inputs: [
        field('on', HINTED_DAY),
        field('begunAt', TIME_FIELD),
        field('endedAt', TIME_FIELD),
        field('place'),
        field('representative', { hint: true }),
      ],
      textareas: [
        field('present', { hint: true, rows: 4 }),
        field('course', { hint: true, rows: 5, required: false }),
        field('unitWords', { hint: true, rows: 5, required: false }),
      ],
    },
    visit,
  );
}

export function presentSigningForm(form: FormState, inspection: Inspection, visit: Visit): Page {
  const start = { on: printDay(inspection.minutes?.on ?? dayOf(visit.now), 'vi'), outcome: 'signed' };
  const make = fieldMaker(visit.t, hasValues(form) ? form.values : start, form.errors);
  const field = (name: string, options: object = {}) =>
    make(name, { label: `minutes:field.${name}`, ...options });
  const { t } = visit;
  return stepPage(
    'signing',
    form,
    inspection,
    {
      inputs: [make('on', { label: 'minutes:field.signedOn', ...HINTED_DAY, hint: false })],
      radios: [
        field('outcome', {
          options: minutesOutcomes.map((outcome) => ({
            value: outcome,
            label: t(`minutes:outcome.${outcome}`),
            hint: t(`minutes:outcome.${outcome}Hint`),
          })),
        }),
      ],
      // What is needed follows from the answer above, and the hints say so.
      textareas: [field('words', { hint: true })],
      after: ['witness1', 'witness1Post', 'witness2', 'witness2Post'].map((name) =>
        field(name, { hint: !name.endsWith('Post') }),
      ),
    },
    visit,
  );
}

/** Day, way and recipient of what is given to the unit. */
export const deliveryFields = (form: FormState, visit: Visit, required = true) => {
  const field = fieldMaker(visit.t, form.values, form.errors);
  return {
    inputs: [
      field('deliveredOn', { label: 'ending:field.deliveredOn', ...HINTED_DAY, required }),
      field('to', { label: 'documents:field.to', hint: true, required }),
    ],
    radios: [
      field('how', {
        label: 'documents:field.how',
        options: deliveryWays.map((way) => ({ value: way, label: visit.t(`documents:way.${way}`) })),
      }),
    ],
    field,
  };
};

export const presentDeliveryStep =
  (noun: 'draft' | 'draft-date' | 'delivery') =>
  (form: FormState, inspection: Inspection, visit: Visit): Page => {
    const day = noun === 'draft-date' ? inspection.reply?.deliveredOn : undefined;
    const start = { deliveredOn: printDay(day ?? dayOf(visit.now), 'vi'), how: 'handed' };
    const values = hasValues(form) ? form.values : start;
    const { field, inputs, radios } = deliveryFields({ values, errors: form.errors }, visit);
    const textareas = noun === 'draft-date' ? [field('reason', { label: 'inspections:field.reason' })] : [];
    return stepPage(noun, form, inspection, { inputs, radios, textareas }, visit);
  };

/** Corrects the day of a delivery; what runs from it stands below, with the date that holds now. */
export function presentRedelivery(
  form: FormState,
  inspection: Inspection,
  findings: Finding[],
  visit: Visit,
): Page {
  const { t, language } = visit;
  const start = { deliveredOn: printDay(inspection.deliveredOn ?? '', 'vi'), how: 'handed' };
  const values = hasValues(form) ? form.values : start;
  const { field, inputs, radios } = deliveryFields({ values, errors: form.errors }, visit);
  const running = findings.filter(
    ({ state, deadline }) =>
      findingTransitionFor('move_due', state) !== undefined && deadline?.from === inspection.deliveredOn,
  );
  const rows = running.map((finding) => ({
    label: `${findingNumber(finding)}: ${finding.mustDo}`,
    values: [String(finding.deadline?.workingDays ?? ''), printDay(finding.dueOn, language)],
  }));
  const preview = presentPreview(t('ending:redelivery.caption'), ['finding', 'term', 'dueOn'], rows, t);
  const textareas = [field('reason', { label: 'inspections:field.reason' })];
  const parts = { inputs, radios, textareas, preview: running.length === 0 ? null : preview };
  return stepPage('delivery-date', form, inspection, parts, visit);
}

export function presentPublicationForm(form: FormState, inspection: Inspection, visit: Visit): Page {
  const values = hasValues(form) ? form.values : { publishedOn: printDay(dayOf(visit.now), 'vi') };
  const field = fieldMaker(visit.t, values, form.errors);
  return stepPage(
    'publication',
    form,
    inspection,
    {
      inputs: [
        field('publishedOn', { label: 'publication:field.publishedOn', ...HINTED_DAY }),
        field('place', { label: 'publication:field.place', hint: true }),
      ],
      textareas: [],
      files: presentFileField('files', 'publication:field.files', visit.uploads, form.errors, visit),
    },
    visit,
  );
}
