import type { Month } from '../shared/dates.js';
import { CHART_WIDTHS, GRID, INK, LETTERS, drawChart, type Place } from './echarts.js';
import type { TrendPoint } from './trend-point.js';

/** The words of the drawing. */
export type ChartWords = Record<'inspections' | 'findings' | 'onTime' | 'number' | 'percent', string>;

/** Dark enough against white for 4.5:1, and told apart without colour by dash and mark. */
export const LINES = [
  { name: 'inspections', colour: '#0b4f8a', dash: 'solid', mark: 'circle', axis: 0 },
  { name: 'findings', colour: '#a4161a', dash: [8, 4], mark: 'triangle', axis: 0 },
  { name: 'onTime', colour: '#505a64', dash: [2, 4], mark: 'emptyRect', axis: 1 },
] as const;

/** The share remedied on time among those closed in the month, in per cent; null when none was closed. */
export const rateOf = ({ closed, onTime }: TrendPoint): number | null =>
  closed === 0 ? null : Math.round((100 * onTime) / closed);

/** 8/24 below the axis; the year only where it begins. */
export const tick = (month: Month, index: number): string => {
  const number = String(Number(month.slice(5)));
  return index === 0 || number === '1' ? `${number}/${month.slice(2, 4)}` : number;
};

function axisOf(name: string, side: 'left' | 'right', more: object) {
  const text = LETTERS;
  const place = { type: 'value', name, position: side, nameTextStyle: { ...text, align: side } };
  return { ...place, min: 0, axisLabel: text, splitLine: { lineStyle: { color: GRID } }, ...more };
}

function optionsOf(points: readonly TrendPoint[], words: ChartWords, place: Place) {
  const values: Record<(typeof LINES)[number]['name'], (number | null)[]> = {
    inspections: points.map((point) => point.inspections),
    findings: points.map((point) => point.findings),
    onTime: points.map(rateOf),
  };
  const text = LETTERS;
  const narrow = place === 'narrow';
  const legend = {
    top: 0,
    left: 0,
    itemWidth: 40,
    itemGap: narrow ? 8 : 28,
    orient: narrow ? 'vertical' : 'horizontal',
  };
  return {
    grid: narrow
      ? { left: 32, right: 36, top: 120, bottom: 28 }
      : { left: 48, right: 56, top: 72, bottom: 32 },
    legend: { ...legend, textStyle: text },
    xAxis: {
      type: 'category',
      data: points.map((point, index) => tick(point.month, index)),
      axisLabel: text,
      axisLine: { lineStyle: { color: INK } },
      axisTick: { show: false },
    },
    yAxis: [
      axisOf(words.number, 'left', { minInterval: 1 }),
      axisOf(words.percent, 'right', { max: 100, splitLine: { show: false } }),
    ],
    series: LINES.map(({ name, colour, dash, mark, axis }) => ({
      type: 'line',
      name: words[name],
      yAxisIndex: axis,
      data: values[name],
      symbol: mark,
      symbolSize: 8,
      connectNulls: false,
      lineStyle: { color: colour, width: 2, type: dash },
      itemStyle: { color: colour },
    })),
  };
}

const HEIGHTS: Record<Place, number> = { page: 340, narrow: 320, paper: 280 };

/** Draws the months as SVG, readable in grey. */
export const drawTrend = (points: readonly TrendPoint[], words: ChartWords, place: Place): Promise<string> =>
  drawChart(optionsOf(points, words, place), CHART_WIDTHS[place], HEIGHTS[place]);
