import { printDay } from '../shared/dates.js';
import { inLanguage, printNumber } from '../shared/language.js';
import { link, type ActionView } from '../web/parts.js';
import type { Page, Visit } from '../web/visit.js';
import {
  fileHref,
  findingsBehind,
  findingsHref,
  inspectionsBehind,
  inspectionsHref,
  paperHref,
  remediationBehind,
  reportHref,
} from './report-links.js';
import { reportFormats } from './report-formats.js';
import { isEmpty } from './empty-report.js';
import type { CompiledReport } from './report.js';
import type { Scope } from './scope.js';
import { presentBasis, presentPeriod } from './reports.presenter.js';
import { presentContent } from './report-content.js';
import { nameOf, partyOf } from './subject.js';
import type { Telling } from './tables/figure-table.js';
import { printTerm } from './term-words.js';
import { printBalance, printLateness } from './tables/remediation-table.js';
import type { ChartView } from './chart.js';

/** The overdue that a page shows before it leads to the list. */
const OVERDUE_SHOWN = 10;

/** Four figures of a scope, each opening its list. */
function presentCards({ report, language, t }: Telling, scope: Scope) {
  const { period, asOf } = report;
  const number = (value: number) => printNumber(value, language);
  const behind = remediationBehind(scope, partyOf(report), period, asOf);
  const { closing, overdue } = report.remediation[scope];
  const card = (name: string, value: number, href: string, note: string) => ({
    label: t(`reports:card.${name}`),
    value: number(value),
    href,
    change: '',
    tone: 'plain',
    note,
  });
  const inspections = report.inspections.total[scope];
  const findings = report.findings.total[scope];
  const inMonth = (count: number) => t('reports:inMonth', { count: number(count) });
  return [
    card(
      `inspections.${scope}`,
      inspections.year,
      inspectionsHref(inspectionsBehind(scope, 'year', partyOf(report), period)),
      inMonth(inspections.month),
    ),
    card(
      'findings',
      findings.year,
      findingsHref(findingsBehind(scope, 'year', partyOf(report), period)),
      inMonth(findings.month),
    ),
    card(
      'closing',
      closing,
      findingsHref(behind.closing),
      printBalance(report.remediation[scope], { report, language, t }),
    ),
    card(
      'overdue',
      overdue.count,
      findingsHref(behind.overdue),
      printLateness(overdue, { report, language, t }),
    ),
  ];
}

function presentOverdue(telling: Telling) {
  const { report, language, t } = telling;
  const scope = report.scopes.find((one) => report.remediation[one].overdue.count > 0);
  if (scope === undefined) return null;
  const overdue = report.lists.overdue.filter((row) => row.scopes.includes(scope));
  const behind = remediationBehind(scope, partyOf(report), report.period, report.asOf);
  const shown = overdue.slice(0, OVERDUE_SHOWN);
  return {
    caption: `${t('reports:section.overdue')} · ${t(`reports:scope.${scope}`)}`,
    all: findingsHref(behind.overdue),
    more:
      overdue.length > shown.length ? t('reports:shownOf', { shown: shown.length, all: overdue.length }) : '',
    rows: shown.map((row) => ({
      href: `/findings/${row.id}`,
      number: row.number,
      unit: inLanguage(row.unit, language),
      mustDo: row.mustDo,
      dueOn: printDay(row.dueOn, language),
      lamp: {
        tone: 'alarm',
        shape: '■',
        text: t('reports:daysLate', { count: report.days(row.dueOn, report.asOf) }),
      },
    })),
  };
}

/** As many rows have the lists of the paper's annexes, or nearly: what decides whether somebody waits for it. */
const rowsOf = ({ scopes, inspections, findings }: CompiledReport): number =>
  scopes.reduce((sum, scope) => sum + inspections.total[scope].year + findings.total[scope].year, 0);

/** The same report with its signs counted the other way. */
function presentOtherSigns({ unit, term }: CompiledReport, t: Telling['t']) {
  const { signs, ...usual } = term;
  return signs === undefined
    ? { href: reportHref(unit.code, { ...usual, signs: 'recorded' }), label: t('reports:signs.toRecorded') }
    : { href: reportHref(unit.code, usual), label: t('reports:signs.toUsual') };
}

/** The report on screen: every figure leads to the list that it counts. */
export function presentReport(
  report: CompiledReport,
  charts: ChartView[],
  { file, rowsAtOnce, signVersions }: { file: ActionView | null; rowsAtOnce: number; signVersions: number[] },
  visit: Visit,
): Page {
  const { language, t } = visit;
  const telling: Telling = { report, language, t };
  const { unit, term } = report;
  const nothing = isEmpty(report);
  const paper = (to: 'vi' | 'en'): ActionView =>
    rowsOf(report) > rowsAtOnce
      ? {
          label: t(`reports:paperIn.${to}`),
          href: `${reportHref(unit.code, term)}/paper`,
          post: true,
          fields: [{ name: 'language', value: to }],
        }
      : link(t(`reports:paperIn.${to}`), paperHref(unit.code, term, to));
  const shorter = (['summary', 'sheet'] as const).map((variant) =>
    link(t(`reports:variant.${variant}`), paperHref(unit.code, term, language, variant)),
  );
  const files = reportFormats.map((format) =>
    link(t(`reportFiles:${format}`), fileHref(unit.code, term, format)),
  );
  return {
    title: t('reports:reportTitle', { term: printTerm(term, language) }),
    caption: nameOf(report, language),
    back: { href: '/reports', label: t('reports:title') },
    actions: {
      main: file ?? paper(language),
      more: [
        ...(file === null ? [] : [paper(language)]),
        paper(language === 'vi' ? 'en' : 'vi'),
        ...shorter,
        ...files,
      ],
      blocked: [],
    },
    provisional: report.provisional
      ? {
          tone: 'amber',
          role: 'note',
          title: t('reports:provisional'),
          text: t('reports:provisionalText', { day: printDay(report.asOf, language) }),
        }
      : null,
    period: presentPeriod(report, visit),
    counted: presentBasis(report, visit),
    otherSigns: signVersions.length < 2 ? null : presentOtherSigns(report, t),
    nothing: nothing ? { title: t('reports:nothing'), text: t('reports:nothingText'), action: null } : null,
    // Whose figures they are stands above them: a city's own are not those of the authorities below it.
    cards: nothing
      ? []
      : report.scopes.map((scope) => ({
          heading: report.scopes.length === 1 ? '' : t(`reports:scope.${scope}`),
          cards: presentCards(telling, scope),
        })),
    charts,
    sections: presentContent(telling),
    overdue: presentOverdue(telling),
  };
}
