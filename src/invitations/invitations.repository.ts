import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain } from '../history/journaled.repository.js';
import type { Invitation } from './invitation.js';
import { InvitationModel } from './invitation.model.js';

const store = journaledRepository<Invitation>('invitation', InvitationModel as never);

export const invitationsRepository = {
  create: store.create,
  change: store.change,
  find: (id: string, tx?: Transaction) => store.findOne({ _id: id }, tx),
  byHash: (secretHash: string, tx?: Transaction) => store.findOne({ secretHash }, tx),

  /** Invitations, the newest first: of one person, or everybody's. */
  list: (personId: string | undefined) =>
    store.find(personId === undefined ? {} : { 'invitedBy.personId': personId }, { invitedAt: -1 }),

  async *all(): AsyncGenerator<Invitation> {
    for await (const found of InvitationModel.find().lean().cursor()) yield plain<Invitation>(found);
  },
};
export type InvitationsRepository = typeof invitationsRepository;
