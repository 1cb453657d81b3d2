import { answerServices } from './answer-services.js';
import { caseJournal } from './case-journal.js';
import { caseEnding } from './case-ending.js';
import type { CalendarService } from '../calendar/calendar.service.js';
import type { Config } from '../config.js';
import type { ChecklistsService } from '../checklists/checklists.service.js';
import type { SignsService } from '../checklists/signs.service.js';
import { announcementServices } from './announcement-services.js';
import { inTransaction } from '../database/connect.js';
import { deadlineServices } from './deadline-services.js';
import { custodyServices } from './custody-services.js';
import { drawServices } from './draw-services.js';
import { evidenceServices } from './evidence-services.js';
import { findingsRepository } from '../findings/findings.repository.js';
import { earlierFindings } from '../findings/earlier.queries.js';
import { atOnceService } from '../findings/at-once.service.js';
import { findingsService } from '../findings/findings.service.js';
import { followUpsService } from '../followups/followups.service.js';
import { recounting } from '../findings/recount.js';
import { handlingServices } from './handling-services.js';
import { importServices } from './import-services.js';
import { inspectionsRepository } from '../inspections/inspections.repository.js';
import { caseStepper } from '../inspections/case-step.js';
import { inspectionsService } from '../inspections/inspections.service.js';
import { knowledgeServices } from './knowledge-services.js';
import type { NoticesService } from '../notices/notices.service.js';
import type { PeopleService } from '../people/people.service.js';
import { rearrangementServices } from './rearrangement-services.js';
import { planServices } from './plan-services.js';
import { forgetDays } from '../reports/counted-days.repository.js';
import { repliesService } from '../replies/replies.service.js';
import { remedyServices } from './remedy-services.js';
import type { SettingsService } from '../settings/settings.service.js';
import type { Clock } from '../shared/clock.js';
import type { UnitsService } from '../units/units.service.js';

type CaseParts = {
  clock: Clock;
  notices: NoticesService;
  units: UnitsService;
  people: PeopleService;
  calendar: CalendarService;
  signs: SignsService;
  settings: SettingsService;
  checklists: ChecklistsService;
  config: Config;
};

/** The parts that carry a case. What happens to it is told to the inbox in the same transaction. */
export function caseServices(parts: CaseParts) {
  const { clock, notices, units, people, calendar, signs, settings, checklists } = parts;
  const knowledge = knowledgeServices(parts);
  const { conflicts, looks, repetitions } = knowledge;
  const draws = drawServices({ clock, units, people, conflicts, looks });
  const repository = inspectionsRepository(async (inspection, event, tx) => {
    await notices.ofInspection(inspection, event, tx);
    await draws.ofInspection(inspection, event, tx);
    await sheets.ofInspection(inspection, event, tx);
    await forgetDays('inspection', inspection, event, tx);
  });
  const answering = answerServices({
    clock,
    checklists,
    inspections: repository,
    keepFiles: (files, tx) => evidence.keep(files, tx),
  });
  const { sheets, answers } = answering;
  const findings = findingsRepository(async (finding, event, tx) => {
    await notices.ofFinding(finding, event, tx);
    await forgetDays('finding', finding, event, tx);
  });
  const recount = recounting(repository, findings);
  const step = caseStepper({ clock, inTransaction, repository });
  const { custody, noteAdded } = custodyServices(clock);
  const files = evidenceServices({
    ...parts,
    noteAdded,
    noteCustody: custody.note,
    step,
    inspections: repository,
    findings,
    otherFile: async (actor, id) =>
      (await ending.documents.scan(actor, id)) ??
      (await ending.publicationFile(actor, id)) ??
      (await remedies.remediation.draftFile(actor, id)) ??
      (await announcements.fileOf(actor, id)) ??
      (await handlings.fileOf(actor, id)) ??
      answers.fileOf(actor, id),
  });
  const { evidence } = files;
  const ending = caseEnding({
    clock,
    step,
    inspections: repository,
    findings,
    notices,
    calendar,
    settings,
    keepFiles: evidence.keep,
    unanswered: sheets.missing,
    comingFiles: files.comingFiles.missing,
    reportBy: (inspection) => announcements.reportBy(inspection),
  });
  const { announcements, reports } = announcementServices({
    clock,
    notices,
    inspections: repository,
    calendar,
    settings,
    keepFiles: evidence.keep,
  });
  const { conclusion, documentStore, publicationFile: _file, ...endingParts } = ending;
  const findingsPart = findingsService({
    clock,
    inTransaction,
    repository: findings,
    inspections: repository,
    signReference: signs.reference,
    recount,
    calendars: calendar.calendars,
    ofItem: answers.forFinding,
    keepFiles: evidence.keep,
    answerRepetition: repetitions.answer,
  });
  const followUps = followUpsService({
    clock,
    inTransaction,
    inspections: repository,
    findings,
    recount,
    lineOf: units.lineOf,
    earlier: earlierFindings,
    deadline: calendar.deadline,
    percentOn: async (day) => (await settings.limits('reopening', day)).percent,
    closeIfDone: conclusion.closeIfDone,
    reopenIfClosed: conclusion.reopenIfClosed,
  });
  const remedies = remedyServices({
    ...parts,
    findings,
    inspections: repository,
    recount,
    keepFiles: evidence.keep,
    hashesOfCopies: files.pictures.hashesOfCopies,
    noteCustody: custody.note,
    closeIfDone: conclusion.closeIfDone,
  });
  const handlings = handlingServices({ clock, settings, findings, keepFiles: evidence.keep });
  const planning = planServices({ clock, notices, units, people });
  return {
    announcements,
    ...knowledge,
    ...answering,
    ...files,
    ...endingParts,
    conclusion,
    replies: repliesService({
      clock,
      inTransaction,
      findings,
      inspections: repository,
      recount,
      keepFiles: evidence.keep,
    }),
    draws,
    findings: findingsPart,
    atOnce: atOnceService({ clock, inTransaction, repository: findings, calendars: calendar.calendars }),
    inspections: inspectionsService({
      clock,
      inTransaction,
      repository,
      step,
      findUnit: units.find,
      resolveUnit: units.resolve,
      inspectorsOf: people.inspectorsOf,
      supervisorsOf: people.supervisorsOf,
      takeLine: planning.planLines.take,
      isDrawn: draws.isDrawn,
      checkable: followUps.checkable,
      objectionsAt: conflicts.at,
      noteLook: looks.note,
    }),
    plans: planning.plans,
    planLines: planning.planLines,
    ...importServices({ clock, inspections: repository, units, checklists, signs, calendar, planning }),
    followUps,
    ...deadlineServices({
      ...parts,
      findings,
      recount,
      keepFiles: evidence.keep,
      verifiers: remedies.verifiers,
    }),
    ...remedies,
    handlings,
    rearrangements: rearrangementServices({ clock, units, inspections: repository, findings, handlings }),
    custody,
    journal: caseJournal({
      custody,
      inspections: repository,
      findings,
      documents: documentStore,
      plans: planning.store,
      reports,
    }),
  };
}
