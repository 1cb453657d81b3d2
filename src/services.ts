import { addressOf, type Config } from './config.js';
import { arrivingFiles } from './wiring/arriving-files.js';
import { caseServices } from './wiring/case-services.js';
import { catalogueServices } from './wiring/catalogue-services.js';
import { errandServices } from './wiring/errand-services.js';
import { filingServices } from './wiring/filing-services.js';
import { inTransaction } from './database/connect.js';
import { calendarService } from './calendar/calendar.service.js';
import { keptCalendars } from './calendar/calendars.repository.js';
import { workingDaysBetween } from './calendar/working-days.js';
import { integrityServices } from './wiring/integrity-services.js';
import { timingService } from './findings/timing.service.js';
import { journalHead } from './history/journal.repository.js';
import { inspectionsOfUnit } from './inspections/inspection.queries.js';
import type { CutoffOn } from './reports/period.js';
import { jobsRepository } from './jobs/jobs.repository.js';
import { jobsService } from './jobs/jobs.service.js';
import { noticesRepository } from './notices/notices.repository.js';
import { noticesService } from './notices/notices.service.js';
import { invitationServices } from './wiring/invitation-services.js';
import { mailServices } from './wiring/mail-services.js';
import { ownServices } from './wiring/own-services.js';
import { reminderServices } from './wiring/reminder-services.js';
import { reportServices } from './wiring/report-services.js';
import type { DemoAccount } from './people/account.presenter.js';
import { accountsService } from './people/accounts.service.js';
import { attemptsRepository } from './people/attempts.repository.js';
import { peopleRepository } from './people/people.repository.js';
import { peopleService } from './people/people.service.js';
import { defaultSettings } from './settings/settings.data.js';
import { keptSettings } from './settings/settings.repository.js';
import { limitsOn } from './settings/limits.js';
import { settingsService } from './settings/settings.service.js';
import { keepingServices } from './wiring/keeping-services.js';
import { setupRepository } from './setup/setup.repository.js';
import { connectionsRepository } from './connections/connections.repository.js';
import { connectionsService } from './connections/connections.service.js';
import { setupService } from './setup/setup.service.js';
import { systemClock, type Clock } from './shared/clock.js';
import type { Day } from './shared/dates.js';
import { keeping } from './shared/kept.js';
import { unitRegisterService } from './units/unit-register.service.js';
import { labelOf } from './units/unit-names.js';
import { unitsRepository } from './units/units.repository.js';
import { unitsService } from './units/units.service.js';
import { urgingServices } from './wiring/urging-services.js';
import { withdrawalServices } from './wiring/withdrawal-services.js';
import { shippedService } from './shipped/shipped.service.js';
import type { FrameSources } from './web/frame.js';

/** What a demonstration or a test replaces or adds. */
export type Extras = {
  clock?: Clock;
  demoAccounts?: DemoAccount[];
  /** Nothing runs by the clock unless it is asked for: a test that takes long must not be surprised. */
  idle?: boolean;
};

