import type { AnnouncementsService } from '../announcements/announcements.service.js';
import type { CalendarService } from '../calendar/calendar.service.js';
import { workingDaysBetween } from '../calendar/working-days.js';
import { inTransaction } from '../database/connect.js';
import type { Job } from '../jobs/job.js';
import type { NoticesService } from '../notices/notices.service.js';
import type { PeopleService } from '../people/people.service.js';
import { caseRemindersRepository } from '../reminders/case-reminders.repository.js';
import { caseRemindersService } from '../reminders/case-reminders.service.js';
import { chasedByUnit } from '../reminders/chased.queries.js';
import { remindersService } from '../reminders/reminders.service.js';
import { roundsRepository } from '../reminders/rounds.repository.js';
import { waitingCases } from '../reminders/waiting-cases.queries.js';
import type { SettingsService } from '../settings/settings.service.js';
import type { Clock } from '../shared/clock.js';
import type { Day } from '../shared/dates.js';
import type { UnitsService } from '../units/units.service.js';

type Parts = {
  clock: Clock;
  notices: NoticesService;
  people: PeopleService;
  calendar: CalendarService;
  settings: SettingsService;
  units: UnitsService;
  announcements: AnnouncementsService;
};

/** The parts that see to it that no due date is forgotten. */
export function reminderServices({
  clock,
  notices,
  people,
  calendar,
  settings,
  units,
  announcements,
}: Parts) {
  async function countDays() {
    const calendars = await calendar.calendars();
    return (from: Day, to: Day) => workingDaysBetween(from, to, calendars);
  }
  const common = { clock, inTransaction, countDays, post: notices.post };
  const reminders = remindersService({
    ...common,
    repository: roundsRepository(),
    chasedByUnit,
    limitsOn: settings.limits,
    holding: people.holding,
    nameOfUnit: async (id) => (await units.find(id))?.name,
  });
  const caseReminders = caseRemindersService({
    ...common,
    repository: caseRemindersRepository,
    waitingCases,
    limitsOn: settings.limits,
    termsFor: announcements.termsFor,
    reportedOn: announcements.reportedOn,
  });
  const reminderJobs: Job[] = [
    { name: 'reminders', dailyAt: '06:00', run: reminders.run },
    { name: 'case-reminders', dailyAt: '06:00', run: caseReminders.run },
  ];
  return { reminders, caseReminders, reminderJobs };
}
