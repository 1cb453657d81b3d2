import { Router } from 'express';
import type { Services } from '../services.js';
import { proposalOf } from '../findings/failure.js';
import { drawPaper } from '../paper/draw-paper.js';
import type { Actor } from '../policies/actor.js';
import { reachOf } from '../policies/visibility.js';
import { dayOf, firstDayOf, monthOf, type Day } from '../shared/dates.js';
import { NotFound } from '../shared/errors.js';
import { oneOf } from '../shared/filter.js';
import { signedIn } from '../web/handle.js';
import { page, type Answer, type Visit } from '../web/visit.js';
import { presentSheetPaper } from './sheet-paper.presenter.js';
import { presentTeamWork, presentUnitSheet } from './work.presenter.js';
import {
  countWaiting,
  lateUnits,
  unitSheet,
  unremedied,
  waitingReports,
  worksOf,
  type SheetSize,
} from './work.queries.js';

/** As many as somebody goes through in a day; the lists hold the rest. */
const SHOWN = 50;
const UNITS = 25;
/** On screen as many as are read there, and one more that tells that there are others. */
const ON_SCREEN = { toFix: 101, waiting: 26, accepted: 26 };
/** A sheet of paper is complete for every unit but one that nobody could print for. */
const ON_PAPER = { toFix: 300, waiting: 300, accepted: 300 };

/** The page of everything that a team, or a unit, has to do about remedies. */
export function workRoutes({ timing, reminders, failures, kept, units, settings }: Services): Router {
  const router = Router();

  async function teamPage(visit: Visit): Promise<Answer> {
    const { actor } = visit;
    const today = dayOf(visit.now);
    const usual = actor.post.role === 'inspector' ? 'mine' : 'reach';
    const of = oneOf(worksOf, visit.query['of']) ?? usual;
    const read = async () => {
      const decides = actor.post.role === 'supervisor';
      const [waiting, waitingCount, { units }, late, rule] = await Promise.all([
        waitingReports(actor, of, SHOWN),
        countWaiting(actor, of),
        lateUnits(actor, of, today, UNITS),
        decides ? unremedied(actor, of, today, UNITS) : [],
        failures.rule(),
      ]);
      const oldest = units.map(({ unit, oldest: one }) => ({ ...one, unit }));
      const failed = late.filter((row) => proposalOf(row, today, rule) !== undefined).slice(0, UNITS);
      return { waiting, waitingCount, units, failed, next: await reminders.nextOf(oldest) };
    };
    const [work, judge, timer] = await Promise.all([
      kept(`work ${actor.personId} ${reachOf(actor)} ${of} ${today}`, read),
      timing.judge(today),
      timing.timer(today),
    ]);
    const lateBy = (dueOn: string) => timer.count(dueOn, today);
    return page('remediation/team', presentTeamWork({ ...work, of, lateBy }, judge, visit));
  }

  const sheetOf = (actor: Actor, today: Day, size: SheetSize) =>
    kept(`sheet ${reachOf(actor)} ${today} ${size.toFix}`, () =>
      unitSheet(actor, firstDayOf(monthOf(today)), size),
    );

  async function unitPaper(visit: Visit): Promise<Answer> {
    const { actor, now } = visit;
    const today = dayOf(now);
    const unit = await units.find(actor.post.unitId);
    if (actor.post.role !== 'officer' || unit === undefined) throw new NotFound('sheet of a unit');
    const [sheet, judge, office] = await Promise.all([
      sheetOf(actor, today, ON_PAPER),
      timing.judge(today),
      settings.get(),
    ]);
    const headers = {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="viec-can-khac-phuc-${today}.pdf"`,
      'Cache-Control': 'no-store',
    };
    const body = drawPaper(presentSheetPaper({ sheet, unit, office, judge, now }, visit));
    return { kind: 'file', body, headers };
  }

  async function unitPage(visit: Visit): Promise<Answer> {
    const { actor } = visit;
    const today = dayOf(visit.now);
    const [sheet, judge] = await Promise.all([sheetOf(actor, today, ON_SCREEN), timing.judge(today)]);
    return page('remediation/unit', presentUnitSheet(sheet, ON_SCREEN, judge, visit));
  }

  router.get(
    '/work',
    signedIn((visit) => {
      const { role } = visit.actor.post;
      if (role === 'officer') return unitPage(visit);
      if (role === 'inspector' || role === 'supervisor') return teamPage(visit);
      throw new NotFound('no work of this kind');
    }),
  );
  router.get('/work/sheet.pdf', signedIn(unitPaper));
  return router;
}
