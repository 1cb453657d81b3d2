import type { OpenChecklist } from '../answers/open-checklists.queries.js';
import { printWhen } from '../answers/item.presenter.js';
import { presentFindingTask, type Judge } from '../findings/finding-row.presenter.js';
import { modeAndKind, presentInspectionState } from '../inspections/inspection-words.js';
import { inLanguage } from '../shared/language.js';
import { actionsFrom, link, type TagView, type TaskView } from '../web/parts.js';
import type { Page, Visit } from '../web/visit.js';
import type { namedWork, VisitRow } from './dashboard.queries.js';
import { greetingAt, weekdayLine } from './greeting.js';

type Answering = OpenChecklist & { items: number };
type Work = Awaited<ReturnType<typeof namedWork>> & { answering: Answering[] };
type CardLine = {
  lead: string;
  figure: boolean;
  href: string;
  text: string;
  tag: TagView | null;
  lamp: null;
};

const visitLine = (row: VisitRow, { language, t }: Visit): CardLine => ({
  lead: weekdayLine(row.openedOn ?? row.plannedFrom, language, t),
  figure: false,
  href: `/inspections/${row.id}`,
  text: `${row.number === undefined ? '' : `${row.number} · `}${inLanguage(row.unit.name, language)}`,
  tag: presentInspectionState(row, t),
  lamp: null,
});

const visitTask = (row: VisitRow, { language, t }: Visit): TaskView => ({
  href: `/inspections/${row.id}`,
  what: `${inLanguage(row.unit.name, language)}: ${inLanguage(row.topic, language)}`,
  under: `${modeAndKind(row, t)} · ${weekdayLine(row.plannedFrom, language, t)}`,
  lamp: null,
  tag: presentInspectionState(row, t),
  action: null,
});

/** A checklist that waits to be gone on with: how far it is, and that what was said is saved. */
const answeringTask = (row: Answering, visit: Visit): TaskView => {
  const { t, language } = visit;
  const { id, number, unit, answered, items, savedAt } = row;
  const saved = savedAt === undefined ? [] : [t('dashboard:savedAt', { at: printWhen(savedAt, visit) })];
  const here = `/inspections/${id}/checklist`;
  return {
    href: here,
    what: `${number === undefined ? '' : `${number} · `}${inLanguage(unit.name, language)}`,
    under: [t('answers:progress', { answered, items }), ...saved].join(' · '),
    lamp: null,
    tag: null,
    action: { href: here, label: t('answers:goOn') },
  };
};

const figure = (count: number, href: string, text: string): CardLine[] =>
  count === 0 ? [] : [{ lead: String(count), figure: true, href, text, tag: null, lamp: null }];

/** Home of an inspector or supervisor: the week, what waits, what is late. */
export function presentInspectorHome(work: Work, judge: Judge, mayPrepare: boolean, visit: Visit): Page {
  const { t, language } = visit;
  const verify = { path: 'verification', label: t('findings:act.verify') };
  const task = (finding: Work['toVerify'][number]) => presentFindingTask(finding, judge, language, t, verify);
  const card = (key: string, none: string, lines: CardLine[]) => ({
    title: t(`dashboard:${key}`),
    lines,
    none: t(`dashboard:${none}`),
  });
  return {
    title: greetingAt(visit.now, visit.actor.name, t),
    actions: actionsFrom([
      ...(mayPrepare ? [link(t('inspections:prepare'), '/inspections/new')] : []),
      link(t('work:toTeam'), '/work'),
    ]),
    week: card(
      'week',
      'noWeek',
      work.visiting.map((row) => visitLine(row, visit)),
    ),
    waiting: card('waiting', 'noWaiting', [
      ...work.toApprove.map((row) => visitLine(row, visit)),
      ...work.ending.map((row) => visitLine(row, visit)),
      ...figure(
        work.decideCount,
        '/findings?state=answered',
        t('dashboard:decideCount', { count: work.decideCount }),
      ),
      ...figure(work.askedCount, '/extensions', t('extensions:askedCount', { count: work.askedCount })),
      ...figure(
        work.verifyCount,
        '/findings?view=to_verify&mine=verify',
        t('dashboard:verifyCount', { count: work.verifyCount }),
      ),
    ]),
    late: card(
      'late',
      'noLate',
      figure(
        work.overdueCount,
        '/findings?view=overdue&mine=named',
        t('dashboard:overdueCount', { count: work.overdueCount }),
      ),
    ),
    answering:
      work.answering.length === 0 ? null : { tasks: work.answering.map((row) => answeringTask(row, visit)) },
    toVerify: work.toVerify.length === 0 ? null : { tasks: work.toVerify.map(task) },
    drafts: work.drafts.length === 0 ? null : { tasks: work.drafts.map((row) => visitTask(row, visit)) },
  };
}
