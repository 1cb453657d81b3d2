import { announcementsService, type AnnouncementsDeps } from '../announcements/announcements.service.js';
import { unitReportsRepository } from '../announcements/unit-reports.repository.js';
import type { CalendarService } from '../calendar/calendar.service.js';
import { workingDaysBetween } from '../calendar/working-days.js';
import { inTransaction } from '../database/connect.js';
import type { NoticesService } from '../notices/notices.service.js';
import type { SettingsService } from '../settings/settings.service.js';

type AnnouncementParts = Pick<AnnouncementsDeps, 'clock' | 'inspections' | 'keepFiles'> & {
  notices: NoticesService;
  calendar: CalendarService;
  settings: SettingsService;
};

/** The parts that carry the announcement of a visit. */
export function announcementServices({ notices, calendar, settings, ...rest }: AnnouncementParts) {
  const reports = unitReportsRepository(notices.ofUnitReport(rest.inspections.get));
  const announcements = announcementsService({
    ...rest,
    inTransaction,
    repository: reports,
    async countDays() {
      const calendars = await calendar.calendars();
      return (from, to) => workingDaysBetween(from, to, calendars);
    },
    limitsOn: (day) => settings.limits('announcement', day),
  });
  return { announcements, reports };
}
