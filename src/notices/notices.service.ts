import { inspectionIdOf, type UnitReport } from '../announcements/announcement.js';
import type { Transaction } from '../database/connect.js';
import type { Finding } from '../findings/finding.js';
import type { CaseDocument } from '../documents/document.js';
import type { Event } from '../history/event.js';
import type { Inspection } from '../inspections/inspection.js';
import type { Plan } from '../plans/plan.js';
import type { Actor } from '../policies/actor.js';
import type { Clock } from '../shared/clock.js';
import type { Keep } from '../shared/kept.js';
import type { Key } from '../shared/paging.js';
import {
  inboxOf,
  noticesOfDocument,
  noticesOfFinding,
  noticesOfInspection,
  noticesOfPlan,
  noticesOfUnitReport,
  type NewNotice,
} from './notice.js';
import type { NoticesRepository } from './notices.repository.js';

/** New notices come with a change of the record, but that somebody has read them is no change. Milliseconds. */
const FORGOTTEN = 10_000;

type CaseOf = (id: string, tx: Transaction) => Promise<Inspection | undefined>;

/** The inbox: what happened to one's cases, for persons and for the officers of a unit. */
export function noticesService(deps: { clock: Clock; repository: NoticesRepository; kept: Keep }) {
  const { repository, clock, kept } = deps;
  let readings = 0;

  /** Stands in every page's frame. What one has read in another copy of the product counts as unread for so long. */
  const unread = (actor: Actor): Promise<number> => {
    const now = clock.now();
    const moment = Math.floor(now.getTime() / FORGOTTEN);
    const key = `unread ${inboxOf(actor).join(' ')} ${readings} ${moment}`;
    return kept(key, () => repository.unread(inboxOf(actor), actor.personId, now));
  };

  return {
    ofInspection: (inspection: Inspection, event: Event, tx: Transaction) =>
      repository.post(noticesOfInspection(inspection, event), tx),
    ofFinding: (finding: Finding, event: Event, tx: Transaction) =>
      repository.post(noticesOfFinding(finding, event), tx),
    /** `caseOf` loads the case that a document belongs to. */
    ofDocument:
      (caseOf: CaseOf) =>
      async (document: CaseDocument, event: Event, tx: Transaction): Promise<void> => {
        const inspection = await caseOf(document.inspectionId, tx);
        if (inspection !== undefined)
          await repository.post(noticesOfDocument(document, event, inspection), tx);
      },
    /** `caseOf` loads the case that a report belongs to. */
    ofUnitReport:
      (caseOf: CaseOf) =>
      async (report: UnitReport, event: Event, tx: Transaction): Promise<void> => {
        const inspection = await caseOf(inspectionIdOf(report), tx);
        if (inspection !== undefined) await repository.post(noticesOfUnitReport(inspection, event), tx);
      },
    ofPlan: (plan: Plan, event: Event, tx: Transaction) => repository.post(noticesOfPlan(plan, event), tx),
    /** What rooms that come later tell. */
    post: (notices: NewNotice[], tx: Transaction) => repository.post(notices, tx),
    unread,
    list: (actor: Actor, key: Key | undefined) => repository.list(inboxOf(actor), key),
    async markRead(actor: Actor): Promise<void> {
      await repository.markRead(inboxOf(actor), actor.personId);
      readings += 1;
    },
  };
}
export type NoticesService = ReturnType<typeof noticesService>;
