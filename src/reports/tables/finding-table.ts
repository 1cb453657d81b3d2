import { inLanguage } from '../../shared/language.js';
import { findingsBehind, findingsHref } from '../report-links.js';
import { countTable } from './count-table.js';
import type { FigureTableView, Telling } from './figure-table.js';

type Narrow = Parameters<typeof findingsBehind>[4];

/** Findings in all, by severity, and by sign in the order of the catalogue. */
export function findingTable(telling: Telling): FigureTableView {
  const { report, language, t } = telling;
  const { findings, unit, period } = report;
  const severities = findings.bySeverity.map(({ severity, counts }) => ({
    label: t(`findings:severity.${severity}`),
    counts,
    narrow: { severity },
  }));
  const signs = findings.bySign.map(({ sign, counts }) => ({
    label: `${sign.code}. ${inLanguage(sign.text, language)}`,
    counts,
    narrow: { sign: sign.code },
    note: sign.provisional ? t('reports:provisionalSign') : '',
  }));
  return countTable<Narrow>(
    telling,
    'findings',
    { label: t('reports:total'), counts: findings.total, narrow: {} },
    [
      {
        head: t('reports:byRepetition'),
        lines: [{ label: t('reports:repeated'), counts: findings.repeated, narrow: { repeat: 'yes' } }],
      },
      { head: t('reports:bySeverity'), lines: severities },
      { head: t('reports:bySign'), lines: signs },
    ],
    (scope, span, narrow) => findingsHref(findingsBehind(scope, span, unit.id, period, narrow)),
  );
}
