import { inLanguage } from '../../shared/language.js';
import { inspectionsBehind, inspectionsHref } from '../report-links.js';
import { partyOf } from '../subject.js';
import { countTable } from './count-table.js';
import type { FigureTableView, Telling } from './figure-table.js';

type Narrow = Parameters<typeof inspectionsBehind>[4];

/** Inspections in all, by mode, and by kind and topic. */
export function inspectionTable(telling: Telling): FigureTableView {
  const { report, language, t } = telling;
  const { inspections, period } = report;
  const modes = inspections.byMode.map(({ mode, counts }) => ({
    label: t(`inspections:mode.${mode}`),
    counts,
    narrow: { mode },
  }));
  const kinds = inspections.byKind.flatMap(({ kind, counts, topics }) => [
    { label: t(`inspections:kind.${kind}`), counts, narrow: { kind } },
    ...topics.map(({ topic, counts: ofTopic }) => ({
      label: inLanguage(topic, language),
      counts: ofTopic,
      narrow: { kind, topic: topic.vi },
      level: 2,
    })),
  ]);
  return countTable<Narrow>(
    telling,
    'inspections',
    [
      { head: '', lines: [{ label: t('reports:total'), counts: inspections.total, narrow: {}, level: 0 }] },
      { head: t('reports:byMode'), lines: modes },
      { head: t('reports:byKind'), lines: kinds },
    ],
    (scope, span, narrow) => inspectionsHref(inspectionsBehind(scope, span, partyOf(report), period, narrow)),
  );
}
