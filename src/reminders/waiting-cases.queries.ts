import { isAnnounced } from '../announcements/announcement.js';
import { DocumentModel } from '../documents/document.model.js';
import type { CaseDocument } from '../documents/document.js';
import { FindingModel } from '../findings/finding.model.js';
import type { Finding } from '../findings/finding.js';
import { InspectionModel } from '../inspections/inspection.model.js';
import { dayOf } from '../shared/dates.js';
import { groupsOf } from '../shared/groups.js';
import type { ReminderCase, CaseFacts } from './case-reminder.js';

/** A case in which somebody is waited for, but for the terms of its announcement. */
export type WaitingCase = Omit<CaseFacts, 'announced'> & { notified: boolean; isAnnounced: boolean };

const CASE = {
  number: 1,
  state: 1,
  mode: 1,
  approvedOn: 1,
  plannedFrom: 1,
  unit: 1,
  heirs: 1,
  team: 1,
  preparer: 1,
  approver: 1,
  reply: 1,
  'publication.deadline': 1,
  'publication.done.on': 1,
} as const;

/** Documents that were delivered and stand: notices among them, and what nobody has acknowledged. */
const delivered = { 'delivery.on': { $gt: '' }, annulled: { $exists: false } };

type Paper = Pick<CaseDocument, 'inspectionId' | 'kind' | 'delivery' | 'receipt' | 'drawnUpBy'> & {
  _id: string;
};
type Reported = Pick<Finding, 'inspectionId' | 'state' | 'reportedAt' | 'remediations' | 'verifier'> & {
  _id: string;
};

/** A report that somebody is to look at on site first waits for that visit. */
const waitsForJudgement = ({ state, remediations }: Reported): boolean =>
  state === 'reported' && remediations.at(-1)?.visit === undefined;

const factsOf = (inspection: ReminderCase, papers: Paper[], findings: Reported[]): WaitingCase => ({
  inspection,
  isAnnounced: isAnnounced(inspection) && inspection.state === 'approved',
  notified: papers.some(({ kind }) => kind === 'notice'),
  unanswered: findings.filter(({ state }) => state === 'told').length,
  unacknowledged: papers
    .filter(({ receipt }) => receipt === undefined)
    .flatMap(({ _id, delivery, drawnUpBy }) =>
      delivery === undefined ? [] : [{ id: _id, since: delivery.on, drawnUpBy: drawnUpBy.personId }],
    ),
  // Nobody can say how long something has waited that came before its day was kept.
  unverified: findings.filter(waitsForJudgement).flatMap(({ _id, reportedAt, verifier }) =>
    reportedAt === undefined
      ? []
      : [
          {
            id: _id,
            since: dayOf(reportedAt),
            ...(verifier === undefined ? {} : { verifierId: verifier.personId }),
          },
        ],
  ),
});

/** Every case in which something may have to be reminded of. Nobody's page: the clock reads it. */
export async function waitingCases(): Promise<WaitingCase[]> {
  const [papers, findings] = await Promise.all([
    DocumentModel.find(delivered, { inspectionId: 1, kind: 1, delivery: 1, receipt: 1, drawnUpBy: 1 })
      .sort({ _id: 1 })
      .lean<Paper[]>(),
    FindingModel.find(
      { state: { $in: ['told', 'reported'] } },
      { inspectionId: 1, state: 1, reportedAt: 1, remediations: 1, verifier: 1 },
    )
      .sort({ _id: 1 })
      .lean<Reported[]>(),
  ]);
  const papersOf = groupsOf(papers, ({ inspectionId }) => inspectionId);
  const findingsOf = groupsOf(findings, ({ inspectionId }) => inspectionId);
  const waiting = papers.filter(({ receipt }) => receipt === undefined);
  const ids = [...new Set([...waiting, ...findings].map(({ inspectionId }) => inspectionId))];
  const cases = await InspectionModel.find(
    {
      $or: [
        { _id: { $in: ids } },
        { state: 'approved', mode: 'scheduled' },
        { 'publication.deadline': { $exists: true }, 'publication.done': { $exists: false } },
      ],
    },
    CASE,
  )
    .sort({ _id: 1 })
    .lean<(Omit<ReminderCase, 'id'> & { _id: string })[]>();
  return cases.map(({ _id: id, ...rest }) =>
    factsOf({ id, ...rest }, papersOf.get(id) ?? [], findingsOf.get(id) ?? []),
  );
}
