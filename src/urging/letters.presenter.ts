import { printDay, type Day } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import { inLanguage, printNumber } from '../shared/language.js';
import type { Page as Rows } from '../shared/paging.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import type { WaitingLetter } from './urging.service.js';

/** A page of the letters that wait; `key` is that of the page. */
type Shown = Rows<WaitingLetter> & { count: number; key: string; today: Day };

const at = (path: string, key: string | null): string =>
  key === null || key === '' ? path : `${path}?key=${encodeURIComponent(key)}`;

function presentRow({ letter, of }: WaitingLetter, form: FormState, { t, language }: Visit) {
  const unit = inLanguage(of.unit.name, language);
  const field = fieldMaker(t, form.values, form.errors);
  return {
    href: `/documents/${letter.id}`,
    see: t('urging:see', { number: of.number }),
    id: letter.id,
    version: String(letter.version),
    number: {
      ...field(`number-${letter.id}`, { label: 'urging:number', required: false, autocomplete: 'off' }),
      label: t('urging:numberOf', { unit, case: of.number }),
    },
  };
}

/** Letters to print and sign, then to number. */
export function presentLetters(shown: Shown, form: FormState, visit: Visit): Page {
  const { t, language } = visit;
  const { rows, count, key, today, previous, next } = shown;
  const field = fieldMaker(t, { datedOn: printDay(today, 'vi'), ...form.values }, form.errors);
  const pageAt = (other: string | null) => (other === null ? null : at('/urging/letters', other));
  return {
    title: t('urging:waitingTitle'),
    back: { href: '/urging', label: t('urging:list') },
    errors: errorSummary(t, form.errors),
    lead: t('urging:waitingLead', { count, shown: printNumber(count, language) }),
    action: at('/urging/numbers', key),
    rows: rows.map((row) => presentRow(row, form, visit)),
    datedOn: field('datedOn', {
      label: 'urging:datedOn',
      hint: true,
      width: 'govuk-input--width-10',
      inputmode: 'numeric',
    }),
    buttons: { label: t('urging:giveNumbers'), cancel: null, saved: null },
    pages: { previous: pageAt(previous), next: pageAt(next) },
    empty: {
      title: t('urging:noLetters'),
      text: t('urging:noLettersText'),
      action: { href: '/urging', label: t('urging:list') },
    },
  };
}
