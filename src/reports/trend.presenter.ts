import { printMonth } from '../shared/dates.js';
import { printNumber, type Language, type Translate } from '../shared/language.js';
import { LINES, drawTrend, rateOf, type ChartWords } from './trend-chart.js';
import type { TrendPoint } from './trend.queries.js';

/** A chart as views/components/chart.hbs prints it: the drawing, and its figures for those who cannot see it. */
export type ChartView = {
  title: string;
  svg: string;
  columns: string[];
  rows: { label: string; values: string[] }[];
};

const wordsIn = (t: Translate): ChartWords => ({
  inspections: t('reports:chart.inspections'),
  findings: t('reports:chart.findings'),
  onTime: t('reports:chart.onTime'),
  number: t('reports:chart.number'),
  percent: t('reports:chart.percent'),
});

/** Inspections, findings and the share remedied on time, month by month. */
export async function presentTrendChart(
  points: readonly TrendPoint[],
  language: Language,
  t: Translate,
): Promise<ChartView> {
  const words = wordsIn(t);
  const printRate = (rate: number | null) => (rate === null ? '–' : `${printNumber(rate, language)} %`);
  return {
    title: t('reports:chart.title', { count: points.length }),
    svg: await drawTrend(points, words),
    columns: [t('reports:chart.month'), ...LINES.map(({ name }) => words[name])],
    rows: points.map((point) => ({
      label: printMonth(point.month, language),
      values: [
        printNumber(point.inspections, language),
        printNumber(point.findings, language),
        printRate(rateOf(point)),
      ],
    })),
  };
}
