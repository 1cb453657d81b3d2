import { figuresOf, presentContent } from './report-content.js';
import type { CompiledReport } from './report.js';
import { readKey } from './figure-key.js';
import { codeOf } from './term.js';
import { listOf, type Telling } from './tables/figure-table.js';

/** The version of the shape below; it grows when a field changes its meaning or goes, not when one is added. */
const FORMAT = 1;

/** Every figure once, in words for people and in words that stay the same from report to report. */
export const figureRows = (telling: Telling) =>
  figuresOf(presentContent(telling)).map(({ section, label, ...figure }) => ({
    section,
    label,
    key: figure.key,
    scope: readKey(figure.key)?.scope ?? '',
    span: readKey(figure.key)?.span ?? '',
    value: figure.value,
    list: listOf(telling, figure) ?? '',
  }));

const headOf = ({ unit, cluster, term, period, asOf, provisional }: CompiledReport) => ({
  unit: { code: unit.code, name: unit.name },
  ...(cluster === undefined ? {} : { cluster: { code: cluster.code, name: cluster.name } }),
  term: codeOf(term),
  from: period.from,
  to: period.to,
  yearFrom: period.since,
  asOf,
  provisional,
});

/** A report for other programs: what it is about, and its figures. The lists are in the workbook. */
export const reportData = (telling: Telling) => ({
  format: FORMAT,
  report: headOf(telling.report),
  figures: figureRows(telling),
});
