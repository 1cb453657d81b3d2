import { holdsStill, keptDays } from '../reports/counted-days.repository.js';
import { recountsRepository } from '../reports/recounts.repository.js';
import { recountsService } from '../reports/recounts.service.js';
import type { CalendarService } from '../calendar/calendar.service.js';
import { unconfirmedBetween, workingDaysBetween } from '../calendar/working-days.js';
import type { ChecklistsService } from '../checklists/checklists.service.js';
import type { SignsService } from '../checklists/signs.service.js';
import { clustersRepository } from '../clusters/clusters.repository.js';
import { clustersService } from '../clusters/clusters.service.js';
import { inTransaction } from '../database/connect.js';
import { keptReportFacts, readAnnex } from '../reports/report.queries.js';
import { reportsService, type ReportsDeps } from '../reports/reports.service.js';
import { templateFrom } from '../reports/template.js';
import { keptTrend } from '../reports/trend.queries.js';
import type { SettingsService } from '../settings/settings.service.js';
import { keeping, type Keep } from '../shared/kept.js';
import { formerAreas } from '../units/former-area.js';
import { unitsRepository } from '../units/units.repository.js';
import type { UnitsService } from '../units/units.service.js';

type ReportParts = Pick<ReportsDeps, 'clock' | 'cutoffs'> & {
  calendar: CalendarService;
  units: UnitsService;
  signs: SignsService;
  checklists: ChecklistsService;
  settings: SettingsService;
};

/** The parts that compile reports. `recordEnd` tells one state of the record from another. */
export function reportServices(parts: ReportParts, recordEnd: () => Promise<string>, kept: Keep) {
  const { units, signs, checklists, settings, calendar, clock, cutoffs } = parts;
  const clusters = clustersService({
    clock,
    inTransaction,
    repository: clustersRepository,
    findUnit: units.find,
    resolveUnit: units.resolve,
    ...formerAreas(unitsRepository),
  });
  const reports = reportsService({
    clock,
    async workingTime() {
      const calendars = await calendar.calendars();
      return {
        days: (from, to) => workingDaysBetween(from, to, calendars),
        unconfirmed: (from, to) => unconfirmedBetween(from, to, calendars),
      };
    },
    cutoffs,
    findUnit: units.find,
    unitByCode: units.byCode,
    resolveUnit: units.resolve,
    unitLabels: units.suggestions,
    signVersions: signs.versions,
    sections: checklists.sections,
    template: async (kind, day) => templateFrom(await settings.reportTemplate(kind, day)),
    office: settings.get,
    // The facts of a city are some megabytes: few are kept.
    readFacts: keptReportFacts(keeping(recordEnd, 4)),
    readAnnex,
    readTrend: keptTrend(kept),
    clusters,
  });
  const recounts = recountsService({ clock, repository: recountsRepository, keptDays, holdsStill });
  return { reports, clusters, recounts };
}
