import type { Transaction } from '../database/connect.js';
import { newId } from '../shared/ids.js';
import { keyQuery, pageOf, type Key, type Page } from '../shared/paging.js';
import type { Address, NewNotice, Notice } from './notice.js';
import { NoticeModel } from './notice.model.js';
import { urgencyOf, type Urgency } from './urgency.js';

/** Notices that nobody has opened for this long no longer count as unread. */
const COUNTED_DAYS = 90;

/** What a digest asks for. */
type Telling = {
  keys: Address[];
  personId: string;
  after: Date;
  until: Date;
  mail: Urgency[];
  orIds: string[];
  limit: number;
};

const noticeOf = (stored: Record<string, unknown>): Notice => {
  const { _id, sortAt: _sortAt, mail: _mail, toMail: _toMail, ...row } = stored;
  return { id: _id, ...row } as unknown as Notice;
};

export const noticesRepository = {
  /** Part of the transaction of what it tells: no notice of what did not happen, none lost of what did. */
  async post(notices: NewNotice[], tx: Transaction): Promise<void> {
    if (notices.length === 0) return;
    const documents = notices.map(({ sealed, ...notice }) => {
      const mail = sealed === true ? undefined : urgencyOf(notice.key);
      return {
        _id: newId(),
        ...notice,
        sortAt: notice.at.toISOString(),
        readBy: [],
        ...(mail === undefined ? {} : { mail }),
        ...(mail === 'at_once' ? { toMail: true } : {}),
      };
    });
    await NoticeModel.insertMany(documents, { session: tx });
  },

  async unread(keys: Address[], personId: string, now: Date): Promise<number> {
    const since = new Date(now.getTime() - COUNTED_DAYS * 24 * 3600 * 1000).toISOString();
    return NoticeModel.countDocuments({
      to: { $in: keys },
      sortAt: { $gte: since },
      readBy: { $ne: personId },
    });
  },

  async list(keys: Address[], key: Key | undefined): Promise<Page<Notice>> {
    const { filter, sort, limit } = keyQuery('sortAt', -1, key);
    const found = await NoticeModel.find({ $and: [{ to: { $in: keys } }, filter] })
      .sort(sort)
      .limit(limit)
      .lean();
    const rows = found.map(noticeOf);
    return pageOf(rows, key, (row) => ({ value: row.at.toISOString(), id: row.id }));
  },

  /** What waits to be mailed at once, the oldest first. */
  async urgent(limit: number): Promise<Notice[]> {
    return (await NoticeModel.find({ toMail: true }).sort({ sortAt: 1 }).limit(limit).lean()).map(noticeOf);
  },

  /** Takes notices out of those that wait; false when somebody else has taken one of them. */
  async takeUrgent(ids: readonly string[], tx: Transaction): Promise<boolean> {
    const waiting = { _id: { $in: ids }, toMail: true };
    const { modifiedCount } = await NoticeModel.updateMany(
      waiting,
      { $unset: { toMail: '' } },
      { session: tx },
    );
    return modifiedCount === ids.length;
  },

  /** What somebody has not read yet and may be mailed, of a span of time or of these ids; the oldest first. */
  async toTell(
    { keys, personId, after, until, mail, orIds, limit }: Telling,
    tx: Transaction,
  ): Promise<Notice[]> {
    const query = {
      to: { $in: keys },
      readBy: { $ne: personId },
      mail: { $exists: true },
      $or: [
        { sortAt: { $gt: after.toISOString(), $lte: until.toISOString() }, mail: { $in: mail } },
        ...(orIds.length === 0 ? [] : [{ _id: { $in: orIds } }]),
      ],
    };
    return (await NoticeModel.find(query).sort({ sortAt: 1 }).limit(limit).session(tx).lean()).map(noticeOf);
  },

  async markRead(keys: Address[], personId: string): Promise<void> {
    const unread = { to: { $in: keys }, readBy: { $ne: personId } };
    await NoticeModel.updateMany(unread, { $addToSet: { readBy: personId } });
  },
};
export type NoticesRepository = typeof noticesRepository;
