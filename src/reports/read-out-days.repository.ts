import type { CountedDay } from './counted-day.js';
import { CountedDayModel } from './counted-day.model.js';

/** Two years of findings and of inspections. */
const MOST = 1500;

type Day = CountedDay<unknown>;

/**
 * Reads kept days, each once: those of a city's year are some megabytes of text. `changes` tells one count of a day from
 * the next, and a count is kept for one only.
 */
export function readingOut() {
  const days = new Map<string, { changes: number; day: Day }>();

  function remember(id: string, changes: number, day: Day): void {
    if (days.size >= MOST) days.clear();
    days.set(id, { changes, day });
  }

  return {
    remember,

    /** The kept days that a filter lets through, by their ids; and how often each has changed, kept or not. */
    async kept(filter: object): Promise<{ changes: Map<string, number>; known: Map<string, Day> }> {
      const found = await CountedDayModel.find(filter, { changes: 1 }).lean();
      const changes = new Map<string, number>();
      const known = new Map<string, Day>();
      const unread: string[] = [];
      for (const { _id, changes: present } of found) {
        changes.set(_id, present);
        const one = days.get(_id);
        if (one?.changes === present) known.set(_id, one.day);
        else unread.push(_id);
      }
      const texts = await CountedDayModel.find({ _id: { $in: unread }, counted: { $exists: true } }).lean();
      for (const { _id, changes: present, counted } of texts) {
        const day = JSON.parse(counted ?? '') as Day;
        changes.set(_id, present);
        known.set(_id, day);
        remember(_id, present, day);
      }
      return { changes, known };
    },
  };
}
export type ReadOut = ReturnType<typeof readingOut>;
