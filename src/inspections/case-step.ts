import type { InTransaction, Transaction } from '../database/connect.js';
import { authorOf, type Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import { keysOf } from '../policies/visibility.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { NotFound, Stale, refuse } from '../shared/errors.js';
import { settled, subjectOf, transitionFor, type Inspection, type InspectionAct } from './inspection.js';
import type { InspectionsRepository } from './inspections.repository.js';

type Deps = { clock: Clock; inTransaction: InTransaction; repository: InspectionsRepository };

export type Change = (
  inspection: Inspection,
  today: Day,
  tx: Transaction,
  now: Date,
) => Promise<Partial<Inspection>>;
type Step = { id: string; seen: number; act: InspectionAct; reason?: string };
/** What follows from the step in the same transaction. */
type After = (inspection: Inspection, tx: Transaction) => Promise<Inspection>;

/** One step of the workflow: within reach, allowed, possible in this state, on the version that was shown. */
export const caseStepper =
  ({ clock, inTransaction, repository }: Deps) =>
  async (actor: Actor, { id, seen, act, reason }: Step, change: Change, after?: After): Promise<Inspection> =>
    inTransaction(async (tx) => {
      const before = await repository.find(id, keysOf(actor), tx);
      if (before === undefined) throw new NotFound(`inspection ${id}`);
      assertAllowed(actor, `inspection.${act}`, subjectOf(before));
      const line = transitionFor(act, before.state);
      if (before.version !== seen || line === undefined) throw new Stale(`inspection ${id}`);
      if (line.reason === 'needed' && !reason) refuse('reason', 'errors:required');
      const now = clock.now();
      const changed = await change(before, dayOf(now), tx, now);
      const event = { at: now, by: authorOf(actor), action: line.event, ...(reason ? { reason } : {}) };
      const next = settled({ ...before, ...changed, state: line.to });
      const saved = await repository.change(before, next, event, tx);
      return after === undefined ? saved : after(saved, tx);
    });
export type CaseStep = ReturnType<typeof caseStepper>;
