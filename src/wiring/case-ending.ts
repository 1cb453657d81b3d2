import type { CalendarService } from '../calendar/calendar.service.js';
import { inTransaction, type Transaction } from '../database/connect.js';
import { documentIssueService } from '../documents/document-issue.service.js';
import { documentsRepository } from '../documents/documents.repository.js';
import { documentsService, type DocumentsDeps } from '../documents/documents.service.js';
import type { SheetsService } from '../answers/sheets.service.js';
import type { ComingFilesService } from '../evidence/coming-files.service.js';
import type { EvidenceService } from '../evidence/evidence.service.js';
import { answeringService } from '../findings/answering.service.js';
import { findingNumber } from '../findings/finding.js';
import type { FindingsRepository } from '../findings/findings.repository.js';
import { ordersService } from '../findings/orders.service.js';
import type { CaseStep } from '../inspections/case-step.js';
import { conclusionService } from '../inspections/conclusion.service.js';
import { transitionFor, type Inspection } from '../inspections/inspection.js';
import type { InspectionsRepository } from '../inspections/inspections.repository.js';
import { minutesService } from '../inspections/minutes.service.js';
import { uncheckedOf } from '../inspections/checks.js';
import { missingIn, type Missing } from '../inspections/missing.js';
import type { NoticesService } from '../notices/notices.service.js';
import type { Actor } from '../policies/actor.js';
import { keysOf } from '../policies/visibility.js';
import type { Limits } from '../settings/limits.js';
import type { SettingsService } from '../settings/settings.service.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';

type Parts = {
  clock: Clock;
  step: CaseStep;
  inspections: InspectionsRepository;
  findings: FindingsRepository;
  notices: NoticesService;
  calendar: CalendarService;
  settings: SettingsService;
  keepFiles: EvidenceService['keep'];
  /** What a case's checklist still asks; empty where there is none. */
  unanswered: SheetsService['missing'];
  /** Files that are still on their way to a case. */
  comingFiles: ComingFilesService['missing'];
  /** Until when the unit of an announced visit sends its own report. */
  reportBy: DocumentsDeps['reportBy'];
};

/** The parts that end a visit: minutes, the unit's time to answer, conclusion, and the documents of all this. */
export function caseEnding(parts: Parts) {
  const { clock, step, inspections, findings, notices, calendar, settings, keepFiles } = parts;
  const unitDays = async () => {
    const limits = await settings.limits('conclusion', dayOf(clock.now()));
    return { reply: limits.replyDays, publication: limits.publicationDays };
  };
  const documentStore = documentsRepository(notices.ofDocument(inspections.get));
  const documents = documentsService({
    clock,
    inTransaction,
    repository: documentStore,
    inspections,
    findings,
    office: settings.get,
    reportBy: parts.reportBy,
    unitDays,
  });
  const documentIssue = documentIssueService({
    clock,
    repository: documentStore,
    inspections,
    documents,
    keepFiles,
  });
  const answering = answeringService({ clock, repository: findings });
  const orders = ordersService({
    clock,
    repository: findings,
    deadline: calendar.deadline,
    calendars: calendar.calendars,
  });
  /** A due date so many working days after a day, by the limit in force on that day. */
  const dueBy = (name: keyof Limits<'conclusion'>) => async (from: Day) =>
    calendar.deadline(from, (await settings.limits('conclusion', from))[name]);
  /** Answers are given on site: once the minutes are signed only files that were begun are waited for. */
  async function openQuestions(inspection: Inspection, tx: Transaction): Promise<Missing[]> {
    const coming = await parts.comingFiles(inspection, tx);
    if (inspection.state !== 'opened') return coming;
    const here = `/inspections/${inspection.id}`;
    const unchecked = uncheckedOf(inspection).length;
    return [
      ...(unchecked === 0
        ? []
        : [{ message: 'missing:unchecked', values: { count: unchecked }, href: `${here}/checks` }]),
      ...(await parts.unanswered(inspection, tx)),
      ...coming,
    ];
  }
  const missing = async (inspection: Inspection, today: Day, tx: Transaction) =>
    missingIn(
      inspection,
      (await findings.allOf(inspection.id, tx)).map((finding) => ({
        id: finding.id,
        state: finding.state,
        number: findingNumber(finding),
      })),
      today,
      await openQuestions(inspection, tx),
    );

  return {
    documents,
    documentIssue,
    documentStore,
    orders,
    minutes: minutesService({
      step,
      openQuestions,
      conclusionDue: dueBy('conclusionDays'),
      closeFindings: answering.minute,
      reopenFindings: answering.resume,
    }),
    conclusion: conclusionService({
      clock,
      step,
      repository: inspections,
      missing,
      tellFindings: answering.tell,
      orderRemediation: orders.order,
      redateRemediation: orders.redate,
      noteDelivery: documentIssue.note,
      replyDue: dueBy('replyDays'),
      publicationDue: dueBy('publicationDays'),
      keepFiles,
    }),
    /** What stands in the way of concluding a case, for its page. */
    missing: async (inspection: Inspection, today: Day) =>
      transitionFor('conclude', inspection.state) === undefined && inspection.state !== 'opened'
        ? []
        : inTransaction((tx) => missing(inspection, today, tx)),
    publicationFile: async (actor: Actor, id: string) =>
      (await inspections.ofPublished(id, keysOf(actor)))?.publication?.done?.files.find(
        (file) => file.id === id,
      ),
  };
}
