import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import { caseRemindersId, type CaseReminders } from './case-reminder.js';
import { CaseRemindersModel } from './case-reminders.model.js';

const store = journaledRepository<CaseReminders>('case_reminders', CaseRemindersModel as never);

export const caseRemindersRepository = {
  create: store.create,
  change: store.change,
  of: (inspectionId: string, tx?: Transaction) => store.findOne({ _id: caseRemindersId(inspectionId) }, tx),

  async *all(): AsyncGenerator<CaseReminders> {
    for await (const found of CaseRemindersModel.find().lean().cursor()) yield plain<CaseReminders>(found);
  },
};
export type CaseRemindersRepository = typeof caseRemindersRepository;
