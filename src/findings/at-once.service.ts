import type { Calendars } from '../calendar/working-calendar.js';
import type { InTransaction } from '../database/connect.js';
import { authorOf, type Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import { keysOf } from '../policies/visibility.js';
import type { Clock } from '../shared/clock.js';
import { dayOf } from '../shared/dates.js';
import { NotFound, Stale } from '../shared/errors.js';
import { correctedOnSpot } from './at-once.js';
import type { AtOnceInput } from './finding.form.js';
import { findingSubject, findingTransitionFor, settledFinding, type Finding } from './finding.js';
import type { FindingsRepository } from './findings.repository.js';

export type AtOnceDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: FindingsRepository;
  calendars: () => Promise<Calendars>;
};

/** Corrects a date that was set on the spot, until the conclusion; from then on it moves by the ledger, as every date. */
export function atOnceService({ clock, inTransaction, repository, calendars }: AtOnceDeps) {
  return {
    correct: async (actor: Actor, id: string, input: AtOnceInput): Promise<Finding> => {
      const counted = await calendars();
      return inTransaction(async (tx) => {
        const before = await repository.find(id, keysOf(actor), tx);
        if (before === undefined) throw new NotFound(`finding ${id}`);
        assertAllowed(actor, 'finding.redate', findingSubject(before));
        const line = findingTransitionFor('redate_at_once', before.state);
        const now = clock.now();
        if (before.version !== input.version || line === undefined) throw new Stale(`finding ${id}`);
        const deadline = correctedOnSpot(before, dayOf(now), input.atOnceBy, counted);
        if (deadline === undefined) throw new Stale(`finding ${id} has no date to correct`);
        const act = { at: now, by: authorOf(actor), action: line.event, reason: input.reason };
        return repository.change(before, settledFinding({ ...before, deadline }), act, tx);
      });
    },
  };
}
