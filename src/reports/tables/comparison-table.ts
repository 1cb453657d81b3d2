import { printNumber } from '../../shared/language.js';
import { BEFORE } from '../figure-key.js';
import type { InspectionFigures } from '../inspection-figures.js';
import { inspectionsBehind, inspectionsHref, type Span } from '../report-links.js';
import { nothing, type Scope, type Spread } from '../scope.js';
import { partyOf } from '../subject.js';
import {
  figure,
  noFigure,
  spansOf,
  type FigureRowView,
  type FigureTableView,
  type Telling,
} from './figure-table.js';

type Line = {
  label: string;
  now: Spread;
  then: Spread;
  narrow: Parameters<typeof inspectionsBehind>[4] & object;
};

const none = nothing();

/** All inspections, then those of each mode and kind that there were in either year. */
function linesOf(now: InspectionFigures, then: InspectionFigures, { t }: Telling): Line[] {
  const kinds = [...new Set([...now.byKind, ...then.byKind].map(({ kind }) => kind))];
  return [
    { label: t('reports:total'), now: now.total, then: then.total, narrow: {} },
    ...now.byMode.map(({ mode, counts }) => ({
      label: t(`inspections:mode.${mode}`),
      now: counts,
      then: then.byMode.find((other) => other.mode === mode)?.counts ?? none,
      narrow: { mode },
    })),
    ...kinds.map((kind) => ({
      label: t(`inspections:kind.${kind}`),
      now: now.byKind.find((line) => line.kind === kind)?.counts ?? none,
      then: then.byKind.find((line) => line.kind === kind)?.counts ?? none,
      narrow: { kind },
    })),
  ];
}

/** How much more or less: +3, −1, 0. */
const printChange = (change: number, { language }: Telling): string =>
  change === 0 ? '0' : `${change > 0 ? '+' : '−'}${printNumber(Math.abs(change), language)}`;

function figuresOf({ now, then, narrow }: Line, scope: Scope, span: Span, telling: Telling) {
  const { period, before } = telling.report;
  const { language } = telling;
  const of = { counts: 'inspections' as const, scope, span };
  const href = (days: typeof period) =>
    inspectionsHref(inspectionsBehind(scope, span, partyOf(telling.report), days, narrow));
  const [is, was] = [now[scope][span], then[scope][span]];
  return [
    figure({ ...of, narrow }, is, href(period), language),
    figure({ ...of, narrow: { ...narrow, ...BEFORE } }, was, href(before?.period ?? period), language),
    { ...noFigure(printChange(is - was, telling)), value: is - was },
  ];
}

const rowsOf = (scope: Scope, lines: Line[], telling: Telling): FigureRowView[] =>
  lines
    .filter(({ now, then }, index) => index === 0 || now[scope].year + then[scope].year > 0)
    .map((line, index) => ({
      label: line.label,
      note: '',
      level: index === 0 ? 0 : 1,
      bold: index === 0,
      figures: spansOf(telling.report).flatMap((span) => figuresOf(line, scope, span, telling)),
    }));

/** Inspections beside those of the same period a year before. Null where there were none in either year. */
export function comparisonTable(telling: Telling): FigureTableView | null {
  const { report, t } = telling;
  const { before, inspections, scopes } = report;
  if (before === undefined) return null;
  const lines = linesOf(inspections, before.inspections, telling);
  const [all] = lines;
  const busy = scopes.filter((scope) => all !== undefined && all.now[scope].year + all.then[scope].year > 0);
  if (busy.length === 0) return null;
  const spans = spansOf(report);
  const columns = [t('reports:compared.now'), t('reports:compared.before'), t('reports:compared.change')];
  const head = (scope: Scope): FigureRowView => ({
    label: t(`reports:scope.${scope}`),
    note: '',
    level: 0,
    bold: false,
    figures: spans.flatMap(() => columns.map(() => noFigure())),
  });
  return {
    caption: t('reports:table.compared'),
    first: t('reports:content'),
    groups:
      spans.length === 1
        ? []
        : spans.map((span) => ({ text: t(`reports:span.${span}`), columns: columns.length })),
    columns: spans.flatMap(() => columns),
    rows: busy.flatMap((scope) => [
      ...(scopes.length > 1 ? [head(scope)] : []),
      ...rowsOf(scope, lines, telling),
    ]),
  };
}
