import { FindingModel } from '../../src/findings/finding.model.js';
import { settledFinding, type Finding } from '../../src/findings/finding.js';
import { InspectionModel } from '../../src/inspections/inspection.model.js';
import type { Inspection } from '../../src/inspections/inspection.js';
import type { Remediation } from '../../src/findings/remedy.js';
import { authorOf } from '../../src/policies/actor.js';
import { addDays, momentAt } from '../../src/shared/dates.js';
import { newId } from '../../src/shared/ids.js';
import { invent } from './story.js';
import type { Ground } from './story-ground.js';

export const FINDINGS = 100_000;
/** One in so many is open. */
export const OPEN = 5;
/** One in so many is the unit's whose page is asked for: four times what a ward has on average. */
const OF_UNIT = 40;
/** Cases made by the rules of the product, with five findings each; the store is filled with copies of theirs. */
const CASES = 400;
const BATCH = 2500;

/** Of ten open findings seven wait for the unit, two for the verdict, and one was returned. */
const waits = (index: number): 'to_remedy' | 'reported' | 'returned' =>
  index % 10 < 7 ? 'to_remedy' : index % 10 < 9 ? 'reported' : 'returned';

/** An open finding as it stands in the middle of its way, due within six weeks around the day. */
function standing(finding: Finding, index: number, { today, officer }: Ground): Finding {
  const state = waits(index);
  const dueOn = addDays(today, ((index * 31) % 90) - 45);
  const deadline = finding.deadline && { ...finding.deadline, dueOn, firstDueOn: dueOn };
  const at = momentAt(addDays(today, -(index % 20) - 1), '09:00');
  const report: Remediation = {
    id: newId(),
    by: authorOf(officer),
    at,
    done: finding.mustDo,
    evidenceIds: [],
  };
  const said = state === 'to_remedy' ? {} : { remediations: [report], reportedAt: at };
  return { ...finding, ...(deadline === undefined ? {} : { deadline }), ...said, state };
}

function copyOf(finding: Finding, index: number, ground: Ground) {
  const nth = Math.floor(index / OPEN);
  const stands = index % OPEN === 0 ? standing(finding, nth, ground) : finding;
  const ward = ground.units.find(({ id }) => id === ground.officer.post.unitId);
  const moved = nth % OF_UNIT === 0 && ward !== undefined ? { unit: ward } : {};
  const { id: _id, ...rest } = settledFinding({ ...stands, ...moved });
  const inspectionId = `case-${Math.floor(index / 5)}`;
  return {
    _id: newId(),
    ...rest,
    inspectionId,
    inspectionNumber: `KT-2026-${index}`,
    ordinal: (index % 5) + 1,
  };
}

/** The case of an open finding, as it stands: the only one of its findings that is open. */
function caseOf(source: Inspection, finding: ReturnType<typeof copyOf>) {
  const { id: _id, ...rest } = source;
  const tally = {
    total: OPEN,
    open: 1,
    ...(finding.state === 'reported' ? {} : { nextDueOn: finding.dueOn }),
  };
  const { inspectionId, inspectionNumber, unit, readers } = finding;
  const facts = { unit, readers, state: 'concluded' as const, number: inspectionNumber, findings: tally };
  return { ...rest, _id: inspectionId, ...facts };
}

/**
 * Fills an empty store with findings, and the cases of those that are open: every part of them is as long as it is in a
 * real one, history included.
 */
export async function pourFindings(ground: Ground): Promise<void> {
  const made = Array.from({ length: CASES }, (_, index) => invent(index, 20 + (index % 400), 5, ground));
  const findings = made.flatMap((one) => one.findings);
  const ordered = findings.filter(({ state }) => state === 'to_remedy');
  const closed = findings.filter(({ state }) => state === 'closed');
  const sourceOf = (index: number): Finding => {
    const from = index % OPEN === 0 ? ordered : closed;
    return from[index % from.length] as Finding;
  };
  const cases = new Map(made.map(({ inspection }) => [inspection.id, inspection]));
  for (let done = 0; done < FINDINGS; done += BATCH) {
    const batch = Array.from({ length: BATCH }, (_, at) => copyOf(sourceOf(done + at), done + at, ground));
    await FindingModel.insertMany(batch as never, { lean: true, ordered: false });
    const open = batch.flatMap((finding, at) => {
      const source = cases.get(sourceOf(done + at).inspectionId);
      return (done + at) % OPEN === 0 && source !== undefined ? [caseOf(source, finding)] : [];
    });
    await InspectionModel.insertMany(open as never, { lean: true, ordered: false });
  }
}
