import type { Calendars } from '../../src/calendar/working-calendar.js';
import type { Finding, SignReference } from '../../src/findings/finding.js';
import { eventOf, factsOf, type Act, type Journaled } from '../../src/history/event.js';
import type { Inspection } from '../../src/inspections/inspection.js';
import type { Actor, Author } from '../../src/policies/actor.js';
import { momentAt, type Day } from '../../src/shared/dates.js';
import type { UnitSnapshot } from '../../src/units/unit.js';

/** What the invented cases are made of. `next` gives numbers in [0, 1). */
export type Ground = {
  next: () => number;
  today: Day;
  authorities: UnitSnapshot[];
  units: UnitSnapshot[];
  inspectors: Actor[];
  supervisors: Actor[];
  officer: Actor;
  signs: Map<string, SignReference>;
  calendars: Calendars;
};
export type Case = { inspection: Inspection; findings: Finding[] };

/** One change and its event, as the repository of the product would write it. */
export function grown<T extends Journaled>(before: T | undefined, after: T, act: Act): T {
  const event = eventOf(act, before && factsOf(before), factsOf(after), before?.history.at(-1));
  const history = [...(before?.history ?? []), event];
  return { ...after, version: (before?.version ?? 0) + 1, history };
}

export const act = (day: Day, time: string, by: Author, action: string): Act => ({
  at: momentAt(day, time),
  by,
  action,
});
