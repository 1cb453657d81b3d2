import { presentContents } from '../settings/settings.presenter.js';
import type { Page, Visit } from '../web/visit.js';
import { greetingAt } from './greeting.js';

export type AdministratorFacts = {
  /** Years whose calendar nobody has confirmed, this year and the next. */
  unconfirmedYears: number[];
  provisionalSigns: number;
  /** Roles that nobody holds yet. */
  emptyRoles: string[];
  /** Files that were not whole when they were last read back. */
  brokenFiles: number;
  /** Counts of days that were not those of their cases. */
  miscounts: number;
  /** Files that nobody may open: infected, or waiting for the scanner. */
  shutFiles: number;
  /** Units that have used up their space, or nearly so. */
  fullUnits: number;
};

/** Home of an administrator: what keeps the product true, and where things are kept. */
export function presentAdministratorHome(facts: AdministratorFacts, visit: Visit): Page {
  const { t } = visit;
  const task = (key: string, href: string, values: Record<string, unknown>) => ({
    href,
    what: t(`dashboard:task.${key}`, values),
    under: t(`dashboard:task.${key}Why`, values),
    lamp: null,
    tag: null,
    action: null,
  });
  const tasks = [
    ...(facts.brokenFiles === 0 ? [] : [task('files', '/settings/integrity', { count: facts.brokenFiles })]),
    ...(facts.miscounts === 0 ? [] : [task('counts', '/settings/counts', { count: facts.miscounts })]),
    ...(facts.shutFiles === 0 ? [] : [task('shut', '/settings/viruses', { count: facts.shutFiles })]),
    ...(facts.fullUnits === 0 ? [] : [task('space', '/settings/space', { count: facts.fullUnits })]),
    ...facts.emptyRoles.map((role) =>
      task('nobody', `/people/new?role=${role}`, { role: t(`people:role.${role}`) }),
    ),
    ...facts.unconfirmedYears.map((year) => task('calendar', `/calendar/${year}`, { year })),
    ...(facts.provisionalSigns === 0 ? [] : [task('signs', '/signs', { count: facts.provisionalSigns })]),
  ];
  return {
    title: greetingAt(visit.now, visit.actor.name, t),
    tasks: { tasks },
    nothing: { title: t('dashboard:nothingToDo'), text: t('dashboard:nothingToDoText'), action: null },
    contents: presentContents(t),
  };
}
