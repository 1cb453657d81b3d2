import { printDay } from '../shared/dates.js';
import { printNumber } from '../shared/language.js';
import { printSpan } from '../plans/plan-words.js';
import type { Visit } from '../web/visit.js';
import type { Burden, BurdenLimits } from './burden.js';

/** What stands on the page of a unit, and above a visit that is being prepared. */
export type BurdenView = {
  warnings: string[];
  table: { caption: string; columns: string[]; rows: { label: string; values: string[] }[] };
};

function warningsOf(
  { bunch, neglected }: Burden,
  { visits: most, withinDays: days, monthsBetween: months }: BurdenLimits,
  { t, language }: Pick<Visit, 't' | 'language'>,
): string[] {
  const warnings: string[] = [];
  if (bunch !== undefined) {
    const [from, to] = [bunch.from, bunch.to].map((day) => printDay(day, language));
    warnings.push(t('burden:bunch', { count: bunch.visits, from, to, most, days }));
  }
  if (neglected !== undefined) {
    const { lastVisit } = neglected;
    const since = {
      months,
      day: lastVisit === undefined ? '' : printDay(lastVisit, language),
    };
    warnings.push(lastVisit === undefined ? t('burden:never') : t('burden:neglected', since));
  }
  return warnings;
}

/** The burden of a unit by quarter, with what is too much or too little. */
export function presentBurden(
  burden: Burden,
  limits: BurdenLimits,
  visit: Pick<Visit, 't' | 'language'>,
): BurdenView {
  const { t, language } = visit;
  const number = (value: number) => printNumber(value, language);
  return {
    warnings: warningsOf(burden, limits, visit),
    table: {
      caption: t('burden:title'),
      columns: ['quarter', 'visits', 'requests', 'inspectorDays'].map((name) => t(`burden:column.${name}`)),
      rows: burden.quarters.map(({ from, to, visits, requests, inspectorDays }) => ({
        label: printSpan({ from, to }, language, t),
        values: [number(visits), number(requests), number(inspectorDays)],
      })),
    },
  };
}
