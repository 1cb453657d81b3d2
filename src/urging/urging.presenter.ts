import { printDay } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import { newId } from '../shared/ids.js';
import { inLanguage, printNumber } from '../shared/language.js';
import { ROWS_PER_PAGE } from '../shared/paging.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import type { LateCase } from './late-cases.queries.js';
import { writeCases } from './urging.form.js';

/** Which letters would be written, and what they ask. `waiting`: cases left out, for a letter of theirs has no number yet. */
export function presentLettersForm(
  form: FormState,
  { cases, waiting }: { cases: readonly LateCase[]; waiting: number },
  visit: Visit,
): Page {
  const { t, language } = visit;
  const field = fieldMaker(t, form.values, form.errors);
  const shown = (count: number) => ({ count, shown: printNumber(count, language) });
  const more = cases.length - ROWS_PER_PAGE;
  return {
    title: t('urging:form'),
    back: { href: '/urging', label: t('urging:list') },
    errors: errorSummary(t, form.errors),
    lead: t('urging:willWrite', shown(cases.length)),
    left: waiting === 0 ? '' : t('urging:leftOut', shown(waiting)),
    any: cases.length > 0,
    batch: String(form.values['batch'] || newId()),
    cases: writeCases(cases.map(({ id }) => id)),
    rows: cases.slice(0, ROWS_PER_PAGE).map((one) => ({
      href: `/inspections/${one.id}#findings`,
      number: one.number,
      unit: inLanguage(one.unit.name, language),
      dueOn: printDay(one.dueOn, language),
    })),
    more: more > 0 ? t('urging:andMore', shown(more)) : '',
    request: field('request', { label: 'urging:request', hint: true, required: false, rows: 4 }),
    buttons: {
      label: t('urging:make', shown(cases.length)),
      cancel: { href: '/urging', label: t('urging:cancel') },
      saved: null,
    },
  };
}
