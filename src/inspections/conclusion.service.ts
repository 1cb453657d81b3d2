import type { InTransaction, Transaction } from '../database/connect.js';
import { authorOf, type Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import { keysOf } from '../policies/visibility.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { NotFound, Stale, refuse } from '../shared/errors.js';
import { uncheckedOf } from './checks.js';
import { settled, subjectOf, transitionFor, type Inspection, type Tally } from './inspection.js';
import type { InspectionsRepository } from './inspections.repository.js';

export type ConclusionInput = { version: number; deliveredOn: Day; conclusion: string };

export type ConclusionDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: InspectionsRepository;
  /** Fixes every finding's deadline; answered by the findings, which come later in the house. */
  orderRemediation: (id: string, deliveredOn: Day, actor: Actor, tx: Transaction) => Promise<Tally>;
};

/** Ends an inspection: the conclusion, the deadlines it fixes, and the closing once everything is remedied. */
export function conclusionService(deps: ConclusionDeps) {
  const { repository, clock } = deps;

  /** Closes a concluded case that has nothing open; leaves any other as it is. */
  async function closeIfDone(inspection: Inspection, actor: Actor, tx: Transaction): Promise<Inspection> {
    const line = transitionFor('close', inspection.state);
    if (line === undefined || inspection.findings.open > 0) return inspection;
    const now = clock.now();
    const after = settled({ ...inspection, state: line.to, closedOn: dayOf(now) });
    return repository.change(inspection, after, { at: now, by: authorOf(actor), action: line.event }, tx);
  }

  /** A case that was closed goes on when a finding of it is opened again. */
  async function reopenIfClosed(inspection: Inspection, actor: Actor, tx: Transaction): Promise<Inspection> {
    const line = transitionFor('reopen', inspection.state);
    if (line === undefined || inspection.findings.open === 0) return inspection;
    const { closedOn: _closed, ...open } = inspection;
    const after = settled({ ...open, state: line.to });
    const event = { at: clock.now(), by: authorOf(actor), action: line.event };
    return repository.change(inspection, after, event, tx);
  }

  return {
    closeIfDone,
    reopenIfClosed,

    /** Concludes the case and fixes all deadlines in one transaction: all of it happens, or nothing. */
    async conclude(actor: Actor, id: string, input: ConclusionInput): Promise<Inspection> {
      return deps.inTransaction(async (tx) => {
        const before = await repository.find(id, keysOf(actor), tx);
        if (before === undefined) throw new NotFound(`inspection ${id}`);
        assertAllowed(actor, 'inspection.conclude', subjectOf(before));
        const line = transitionFor('conclude', before.state);
        if (before.version !== input.version || line === undefined) throw new Stale(`inspection ${id}`);
        if (uncheckedOf(before).length > 0) refuse('conclusion', 'inspections:errors.unchecked');
        const now = clock.now();
        const today = dayOf(now);
        if (before.openedOn !== undefined && input.deliveredOn < before.openedOn) {
          refuse('deliveredOn', 'inspections:errors.deliveredBeforeOpening');
        }
        if (input.deliveredOn > today) refuse('deliveredOn', 'inspections:errors.deliveredInFuture');
        const { deliveredOn, conclusion } = input;
        const findings = await deps.orderRemediation(id, deliveredOn, actor, tx);
        const facts = { state: line.to, concludedOn: today, deliveredOn, conclusion, findings };
        const after = settled({ ...before, ...facts });
        const event = { at: now, by: authorOf(actor), action: line.event };
        return closeIfDone(await repository.change(before, after, event, tx), actor, tx);
      });
    },
  };
}
export type ConclusionService = ReturnType<typeof conclusionService>;
