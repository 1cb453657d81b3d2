import { sectionCodeOf } from '../checklists/checklist.js';
import { printDay } from '../shared/dates.js';
import { oneOf } from '../shared/filter.js';
import { inLanguage, printNumber } from '../shared/language.js';
import type { Page, Visit } from '../web/visit.js';
import { printSection } from './finding-places.js';
import { practised } from './practice-figures.js';
import type { CompiledReport } from './report.js';
import { reportHref } from './report-links.js';
import { presentPeriod } from './reports.presenter.js';
import { scopes } from './scope.js';
import { nameOf } from './subject.js';
import { printTerm } from './term-words.js';

/** The items behind a figure of good practice. What nobody here wrote in the address falls back to the widest figure. */
export function presentPracticeList(report: CompiledReport, visit: Visit): Page {
  const { language, t, query } = visit;
  const { lists, practices, period, term } = report;
  const section = practices?.bySection.find(({ code }) => code === query['section']);
  const scope = oneOf(scopes, query['scope']) ?? report.scopes[0] ?? 'own';
  const span = oneOf(['month', 'year'] as const, query['span']) ?? 'year';
  const rows = practised(lists.practices ?? [], period, span, section?.code).filter((row) =>
    row.scopes.includes(scope),
  );
  return {
    title: t('reports:practices.title', { count: printNumber(rows.length, language) }),
    caption: `${nameOf(report, language)} · ${printTerm(term, language)}`,
    back: {
      href: reportHref(report.unit.code, term),
      label: t('reports:reportTitle', { term: printTerm(term, language) }),
    },
    actions: null,
    narrowed: [
      t(`reports:scope.${scope}`),
      t(`reports:span.${span}`),
      ...(section === undefined ? [] : [printSection(section, { language, t })]),
    ].join(' · '),
    period: presentPeriod(report, visit),
    rows: rows.map(({ inspectionId, number, unit, code, text, note, on }) => ({
      unit: inLanguage(unit, language),
      number,
      href: `/inspections/${inspectionId}/checklist/${sectionCodeOf(code)}#item-${code}`,
      item: `${code}. ${inLanguage(text, language)}`,
      note,
      on: printDay(on, language),
    })),
  };
}
