import { rowsBehind, type Behind } from '../reports/figure-rows.js';
import { readKey } from '../reports/figure-key.js';
import type { CompiledReport } from '../reports/report.js';
import { printTerm } from '../reports/term-words.js';
import { printMonth } from '../shared/dates.js';
import { inLanguage, printNumber } from '../shared/language.js';
import type { Page, Visit } from '../web/visit.js';
import { changed } from './comparison.js';
import type { Filing } from './filing.js';

type WalkRow = { id: string; number: string; href: string; unit: string; what: string };

function rowsOf(behind: Behind | undefined, { t, language }: Visit): WalkRow[] {
  if (behind === undefined) return [];
  if (behind.kind === 'units')
    return behind.rows.map(({ id, code, name }) => ({
      id,
      number: code,
      href: `/units/${id}`,
      unit: inLanguage(name, language),
      what: '',
    }));
  if (behind.kind === 'plan')
    return behind.rows.map(({ id, planId, unit, kind, topic, to, done }) => ({
      id,
      number: done?.number ?? printMonth(to, language),
      href: `/plans/${planId}`,
      unit: inLanguage(unit, language),
      what: `${t(`inspections:kind.${kind}`)}: ${inLanguage(topic, language)}`,
    }));
  if (behind.kind === 'practices')
    return behind.rows.map(({ id, inspectionId, number, unit, code, text }) => ({
      id,
      number,
      href: `/inspections/${inspectionId}`,
      unit: inLanguage(unit, language),
      what: `${code}. ${inLanguage(text, language)}`,
    }));
  if (behind.kind === 'inspections')
    return behind.rows.map(({ id, number, unit, kind, topic }) => ({
      id,
      number,
      href: `/inspections/${id}`,
      unit: inLanguage(unit, language),
      what: `${t(`inspections:kind.${kind}`)}: ${inLanguage(topic, language)}`,
    }));
  if (behind.kind === 'handlings')
    return behind.rows.map(({ id, number, unit, who, measure }) => ({
      id,
      number,
      href: `/handling/${id}`,
      unit: inLanguage(unit, language),
      what: `${who}: ${inLanguage(measure, language)}`,
    }));
  return behind.rows.map(({ id, number, unit, seen }) => ({
    id,
    number,
    href: `/findings/${id}`,
    unit: inLanguage(unit, language),
    what: seen,
  }));
}

/** The cases behind one figure, and which of them came or went since the period before. */
export function presentWalk(
  filing: Filing,
  figure: { key: string; label: string; section: string },
  now: CompiledReport,
  before: CompiledReport | undefined,
  visit: Visit,
): Page {
  const { t, language } = visit;
  const of = readKey(figure.key);
  const [rows, earlier] = [now, before].map((report) =>
    report === undefined ? [] : rowsOf(rowsBehind(report, figure.key), visit),
  ) as [WalkRow[], WalkRow[]];
  const { added, gone } = changed(earlier, rows);
  const among = (all: WalkRow[], some: { id: string }[]) => {
    const ids = new Set(some.map(({ id }) => id));
    return all.filter(({ id }) => ids.has(id));
  };
  const term = before === undefined ? '' : printTerm(before.term, language);
  return {
    title: `${t(`reports:section.${figure.section}`)}: ${figure.label}`,
    caption: [
      inLanguage((filing.cluster ?? filing.unit).name, language),
      printTerm(filing.term, language),
      ...(of === undefined ? [] : [t(`reports:scope.${of.scope}`), t(`reports:span.${of.span}`)]),
    ].join(' · '),
    back: { href: `/filings/${filing.id}`, label: t('filings:walk.back') },
    actions: null,
    lead: t(filing.issued === undefined ? 'filings:walk.live' : 'filings:walk.asOf'),
    lists: [
      { caption: t('filings:walk.all', { count: printNumber(rows.length, language) }), rows },
      ...(before === undefined
        ? []
        : [
            { caption: t('filings:walk.added', { term }), rows: among(rows, added) },
            { caption: t('filings:walk.gone', { term }), rows: among(earlier, gone) },
          ]),
    ],
  };
}
