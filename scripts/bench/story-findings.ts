import { settledFinding, partiesOf, NO_DUE_DATE, type Finding } from '../../src/findings/finding.js';
import type { Inspection } from '../../src/inspections/inspection.js';
import { authorOf } from '../../src/policies/actor.js';
import { addDays, momentAt, type Day } from '../../src/shared/dates.js';
import { newId } from '../../src/shared/ids.js';
import { pick } from '../demo/random.js';
import { sampleFindings } from '../demo/samples.js';
import { evidenceOf } from './evidence.js';
import { act, grown, type Ground } from './story-ground.js';

/** A finding as the inspector records it on site. */
export function recorded(of: Inspection, ordinal: number, ground: Ground, visit: Day): Finding {
  const sample = pick(sampleFindings, ground.next);
  const sign = ground.signs.get(sample.sign);
  if (sign === undefined) throw new Error(`no sign ${sample.sign}`);
  const { severity, seen, legalBasis, mustDo, post: responsiblePost, term } = sample;
  const by = of.preparer;
  const event = act(visit, '10:20', by, 'recorded');
  const first = settledFinding({
    id: newId(),
    version: 0,
    ordinal,
    ...partiesOf(of),
    ...{ sign, severity, seen, legalBasis, mustDo, responsiblePost, term },
    foundOn: visit,
    state: 'recorded',
    dueOn: NO_DUE_DATE,
    remediations: [],
    evidence: [evidenceOf(by, event.at, 'finding', ground.next)],
    readers: [],
    history: [],
  });
  return grown<Finding>(undefined, first, event);
}

/** What became of a finding: remedied and accepted when its time has passed, most of the times. */
export function remedied(ordered: Finding, ground: Ground): Finding {
  const { next, today, officer } = ground;
  const fate = next();
  const due = ordered.deadline?.dueOn ?? today;
  const reportedOn = addDays(due, Math.floor(next() * 12) - 9);
  if (reportedOn > today || fate < 0.06) return ordered;
  const at = momentAt(reportedOn, '15:40');
  const by = authorOf(officer);
  const proof = evidenceOf(by, at, 'remediation', next);
  const report = { id: newId(), by, at, done: pick(sampleFindings, next).done, evidenceIds: [proof.id] };
  const evidence = [...ordered.evidence, proof];
  const asReported = settledFinding({ ...ordered, state: 'reported', remediations: [report], evidence });
  const reported = grown<Finding>(ordered, asReported, { at, by, action: 'reported' });
  const verifiedOn = addDays(reportedOn, 2);
  if (verifiedOn > today || fate < 0.08) return reported;
  const inspector = pick(ground.inspectors, next);
  const outcome = fate < 0.1 ? ('returned' as const) : ('accepted' as const);
  const verdict = act(verifiedOn, '10:05', authorOf(inspector), outcome);
  const reason = 'Đã đối chiếu tại chỗ.';
  const verification = { by: verdict.by, at: verdict.at, outcome, reason };
  const remediations = [{ ...report, verification }];
  const ending =
    outcome === 'accepted'
      ? { state: 'closed' as const, remediedOn: reportedOn, closedOn: verifiedOn }
      : { state: 'returned' as const };
  const after = settledFinding({ ...reported, remediations, ...ending });
  return grown<Finding>(reported, after, verdict);
}
