import { presentTimeline } from '../history/timeline.presenter.js';
import { numberOf } from '../inspections/inspection-words.js';
import type { Inspection } from '../inspections/inspection.js';
import type { Limits } from '../settings/limits.js';
import { printDay } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import type { Translate } from '../shared/language.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { yearsAfter, yearsKept } from './disposal.js';
import type { Retention } from './retention.js';

export type Keeping = {
  inspection: Pick<Inspection, 'id' | 'number' | 'closedOn'>;
  retention: Retention;
  limits: Limits<'retention'>;
  /** Whether something serious was found. */
  serious: boolean;
};

const yearsWords = (years: number | undefined, t: Translate): string =>
  years === undefined || years === 0 ? t('disposals:forEver') : t('disposals:years', { count: years });

/** For how long the files of a case are kept, by whose word, and until when once it is closed. */
export function keptWords(
  { inspection, retention, limits, serious }: Keeping,
  { t, language }: Pick<Visit, 't' | 'language'>,
): string {
  const years = yearsKept(limits, serious, retention.years);
  const basis = retention.years !== undefined ? 'own' : serious ? 'serious' : 'rule';
  const kept = t(`disposals:kept.${basis}`, { years: yearsWords(years, t) });
  if (years === undefined || inspection.closedOn === undefined) return kept;
  const until = printDay(yearsAfter(inspection.closedOn, years), language);
  return `${kept} ${t('disposals:kept.until', { until })}`;
}

/** The form that gives the files of a case another term, or the one of the rule again. */
export function presentRetention(form: FormState, keeping: Keeping, visit: Visit): Page {
  const { t, language } = visit;
  const { inspection, retention, limits, serious } = keeping;
  const values = { years: String(retention.years ?? ''), ...form.values };
  const field = fieldMaker(t, values, form.errors);
  const here = `/inspections/${inspection.id}`;
  const rule = yearsWords(yearsKept(limits, serious), t);
  return {
    title: t('disposals:retention'),
    back: { href: here, label: numberOf(inspection, t) },
    errors: errorSummary(t, form.errors),
    lead: keptWords(keeping, visit),
    action: `${here}/retention`,
    version: String(form.values['version'] ?? retention.version),
    years: {
      ...field('years', {
        label: 'disposals:field.years',
        required: false,
        width: 'govuk-input--width-4',
        inputmode: 'numeric',
      }),
      hint: t('disposals:field.yearsHint', { rule }),
    },
    reason: field('reason', { label: 'disposals:field.whyOther', rows: 3 }),
    buttons: {
      label: t('disposals:setRetention'),
      cancel: { href: here, label: t('inspections:act.back') },
      saved: null,
    },
    history: { events: presentTimeline(retention.history, language, t) },
  };
}
