import type { Block, Table } from '../paper/paper.js';
import type { Place } from './echarts.js';

/** A chart before it is drawn: what it is called, its figures in words, and how it is drawn for a place. */
export type Chart = {
  title: string;
  /** The first heads the labels of the rows. */
  columns: string[];
  rows: { label: string; values: string[] }[];
  draw: (place: Place) => Promise<string>;
};

/** A chart as views/components/chart.hbs prints it: the drawing, and its figures for those who cannot see it. */
export type ChartView = Omit<Chart, 'draw'> & {
  svg: string;
  /** Drawn for a telephone; '' where the one drawing does for all. */
  narrow: string;
};

/** Draws a chart for the page and for a telephone. */
export async function chartView({ draw, ...figures }: Chart): Promise<ChartView> {
  const [svg, narrow] = await Promise.all([draw('page'), draw('narrow')]);
  return { ...figures, svg, narrow };
}

function tableOf({ columns, rows }: Chart): Table {
  const share = columns.length > 5 ? 6 : columns.length > 3 ? 20 : 25;
  return {
    kind: 'table',
    caption: null,
    dense: true,
    rowHeads: true,
    columns: columns.map((_, index) =>
      index === 0 ? { share: 40, align: 'left' } : { share, align: 'right' },
    ),
    head: [columns.map((text) => ({ text }))],
    rows: rows.map(({ label, values }) => ({ cells: [label, ...values] })),
  };
}

/** A chart as a paper prints it: the drawing, and below it the same in figures. `alt` says so to those who hear it. */
export const chartBlocks = async (chart: Chart, alt: string): Promise<Block[]> => [
  { kind: 'picture', caption: chart.title, alt, svg: await chart.draw('paper') },
  tableOf(chart),
];
