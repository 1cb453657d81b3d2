import { wrap } from '../paper/wrap.js';
import { CHART_WIDTHS, GRID, INK, LETTERS, drawChart, type Place } from './echarts.js';

/** Bars lying below each other, the largest on top. Each is one length, or two of which the second is the graver. */
export type Bars = {
  series: string[];
  rows: { label: string; values: number[]; /** Written behind the bar, such as "12 (+3)". */ said: string }[];
};

const ROW = 34;
/** Told apart in grey as well: a pale ground with a dark edge, and a dark one. */
const GROUNDS = [
  { color: '#dbe8f4', borderColor: '#0b4f8a', borderWidth: 1 },
  { color: '#8f1d17', borderWidth: 0 },
];
const LABELS: Record<Place, number> = { page: 330, narrow: 150, paper: 220 };

function seriesOf({ series, rows }: Bars) {
  const last = series.length - 1;
  return series.map((name, index) => ({
    type: 'bar',
    name,
    stack: 'all',
    barWidth: 16,
    itemStyle: series.length === 1 ? GROUNDS[0] : GROUNDS[index],
    data: rows.map(({ values, said }) => ({
      value: values[index] ?? 0,
      label: {
        ...LETTERS,
        show: index === last,
        position: 'right',
        color: '#1b1f24',
        formatter: said,
      },
    })),
  }));
}

/** A letter of 13 is as wide as this, taken together with its neighbours. */
const width = (text: string): number => text.length * 7;

/** Draws bars for a place. Long labels take several lines; none is cut off. */
export function drawBars(bars: Bars, place: Place): Promise<string> {
  const legend = bars.series.length > 1;
  const top = legend ? 40 : 12;
  const labels = bars.rows.map(({ label }) => wrap(label, LABELS[place], width).map(({ text }) => text));
  const row = Math.max(ROW, Math.max(...labels.map((lines) => lines.length)) * 16 + 8);
  const options = {
    grid: { left: LABELS[place] + 12, right: 88, top, bottom: 28 },
    ...(legend ? { legend: { top: 0, left: 0, itemGap: 28, textStyle: LETTERS, selectedMode: false } } : {}),
    xAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: LETTERS,
      splitLine: { lineStyle: { color: GRID } },
      splitNumber: place === 'narrow' ? 3 : 5,
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: labels.map((lines) => lines.join('\n')),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: INK } },
      axisLabel: {
        ...LETTERS,
        color: '#1b1f24',
        lineHeight: 16,
        interval: 0,
      },
    },
    series: seriesOf(bars),
  };
  return drawChart(options, CHART_WIDTHS[place], top + 28 + row * bars.rows.length);
}
