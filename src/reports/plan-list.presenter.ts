import { oneOf } from '../shared/filter.js';
import { inLanguage, printNumber } from '../shared/language.js';
import { printDay, printMonth } from '../shared/dates.js';
import type { Page, Visit } from '../web/visit.js';
import { planCounts, planned } from './plan-figures.js';
import type { CompiledReport } from './report.js';
import { reportHref } from './report-links.js';
import { presentPeriod } from './reports.presenter.js';
import { scopes } from './scope.js';
import { nameOf } from './subject.js';
import { printTerm } from './term-words.js';

/** The lines of plans behind a figure. What nobody here wrote in the address falls back to the widest figure. */
export function presentPlanList(report: CompiledReport, visit: Visit): Page {
  const { language, t, query } = visit;
  const count = oneOf(planCounts, query['standing']) ?? 'all';
  const scope = oneOf(scopes, query['scope']) ?? 'own';
  const span = oneOf(['month', 'year'] as const, query['span']) ?? 'year';
  const { lists, term, asOf } = report;
  const rows = planned(lists.plan ?? [], term, asOf, span, count).filter((row) => row.scopes.includes(scope));
  return {
    title: t('reports:plan.title', { count: printNumber(rows.length, language) }),
    caption: `${nameOf(report, language)} · ${printTerm(term, language)}`,
    back: {
      href: reportHref(report.unit.code, term),
      label: t('reports:reportTitle', { term: printTerm(term, language) }),
    },
    actions: null,
    narrowed: [t(`reports:scope.${scope}`), t(`reports:span.${span}`), t(`reports:plan.${count}`)].join(
      ' · ',
    ),
    period: presentPeriod(report, visit),
    rows: rows.map(({ unit, authority, kind, topic, from, to, planId, done }) => ({
      unit: inLanguage(unit, language),
      href: `/plans/${planId}`,
      authority: inLanguage(authority, language),
      what: `${t(`inspections:kind.${kind}`)}: ${inLanguage(topic, language)}`,
      months: [...new Set([from, to])].map((month) => printMonth(month, language)).join(' – '),
      done:
        done === undefined || done.on > asOf
          ? null
          : { href: `/inspections/${done.id}`, label: `${done.number} · ${printDay(done.on, language)}` },
    })),
  };
}
