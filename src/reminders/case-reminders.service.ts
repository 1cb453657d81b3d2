import type { Terms } from '../announcements/announcement.js';
import type { InTransaction, Transaction } from '../database/connect.js';
import type { CountDays } from '../findings/lamp.js';
import type { NewNotice } from '../notices/notice.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { noticesOfCaseReminders } from './case-reminder-notices.js';
import {
  caseRemindersDue,
  caseRemindersId,
  untold,
  type CaseFacts,
  type CaseReminderDays,
  type CaseReminderLine,
  type ReminderCase,
} from './case-reminder.js';
import type { CaseRemindersRepository } from './case-reminders.repository.js';
import { CLOCK } from './reminder.js';
import { isTakenByAnother } from './reminders.service.js';
import type { WaitingCase } from './waiting-cases.queries.js';

export type CaseRemindersDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: CaseRemindersRepository;
  waitingCases: () => Promise<WaitingCase[]>;
  countDays: () => Promise<CountDays>;
  limitsOn: (group: 'caseReminders', day: Day) => Promise<CaseReminderDays>;
  /** Until when a visit is notified and the unit's own report sent. */
  termsFor: (visit: ReminderCase) => Promise<Terms>;
  /** When these cases first had the unit's own report. */
  reportedOn: (inspectionIds: readonly string[]) => Promise<ReadonlyMap<string, Day>>;
  post: (notices: NewNotice[], tx: Transaction) => Promise<void>;
};

/** Reminders of what a case waits for beside its remedies: notices, reports, receipts, answers, judgements, publications. */
export function caseRemindersService(deps: CaseRemindersDeps) {
  const { clock, inTransaction, repository } = deps;

  async function withTerms(waiting: WaitingCase, reported: boolean): Promise<CaseFacts> {
    const { isAnnounced, notified, ...facts } = waiting;
    if (!isAnnounced) return facts;
    return { ...facts, announced: { terms: await deps.termsFor(facts.inspection), notified, reported } };
  }

  /** What another copy of the product has told since is read again inside the transaction. */
  const remind = (facts: CaseFacts, due: readonly CaseReminderLine[], today: Day): Promise<number> =>
    inTransaction(async (tx) => {
      const { id } = facts.inspection;
      const before = await repository.of(id, tx);
      const fresh = untold(due, before?.lines ?? []);
      if (fresh.length === 0) return 0;
      const now = clock.now();
      const act = { at: now, by: CLOCK, action: 'reminded' };
      const lines = fresh.map((line) => ({ ...line, on: today }));
      if (before === undefined)
        await repository.create({ id: caseRemindersId(id), inspectionId: id, lines }, act, tx);
      else await repository.change(before, { ...before, lines: [...before.lines, ...lines] }, act, tx);
      await deps.post(noticesOfCaseReminders(fresh, facts, now), tx);
      return fresh.length;
    });

  return {
    /** The daily round. Safe to repeat, and to be taken over in the middle: each case is reminded whole or not at all. */
    async run(): Promise<{ cases: number; reminders: number }> {
      const today = dayOf(clock.now());
      const [waiting, count, numbers] = await Promise.all([
        deps.waitingCases(),
        deps.countDays(),
        deps.limitsOn('caseReminders', today),
      ]);
      const reportedOn = await deps.reportedOn(waiting.map(({ inspection }) => inspection.id));
      let [cases, reminders] = [0, 0];
      for (const one of waiting) {
        const facts = await withTerms(one, reportedOn.has(one.inspection.id));
        const due = caseRemindersDue(facts, numbers, today, count);
        if (due.length === 0) continue;
        const told = await remind(facts, due, today).catch((error: unknown) => {
          if (isTakenByAnother(error)) return 0;
          throw error;
        });
        cases += told > 0 ? 1 : 0;
        reminders += told;
      }
      return { cases, reminders };
    },

    /** What a case was reminded of, the oldest first. */
    of: async (inspectionId: string) => (await repository.of(inspectionId))?.lines ?? [],
  };
}
