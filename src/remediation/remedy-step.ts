import type { InTransaction, Transaction } from '../database/connect.js';
import { findingSubject, settledFinding, type Finding, type FindingAct } from '../findings/finding.js';
import { lineFor } from '../findings/at-once.js';
import type { RemedyDraft } from '../findings/remedy.js';
import type { FindingsRepository } from '../findings/findings.repository.js';
import type { Recount } from '../findings/recount.js';
import type { Inspection } from '../inspections/inspection.js';
import { authorOf, type Actor, type Author } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import { findingWorkflow } from '../policies/workflow.js';
import { keysOf } from '../policies/visibility.js';
import type { Clock } from '../shared/clock.js';
import { NotFound, Stale } from '../shared/errors.js';

export type RemedyStepDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  findings: FindingsRepository;
  recount: Recount;
  closeIfDone: (inspection: Inspection, actor: Actor, tx: Transaction) => Promise<Inspection>;
};

export type RemedyAct = FindingAct &
  (
    | 'add_action'
    | 'note_progress'
    | 'draft'
    | 'give_back'
    | 'report'
    | 'order_visit'
    | 'accept'
    | 'return'
    | 'accept_failure'
    | 'decline_failure'
  );

/** `seen`: the version that the form was made from. `taken`: tells that this very write was taken before. */
export type RemedyStep = {
  act: RemedyAct;
  seen: number;
  reason?: string;
  taken?: (finding: Finding) => boolean;
};

/** What a step changes; a draft that was sent is none any more. */
export type RemedyChange = Partial<Omit<Finding, 'draft'>> & { draft?: RemedyDraft | undefined };
type Change = (finding: Finding, by: Author, now: Date, tx: Transaction) => Promise<RemedyChange>;

/** What the case keeps of it; its numbers change with these steps, for they tell whose turn it is and until when. */
const eventsOfCase: Partial<Record<RemedyAct, string>> = {
  report: 'finding_reported',
  accept: 'finding_closed',
  return: 'finding_returned',
};

/** One step on the way to a remedy: within reach, allowed, possible, on the version that was shown; else it throws. */
export function remedyStepper({ clock, inTransaction, findings, recount, closeIfDone }: RemedyStepDeps) {
  return (actor: Actor, id: string, step: RemedyStep, change: Change): Promise<Finding> =>
    inTransaction(async (tx) => {
      const { act, seen, reason = '' } = step;
      const before = await findings.find(id, keysOf(actor), tx);
      if (before === undefined) throw new NotFound(`finding ${id}`);
      assertAllowed(actor, findingWorkflow[act].action, findingSubject(before));
      if (step.taken?.(before) === true) return before;
      const line = lineFor(act, before);
      if (before.version !== seen || line === undefined) throw new Stale(`finding ${id}`);
      const [now, by] = [clock.now(), authorOf(actor)];
      const changed = { ...before, ...(await change(before, by, now, tx)), state: line.to } as Finding;
      const event = { at: now, by, action: line.event, ...(reason === '' ? {} : { reason }) };
      const saved = await findings.change(before, settledFinding(changed), event, tx);
      const told = eventsOfCase[act];
      if (told !== undefined) {
        const counted = await recount(saved.inspectionId, { ...event, action: told }, tx);
        await closeIfDone(counted, actor, tx);
      }
      return saved;
    });
}
export type RemedyStepper = ReturnType<typeof remedyStepper>;
