import type { LateUnit } from '../remediation/work.queries.js';
import type { TrendPoint } from '../reports/trend-point.js';
import { monthOf, printDay, printMonth, type Day } from '../shared/dates.js';
import { inLanguage, printNumber } from '../shared/language.js';
import { actionsFrom, link, type TaskView } from '../web/parts.js';
import type { Page, Visit } from '../web/visit.js';
import type { areaWork } from './dashboard.queries.js';

export type LeaderFacts = {
  unitCode: string;
  today: Day;
  work: Awaited<ReturnType<typeof areaWork>>;
  /** Since the first of January. */
  visited: { visits: number; units: number };
  trend: TrendPoint[];
  chart: Record<string, unknown>;
  lateBy: (dueOn: Day) => number;
};

const rate = (point: TrendPoint | undefined): number | undefined =>
  point === undefined || point.closed === 0 ? undefined : Math.round((100 * point.onTime) / point.closed);

/** "+3" or "−2" against the month before, and whether that is good. */
function changeOf(now: number, before: number, goodWhen: 'up' | 'down', visit: Visit, unit?: string) {
  const { t, language } = visit;
  const difference = now - before;
  if (difference === 0) return { change: t('dashboard:noChange'), tone: 'plain' };
  const sign = difference > 0 ? '+' : '−';
  const good = difference > 0 === (goodWhen === 'up');
  const number = `${sign}${printNumber(Math.abs(difference), language)}`;
  const text = unit === undefined ? number : t(unit, { text: number });
  return { change: t('dashboard:change', { text }), tone: good ? 'good' : 'amber' };
}

/** The same after what it is the change of: "12 in the month, +3 since last month". */
function countAndChange(key: string, now: number, before: number, goodWhen: 'up' | 'down', visit: Visit) {
  const { change, tone } = changeOf(now, before, goodWhen, visit);
  return { change: visit.t(`dashboard:figure.${key}`, { count: now, change }), tone };
}

function figuresOf(facts: LeaderFacts, visit: Visit) {
  const { t, language } = visit;
  const { work, trend, today } = facts;
  const [before, now] = trend.slice(-2);
  const year = today.slice(0, 4);
  const number = (value: number) => printNumber(value, language);
  const onTime = rate(now);
  return [
    {
      label: t('dashboard:figure.visited'),
      value: number(facts.visited.visits),
      href: `/inspections?from=${year}-01-01&to=${today}`,
      ...countAndChange('visitedInMonth', now?.inspections ?? 0, before?.inspections ?? 0, 'up', visit),
      note: t('dashboard:figure.visitedNote', { count: facts.visited.units }),
    },
    {
      label: t('dashboard:figure.open'),
      value: number(work.open),
      href: '/findings',
      ...countAndChange('concludedInMonth', now?.findings ?? 0, before?.findings ?? 0, 'down', visit),
      note: '',
    },
    {
      label: t('dashboard:figure.overdue'),
      value: number(work.overdue),
      href: '/findings?view=overdue',
      change: '',
      tone: 'plain',
      note: t('dashboard:figure.overdueNote', { count: work.unitCount }),
    },
    {
      label: t('dashboard:figure.onTime'),
      value: onTime === undefined ? '–' : `${number(onTime)} %`,
      href: `/reports/${encodeURIComponent(facts.unitCode)}/${monthOf(today)}`,
      ...(onTime === undefined || rate(before) === undefined
        ? { change: '', tone: 'plain' }
        : changeOf(onTime, rate(before) ?? 0, 'up', visit, 'dashboard:points')),
      note: t('dashboard:figure.onTimeNote', { onTime: now?.onTime ?? 0, closed: now?.closed ?? 0 }),
    },
  ];
}

const unitTask = (row: LateUnit, facts: LeaderFacts, { t, language }: Visit): TaskView => ({
  href: `/findings?view=overdue&unit=${row.unit.id}`,
  what: inLanguage(row.unit.name, language),
  under: t('dashboard:oldest', {
    day: printDay(row.oldest.dueOn, language),
    count: facts.lateBy(row.oldest.dueOn),
  }),
  lamp: {
    tone: 'alarm',
    shape: '■',
    text: t('dashboard:unitOverdue', { count: row.late }),
  },
  tag: null,
  action: null,
});

/** Home of a leader: four figures, one chart, the units that need a call. */
export function presentLeaderHome(facts: LeaderFacts, visit: Visit): Page {
  const { t, language, actor } = visit;
  const month = monthOf(facts.today);
  const report = `/reports/${encodeURIComponent(facts.unitCode)}/${month}`;
  return {
    title: t('dashboard:area'),
    caption: `${inLanguage(actor.post.unitName, language)} · ${printDay(facts.today, language)}`,
    actions: actionsFrom([link(t('dashboard:monthReport', { month: printMonth(month, language) }), report)]),
    figures: figuresOf(facts, visit),
    chart: facts.chart,
    units: { tasks: facts.work.units.map((row) => unitTask(row, facts, visit)) },
    noUnits: { title: t('dashboard:noUnitsToCall'), text: '', action: null },
  };
}
