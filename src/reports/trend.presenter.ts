import { printMonth } from '../shared/dates.js';
import { printNumber, type Language, type Translate } from '../shared/language.js';
import { chartView, type Chart, type ChartView } from './chart.js';
import { LINES, drawTrend, rateOf, type ChartWords } from './trend-chart.js';
import type { TrendPoint } from './trend-point.js';

const wordsIn = (t: Translate): ChartWords => ({
  inspections: t('reports:chart.inspections'),
  findings: t('reports:chart.findings'),
  onTime: t('reports:chart.onTime'),
  number: t('reports:chart.number'),
  percent: t('reports:chart.percent'),
});

/** Inspections, findings and the share remedied on time, month by month. */
export function trendChart(points: readonly TrendPoint[], language: Language, t: Translate): Chart {
  const words = wordsIn(t);
  const printRate = (rate: number | null) => (rate === null ? '–' : `${printNumber(rate, language)} %`);
  return {
    title: t('reports:chart.title', { count: points.length }),
    columns: [t('reports:chart.month'), ...LINES.map(({ name }) => words[name])],
    rows: points.map((point) => ({
      label: printMonth(point.month, language),
      values: [
        printNumber(point.inspections, language),
        printNumber(point.findings, language),
        printRate(rateOf(point)),
      ],
    })),
    draw: (place) => drawTrend(points, words, place),
  };
}

/** The trend as a page shows it. */
export const presentTrendChart = (
  points: readonly TrendPoint[],
  language: Language,
  t: Translate,
): Promise<ChartView> => chartView(trendChart(points, language, t));
