import type { InTransaction } from '../database/connect.js';
import { subjectOf, type Inspection } from '../inspections/inspection.js';
import { authorOf, type Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { Stale } from '../shared/errors.js';
import { byRule, type Retention } from './retention.js';
import type { RetentionInput } from './retention.form.js';
import type { RetentionsRepository } from './retentions.repository.js';

export type RetentionDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: RetentionsRepository;
  /** A case within reach; throws `NotFound`. */
  loadCase: (actor: Actor, id: string) => Promise<Inspection>;
};

/** For how long the files of single cases are kept, where the rule does not fit. */
export function retentionService({ clock, inTransaction, repository, loadCase }: RetentionDeps) {
  /** The case, for whoever may say how long its files are kept. */
  async function forDecision(actor: Actor, id: string): Promise<Inspection> {
    const inspection = await loadCase(actor, id);
    assertAllowed(actor, 'retention.set', subjectOf(inspection));
    return inspection;
  }

  return {
    forDecision,

    /** What was decided of a case; by the rule while nobody has decided anything. */
    of: async (inspectionId: string): Promise<Retention> =>
      (await repository.find(inspectionId)) ?? byRule(inspectionId),

    async set(actor: Actor, id: string, { version, years, reason }: RetentionInput): Promise<void> {
      await forDecision(actor, id);
      await inTransaction(async (tx) => {
        const before = (await repository.find(id, tx)) ?? byRule(id);
        if (before.version !== version) throw new Stale(`retention of ${id}`);
        if (before.years === years) return;
        const facts = { id: before.id, ...(years === undefined ? {} : { years }) };
        const act = { at: clock.now(), by: authorOf(actor), action: 'retention_set', reason };
        if (before.version === 0) await repository.create(facts, act, tx);
        else await repository.change(before, { ...facts, version, history: before.history }, act, tx);
      });
    },
  };
}
export type RetentionService = ReturnType<typeof retentionService>;
