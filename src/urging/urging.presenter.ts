import { printDay, type Day } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import { inLanguage } from '../shared/language.js';
import type { CountDays } from '../findings/lamp.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import type { LateCase, UrgingLetter } from './late-cases.queries.js';

type Drafts = { letter: UrgingLetter; of: LateCase }[];
type Listing = { late: LateCase[]; drafts: Drafts; today: Day; count: CountDays; batch: string };

const lastLetter = ([last]: UrgingLetter[], { t, language }: Visit): string => {
  if (last === undefined) return t('urging:never');
  return last.number === undefined
    ? t('urging:drafted')
    : t('urging:last', { number: last.number, day: printDay(last.datedOn ?? '', language) });
};

/** The late cases as boxes to tick. All are ticked at first but those that have a letter which is not numbered yet. */
function casesField({ late, today, count }: Listing, form: FormState, visit: Visit) {
  const { t, language } = visit;
  const untouched = Object.keys(form.values).length === 0;
  const usual = late.filter(({ letters }) => letters[0]?.number !== undefined || letters.length === 0);
  const values = untouched ? { cases: usual.map(({ inspectionId }) => inspectionId) } : form.values;
  return fieldMaker(
    t,
    values,
    form.errors,
  )('cases', {
    label: 'urging:cases',
    hint: true,
    options: late.map((one) => ({
      value: one.inspectionId,
      label: `${inLanguage(one.unit.name, language)} · ${one.number}`,
      hint: [
        t('urging:late', {
          count: one.findings,
          day: printDay(one.dueOn, language),
          days: count(one.dueOn, today),
        }),
        lastLetter(one.letters, visit),
      ].join(' '),
    })),
  });
}

function draftRows(drafts: Drafts, form: FormState, { t, language }: Visit) {
  const field = fieldMaker(t, form.values, form.errors);
  return drafts.map(({ letter, of }) => ({
    unit: inLanguage(of.unit.name, language),
    case: of.number,
    href: `/documents/${letter.id}`,
    id: letter.id,
    version: String(letter.version),
    number: {
      ...field(`number-${letter.id}`, { label: 'urging:number', required: false, autocomplete: 'off' }),
      label: t('urging:numberOf', { unit: inLanguage(of.unit.name, language), case: of.number }),
    },
  }));
}

/** Who is late, the letters to write, and those that wait for their numbers. */
export function presentUrging(listing: Listing, form: FormState, visit: Visit): Page {
  const { t } = visit;
  const { late, drafts, today, batch } = listing;
  const field = fieldMaker(t, { datedOn: printDay(today, 'vi'), ...form.values }, form.errors);
  return {
    title: t('urging:title'),
    back: { href: '/findings?view=overdue', label: t('urging:back') },
    errors: errorSummary(t, form.errors),
    lead: t('urging:lead'),
    batch,
    anyLate: late.length > 0,
    cases: casesField(listing, form, visit),
    request: field('request', { label: 'urging:request', hint: true, required: false, rows: 4 }),
    buttons: { label: t('urging:make'), cancel: null, saved: null },
    drafts: draftRows(drafts, form, visit),
    datedOn: field('datedOn', {
      label: 'urging:datedOn',
      hint: true,
      width: 'govuk-input--width-10',
      inputmode: 'numeric',
    }),
    numberButtons: { label: t('urging:giveNumbers'), cancel: null, saved: null },
    empty: { title: t('urging:empty'), text: t('urging:emptyText'), action: null },
  };
}
