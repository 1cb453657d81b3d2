import { DocumentModel } from '../documents/document.model.js';
import type { CaseDocument } from '../documents/document.js';
import { FindingModel } from '../findings/finding.model.js';
import { waitingForUnit, type Finding } from '../findings/finding.js';
import type { Actor } from '../policies/actor.js';
import { reachOf } from '../policies/visibility.js';
import type { Day } from '../shared/dates.js';
import { groupsOf } from '../shared/groups.js';
import type { UnitSnapshot } from '../units/unit.js';

/** A letter that urges, as the page of late cases shows it. */
export type UrgingLetter = Pick<
  CaseDocument,
  'id' | 'version' | 'number' | 'datedOn' | 'drawnUpAt' | 'unit' | 'delivery'
>;

/** A case of which the unit has not remedied everything in time, with the letters that have urged it, newest first. */
export type LateCase = {
  inspectionId: string;
  number: string;
  unit: UnitSnapshot;
  findings: number;
  /** The earliest of the dates that have passed. */
  dueOn: Day;
  letters: UrgingLetter[];
};

type Late = Pick<Finding, 'inspectionId' | 'inspectionNumber' | 'unit' | 'dueOn'>;
const LETTER = {
  number: 1,
  datedOn: 1,
  drawnUpAt: 1,
  unit: 1,
  delivery: 1,
  version: 1,
  inspectionId: 1,
} as const;

/** Late cases of the actor's own authority, the longest late first. */
export async function lateCases(actor: Actor, today: Day): Promise<LateCase[]> {
  const late = {
    readers: reachOf(actor),
    state: { $in: waitingForUnit },
    dueOn: { $lt: today },
    'authority.id': actor.post.unitId,
  };
  const fields = { inspectionId: 1, inspectionNumber: 1, unit: 1, dueOn: 1 } as const;
  const found = await FindingModel.find(late, fields).sort({ dueOn: 1, _id: 1 }).lean<Late[]>();
  const byCase = groupsOf(found, ({ inspectionId }) => inspectionId);
  const letters = await DocumentModel.find(
    { inspectionId: { $in: [...byCase.keys()] }, kind: 'urging' },
    LETTER,
  )
    .sort({ drawnUpAt: -1 })
    .lean<(Omit<UrgingLetter, 'id'> & { _id: string; inspectionId: string })[]>();
  const ofCase = groupsOf(letters, ({ inspectionId }) => inspectionId);
  return [...byCase].flatMap(([inspectionId, findings]) => {
    const [first] = findings;
    if (first === undefined) return [];
    const { inspectionNumber: number, unit, dueOn } = first;
    const urged = (ofCase.get(inspectionId) ?? []).map(({ _id, inspectionId: _case, ...rest }) => ({
      id: _id,
      ...rest,
    }));
    return [{ inspectionId, number, unit, findings: findings.length, dueOn, letters: urged }];
  });
}
