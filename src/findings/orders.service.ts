import type { Calendars } from '../calendar/working-calendar.js';
import type { Transaction } from '../database/connect.js';
import type { Tally } from '../inspections/inspection.js';
import { authorOf, type Actor } from '../policies/actor.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { findingTransitionFor, openStates, settledFinding, type Deadline, type Finding } from './finding.js';
import { newId } from '../shared/ids.js';
import { isAtOnce, orderFor } from './at-once.js';
import type { FindingsRepository } from './findings.repository.js';
import { moved, recounted } from './moving.js';
import { tallyOf } from './tally.js';

export type OrdersDeps = {
  clock: Clock;
  repository: FindingsRepository;
  /** The due date so many working days after a day, with its receipt. */
  deadline: (from: Day, workingDays: number) => Promise<Deadline>;
  calendars: () => Promise<Calendars>;
};

/** The day of a delivery that was recorded, the one that is right, and why. */
type Correction = { wrong: Day; right: Day; reason: string };

/** What a conclusion orders: that every finding of the case be remedied by its day. */
export function ordersService({ clock, repository, deadline, calendars }: OrdersDeps) {
  /** A date set on the spot stays. */
  const fixedFor = async (finding: Finding, deliveredOn: Day): Promise<Deadline> =>
    isAtOnce(finding) && finding.deadline !== undefined
      ? finding.deadline
      : deadline(deliveredOn, finding.term);

  return {
    /** Fixes the remediation deadline of every finding of a case, counted from the recorded delivery of its conclusion. */
    async order(inspectionId: string, deliveredOn: Day, actor: Actor, tx: Transaction): Promise<Tally> {
      for (const finding of await repository.allOf(inspectionId, tx)) {
        const line = orderFor(finding);
        if (line === undefined) continue;
        const fixed = await fixedFor(finding, deliveredOn);
        const now = clock.now();
        const facts = { deadline: fixed, concludedOn: dayOf(now), state: line.to };
        const event = { at: now, by: authorOf(actor), action: line.event };
        await repository.change(finding, settledFinding({ ...finding, ...facts }), event, tx);
      }
      return tallyOf(await repository.allOf(inspectionId, tx));
    },

    /**
     * The conclusion was delivered on another day than was recorded: what still runs from the wrong day is counted from
     * the right one, each by an entry in its ledger. What is closed keeps the date by which it was judged.
     */
    async redate(
      inspectionId: string,
      { wrong, right, reason }: Correction,
      actor: Actor,
      tx: Transaction,
    ): Promise<Tally> {
      const known = await calendars();
      const mark = { kind: 'delivery', by: authorOf(actor), at: clock.now(), reason } as const;
      for (const finding of await repository.allOf(inspectionId, tx)) {
        const line = findingTransitionFor('move_due', finding.state);
        if (line === undefined || finding.deadline?.from !== wrong) continue;
        const anew = recounted(finding, right, known);
        if (anew === undefined) continue;
        const after = settledFinding(moved(finding, anew, { ...mark, id: newId() }));
        await repository.change(finding, after, { at: mark.at, by: mark.by, action: line.event, reason }, tx);
      }
      return tallyOf(await repository.allOf(inspectionId, tx));
    },

    /** What the deadlines would be if the conclusion were delivered on that day: shown before it is signed. */
    async deadlinesIf(findings: Finding[], deliveredOn: Day): Promise<Map<string, Deadline>> {
      const open = findings.filter((finding) => openStates.includes(finding.state));
      const pairs = open.map(async (finding) => [finding.id, await fixedFor(finding, deliveredOn)] as const);
      return new Map(await Promise.all(pairs));
    },
  };
}
