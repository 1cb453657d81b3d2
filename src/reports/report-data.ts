import { figuresOf, presentContent } from './report-content.js';
import type { CompiledReport } from './report.js';
import { readKey } from './figure-key.js';
import type { ListColumn } from './list-columns.js';
import { listsOf } from './report-lists.js';
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

/** A report for other programs: what it is about, and its figures. */
export const reportData = (telling: Telling) => ({
  format: FORMAT,
  report: headOf(telling.report),
  figures: figureRows(telling),
});

/** A row as other programs read it: by the names of its columns, without those that are empty. */
const rowData = <Row>(columns: readonly ListColumn<Row>[], row: Row) =>
  Object.fromEntries(columns.map(({ name, value }) => [name, value(row)]));

/** The same with every list behind the figures, as JSON in pieces: the lists of a city's year are long. */
export async function* reportJson(telling: Telling): AsyncGenerator<string> {
  const head = JSON.stringify(reportData(telling), null, 1);
  yield `${head.slice(0, -'\n}'.length)},\n "lists": {`;
  let before = '';
  for (const { name, columns, rows } of listsOf(telling)) {
    const lines = rows.map((row) => `\n   ${JSON.stringify(rowData(columns, row))}`);
    yield await Promise.resolve(`${before}\n  "${name}": [${lines.join(',')}\n  ]`);
    before = ',';
  }
  yield '\n }\n}\n';
}
