import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import type { ChecklistDraft, ChecklistRecord } from './checklist.js';
import { ChecklistDraftModel, ChecklistModel } from './checklist.model.js';

const store = journaledRepository<ChecklistRecord>('checklist', ChecklistModel as never);
const drafts = journaledRepository<ChecklistDraft>('checklist_draft', ChecklistDraftModel as never);

/** There is one draft at a time, under one id. */
export const DRAFT = 'checklist-draft';

export const checklistsRepository = {
  create: store.create,
  find: (number: number, tx?: Transaction) => store.findOne({ number }, tx),

  /** Every version, the newest first. */
  versions: (tx?: Transaction) => store.find({}, { number: -1 }, tx),

  draft: (tx?: Transaction) => drafts.findOne({ _id: DRAFT }, tx),
  createDraft: drafts.create,
  changeDraft: drafts.change,

  async *all(): AsyncGenerator<ChecklistRecord> {
    for await (const found of ChecklistModel.find().lean().cursor()) yield plain<ChecklistRecord>(found);
  },
  async *allDrafts(): AsyncGenerator<ChecklistDraft> {
    for await (const found of ChecklistDraftModel.find().lean().cursor()) yield plain<ChecklistDraft>(found);
  },
};
export type ChecklistsRepository = typeof checklistsRepository;
