import type { Transaction } from '../database/connect.js';
import type { Tally } from '../inspections/inspection.js';
import { authorOf, type Actor } from '../policies/actor.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import {
  findingTransitionFor,
  openStates,
  settledFinding,
  tallyOf,
  type Deadline,
  type Finding,
} from './finding.js';
import type { FindingsRepository } from './findings.repository.js';

export type OrdersDeps = {
  clock: Clock;
  repository: FindingsRepository;
  /** The due date so many working days after a day, with its receipt. */
  deadline: (from: Day, workingDays: number) => Promise<Deadline>;
};

/** What a conclusion orders: that every finding of the case be remedied by its day. */
export function ordersService({ clock, repository, deadline }: OrdersDeps) {
  return {
    /** Fixes the remediation deadline of every finding of a case, counted from the recorded delivery of its conclusion. */
    async order(inspectionId: string, deliveredOn: Day, actor: Actor, tx: Transaction): Promise<Tally> {
      for (const finding of await repository.allOf(inspectionId, tx)) {
        const line = findingTransitionFor('order', finding.state);
        if (line === undefined) continue;
        const fixed = await deadline(deliveredOn, finding.term);
        const now = clock.now();
        const facts = { deadline: fixed, concludedOn: dayOf(now), state: line.to };
        const event = { at: now, by: authorOf(actor), action: line.event };
        await repository.change(finding, settledFinding({ ...finding, ...facts }), event, tx);
      }
      return tallyOf(await repository.allOf(inspectionId, tx));
    },

    /** What the deadlines would be if the conclusion were delivered on that day: shown before it is signed. */
    async deadlinesIf(findings: Finding[], deliveredOn: Day): Promise<Map<string, Deadline>> {
      const open = findings.filter((finding) => openStates.includes(finding.state));
      const pairs = open.map(
        async (finding) => [finding.id, await deadline(deliveredOn, finding.term)] as const,
      );
      return new Map(await Promise.all(pairs));
    },
  };
}
