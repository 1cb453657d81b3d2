import { kinds } from '../inspections/inspection.js';
import { inLanguage, printNumber } from '../shared/language.js';
import type { Page, Visit } from '../web/visit.js';
import { unitGroups, unitsBehind, type CoverageOf, type CoveredUnit } from './coverage.js';
import type { CompiledReport } from './report.js';
import { inspectionsBehind, inspectionsHref, reportHref } from './report-links.js';
import { presentPeriod } from './reports.presenter.js';
import { scopes } from './scope.js';
import { nameOf, partyOf } from './subject.js';
import { printTerm } from './term-words.js';
import { oneOf } from '../shared/filter.js';

/** Reads which figure of coverage is asked for. What nobody here wrote falls back to the widest figure. */
export function readCoverage(query: Record<string, string>): CoverageOf {
  const kind = oneOf(kinds, query['kind']);
  return {
    group: oneOf(unitGroups, query['group']) ?? 'communes',
    scope: oneOf(scopes, query['scope']) ?? 'own',
    span: oneOf(['month', 'year'] as const, query['span']) ?? 'year',
    ...(kind === undefined ? {} : { kind }),
  };
}

function presentUnit(unit: CoveredUnit, report: CompiledReport, query: CoverageOf, { language }: Visit) {
  const narrow = query.kind === undefined ? {} : { kind: query.kind };
  const list = inspectionsBehind(query.scope, query.span, partyOf(report), report.period, narrow);
  return {
    name: inLanguage(unit.name, language),
    code: unit.code,
    href: `/units/${unit.id}`,
    inspections: inspectionsHref({ ...list, unit: unit.id }),
  };
}

/** The units of a level that were inspected, as many as the figure says, and those that were not. */
export function presentCoverage(report: CompiledReport, query: CoverageOf, visit: Visit): Page {
  const { language, t } = visit;
  const { units, visited } = report.lists;
  const { covered, missed } = unitsBehind(units, visited, report.period, query);
  const number = (value: number) => printNumber(value, language);
  const row = (unit: CoveredUnit) => presentUnit(unit, report, query, visit);
  return {
    title: t('reports:coverage.title', {
      covered: number(covered.length),
      all: number(covered.length + missed.length),
      group: t(`reports:group.${query.group}`).toLowerCase(),
    }),
    caption: `${nameOf(report, language)} · ${printTerm(report.term, language)}`,
    back: {
      href: reportHref(report.unit.code, report.term),
      label: t('reports:reportTitle', { term: printTerm(report.term, language) }),
    },
    actions: null,
    narrowed: [
      t(`reports:scope.${query.scope}`),
      t(`reports:span.${query.span}`),
      ...(query.kind === undefined ? [] : [t(`inspections:kind.${query.kind}`)]),
    ].join(' · '),
    period: presentPeriod(report, visit),
    covered: { caption: t('reports:coverage.covered'), rows: covered.map(row) },
    missed: {
      caption: t('reports:coverage.missed', { count: number(missed.length) }),
      rows: missed.map(row),
    },
  };
}
