import { fieldMaker, errorSummary } from '../shared/fields.js';
import { printDay, printMonth, type Month } from '../shared/dates.js';
import { inLanguage } from '../shared/language.js';
import type { Unit } from '../units/unit.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { typeMonth } from './period.js';
import { paperHref, reportHref } from './report-links.js';

export type Offer = { own: Unit | undefined; months: Month[]; labels: string[]; now: Month };

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function presentMonth(month: Month, code: string, now: Month, { language, t }: Visit) {
  return {
    label: capitalised(printMonth(month, language)),
    href: reportHref(code, month),
    running: month === now ? t('reports:running') : '',
    papers: (['vi', 'en'] as const).map((paper) => ({
      href: paperHref(code, month, paper),
      label: t(`reports:paperIn.${paper}`),
    })),
  };
}

/** The page that leads to every report: the last months of the own unit, and a form for any other unit and month. */
export function presentReportChoice(
  { own, months, labels, now }: Offer,
  form: FormState,
  visit: Visit,
): Page {
  const { t, language } = visit;
  const field = fieldMaker(t, form.values, form.errors);
  return {
    title: t('reports:title'),
    errors: errorSummary(t, form.errors),
    lead: t('reports:lead'),
    unit: own === undefined ? '' : inLanguage(own.name, language),
    months: own === undefined ? [] : months.map((month) => presentMonth(month, own.code, now, visit)),
    form:
      labels.length === 0
        ? null
        : {
            unit: field('unit', { label: 'reports:field.unit', hint: true, suggestions: labels }),
            month: field('month', {
              label: 'reports:field.month',
              hint: true,
              width: 'govuk-input--width-10',
              suggestions: months.map(typeMonth),
            }),
            buttons: { label: t('reports:show'), cancel: null, saved: null },
          },
  };
}

/** From … to … of the month and of the year, in words. */
export const presentPeriod = (
  { period, asOf }: { period: { from: string; to: string; since: string }; asOf: string },
  { language, t }: Visit,
): string =>
  t('reports:period', {
    from: printDay(period.from, language),
    to: printDay(asOf < period.to ? asOf : period.to, language),
    since: printDay(period.since, language),
  });
