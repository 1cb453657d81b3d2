import type { Month } from '../shared/dates.js';
import type { TrendPoint } from './trend.queries.js';

/** The words of the drawing. */
export type ChartWords = Record<'inspections' | 'findings' | 'onTime' | 'number' | 'percent', string>;

const WIDTH = 1080;
const HEIGHT = 340;
/** Dark enough against white for 4.5:1, and told apart without colour by dash and mark. */
export const LINES = [
  { name: 'inspections', colour: '#0b4f8a', dash: 'solid', mark: 'circle', axis: 0 },
  { name: 'findings', colour: '#a4161a', dash: [8, 4], mark: 'triangle', axis: 0 },
  { name: 'onTime', colour: '#505a64', dash: [2, 4], mark: 'emptyRect', axis: 1 },
] as const;
const INK = '#505a64';
const GRID = '#d5dae0';
const FONT = 'Be Vietnam Pro, sans-serif';

/** The share remedied on time among those closed in the month, in per cent; null when none was closed. */
export const rateOf = ({ closed, onTime }: TrendPoint): number | null =>
  closed === 0 ? null : Math.round((100 * onTime) / closed);

/** 8/24 below the axis; the year only where it begins. */
const tick = (month: Month, index: number): string => {
  const number = String(Number(month.slice(5)));
  return index === 0 || number === '1' ? `${number}/${month.slice(2, 4)}` : number;
};

/** echarts in the parts that one line chart needs; loaded when the first chart is drawn. */
async function loadEcharts() {
  const [core, line, grid, legend, svg] = await Promise.all([
    import('echarts/core'),
    import('echarts/lib/chart/line/install.js'),
    import('echarts/lib/component/grid/install.js'),
    import('echarts/lib/component/legend/installLegendPlain.js'),
    import('echarts/lib/renderer/installSVGRenderer.js'),
  ]);
  core.use([line.install, grid.install, legend.install, svg.install]);
  return core;
}
let loaded: ReturnType<typeof loadEcharts> | undefined;

function axisOf(name: string, side: 'left' | 'right', more: object) {
  const text = { color: INK, fontFamily: FONT, fontSize: 13 };
  const place = { type: 'value', name, position: side, nameTextStyle: { ...text, align: side } };
  return { ...place, min: 0, axisLabel: text, splitLine: { lineStyle: { color: GRID } }, ...more };
}

function optionsOf(points: readonly TrendPoint[], words: ChartWords) {
  const values: Record<(typeof LINES)[number]['name'], (number | null)[]> = {
    inspections: points.map((point) => point.inspections),
    findings: points.map((point) => point.findings),
    onTime: points.map(rateOf),
  };
  const text = { color: INK, fontFamily: FONT, fontSize: 13 };
  return {
    animation: false,
    grid: { left: 48, right: 56, top: 72, bottom: 32 },
    legend: { top: 0, left: 0, itemWidth: 40, itemGap: 28, textStyle: { ...text, fontSize: 14 } },
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

/**
 * The pages' security policy forbids style attributes and style elements. Every property that echarts writes so is also
 * a presentation attribute of SVG (SVG 2, 6.6), so it is written as one.
 */
export function withoutStyles(svg: string): string {
  return svg.replace(/<style[^>]*>[\s\S]*?<\/style>/g, '').replace(/ style="([^"]*)"/g, (_, rules: string) =>
    rules
      .split(';')
      .map((rule) => rule.split(':').map((part) => part.trim()))
      .filter(([name, value]) => name !== undefined && value !== undefined && value !== '')
      .map(([name, value]) => ` ${name}="${value}"`)
      .join(''),
  );
}

/** Draws the months as SVG: no script, no style attribute, readable in grey. */
export async function drawTrend(points: readonly TrendPoint[], words: ChartWords): Promise<string> {
  const { init } = await (loaded ??= loadEcharts());
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
  chart.setOption(optionsOf(points, words) as never);
  const svg = withoutStyles(chart.renderToSVGString({ useViewBox: true }));
  chart.dispose();
  return svg;
}
