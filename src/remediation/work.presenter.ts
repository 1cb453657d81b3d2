import { presentFindingTask, presentLamp, printDue, type Judge } from '../findings/finding-row.presenter.js';
import {
  presentSeverity,
  presentState,
  printMoved,
  printVerifier,
} from '../findings/finding-row.presenter.js';
import { findingNumber } from '../findings/finding.js';
import { presentPhotos } from '../findings/photo-pairs.presenter.js';
import { openActions } from '../findings/remedy.js';
import type { ReminderStep } from '../reminders/reminder.js';
import { dayOf, printDay, printMoment, type Day } from '../shared/dates.js';
import { inLanguage } from '../shared/language.js';
import { actionsFrom, link, type TaskView } from '../web/parts.js';
import type { Page, Visit } from '../web/visit.js';
import { isVerifier } from '../verifiers/verifier.js';
import {
  worksOf,
  type LateUnit,
  type SheetSize,
  type UnitSheet,
  type WorkOf,
  type WorkRow,
} from './work.queries.js';

/** What comes next for a finding that is late, and on which day. */
export type NextSteps = ReadonlyMap<string, { step: ReminderStep; on: Day } | undefined>;

export type TeamWork = {
  of: WorkOf;
  waiting: WorkRow[];
  waitingCount: number;
  units: LateUnit[];
  /** Findings about whose failure a supervisor may decide. */
  failed: WorkRow[];
  next: NextSteps;
  lateBy: (dueOn: Day) => number;
};

function reportTask(row: WorkRow, judge: Judge, visit: Visit): TaskView {
  const { t, language } = visit;
  const last = row.remediations.at(-1);
  const since = last === undefined ? [] : [t('work:reportedAt', { at: printMoment(last.at, language) })];
  const wish =
    last?.wishedOn === undefined ? [] : [t('remediation:wished', { day: printDay(last.wishedOn, language) })];
  const given = [printVerifier(row, t)].filter((words) => words !== '');
  const look = last?.visit === undefined ? [] : [t('remediation:lack.visit')];
  const mine = isVerifier(row, visit.actor.personId);
  const verify = mine ? { path: 'verification', label: t('findings:act.verify') } : null;
  const task = presentFindingTask(row, judge, language, t, verify);
  return { ...task, under: [task.under, ...since, ...wish, ...given, ...look].join(' · ') };
}

function unitTask(row: LateUnit, { next, lateBy }: TeamWork, { t, language }: Visit): TaskView {
  const step = next.get(row.oldest.id);
  const { dueOn, id } = row.oldest;
  const facts = [
    t('dashboard:oldest', { day: printDay(dueOn, language), count: lateBy(dueOn) }),
    ...(row.serious === 0 ? [] : [t('work:serious', { count: row.serious })]),
    step === undefined
      ? t('work:allTold')
      : t('work:next', { step: t(`reminders:nextStep.${step.step}`), day: printDay(step.on, language) }),
  ];
  return {
    href: `/findings?view=overdue&unit=${row.unit.id}`,
    what: inLanguage(row.unit.name, language),
    under: facts.join(' · '),
    lamp: { tone: 'alarm', shape: '■', text: t('dashboard:unitOverdue', { count: row.late }) },
    tag: null,
    action: { href: `/findings/${id}`, label: t('work:oldest') },
  };
}

