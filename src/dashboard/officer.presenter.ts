import { presentFindingTask, presentLamp, type Judge } from '../findings/finding-row.presenter.js';
import { presentReportLamp } from '../announcements/announcement.presenter.js';
import type { ReportStanding } from '../announcements/announcement.js';
import type { JudgeDay } from '../inspections/ending.presenter.js';
import { modeAndKind, numberOf, printPeriod } from '../inspections/inspection-words.js';
import type { Day } from '../shared/dates.js';
import { inLanguage, type Translate } from '../shared/language.js';
import { actionsFrom, link, type ActionView, type TaskView } from '../web/parts.js';
import type { Page, Visit } from '../web/visit.js';
import type { DutyRow, unitWork, VisitRow } from './dashboard.queries.js';

type Work = Awaited<ReturnType<typeof unitWork>>;

/** How the unit's own report on each announced visit stands. */
export type ReportStandings = ReadonlyMap<string, { standing: ReportStanding; reportBy: Day }>;

function visitTask(row: VisitRow, reports: ReportStandings, visit: Visit): TaskView {
  const { language, t } = visit;
  const report = reports.get(row.id);
  const waits = report !== undefined && !report.standing.startsWith('sent');
  return {
    href: `/inspections/${row.id}`,
    what: inLanguage(row.topic, language),
    under: `${numberOf(row, t)} · ${modeAndKind(row, t)} · ${printPeriod(row.plannedFrom, row.plannedFrom, language)}`,
    lamp: report === undefined ? null : presentReportLamp(report.standing, report.reportBy, visit),
    tag: null,
    action: waits ? { href: `/inspections/${row.id}/unit-report`, label: t('announcements:act.send') } : null,
  };
}

const publicationTask = (row: DutyRow, judgeDay: JudgeDay, { language, t }: Visit): TaskView => ({
  href: `/inspections/${row.id}`,
  what: t('publication:task'),
  under: `${numberOf(row, t)} · ${inLanguage(row.topic, language)}`,
  lamp: presentLamp(judgeDay(row.publication?.deadline.dueOn ?? ''), t),
  tag: null,
  action: { href: `/inspections/${row.id}/publication`, label: t('publication:confirm') },
});

/** A remedy is reported. Where its report waits for the head, the finding's page knows what the reader may do with it. */
function remedyAct({ id, draft }: Work['toFix'][number], t: Translate) {
  return draft !== undefined && draft.givenBack === undefined
    ? { href: `/findings/${id}`, label: t('dashboard:openDraft') }
    : { href: `/findings/${id}/remediation`, label: t('findings:act.report') };
}

/** What the unit has to do next: the most urgent of the first kind that waits for it, first in its list below. */
function nextAct(
  { toFix: [fix], toAnswer: [answer], toPublish: [publish] }: Work,
  { t }: Visit,
): ActionView[] {
  if (fix !== undefined) {
    const { href, label } = remedyAct(fix, t);
    return [link(label, href)];
  }
  if (answer !== undefined) return [link(t('findings:act.answer'), `/findings/${answer.id}/reply`)];
  return publish === undefined
    ? []
    : [link(t('publication:confirm'), `/inspections/${publish.id}/publication`)];
}

/** Home of a unit: what must be put right, most urgent first, each with its next step. */
export function presentOfficerHome(
  work: Work,
  { reports, judge, judgeDay }: { reports: ReportStandings; judge: Judge; judgeDay: JudgeDay },
  visit: Visit,
): Page {
  const { t, language, actor } = visit;
  const answer = { path: 'reply', label: t('findings:act.answer') };
  const task = (action: typeof answer | null) => (finding: Work['toFix'][number]) =>
    presentFindingTask(finding, judge, language, t, action);
  const overdue = work.toFix.filter((finding) => judge(finding).signal === 'overdue').length;
  const key = overdue === 0 ? 'toFixSummary' : 'toFixSummaryLate';
  return {
    title: t('dashboard:toFixOf', { unit: inLanguage(actor.post.unitName, language) }),
    actions: actionsFrom([...nextAct(work, visit), link(t('work:toSheet'), '/work')]),
    summary: t(`dashboard:${key}`, { count: work.toFixCount, late: overdue }),
    toFix: {
      tasks: work.toFix.map((finding) => ({ ...task(null)(finding), action: remedyAct(finding, t) })),
    },
    nothing: { title: t('dashboard:nothingToFix'), text: t('dashboard:nothingToFixText'), action: null },
    more:
      work.toFixCount > work.toFix.length
        ? { href: '/findings', label: t('dashboard:wholeList', { count: work.toFixCount }) }
        : null,
    waiting: { tasks: work.waiting.map(task(null)) },
    accepted: { tasks: work.accepted.map(task(null)) },
    toAnswer: {
      tasks: work.toAnswer.map((finding) => {
        const by = work.answerBy.get(finding.inspectionId);
        return { ...task(answer)(finding), lamp: by === undefined ? null : presentLamp(judgeDay(by), t) };
      }),
    },
    toPublish: { tasks: work.toPublish.map((row) => publicationTask(row, judgeDay, visit)) },
    upcoming: { tasks: work.upcoming.map((row) => visitTask(row, reports, visit)) },
  };
}
