import type { InTransaction, Transaction } from '../database/connect.js';
import { evidenceItem, type IncomingFile } from '../findings/evidence-item.js';
import type { EvidenceItem } from '../findings/finding.js';
import type { CountDays } from '../findings/lamp.js';
import type { InspectionsRepository } from '../inspections/inspections.repository.js';
import { subjectOf, type Inspection } from '../inspections/inspection.js';
import { authorOf, type Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import { keysOf } from '../policies/visibility.js';
import type { Limits } from '../settings/limits.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { NotFound, Stale, refuse } from '../shared/errors.js';
import { isId, newId } from '../shared/ids.js';
import {
  inspectionIdOf,
  isAnnounced,
  mayReport,
  reportId,
  standingOf,
  termsOf,
  type Terms,
  type UnitReport,
} from './announcement.js';
import type { UnitReportInput } from './unit-report.form.js';
import type { UnitReportsRepository } from './unit-reports.repository.js';

export type AnnouncementsDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: UnitReportsRepository;
  inspections: InspectionsRepository;
  countDays: () => Promise<CountDays>;
  limitsOn: (day: Day) => Promise<Limits<'announcement'>>;
  keepFiles: (files: IncomingFile[], tx: Transaction) => Promise<void>;
};
type Dated = Pick<Inspection, 'plannedFrom' | 'approvedOn'>;

/** Announced visits: until when the unit is to be notified, and the unit's own report before the visit. */
export function announcementsService(deps: AnnouncementsDeps) {
  const { clock, inTransaction, repository, inspections } = deps;

  /** By the numbers in force when the visit was approved: a later change of them moves no term. */
  async function termsFor(inspection: Dated): Promise<Terms> {
    const today = dayOf(clock.now());
    const [count, limits] = await Promise.all([
      deps.countDays(),
      deps.limitsOn(inspection.approvedOn ?? today),
    ]);
    return termsOf(inspection, limits, count);
  }

  /** An announced visit within the actor's reach; any other is none. */
  async function caseOf(actor: Actor, id: string, tx?: Transaction): Promise<Inspection> {
    const inspection = await inspections.find(id, keysOf(actor), tx);
    if (inspection === undefined || !isAnnounced(inspection)) throw new NotFound(`announced visit ${id}`);
    return inspection;
  }

  return {
    termsFor,
    caseOf,
    /** Until when the unit sends its own report; undefined of a visit that is not announced. */
    reportBy: async (inspection: Inspection): Promise<Day | undefined> =>
      isAnnounced(inspection) ? (await termsFor(inspection)).reportBy : undefined,
    of: (inspection: Pick<Inspection, 'id'>) => repository.of(inspection.id),
    /** When the unit first sent its report on each of these visits; none where it has not. */
    reportedOn: repository.firstDays,

    /** A notice that is delivered too late is asked about, not refused. */
    async assertTimely(inspection: Inspection, deliveredOn: Day, sure: boolean): Promise<void> {
      const { noticeBy, noticeDays } = await termsFor(inspection);
      if (!sure && deliveredOn > noticeBy)
        refuse('deliveredOn', 'announcements:errors.lateNotice', { days: noticeDays, by: noticeBy });
    },

    /** How the reports of these visits stand today, for lists. */
    async standings(visits: readonly (Dated & { id: string })[]) {
      const today = dayOf(clock.now());
      const sent = await repository.firstDays(visits.map(({ id }) => id));
      const told = await Promise.all(
        visits.map(async (visit) => {
          const terms = await termsFor(visit);
          return [visit.id, { ...terms, standing: standingOf(sent.get(visit.id), terms, today) }] as const;
        }),
      );
      return new Map(told);
    },

    /** The unit sends its own report, or something more to it. The form carries an id: sent twice, it is kept once. */
    send: (actor: Actor, id: string, input: UnitReportInput, files: IncomingFile[]): Promise<UnitReport> =>
      inTransaction(async (tx) => {
        const inspection = await caseOf(actor, id, tx);
        assertAllowed(actor, 'announcement.report', subjectOf(inspection));
        const before = await repository.of(id, tx);
        if (before?.sendings.some((sending) => sending.id === input.id) === true) return before;
        if (!mayReport(inspection) || (before?.version ?? 0) !== input.version)
          throw new Stale(`report on ${id}`);
        if (files.length === 0) refuse('files', 'evidence:errors.none');
        await deps.keepFiles(files, tx);
        const [at, by] = [clock.now(), authorOf(actor)];
        const sending = {
          id: isId(input.id) ? input.id : newId(),
          text: input.text,
          files: files.map((file) => evidenceItem(file, by, at, input.caption, 'report')),
          by,
          at,
          on: dayOf(at),
        };
        const act = { at, by, action: 'sent' };
        if (before !== undefined)
          return repository.change(before, { ...before, sendings: [...before.sendings, sending] }, act, tx);
        const { authority, unit } = inspection;
        return repository.create({ id: reportId(id), authority, unit, sendings: [sending] }, act, tx);
      }),

    /** A file of a report, if its case may be seen. */
    async fileOf(actor: Actor, fileId: string): Promise<EvidenceItem | undefined> {
      const report = await repository.byFile(fileId);
      if (report === undefined) return undefined;
      const inspection = await inspections.find(inspectionIdOf(report), keysOf(actor));
      if (inspection === undefined) return undefined;
      return report.sendings.flatMap(({ files }) => files).find((item) => item.id === fileId);
    },
  };
}
export type AnnouncementsService = ReturnType<typeof announcementsService>;