/** The work of a team: what waits for its verdict, the oldest first; which units are late, and what follows. */
export function presentTeamWork(work: TeamWork, judge: Judge, visit: Visit): Page {
  const { t } = visit;
  const { of, waiting, waitingCount, units } = work;
  const scope = { mine: '&mine=verify', team: '&mine=team', reach: '' }[of];
  const tab = (value: WorkOf) => ({
    href: `/work?of=${value}`,
    label: t(`work:of.${value}`),
    count: null,
    current: value === of,
  });
  return {
    title: t('work:team'),
    tabs: { label: t('work:whose'), tabs: worksOf.map(tab) },
    waiting: { tasks: waiting.map((row) => reportTask(row, judge, visit)) },
    moreWaiting:
      waitingCount > waiting.length
        ? {
            href: `/findings?view=to_verify${scope}`,
            label: t('dashboard:wholeList', { count: waitingCount }),
          }
        : null,
    noWaiting: { title: t('work:noWaiting'), text: '', action: null },
    failed: {
      tasks: work.failed.map((row) =>
        presentFindingTask(row, judge, visit.language, t, { path: 'failure', label: t('failures:decide') }),
      ),
    },
    late: { tasks: units.map((row) => unitTask(row, work, visit)) },
    urge: units.length === 0 ? null : { href: '/urging', label: t('urging:open') },
    noLate: { title: t('work:noLate'), text: '', action: null },
  };
}

function sheetRow(row: WorkRow, judge: Judge, { t, language }: Visit) {
  const returned = row.remediations.at(-1)?.verification;
  const steps = openActions(row).length;
  const notes = [
    ...(row.state === 'returned' && returned !== undefined
      ? [t('findings:returnedBecause', { reason: returned.reason })]
      : []),
    ...(steps === 0 ? [] : [t('work:openSteps', { count: steps })]),
    ...(row.draft === undefined
      ? []
      : [t(`remediation:draft.${row.draft.givenBack === undefined ? 'waits' : 'givenBack'}`)]),
  ];
  return {
    href: `/findings/${row.id}`,
    number: findingNumber(row),
    what: row.mustDo,
    post: row.responsiblePost,
    notes: notes.join(' · '),
    severity: presentSeverity(row.severity, t),
    state: presentState(row.state, t),
    lamp: presentLamp(judge(row), t),
    dueOn: printDue(row.dueOn, language),
    moved: printMoved(row, language, t),
    pairs: presentPhotos(row.remediations.at(-1)?.pairs, row.evidence, row.evidence, language, t).pairs,
  };
}

/** The sheet of a unit, made to be printed: what to fix, by when, what was returned and why, what was accepted. */
export function presentUnitSheet(sheet: UnitSheet, size: SheetSize, judge: Judge, visit: Visit): Page {
  const { t, language, actor } = visit;
  const today = dayOf(visit.now);
  const table = (key: keyof SheetSize, view: string) => {
    const shown = sheet[key].slice(0, size[key] - 1);
    const more = sheet[key].length > shown.length;
    return {
      title: t(`work:${key}`),
      rows: shown.map((row) => sheetRow(row, judge, visit)),
      more: more ? { href: `/findings?${view}`, label: t('work:more') } : null,
    };
  };
  return {
    title: t('work:sheet'),
    caption: `${inLanguage(actor.post.unitName, language)} · ${printDay(today, language)}`,
    actions: actionsFrom([
      link(t('work:paper.print'), '/work/sheet.pdf'),
      link(t('work:whole'), '/findings.xlsx?view=open'),
    ]),
    how: t('work:print'),
    tables: [
      table('toFix', 'view=open'),
      table('waiting', 'view=to_verify'),
      table('accepted', 'view=all&state=closed'),
    ].filter(({ rows }) => rows.length > 0),
    nothing: { title: t('dashboard:nothingToFix'), text: t('dashboard:nothingToFixText'), action: null },
    papers: {
      tasks: sheet.papers.map(({ id, kind, number, delivery }): TaskView => ({
        href: `/documents/${id}`,
        what: t(`documents:kind.${kind}`),
        under: [
          ...(number === undefined ? [] : [number]),
          ...(delivery === undefined ? [] : [t('work:delivered', { day: printDay(delivery.on, language) })]),
        ].join(' · '),
        lamp: null,
        tag: null,
        action: { href: `/documents/${id}`, label: t('documents:act.acknowledge') },
      })),
    },
  };
}