/** Builds every part of the product once and wires it to the parts it needs. */
export function createServices(config: Config, extras: Extras = {}) {
  const clock = extras.clock ?? systemClock;
  const demoAccounts = extras.demoAccounts ?? [];
  // Settings, calendars and cases change by journaled events only, so the end of the journal tells every change.
  const recordEnd = async () => (await journalHead()).hash;
  const kept = keeping(recordEnd);
  const units = unitsService({ clock, repository: unitsRepository, inspectionsOf: inspectionsOfUnit });
  const unitRegister = unitRegisterService({
    clock,
    inTransaction,
    repository: unitsRepository,
    resolve: (text, day) => units.resolve(text, day),
  });
  const notices = noticesService({ clock, repository: noticesRepository, kept });
  const settings = settingsService({ clock, inTransaction, repository: keptSettings(kept) });
  const people = peopleService({
    clock,
    inTransaction,
    people: peopleRepository,
    attempts: attemptsRepository,
    resolveUnit: (text, day) => units.resolve(text, day),
    async labelOfUnit(id) {
      const unit = await units.find(id);
      return unit === undefined ? '' : labelOf(unit);
    },
  });
  const calendar = calendarService({ clock, inTransaction, repository: keptCalendars(kept) });
  const { signs, checklists, wordings } = catalogueServices(clock);
  const setup = setupService({
    claims: setupRepository,
    facts: defaultSettings(),
    anybody: people.anybody,
    addFirst: people.addFirst,
    async saveSettings(first, by) {
      await Promise.all([
        calendar.loadDefault(by),
        signs.loadDefault(by),
        wordings.loadDefault(by),
        checklists.loadDefault(by),
      ]);
      await settings.begin(by, first);
    },
    async loadUnits(set, cityName) {
      const city = set === 'hanoi' ? await unitRegister.loadHanoi() : await unitRegister.startEmpty(cityName);
      return { cityId: city.id };
    },
  });
  const common = { clock, notices, units, people, calendar, settings };
  const cases = caseServices({ ...common, config, signs, checklists });
  const countDays = async () => {
    const calendars = await calendar.calendars();
    return (from: Day, to: Day) => workingDaysBetween(from, to, calendars);
  };
  const timing = timingService({
    countDays,
    dueSoon: async (day) => (await settings.limits('lamp', day)).days,
  });
  const cutoffs = async (): Promise<CutoffOn> => {
    const { limits = [] } = await settings.get();
    return (day) => limitsOn(limits, 'reporting', day).cutoffDay;
  };
  const { reports, clusters, recounts } = reportServices(
    { clock, units, signs, checklists, settings, calendar, cutoffs },
    recordEnd,
    kept,
  );
  const { reminderJobs, ...reminding } = reminderServices({ ...common, announcements: cases.announcements });
  const mail = mailServices({ clock, config });
  const { integrity, fileJobs } = integrityServices(clock, cases);
  const filing = filingServices(
    { ...common, reports, countDays, cutoffs, photoOf: cases.pictures.forPaper },
    addressOf(config),
  );
  const urging = urgingServices(common, cases);
  const errands = errandServices({ ...common, reports, urging, ...filing }, addressOf(config));
  const { keepingJobs, ...keepers } = keepingServices({ clock, config, settings, units }, cases);
  const jobs = jobsService({
    clock,
    repository: jobsRepository,
    jobs: [
      // Before the working day begins, so that whoever comes in reads it.
      ...reminderJobs,
      { name: 'reports-due', dailyAt: '06:00', run: filing.filingDue.remindAll },
      { name: 'digests', dailyAt: '06:30', run: mail.postOffice.mailDigests },
      { name: 'urgent-mail', everyMinutes: 1, run: mail.postOffice.mailUrgent },
      { name: 'batches', everyMinutes: 1, run: cases.batches.sendDue },
      { name: 'sending', everyMinutes: 1, run: mail.sending.sendDue },
      { name: 'old-errands', dailyAt: '03:30', run: errands.clear },
      ...fileJobs,
      {
        name: 'recount',
        dailyAt: '03:00',
        run: async () => {
          const { days, faults } = await recounts.night();
          return { counts: days, miscounts: faults.length };
        },
      },
      ...keepingJobs,
      { name: 'rearrangements', everyMinutes: 10, run: cases.rearrangements.carryDue },
    ],
  });
  const frame: FrameSources = {
    demo: demoAccounts.length > 0,
    cityName: async () => (await settings.get()).city,
    inboxCount: (actor) => notices.unread(actor),
    shutFiles: cases.viruses.shut,
    redrawnPictures: cases.pictures.newAddresses,
    roomAtHand: (unitId) => keepers.space.roomAtHand(unitId),
    fileRules: settings.fileRules,
  };
  return {
    clock,
    kept,
    demoAccounts,
    units,
    unitRegister,
    notices,
    settings,
    people,
    setup,
    calendar,
    signs,
    wordings,
    shipped: shippedService({ units: unitRegister, calendar, signs, checklists, wordings }),
    checklists,
    timing,
    reports,
    recounts,
    clusters,
    ...filing,
    errands,
    ...ownServices({ clock, kept }),
    jobs,
    integrity,
    ...reminding,
    ...mail,
    connections: connectionsService({
      clock,
      inTransaction,
      repository: connectionsRepository,
      resolveUnit: units.resolve,
    }),
    invitations: invitationServices({ clock, units, settings }),
    urging,
    ...cases,
    ...keepers,
    withdrawals: withdrawalServices(clock, cases),
    frame,
    accounts: accountsService({ people: peopleRepository, attempts: attemptsRepository }),
    files: arrivingFiles({ viruses: cases.viruses, rules: settings.fileRules, space: keepers.space }),
  };
}
export type Services = ReturnType<typeof createServices>;
