import { findingsHref, rulingsBehind } from '../report-links.js';
import { partyOf } from '../subject.js';
import { countTable } from './count-table.js';
import type { FigureTableView, Telling } from './figure-table.js';

type Narrow = { ruling: Parameters<typeof rulingsBehind>[4] };

/** Findings that were given more time, that were refused it, and that were found not remedied. */
export const rulingTable = (telling: Telling): FigureTableView => {
  const { report, t } = telling;
  const lines = report.rulings.map(({ kind, counts }) => ({
    label: t(`reports:ruling.${kind}`),
    counts,
    narrow: { ruling: kind },
    level: 0,
  }));
  return countTable<Narrow>(telling, 'rulings', [{ head: '', lines }], (scope, span, { ruling }) =>
    findingsHref(rulingsBehind(scope, span, partyOf(report), report.period, ruling)),
  );
};
