import { dayOf, type Day } from '../shared/dates.js';
import type { Judge } from './finding-row.presenter.js';
import { lampOf, type CountDays } from './lamp.js';

export type Timer = { dueSoon: number; count: CountDays };
export type TimingDeps = {
  /** Counts working days by the calendars in force. */
  countDays: () => Promise<CountDays>;
  /** Working days before a due date from which its lamp is amber on a day. */
  dueSoon: (day: Day) => Promise<number>;
};

/** How findings stand in time, judged alike on every page of a request. */
export function timingService(deps: TimingDeps) {
  async function timer(today: Day): Promise<Timer> {
    const [count, dueSoon] = await Promise.all([deps.countDays(), deps.dueSoon(today)]);
    return { count, dueSoon };
  }
  return {
    timer,
    async judge(today: Day): Promise<Judge> {
      const { dueSoon, count } = await timer(today);
      return (finding) => lampOf(finding, today, dueSoon, count, dayOf);
    },
  };
}
