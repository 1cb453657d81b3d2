import type { Transaction } from '../database/connect.js';
import type { Tally } from '../inspections/inspection.js';
import { authorOf, type Actor } from '../policies/actor.js';
import type { Clock } from '../shared/clock.js';
import type { Day } from '../shared/dates.js';
import { findingTransitionFor, settledFinding, type Finding, type FindingAct } from './finding.js';
import type { FindingsRepository } from './findings.repository.js';
import { tallyOf } from './tally.js';

export type AnsweringDeps = { clock: Clock; repository: FindingsRepository };

/** What happens to all findings of a case together, with a step of the case. */
export function answeringService({ clock, repository }: AnsweringDeps) {
  async function all(
    act: FindingAct,
    inspectionId: string,
    actor: Actor,
    tx: Transaction,
    facts: Partial<Finding> = {},
  ): Promise<Tally> {
    for (const finding of await repository.allOf(inspectionId, tx)) {
      const line = findingTransitionFor(act, finding.state);
      if (line === undefined) continue;
      const event = { at: clock.now(), by: authorOf(actor), action: line.event };
      await repository.change(finding, settledFinding({ ...finding, ...facts, state: line.to }), event, tx);
    }
    return tallyOf(await repository.allOf(inspectionId, tx));
  }

  return {
    /** The minutes are signed: what was found is no longer rewritten. */
    minute: (inspectionId: string, actor: Actor, tx: Transaction) => all('minute', inspectionId, actor, tx),
    /** The visit goes on: findings may be written again. */
    resume: (inspectionId: string, actor: Actor, tx: Transaction) => all('resume', inspectionId, actor, tx),
    /** The unit has been given the draft: it sees the findings. */
    tell: (inspectionId: string, toldOn: Day, actor: Actor, tx: Transaction) =>
      all('tell', inspectionId, actor, tx, { toldOn }),
  };
}
