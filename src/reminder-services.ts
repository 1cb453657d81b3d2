import type { CalendarService } from './calendar/calendar.service.js';
import { workingDaysBetween } from './calendar/working-days.js';
import { inTransaction } from './database/connect.js';
import type { NoticesService } from './notices/notices.service.js';
import type { PeopleService } from './people/people.service.js';
import { chasedByUnit } from './reminders/chased.queries.js';
import { remindersService } from './reminders/reminders.service.js';
import { roundsRepository } from './reminders/rounds.repository.js';
import type { SettingsService } from './settings/settings.service.js';
import type { Clock } from './shared/clock.js';
import type { UnitsService } from './units/units.service.js';

type Parts = {
  clock: Clock;
  notices: NoticesService;
  people: PeopleService;
  calendar: CalendarService;
  settings: SettingsService;
  units: UnitsService;
};

/** The parts that see to it that no due date is forgotten. */
export const reminderServices = ({ clock, notices, people, calendar, settings, units }: Parts) =>
  remindersService({
    clock,
    inTransaction,
    repository: roundsRepository(),
    chasedByUnit,
    async countDays() {
      const calendars = await calendar.calendars();
      return (from, to) => workingDaysBetween(from, to, calendars);
    },
    limitsOn: settings.limits,
    holding: people.holding,
    nameOfUnit: async (id) => (await units.find(id))?.name,
    post: notices.post,
  });
