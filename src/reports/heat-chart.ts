import { drawHeatMap } from '../plans/coverage-map.js';
import { inLanguage, printNumber } from '../shared/language.js';
import type { Chart } from './chart.js';
import { heatOf, sheetsOf, type Heat, type HeatRow } from './coverage-heat.js';
import type { Place } from './echarts.js';
import { tick } from './trend-chart.js';
import { basisOf } from './scope.js';
import type { Telling } from './tables/figure-table.js';

/** Shades by the number of visits, the number itself stands in the field: none, one, two, three, more. */
const SHADES = [0, 0.1, 0.3, 0.55, 1];
const shadeOf = (visits: number): number => SHADES[Math.min(visits, SHADES.length - 1)] ?? 1;

const MEASURES: Record<Place, { label: number; cell: number; row: number }> = {
  page: { label: 330, cell: 56, row: 30 },
  narrow: { label: 190, cell: 24, row: 30 },
  paper: { label: 230, cell: 34, row: 20 },
};

/** A unit by itself, or with how many it stands for. */
export const rowName = ({ name, units }: HeatRow, { language, t }: Telling): string =>
  units === 1
    ? inLanguage(name, language)
    : t('charts:bundle', { name: inLanguage(name, language), count: printNumber(units, language) });

function chartOf(heat: Heat, rows: HeatRow[], part: string, telling: Telling): Chart {
  const { report, language, t } = telling;
  const isOwn = report.cluster === undefined && report.scopes.some((scope) => basisOf(scope) === 'authority');
  const number = (value: number) => printNumber(value, language);
  const labelled = rows.map((row) => ({ label: rowName(row, telling), visits: row.visits }));
  const left = heat.left === 0 ? '' : ` ${t('charts:heatLeft', { count: number(heat.left) })}`;
  return {
    title: `${t(isOwn ? 'charts:heat' : 'charts:heatOfAll')}${left}${part}`,
    columns: [t('charts:unit'), ...heat.months.map(tick)],
    rows: labelled.map(({ label, visits }) => ({ label, values: visits.map(number) })),
    draw: (place) =>
      Promise.resolve(
        drawHeatMap(
          {
            columns: heat.months.map(tick),
            rows: labelled.map(({ label, visits }) => ({
              label,
              shares: visits.map(shadeOf),
              texts: visits.map((count) => (count === 0 ? '' : number(count))),
            })),
          },
          MEASURES[place],
        ),
      ),
  };
}

/** Which units were visited in which months, in as many pictures as are needed. None where nobody stands below. */
export function heatCharts(telling: Telling): Chart[] {
  const { report } = telling;
  const { units, visited } = report.lists;
  if (units.length === 0) return [];
  const heat = heatOf(units, visited, report.period.since, report.asOf);
  const sheets = sheetsOf(heat);
  return sheets.map((rows, index) =>
    chartOf(heat, rows, sheets.length === 1 ? '' : ` (${index + 1}/${sheets.length})`, telling),
  );
}
