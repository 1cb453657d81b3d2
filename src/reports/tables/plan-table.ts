import { planHref } from '../report-links.js';
import { isNothing } from '../scope.js';
import { countTable } from './count-table.js';
import type { FigureTableView, Telling } from './figure-table.js';

/** What the plans of the year meant to do up to the end of the term, and what became of it. Null where nobody planned anything. */
export function planTable(telling: Telling): FigureTableView | null {
  const { report, t } = telling;
  const { plan = [], unit, term } = report;
  const [all] = plan;
  if (all === undefined || isNothing(all.counts)) return null;
  const scopes = report.scopes.filter((scope) => all.counts[scope].year > 0);
  if (scopes.length === 0) return null;
  const lines = plan.map(({ count, counts }) => ({
    label: t(`reports:plan.${count}`),
    counts,
    narrow: { standing: count },
    level: count === 'all' ? 0 : 1,
  }));
  return countTable<{ standing: string }>(
    { ...telling, report: { ...report, scopes } },
    'plan',
    [{ head: '', lines }],
    (scope, span, { standing }) => planHref(unit.code, term, { standing, scope, span }),
  );
}
