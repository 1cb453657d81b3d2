import { presentToAcknowledge } from '../documents/to-acknowledge.presenter.js';
import { toAcknowledge } from '../documents/to-acknowledge.queries.js';
import { Router } from 'express';
import { openChecklists } from '../answers/open-checklists.queries.js';
import { itemsIn } from '../checklists/checklist.js';
import { judgeDays } from '../findings/lamp.js';
import { roles } from '../policies/actor.js';
import { allowed } from '../policies/policy.js';
import { keysOf, reachOf } from '../policies/visibility.js';
import { presentTrendChart } from '../reports/trend.presenter.js';
import type { Services } from '../services.js';
import { dayOf, firstDayOf, monthOf, yearOf } from '../shared/dates.js';
import { NotFound } from '../shared/errors.js';
import { signedIn } from '../web/handle.js';
import { page, type Answer, type Visit } from '../web/visit.js';
import { presentAdministratorHome } from './administrator.presenter.js';
import { areaWork, namedWork, unitWork, visitedSince } from './dashboard.queries.js';
import { weekFrom } from './greeting.js';
import { presentInspectorHome } from './inspector.presenter.js';
import { presentLeaderHome } from './leader.presenter.js';
import { presentOfficerHome } from './officer.presenter.js';

/** The home page: for each role what needs attention today. */
export function dashboardRoutes(services: Services): Router {
  const { announcements, timing, units, reports, calendar, signs, checklists, people, kept } = services;
  const router = Router();

  /** The checklists that the reader is answering, each with how many items it has. */
  async function answering({ actor }: Visit) {
    const open = await kept(`answering ${actor.personId}`, () => openChecklists(actor));
    const versions = [...new Set(open.map(({ checklist }) => checklist))];
    const records = await Promise.all(versions.map((number) => checklists.version(number)));
    return open.map((one) => {
      const record = records.find(({ number }) => number === one.checklist);
      const chosen = (record?.sections ?? []).filter(({ code }) => one.sections.includes(code));
      return { ...one, items: itemsIn(chosen).length };
    });
  }

  async function inspectorHome(visit: Visit): Promise<Answer> {
    const today = dayOf(visit.now);
    const [work, judge, open] = await Promise.all([
      kept(`named ${keysOf(visit.actor).join(' ')} ${today}`, () =>
        namedWork(visit.actor, today, weekFrom(today)),
      ),
      timing.judge(today),
      answering(visit),
    ]);
    const mayPrepare = allowed(visit.actor, 'inspection.prepare');
    return page(
      'dashboard/inspector',
      presentInspectorHome({ ...work, answering: open }, judge, mayPrepare, visit),
    );
  }

  async function officerHome(visit: Visit): Promise<Answer> {
    const today = dayOf(visit.now);
    const [work, judge, timer, unread] = await Promise.all([
      kept(`unit ${reachOf(visit.actor)} ${today}`, () =>
        unitWork(visit.actor, today, firstDayOf(monthOf(today))),
      ),
      timing.judge(today),
      timing.timer(today),
      kept(`papers ${reachOf(visit.actor)}`, () => toAcknowledge(visit.actor)),
    ]);
    const judgeDay = judgeDays(today, timer);
    const announced = work.upcoming.filter(({ mode }) => mode === 'scheduled');
    const reports = await announcements.standings(announced);
    const papers = { tasks: unread.map((row) => presentToAcknowledge(row, visit)) };
    const content = presentOfficerHome(work, { reports, judge, judgeDay }, visit);
    return page('dashboard/officer', { ...content, toAcknowledge: papers });
  }

  async function leaderHome(visit: Visit): Promise<Answer> {
    const { actor, t, language } = visit;
    const today = dayOf(visit.now);
    const unit = await units.find(actor.post.unitId);
    if (unit === undefined) throw new NotFound(`unit ${actor.post.unitId}`);
    const since = `${yearOf(today)}-01-01`;
    const [work, visited, trend, timer] = await Promise.all([
      kept(`area ${reachOf(actor)} ${today}`, () => areaWork(actor, today)),
      kept(`visited ${reachOf(actor)} ${since}`, () => visitedSince(actor, since)),
      reports.trend(actor, { unit }, monthOf(today)),
      timing.timer(today),
    ]);
    const chart = await presentTrendChart(trend, language, t);
    const facts = { unitCode: unit.code, today, work, visited, trend, chart };
    const lateBy = (dueOn: string) => timer.count(dueOn, today);
    return page('dashboard/leader', presentLeaderHome({ ...facts, lateBy }, visit));
  }

  async function administratorHome(visit: Visit): Promise<Answer> {
    const year = yearOf(dayOf(visit.now));
    const [years, catalogue, held] = await Promise.all([
      Promise.all([calendar.year(year), calendar.year(year + 1)]),
      signs.current(),
      Promise.all(roles.map(async (role) => ({ role, held: await people.isHeld(role) }))),
    ]);
    const facts = {
      unconfirmedYears: years.filter((one) => !one.confirmed).map((one) => one.year),
      provisionalSigns: catalogue.groups.flatMap((group) => group.signs).filter((sign) => sign.provisional)
        .length,
      fullUnits: await services.space.nearlyFull(visit.actor),
      brokenFiles: (await services.integrity.last(visit.actor))?.faults.length ?? 0,
      miscounts: (await services.recounts.last(visit.actor))?.faults.length ?? 0,
      shutFiles: (await services.viruses.shut()).length,
      emptyRoles: held.filter((one) => !one.held).map((one) => one.role),
    };
    return page('dashboard/administrator', presentAdministratorHome(facts, visit));
  }

  const homes = {
    inspector: inspectorHome,
    supervisor: inspectorHome,
    officer: officerHome,
    leader: leaderHome,
    administrator: administratorHome,
  };
  router.get(
    '/',
    signedIn((visit) => homes[visit.actor.post.role](visit)),
  );
  return router;
}
