import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import type { Keep } from '../shared/kept.js';
import { calendarId, type CalendarRecord } from './calendar-year.js';
import { CalendarModel } from './calendar.model.js';

const nobodyToTell = () => Promise.resolve();
const store = journaledRepository<CalendarRecord>('calendar', CalendarModel as never, nobodyToTell);

export const calendarsRepository = {
  create: store.create,
  change: store.change,

  find: (year: number, tx?: Transaction) => store.findOne({ _id: calendarId(year) }, tx),

  years: (tx?: Transaction) => store.find({}, { year: 1 }, tx),

  /** Which version of which year is in force: cheap to ask, and different after every change by any process. */
  async stamp(): Promise<string> {
    const versions = await CalendarModel.find({}, { version: 1 }).sort({ _id: 1 }).lean();
    return versions.map(({ _id, version }) => `${_id}/${version}`).join(' ');
  },

  async *all(): AsyncGenerator<CalendarRecord> {
    for await (const found of CalendarModel.find().lean().cursor()) {
      yield plain<CalendarRecord>(found);
    }
  },
};
export type CalendarsRepository = typeof calendarsRepository;

/** Every page with a due date asks for the stamp: it is read again when the record has changed. */
export const keptCalendars = (kept: Keep): CalendarsRepository => ({
  ...calendarsRepository,
  stamp: () => kept('calendars', calendarsRepository.stamp),
});
