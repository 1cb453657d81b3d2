import { printSection } from '../finding-places.js';
import { practicesHref } from '../report-links.js';
import { isNothing } from '../scope.js';
import { countTable } from './count-table.js';
import type { FigureTableView, Telling } from './figure-table.js';

type Narrow = { section?: string };

/** Good practice in all and by section of the checklist. Null where nobody was an example. */
export function practiceTable(telling: Telling): FigureTableView | null {
  const { report, t } = telling;
  const { practices, unit, term } = report;
  if (practices === undefined || isNothing(practices.total)) return null;
  const sections = practices.bySection.map((line) => ({
    label: printSection(line, telling),
    counts: line.counts,
    narrow: { section: line.code },
  }));
  return countTable<Narrow>(
    telling,
    'practices',
    [
      { head: '', lines: [{ label: t('reports:total'), counts: practices.total, narrow: {}, level: 0 }] },
      { head: t('reports:bySection'), lines: sections },
    ],
    (scope, span, narrow) => practicesHref(unit.code, term, { ...narrow, scope, span }),
  );
}
