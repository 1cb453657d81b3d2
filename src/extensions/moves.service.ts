import type { Calendars } from '../calendar/working-calendar.js';
import type { InTransaction, Transaction } from '../database/connect.js';
import { findingSubject, findingTransitionFor, settledFinding } from '../findings/finding.js';
import type { FindingsRepository } from '../findings/findings.repository.js';
import { moved, recounted } from '../findings/moving.js';
import type { Recount } from '../findings/recount.js';
import { authorOf, type Actor } from '../policies/actor.js';
import { allowed, assertAllowed } from '../policies/policy.js';
import { keysOf } from '../policies/visibility.js';
import type { Clock } from '../shared/clock.js';
import { dayOf } from '../shared/dates.js';
import { differingTerms, type TermHolder } from './case-terms.js';
import { canMove, differingOf, versionsIn, type Differing, type Running } from './differing.js';
import { ofAuthority } from './extension.js';
import type { Move, MovesInput } from './moves.form.js';

export type MovesDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  findings: FindingsRepository;
  recount: Recount;
  calendars: () => Promise<Calendars>;
  /** Running due dates that were not counted with these versions of the calendars. */
  countedOtherwise: (actor: Actor, versions: readonly string[]) => Promise<Running[]>;
  /** Cases whose own terms go on. */
  runningTerms: (actor: Actor) => Promise<TermHolder[]>;
};

/** What a corrected calendar would change. It changes nothing by itself: a supervisor moves what he has marked. */
export function movesService(deps: MovesDeps) {
  const { clock, findings } = deps;

  /** Moves one due date, if it would still go where it was shown to go. Done already is done. */
  async function moveOne(actor: Actor, input: MovesInput, chosen: Move, tx: Transaction): Promise<boolean> {
    const before = await findings.find(chosen.id, keysOf(actor), tx);
    if (before === undefined || !allowed(actor, 'deadline.move', findingSubject(before))) return false;
    const id = `${input.id}-${before.id}`;
    if (before.ledger?.some((entry) => entry.id === id)) return true;
    const line = findingTransitionFor('move_due', before.state);
    const anew = recounted(before, before.deadline?.from ?? '', await deps.calendars());
    if (line === undefined || anew === undefined || anew.receipt.dueOn !== chosen.dueOn) return false;
    const [at, by, reason] = [clock.now(), authorOf(actor), input.reason];
    if (before.dueOn === chosen.dueOn || chosen.dueOn < dayOf(at)) return false;
    const after = settledFinding(moved(before, anew, { kind: 'calendar', id, by, at, reason }));
    const event = { at, by, action: line.event, reason };
    const saved = await findings.change(before, after, event, tx);
    await deps.recount(saved.inspectionId, { ...event, action: `finding_${line.event}` }, tx);
    return true;
  }

  return {
    /** Open due dates and terms that would differ, each due date with whether the actor may move it, and how many were counted. */
    async differing(actor: Actor) {
      assertAllowed(actor, 'deadline.move', ofAuthority(actor.post.unitId));
      const calendars = await deps.calendars();
      const running = await deps.countedOtherwise(actor, versionsIn(calendars));
      const today = dayOf(clock.now());
      const mayMove = (one: Differing) =>
        canMove(one, today) &&
        allowed(actor, 'deadline.move', {
          ...ofAuthority(one.finding.authority.id),
          approverId: one.finding.approverId,
        });
      const held = await deps.runningTerms(actor);
      const rows = differingOf(running, calendars).map((one) => ({ ...one, mayMove: mayMove(one) }));
      return { rows, terms: differingTerms(held, calendars), counted: running.length + held.length };
    },

    /** Moves what was marked, each by an entry of its own; says how many would not go there any more. */
    async move(actor: Actor, input: MovesInput): Promise<{ moved: number; left: number }> {
      assertAllowed(actor, 'deadline.move', ofAuthority(actor.post.unitId));
      let done = 0;
      for (const chosen of input.chosen)
        if (await deps.inTransaction((tx) => moveOne(actor, input, chosen, tx))) done += 1;
      return { moved: done, left: input.chosen.length - done };
    },
  };
}
