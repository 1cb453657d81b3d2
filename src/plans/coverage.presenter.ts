import { monthOf, printDay, type Day } from '../shared/dates.js';
import { inLanguage, printNumber, type Translate } from '../shared/language.js';
import type { Unit } from '../units/unit.js';
import { actionsFrom } from '../web/parts.js';
import type { Page, Visit } from '../web/visit.js';
import { columnsOf, steps, type Cell, type Coverage, type Step } from './coverage.js';
import { drawHeatMap, USUAL, type HeatMap, type Measures } from './coverage-map.js';
import type { Plan } from './plan.js';
import { spanOf } from './plan-line.js';
import { printSpan } from './plan-words.js';

export type CoverageContext = {
  plan: Plan;
  step: Step;
  today: Day;
  coverage: Coverage;
  units: readonly Unit[];
};

/** "1" was made, "(1)" stands in the plan. */
const printCell = ({ done, planned }: Cell): string =>
  [done > 0 ? String(done) : '', planned > done ? `(${planned})` : '']
    .filter((text) => text !== '')
    .join(' ');

const spansOf = (year: number, step: Step) =>
  Array.from({ length: columnsOf(step) }, (_, index) =>
    spanOf(step === 'month' ? `M${String(index + 1).padStart(2, '0')}` : `Q${index + 1}`, year),
  );

/** "quý II": the year stands in the title. */
const withoutYear = (span: string): string => span.split(/[/,]/)[0] ?? span;

/** A quarter's name needs more room than a month's number. */
const WIDE: Record<Step, Measures> = { month: USUAL, quarter: { ...USUAL, cell: 110 } };
/** On a telephone: four columns beside labels in several lines. */
const NARROW: Measures = { label: 118, cell: 56, row: 34 };

/** Every third column, the last of which is the latest that has begun: shares are cumulative, so nothing is lost. */
const thirds = <T>(items: readonly T[], latest: number): T[] =>
  items.filter((_, index) => index <= latest && (latest - index) % 3 === 0);

function narrowMap(map: HeatMap, { plan, step }: CoverageContext, latest: number, t: Translate): string {
  const { columns, rows } = map;
  // "Q2": the whole word would run into its neighbour.
  const quarter = (head: string) => t('plans:quarterShort', { quarter: head.split(' ').at(-1) });
  if (step === 'quarter') return drawHeatMap({ columns: columns.map(quarter), rows }, NARROW);
  const some = {
    columns: thirds(columns, latest).map((month) => `${month}/${plan.year}`),
    rows: rows.map(({ label, shares, texts }) => ({
      label,
      shares: thirds(shares, latest),
      texts: thirds(texts, latest),
    })),
  };
  return drawHeatMap(some, NARROW);
}

function mapOf(context: CoverageContext, { t, language }: Visit) {
  const { plan, step, coverage, today } = context;
  const spans = spansOf(plan.year, step);
  const heads = spans.map((span, index) =>
    step === 'month' ? String(index + 1) : withoutYear(printSpan(span, language, t)),
  );
  const percent = (reached: number, units: number) =>
    units === 0 ? '–' : `${printNumber(Math.round((100 * reached) / units), language)} %`;
  const begun = spans.map(({ from }) => from <= monthOf(today));
  const rows = coverage.groups.map(({ kind, units, reached }) => ({
    label: t('plans:group', { kind: t(`units:kind.${kind}`), count: units }),
    shares: reached.map((count, column) => (begun[column] ? count / units : null)),
    texts: reached.map((count) => percent(count, units)),
  }));
  return {
    title: t('plans:mapTitle', { year: plan.year }),
    svg: drawHeatMap({ columns: heads, rows }, WIDE[step]),
    narrow: narrowMap({ columns: heads, rows }, context, begun.lastIndexOf(true), t),
    columns: [t('plans:column.kind'), ...spans.map((span) => printSpan(span, language, t))],
    rows: rows.map(({ label, shares, texts }) => ({
      label,
      values: texts.map((text, column) => (shares[column] === null ? '' : text)),
    })),
  };
}

/** Units against months or quarters: visited, planned, and not visited since. */
export function presentCoverage(context: CoverageContext, visit: Visit): Page {
  const { t, language } = visit;
  const { plan, step, coverage, units } = context;
  const here = `/plans/${plan.id}/coverage`;
  const number = (value: number) => printNumber(value, language);
  const share = units.length === 0 ? 0 : Math.round((100 * coverage.reached) / units.length);
  return {
    title: t('plans:coverageOf', { year: plan.year }),
    back: { href: `/plans/${plan.id}`, label: t('plans:ofYear', { year: plan.year }) },
    actions: actionsFrom([]),
    steps: {
      label: t('plans:stepLabel'),
      tabs: steps.map((each) => ({
        href: `${here}?by=${each}`,
        label: t(`plans:by.${each}`),
        count: null,
        current: each === step,
      })),
    },
    summary: t('plans:reached', {
      count: coverage.reached,
      shown: number(coverage.reached),
      units: number(units.length),
      share: number(share),
    }),
    map: mapOf(context, visit),
    columns: spansOf(plan.year, step).map((span, index) => ({
      short: step === 'month' ? String(index + 1) : withoutYear(printSpan(span, language, t)),
      full: printSpan(span, language, t),
    })),
    rows: coverage.rows.map(({ unitId, cells, done, planned, lastVisit }, index) => ({
      href: `/units/${unitId}`,
      name: inLanguage(units[index]?.name ?? { vi: '', en: '' }, language),
      cells: cells.map(printCell),
      total: printCell({ done, planned }),
      last: lastVisit === undefined ? t('plans:never') : printDay(lastVisit, language),
    })),
  };
}
