import { inLanguage, printNumber } from '../shared/language.js';
import { drawBars, type Bars } from './bars-chart.js';
import type { Block } from '../paper/paper.js';
import { chartBlocks, type Chart } from './chart.js';
import { scopeOfSigns, signCounts, standings } from './chart-figures.js';
import { heatCharts } from './heat-chart.js';
import { isEmpty } from './empty-report.js';
import type { Telling } from './tables/figure-table.js';
import { trendChart } from './trend.presenter.js';
import type { TrendPoint } from './trend-point.js';

/** More bars than one takes in at a glance help nobody; the figures of all stand in the tables. */
const SHOWN = 10;

const chartOf = (
  title: string,
  columns: string[],
  bars: Bars,
  cells: (index: number) => string[],
): Chart => ({
  title,
  columns,
  rows: bars.rows.map(({ label }, index) => ({ label, values: cells(index) })),
  draw: (place) => drawBars(bars, place),
});

/** Signs of the directive by how often they were found since the start of the year, in the first scope that has any. */
export function signsChart({ report, language, t }: Telling): Chart | null {
  const scope = scopeOfSigns(report);
  if (scope === undefined) return null;
  const lines = signCounts(report).slice(0, SHOWN);
  const rows = lines.map(({ sign, count }) => ({
    label: `${sign.code}. ${inLanguage(sign.text, language)}`,
    values: [count],
    said: printNumber(count, language),
  }));
  const title = t('charts:signs', { scope: t(`reports:scope.${scope}`) });
  const bars = { series: [t('charts:findings')], rows };
  const columns = [t('charts:sign'), t('charts:findings'), t('charts:share')];
  return chartOf(title, columns, bars, (index) => {
    const { count, share } = lines[index] ?? { count: 0, share: 0 };
    return [printNumber(count, language), `${printNumber(share, language)} %`];
  });
}

/** The units with the most work overdue and open, and how that changed. Null where there is only one unit to look at. */
export function rankingChart(telling: Telling): Chart | null {
  const { language, t } = telling;
  const all = standings(telling.report, language);
  if (all.length < 2) return null;
  const shown = all.slice(0, SHOWN);
  const number = (value: number) => printNumber(value, language);
  const signed = (value: number) =>
    value > 0 ? `+${number(value)}` : value < 0 ? `−${number(-value)}` : '±0';
  const bars = {
    series: [t('charts:notOverdue'), t('charts:overdue')],
    rows: shown.map(({ label, open, overdue, change }) => ({
      label,
      values: [open - overdue, overdue],
      said: `${number(open)} (${signed(change)})`,
    })),
  };
  const columns = [t('charts:unit'), t('charts:open'), t('charts:overdue'), t('charts:change')];
  const title = t('charts:ranking', { shown: number(shown.length), count: number(all.length) });
  return chartOf(title, columns, bars, (index) => {
    const { open, overdue, change } = shown[index] ?? { open: 0, overdue: 0, change: 0 };
    return [number(open), number(overdue), signed(change)];
  });
}

/** What a report is drawn in: the last thirteen months, the signs, the units by what is open, and when they were visited. None for a report without any case. */
export function reportCharts(telling: Telling, trend: readonly TrendPoint[]): Chart[] {
  if (isEmpty(telling.report)) return [];
  const { language, t } = telling;
  const charts = [
    trendChart(trend, language, t),
    signsChart(telling),
    rankingChart(telling),
    ...heatCharts(telling),
  ];
  return charts.filter((chart) => chart !== null);
}

/** The same as parts of a paper, or only the first of them. */
export async function paperCharts(
  telling: Telling,
  trend: readonly TrendPoint[],
  most = Infinity,
): Promise<Block[]> {
  const charts = reportCharts(telling, trend).slice(0, most);
  const alt = (chart: Chart) => telling.t('charts:alt', { title: chart.title });
  return (await Promise.all(charts.map((chart) => chartBlocks(chart, alt(chart))))).flat();
}
