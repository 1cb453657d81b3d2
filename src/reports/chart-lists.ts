import type { Cell } from '../exports/table-file.js';
import { inLanguage } from '../shared/language.js';
import { signCounts, standings, type SignCount, type Standing } from './chart-figures.js';
import { heatOf, type HeatRow } from './coverage-heat.js';
import { rowName } from './heat-chart.js';
import type { ListColumn } from './list-columns.js';
import type { ReportList } from './report-lists.js';
import type { Telling } from './tables/figure-table.js';
import { rateOf } from './trend-chart.js';
import type { TrendPoint } from './trend-point.js';

/** Makes columns of rows of one kind. */
const columnsOf =
  <Row>() =>
  (name: string, label: string, kind: 'text' | 'number', value: (row: Row) => Cell): ListColumn<Row> => ({
    name,
    label,
    kind,
    width: kind === 'text' ? 40 : 14,
    value,
  });

const list = <Row>(
  { t }: Telling,
  name: string,
  columns: ListColumn<Row>[],
  rows: readonly Row[],
): ReportList<never> => ({ name, title: t(`reportFiles:list.${name}`), columns, rows: rows as never });

function trendList(telling: Telling) {
  const { report, t } = telling;
  const column = columnsOf<TrendPoint>();
  return list(
    telling,
    'trend',
    [
      column('month', t('reports:chart.month'), 'text', ({ month }) => month),
      column('inspections', t('reports:chart.inspections'), 'number', (point) => point.inspections),
      column('findings', t('reports:chart.findings'), 'number', (point) => point.findings),
      column('closed', t('reportFiles:column.closed'), 'number', ({ closed }) => closed),
      column('onTime', t('reportFiles:column.onTime'), 'number', ({ onTime }) => onTime),
      column('rate', t('reports:chart.onTime'), 'number', (point) => rateOf(point) ?? undefined),
    ],
    report.trend ?? [],
  );
}

function signsList(telling: Telling) {
  const { report, language, t } = telling;
  const column = columnsOf<SignCount>();
  return list(
    telling,
    'signs',
    [
      column('signCode', t('reportFiles:column.signCode'), 'text', ({ sign }) => sign.code),
      column('sign', t('charts:sign'), 'text', ({ sign }) => inLanguage(sign.text, language)),
      column('findings', t('charts:findings'), 'number', ({ count }) => count),
      column('share', t('reportFiles:column.share'), 'number', ({ share }) => share),
    ],
    signCounts(report),
  );
}

function rankingList(telling: Telling) {
  const { report, language, t } = telling;
  const column = columnsOf<Standing>();
  return list(
    telling,
    'ranking',
    [
      column('unit', t('charts:unit'), 'text', ({ label }) => label),
      column('open', t('charts:open'), 'number', ({ open }) => open),
      column('overdue', t('charts:overdue'), 'number', ({ overdue }) => overdue),
      column('change', t('charts:change'), 'number', ({ change }) => change),
    ],
    standings(report, language),
  );
}

/** A column for each month; a month is called the same in every language. */
function visitsList(telling: Telling) {
  const { report, t } = telling;
  const { units, visited } = report.lists;
  const { months, rows } = heatOf(units, visited, report.period.since, report.asOf);
  const column = columnsOf<HeatRow>();
  return list(
    telling,
    'visits',
    [
      column('unit', t('charts:unit'), 'text', (row) => rowName(row, telling)),
      ...months.map((month, at) => column(month, month, 'number', (row) => row.visits[at])),
    ],
    rows,
  );
}

/** What the pictures of a report are drawn of, as lists: all of it, also what a picture has no room for. */
export const chartLists = (telling: Telling): ReportList<never>[] => [
  trendList(telling),
  signsList(telling),
  rankingList(telling),
  visitsList(telling),
];
