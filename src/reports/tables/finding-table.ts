import { inLanguage } from '../../shared/language.js';
import { findingsBehind, findingsHref } from '../report-links.js';
import {
  countRow,
  headRow,
  spanColumns,
  tableOf,
  type FigureTableView,
  type Href,
  type Telling,
} from './figure-table.js';

/** Findings in all, by severity, and by sign in the order of the catalogue. */
export function findingTable(telling: Telling): FigureTableView {
  const { report, language, t } = telling;
  const { findings, unit, period } = report;
  const href =
    (narrow: Parameters<typeof findingsBehind>[4]): Href =>
    (scope, span) =>
      findingsHref(findingsBehind(scope, span, unit.id, period, narrow));
  const rows = [
    countRow(telling, t('reports:total'), findings.total, href({}), { bold: true }),
    headRow(telling, t('reports:bySeverity')),
    ...findings.bySeverity.map(({ severity, counts }) =>
      countRow(telling, t(`findings:severity.${severity}`), counts, href({ severity }), { level: 1 }),
    ),
    headRow(telling, t('reports:bySign')),
    ...findings.bySign.map(({ sign, counts }) =>
      countRow(
        telling,
        `${sign.code}. ${inLanguage(sign.text, language)}`,
        counts,
        href({ sign: sign.code }),
        {
          level: 1,
          note: sign.provisional ? t('reports:provisionalSign') : '',
        },
      ),
    ),
  ];
  return tableOf(telling, 'findings', spanColumns(t), rows);
}
