import { inLanguage } from '../../shared/language.js';
import { inspectionsBehind, inspectionsHref } from '../report-links.js';
import {
  countRow,
  headRow,
  spanColumns,
  tableOf,
  type FigureTableView,
  type Href,
  type Telling,
} from './figure-table.js';

/** Inspections in all, by mode, and by kind and topic. */
export function inspectionTable(telling: Telling): FigureTableView {
  const { report, language, t } = telling;
  const { inspections, unit, period } = report;
  const href =
    (narrow: Parameters<typeof inspectionsBehind>[4]): Href =>
    (scope, span) =>
      inspectionsHref(inspectionsBehind(scope, span, unit.id, period, narrow));
  const rows = [
    countRow(telling, t('reports:total'), inspections.total, href({}), { bold: true }),
    headRow(telling, t('reports:byMode')),
    ...inspections.byMode.map(({ mode, counts }) =>
      countRow(telling, t(`inspections:mode.${mode}`), counts, href({ mode }), { level: 1 }),
    ),
    headRow(telling, t('reports:byKind')),
    ...inspections.byKind.flatMap(({ kind, counts, topics }) => [
      countRow(telling, t(`inspections:kind.${kind}`), counts, href({ kind }), { level: 1 }),
      ...topics.map(({ topic, counts: ofTopic }) =>
        countRow(telling, inLanguage(topic, language), ofTopic, href({ kind, topic: topic.vi }), {
          level: 2,
        }),
      ),
    ]),
  ];
  return tableOf(telling, 'inspections', spanColumns(t), rows);
}
