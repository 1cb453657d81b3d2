import type { Transaction } from '../database/connect.js';
import { keyQuery, pageOf, type Key, type Page } from '../shared/paging.js';
import { LetterModel, MailMarkModel } from './letter.model.js';
import { openStates, type Letter, type LetterState } from './outbox.js';

type Stored = Omit<Letter, 'id'> & { _id: string; sortAt: string; heldUntil?: Date; retold?: boolean };
const letterOf = ({ _id, sortAt: _sort, heldUntil: _held, retold: _told, ...rest }: Stored): Letter => ({
  id: _id,
  ...rest,
});
/** Letters whose news may never have arrived. */
const LOST: readonly LetterState[] = ['unknown', 'given_up'];

export const outboxRepository = {
  async add({ id, ...letter }: Letter, tx: Transaction): Promise<void> {
    await LetterModel.create([{ _id: id, ...letter, sortAt: letter.createdAt.toISOString() }], {
      session: tx,
    });
  },

  /** Takes the letter that has waited longest; nobody else is given it. */
  async take(now: Date, heldUntil: Date): Promise<Letter | undefined> {
    const due = { state: 'queued', nextAt: { $lte: now } };
    const taken = await LetterModel.findOneAndUpdate(
      due,
      { $set: { state: 'sending', heldUntil } },
      { sort: { nextAt: 1 }, returnDocument: 'after' },
    ).lean<Stored>();
    return taken === null ? undefined : letterOf(taken);
  },

  async settle(id: string, change: Partial<Letter>): Promise<void> {
    await LetterModel.updateOne({ _id: id, state: 'sending' }, { $set: change });
  },

  /** Letters that somebody began to send and never ended. Answers how many. */
  async loseHeld(now: Date, failure: string): Promise<number> {
    const held = { state: 'sending', heldUntil: { $lte: now } };
    return (await LetterModel.updateMany(held, { $set: { state: 'unknown', failure } })).modifiedCount;
  },

  async giveUp(before: Date): Promise<number> {
    const old = { state: 'queued', createdAt: { $lt: before } };
    return (await LetterModel.updateMany(old, { $set: { state: 'given_up' } })).modifiedCount;
  },

  async forget(before: Date): Promise<number> {
    return (await LetterModel.deleteMany({ createdAt: { $lt: before } })).deletedCount;
  },

  /** What was told to a person by letters that may not have arrived, and is not told again yet. */
  async lostNews(personId: string, tx: Transaction): Promise<string[]> {
    const lost = { personId, state: { $in: LOST }, retold: { $ne: true } };
    const found = await LetterModel.find(lost, { noticeIds: 1 })
      .session(tx)
      .lean<Pick<Stored, 'noticeIds'>[]>();
    if (found.length > 0) await LetterModel.updateMany(lost, { $set: { retold: true } }, { session: tx });
    return found.flatMap(({ noticeIds }) => noticeIds);
  },

  async markOf(personId: string, tx?: Transaction): Promise<Date | undefined> {
    const found = await MailMarkModel.findById(personId)
      .session(tx ?? null)
      .lean<{ until: Date }>();
    return found?.until;
  },

  /** Moves the mark on, if it still stands where it was read: of two digests at once one is made. */
  async mark(personId: string, before: Date | undefined, until: Date, tx: Transaction): Promise<boolean> {
    if (before === undefined) {
      await MailMarkModel.create([{ _id: personId, until }], { session: tx });
      return true;
    }
    const { matchedCount } = await MailMarkModel.updateOne(
      { _id: personId, until: before },
      { $set: { until } },
      { session: tx },
    );
    return matchedCount === 1;
  },

  find: async (id: string): Promise<Letter | undefined> => {
    const found = await LetterModel.findById(id).lean<Stored>();
    return found === null ? undefined : letterOf(found);
  },

  /** Letters that nobody has sent yet, the oldest first, each with all it says. */
  async *open(): AsyncGenerator<Letter> {
    const found = LetterModel.find({ state: { $in: openStates } }).sort({ sortAt: 1, _id: 1 });
    for await (const letter of found.lean<Stored>().cursor()) yield letterOf(letter);
  },

  /** Somebody has sent it by other means. */
  async sentByHand(id: string, now: Date): Promise<boolean> {
    const waiting = { _id: id, state: { $in: openStates } };
    const { modifiedCount } = await LetterModel.updateOne(waiting, { $set: { state: 'sent', sentAt: now } });
    return modifiedCount === 1;
  },

  async page(state: LetterState | undefined, key: Key | undefined): Promise<Page<Letter>> {
    const { filter, sort, limit } = keyQuery('sortAt', -1, key);
    const query = { ...filter, ...(state === undefined ? {} : { state }) };
    const found = await LetterModel.find(query, { text: 0, html: 0 })
      .sort(sort)
      .limit(limit)
      .lean<Stored[]>();
    return pageOf(found.map(letterOf), key, ({ createdAt, id }) => ({ value: createdAt.toISOString(), id }));
  },

  async counts(): Promise<Map<LetterState, number>> {
    const found = await LetterModel.aggregate<{ _id: LetterState; count: number }>([
      { $group: { _id: '$state', count: { $sum: 1 } } },
    ]);
    return new Map(found.map(({ _id, count }) => [_id, count]));
  },
};
export type OutboxRepository = typeof outboxRepository;
